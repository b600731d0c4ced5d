//! Every way a request about a batch can end before there is a whole answer,
//! each over a real socket.

use std::time::{Duration, Instant};

use crate::support::wire_server::{
    Act, Identity, Server, api, id, json, short_limits, small_batch, token, trusting,
};
use tokio::net::TcpListener;
use tokio::time::timeout;
use vec_batch_viewer::api::{Api, Limits};
use vec_batch_viewer::domain::picture::PictureAddress;
use vec_batch_viewer::domain::problem::AnswerForm;
use vec_batch_viewer::domain::{ApiOrigin, Problem, ProblemKind};

async fn problem_of(api: &Api, origin: &ApiOrigin) -> Problem {
    api.batch(origin, &token(), id()).await.unwrap_err()
}

/// The kind of problem a scripted plain server leads to.
async fn kind_from(acts: Vec<Act>) -> ProblemKind {
    problem_from(acts).await.kind
}

async fn problem_from(acts: Vec<Act>) -> Problem {
    problem_with(Limits::default(), acts).await
}

async fn problem_soon(acts: Vec<Act>) -> Problem {
    problem_with(short_limits(), acts).await
}

async fn problem_with(limits: Limits, acts: Vec<Act>) -> Problem {
    let server = Server::plain(move |_, _| acts.clone()).await;
    problem_of(&api(limits), &server.origin()).await
}

fn head(headers: &str) -> Act {
    Act::Send(format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes())
}

fn connect_timeout() -> ProblemKind {
    let limit = short_limits().connect;
    ProblemKind::ConnectTimeout { limit }
}

fn answer_timeout() -> ProblemKind {
    let limit = short_limits().total;
    ProblemKind::AnswerTimeout { limit }
}

#[tokio::test]
async fn refused() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let problem = problem_of(&api(Limits::default()), &origin.parse().unwrap()).await;
    assert_eq!(problem.kind, ProblemKind::NotReachable);
    assert!(!problem.evidence.chain.is_empty());
    assert_eq!(
        problem.evidence.host.as_deref(),
        origin.strip_prefix("http://")
    );
    let told = format!("{problem:?}");
    assert!(!told.contains("http://"), "an address in {told}");
}

#[tokio::test]
async fn unknown_name() {
    let limits = Limits::default();
    let origin = "https://no-such-service.invalid".parse().unwrap();
    let problem = problem_of(&api(limits), &origin).await;
    assert_eq!(problem.kind, ProblemKind::NameNotFound);
    assert_eq!(
        problem.evidence.host.as_deref(),
        Some("no-such-service.invalid")
    );
}

#[tokio::test]
async fn no_answer_to_the_request() {
    let started = Instant::now();
    assert_eq!(problem_soon(vec![Act::Hang]).await.kind, answer_timeout());
    assert!(started.elapsed() >= short_limits().total);
}

#[tokio::test]
async fn a_timeout_is_not_tried_again() {
    let server = Server::plain(|_, _| vec![Act::Hang]).await;
    problem_of(&api(short_limits()), &server.origin()).await;
    assert_eq!(server.seen.count(), 1);
}

#[tokio::test]
async fn no_answer_to_the_tls_handshake() {
    let server = Server::silent().await;
    let problem = problem_of(&api(short_limits()), &server.origin()).await;
    assert_eq!(problem.kind, connect_timeout());
}

#[tokio::test]
async fn an_answer_that_stalls() {
    let acts = vec![
        head("Content-Length: 100\r\n"),
        Act::Send(b"{\"data\":".to_vec()),
        Act::Hang,
    ];
    let problem = problem_soon(acts).await;
    assert_eq!(problem.kind, answer_timeout());
    assert_eq!(problem.evidence.bytes, Some(8));
    assert_eq!(problem.evidence.announced, Some(100));
}

