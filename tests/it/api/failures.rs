//! Every way a request about a batch can end before there is a whole answer,
//! each over a real socket.

use std::time::{Duration, Instant};

use crate::support::wire_server::{
    Act, Identity, Server, answer_timeout, api, caller, down, head, id, json, short_limits,
    small_batch, trusting,
};
use vec_batch_viewer::api::Limits;
use vec_batch_viewer::domain::picture::FileAddress;
use vec_batch_viewer::domain::problem::AnswerForm;
use vec_batch_viewer::domain::{ApiOrigin, Problem, ProblemKind};

async fn problem_from(acts: Vec<Act>) -> Problem {
    let server = Server::saying(acts).await;
    server.asked(&api(Limits::default())).await.unwrap_err()
}

/// The beginning of an answer.
fn begun() -> Act {
    Act::Send(b"{\"data\":".to_vec())
}

#[tokio::test]
async fn nobody_is_there() {
    let down = down().to_string();
    for (scheme, host, kind) in [
        ("http", down.as_str(), ProblemKind::NotReachable),
        (
            "https",
            "no-such-service.invalid",
            ProblemKind::NameNotFound,
        ),
    ] {
        let origin: ApiOrigin = format!("{scheme}://{host}").parse().unwrap();
        let asked = api(Limits::default()).batch(&caller(&origin), id()).await;
        let problem = asked.unwrap_err();
        assert_eq!(problem.kind, kind);
        assert!(!problem.evidence.chain.is_empty());
        assert_eq!(problem.evidence.host.as_deref(), Some(host));
        let told = format!("{problem:?}");
        assert!(!told.contains("://"), "an address in {told}");
    }
}

#[tokio::test]
async fn no_answer_comes_whole_in_time() {
    let pause = Duration::from_millis(20);
    let length = "Content-Length: 10000\r\n";
    for acts in [
        vec![Act::Hang],
        vec![head(length), begun(), Act::Hang],
        vec![head(length), Act::Drip(vec![b' '; 10_000], pause)],
        vec![Act::Drip(b"HTTP/1.1 200 OK\r\n".repeat(1_000), pause)],
    ] {
        let has_begun = matches!(acts[..], [_, Act::Send(_), _]);
        let server = Server::saying(acts).await;
        let started = Instant::now();
        let problem = server.asked(&api(short_limits())).await.unwrap_err();
        assert_eq!(problem.kind, answer_timeout());
        assert!(started.elapsed() >= short_limits().total);
        assert!(started.elapsed() < Duration::from_secs(5));
        assert_eq!(server.seen.count(), 1, "not tried again");
        if has_begun {
            let sizes = (problem.evidence.bytes, problem.evidence.announced);
            assert_eq!(sizes, (Some(8), Some(10_000)));
        }
    }
}

#[tokio::test]
async fn cut_short() {
    let chunks = |sent: &str| {
        let sent = format!("8\r\n{{\"data\":\r\n{sent}");
        vec![
            head("Transfer-Encoding: chunked\r\n"),
            Act::Send(sent.into()),
        ]
    };
    let broken_off = |end: Act| vec![head("Content-Length: 100\r\n"), begun(), end];
    let mut ended = chunks("");
    ended.push(Act::Close);
    // So that the beginning has been read when the end comes.
    let mut reset = broken_off(Act::Pause(Duration::from_millis(500)));
    reset.push(Act::Reset);
    for acts in [
        broken_off(Act::Close),
        reset,
        ended,
        chunks("nonsense\r\n"),
        chunks("fffffffffffffffffff\r\n"),
    ] {
        let server = Server::saying(acts.clone()).await;
        let problem = server.asked(&api(Limits::default())).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::CutShort, "{acts:?}");
        assert_eq!(problem.evidence.bytes, Some(8));
        assert!(!problem.evidence.chain.is_empty());
        assert_eq!(server.seen.count(), 1, "it had begun: not asked twice");
    }
}

#[tokio::test]
async fn broken_off_before_the_answer_is_tried_once_more() {
    for end in [Act::Reset, Act::Close] {
        let server = Server::saying(vec![end.clone()]).await;
        let problem = server.asked(&api(Limits::default())).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::ConnectionLost, "{end:?}");
        assert_eq!(server.seen.count(), 2, "{end:?}");
        // The second of these ends a connection that was kept open.
        for lost in [0, 1] {
            let end = end.clone();
            let server = Server::plain(move |number, _| match number {
                number if number == lost => vec![end.clone()],
                _ => json(small_batch()),
            })
            .await;
            let api = api(Limits::default());
            for _ in 0..=lost {
                server.asked(&api).await.unwrap();
            }
            assert_eq!(server.seen.count(), lost + 2);
        }
    }
}

#[tokio::test]
async fn something_else_than_http_answers() {
    for nonsense in [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n".to_vec(),
        b"\x15\x03\x01\x00\x02\x02\x50 nonsense \r\n\r\n".to_vec(),
        [b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'x'; 1 << 20]].concat(),
        [b"HTTP/1.1 200 OK\r\n".to_vec(), b"X: y\r\n".repeat(5_000)].concat(),
    ] {
        let problem = problem_from(vec![Act::Send(nonsense), Act::Close]).await;
        let not_json = ProblemKind::UnexpectedAnswer(AnswerForm::NotJson);
        assert_eq!(problem.kind, not_json);
    }
}

#[tokio::test]
async fn connecting_ahead_sends_no_token_and_is_used() {
    let server = Server::plain(|_, request| {
        if request.starts_with("HEAD") {
            vec![head("Content-Length: 5\r\n")]
        } else {
            json(small_batch())
        }
    })
    .await;
    let api = api(Limits::default());
    api.warm_up(&server.origin()).await;
    assert!(!server.seen.requests().concat().contains("S3cret"));
    assert_eq!(*server.connections.lock().unwrap(), 2);
    server.asked(&api).await.unwrap();
    let address = FileAddress::resolve("/picture.png", &server.origin()).unwrap();
    let picture = api.picture(&server.origin(), &address, 100).await;
    assert!(picture.is_err(), "this service has no pictures");
    assert_eq!(server.seen.count(), 4);
    assert_eq!(*server.connections.lock().unwrap(), 2, "none was made anew");
    // Nothing at the other end is no concern.
    api.warm_up(&"https://no-such-service.invalid".parse().unwrap())
        .await;
}

#[tokio::test]
async fn a_connection_of_http2_that_died_silently_is_replaced() {
    let identity = Identity::good();
    let server = Server::http2(&identity).await;
    let api = trusting(&identity, short_limits());
    for _ in 0..2 {
        server.asked(&api).await.unwrap();
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
}