#[tokio::test]
async fn an_answer_that_drips() {
    let started = Instant::now();
    let acts = vec![
        head("Content-Length: 10000\r\n"),
        Act::Drip(vec![b' '; 10_000], Duration::from_millis(20)),
    ];
    assert_eq!(problem_soon(acts).await.kind, answer_timeout());
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_head_that_drips() {
    let acts = vec![Act::Drip(
        b"HTTP/1.1 200 OK\r\n".repeat(1_000),
        Duration::from_millis(20),
    )];
    assert_eq!(problem_soon(acts).await.kind, answer_timeout());
}

#[tokio::test]
async fn cut_short() {
    for acts in [
        vec![
            head("Content-Length: 100\r\n"),
            Act::Send(b"{\"data\":".to_vec()),
            Act::Close,
        ],
        vec![
            head("Transfer-Encoding: chunked\r\n"),
            Act::Send(b"8\r\n{\"data\":\r\n".to_vec()),
            Act::Close,
        ],
        vec![
            head("Transfer-Encoding: chunked\r\n"),
            Act::Send(b"8\r\n{\"data\":\r\nnonsense\r\n".to_vec()),
        ],
        vec![
            head("Transfer-Encoding: chunked\r\n"),
            Act::Send(b"8\r\n{\"data\":\r\nfffffffffffffffffff\r\n".to_vec()),
        ],
    ] {
        let problem = problem_from(acts.clone()).await;
        assert_eq!(problem.kind, ProblemKind::CutShort, "{acts:?}");
        assert_eq!(problem.evidence.bytes, Some(8));
        assert!(!problem.evidence.chain.is_empty());
    }
}

#[tokio::test]
async fn broken_off_within_the_answer() {
    let acts = vec![
        head("Content-Length: 100\r\n"),
        Act::Send(b"{\"data\":".to_vec()),
        // So that the beginning has been read when the end comes.
        Act::Pause(Duration::from_millis(150)),
        Act::Reset,
    ];
    let server = Server::plain(move |_, _| acts.clone()).await;
    let problem = problem_of(&api(Limits::default()), &server.origin()).await;
    assert_eq!(problem.kind, ProblemKind::CutShort);
    assert_eq!(
        server.seen.count(),
        1,
        "an answer had begun: not asked twice"
    );
}

#[tokio::test]
async fn broken_off_before_the_answer_is_tried_once_more() {
    for end in [Act::Reset, Act::Close] {
        let acts = vec![end.clone()];
        let server = Server::plain(move |_, _| acts.clone()).await;
        let problem = problem_of(&api(Limits::default()), &server.origin()).await;
        assert_eq!(problem.kind, ProblemKind::ConnectionLost, "{end:?}");
        assert_eq!(server.seen.count(), 2, "{end:?}");

        let server = Server::plain(move |number, _| match number {
            0 => vec![end.clone()],
            _ => json(small_batch()),
        })
        .await;
        let api = api(Limits::default());
        api.batch(&server.origin(), &token(), id()).await.unwrap();
        assert_eq!(server.seen.count(), 2);
    }
}

#[tokio::test]
async fn a_connection_that_died_while_it_was_kept_open_is_replaced() {
    let server = Server::plain(|number, _| match number {
        1 => vec![Act::Reset],
        _ => json(small_batch()),
    })
    .await;
    let api = api(Limits::default());
    for _ in 0..2 {
        let answer = api.batch(&server.origin(), &token(), id()).await;
        assert!(answer.is_ok(), "{answer:?}");
    }
    assert_eq!(server.seen.count(), 3);
}

#[tokio::test]
async fn something_else_than_http_answers() {
    for nonsense in [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n".to_vec(),
        b"\x15\x03\x01\x00\x02\x02\x50 nonsense \r\n\r\n".to_vec(),
        [b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'x'; 1 << 20]].concat(),
        [b"HTTP/1.1 200 OK\r\n".to_vec(), b"X: y\r\n".repeat(5_000)].concat(),
    ] {
        let kind = kind_from(vec![Act::Send(nonsense), Act::Close]).await;
        assert_eq!(kind, ProblemKind::UnexpectedAnswer(AnswerForm::NotJson));
    }
}

#[tokio::test]
async fn connecting_ahead_sends_no_token_and_is_used() {
    let server = Server::plain(|_, request| {
        if request.starts_with("HEAD") {
            vec![Act::Send(
                b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".to_vec(),
            )]
        } else {
            json(small_batch())
        }
    })
    .await;
    let api = api(Limits::default());
    api.warm_up(&server.origin()).await;
    assert!(!server.seen.requests().concat().contains("S3cret"));
    assert_eq!(*server.connections.lock().unwrap(), 2);
    api.batch(&server.origin(), &token(), id()).await.unwrap();
    let address = PictureAddress::resolve("/picture.png", &server.origin()).unwrap();
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
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("https://{}", listener.local_addr().unwrap());
    let identity = Identity::good();
    let acceptor = identity.acceptor_speaking(&[b"h2"]);
    tokio::spawn(async move {
        let mut silent = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            let stream = acceptor.accept(stream).await.unwrap();
            let mut connection = h2::server::handshake(stream).await.unwrap();
            let (_, mut respond) = connection.accept().await.unwrap().unwrap();
            let head = axum::http::Response::new(());
            let mut body = respond.send_response(head, false).unwrap();
            body.send_data(small_batch().into(), true).unwrap();
            // It goes out while the next question is waited for, and that one is not heard.
            let _ = timeout(Duration::from_millis(300), connection.accept()).await;
            silent.push(connection);
        }
    });
    let api = trusting(&identity, short_limits());
    let origin: ApiOrigin = origin.parse().unwrap();
    for _ in 0..2 {
        api.batch(&origin, &token(), id()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
}
