//! Every way a request about a batch can end before there is a whole answer,
//! each over a real socket.

#[path = "support/wire_server.rs"]
mod wire_server;

use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use vec_batch_viewer::api::{Api, Limits, Route};
use vec_batch_viewer::domain::problem::{AnswerForm, Evidence, ProxyRefusal, TlsReason};
use vec_batch_viewer::domain::{ApiOrigin, Problem, ProblemKind};
use wire_server::{Act, Identity, Server, answer, api, id, json, short_limits, small_batch, token};

async fn problem_of(api: &Api, origin: &ApiOrigin) -> Problem {
    api.batch(origin, &token(), id()).await.unwrap_err()
}

/// The kind of problem a scripted plain server leads to.
async fn kind_from(acts: Vec<Act>) -> ProblemKind {
    problem_from(acts).await.kind
}

async fn problem_from(acts: Vec<Act>) -> Problem {
    let server = Server::plain(move |_, _| acts.clone()).await;
    problem_of(&api(short_limits()), &server.origin()).await
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
    let problem = problem_of(&api(short_limits()), &origin.parse().unwrap()).await;
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
    assert_eq!(kind_from(vec![Act::Hang]).await, answer_timeout());
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
    let problem = problem_from(acts).await;
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
    assert_eq!(kind_from(acts).await, answer_timeout());
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_head_that_drips() {
    let acts = vec![Act::Drip(
        b"HTTP/1.1 200 OK\r\n".repeat(1_000),
        Duration::from_millis(20),
    )];
    assert_eq!(kind_from(acts).await, answer_timeout());
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
        Act::Pause,
        Act::Reset,
    ];
    let server = Server::plain(move |_, _| acts.clone()).await;
    let problem = problem_of(&api(short_limits()), &server.origin()).await;
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
        let problem = problem_of(&api(short_limits()), &server.origin()).await;
        assert_eq!(problem.kind, ProblemKind::ConnectionLost, "{end:?}");
        assert_eq!(server.seen.count(), 2, "{end:?}");

        let server = Server::plain(move |number, _| match number {
            0 => vec![end.clone()],
            _ => json(small_batch()),
        })
        .await;
        let api = api(short_limits());
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
    let api = api(short_limits());
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

async fn tls_reason(identity: &Identity, name: &str) -> (TlsReason, usize) {
    let server = Server::tls(identity, |_, _| json(small_batch())).await;
    let api = wire_server::trusting(identity, Limits::default());
    let problem = problem_of(&api, &server.origin_as(name)).await;
    let ProblemKind::NotSecure(reason) = problem.kind else {
        panic!("{problem:?}");
    };
    assert!(!problem.evidence.chain.is_empty());
    (reason, server.seen.count())
}

#[tokio::test]
async fn certificates_that_do_not_hold() {
    let expired = Identity::with(|params| {
        params.not_before = rcgen::date_time_ymd(2019, 1, 1);
        params.not_after = rcgen::date_time_ymd(2020, 1, 1);
    });
    let early = Identity::with(|params| {
        params.not_before = rcgen::date_time_ymd(2089, 1, 1);
    });
    let other = Identity::with(|params| {
        params.subject_alt_names.clear();
        params
            .subject_alt_names
            .push(rcgen::SanType::DnsName("another.test".try_into().unwrap()));
    });
    for (identity, reason) in [
        (expired, TlsReason::Expired),
        (early, TlsReason::NotYetValid),
        (other, TlsReason::OtherName),
    ] {
        assert_eq!(tls_reason(&identity, "localhost").await, (reason, 0));
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_trusted_vouches_for() {
    for identity in [Identity::good(), Identity::self_signed()] {
        let server = Server::tls(&identity, |_, _| json(small_batch())).await;
        let problem = problem_of(&api(Limits::default()), &server.origin()).await;
        let unknown = ProblemKind::NotSecure(TlsReason::UnknownIssuer);
        assert_eq!(problem.kind, unknown, "{problem:?}");
        assert_eq!(server.seen.count(), 0, "nothing was sent");
    }
}

#[tokio::test]
async fn plain_text_on_the_tls_port() {
    let server = Server::plain(|_, _| json(small_batch())).await;
    // The first bytes of a handshake hold no blank line, so a real plain server
    // waits, or answers 400 at once; both are here.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        use tokio::io::AsyncWriteExt;
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    });
    let api = api(short_limits());
    let origin = format!("https://{address}").parse().unwrap();
    let problem = problem_of(&api, &origin).await;
    assert_eq!(problem.kind, ProblemKind::NotSecure(TlsReason::NotTls));
    let silent = format!("https://{}", server.address).parse().unwrap();
    assert_eq!(problem_of(&api, &silent).await.kind, connect_timeout());
}

#[tokio::test]
async fn a_certificate_that_the_computer_trusts_is_accepted() {
    let identity = Identity::good();
    let server = Server::tls(&identity, |_, _| json(small_batch())).await;
    let api = wire_server::trusting(&identity, Limits::default());
    let answer = api.batch(&server.origin(), &token(), id()).await.unwrap();
    assert_eq!(answer.batch.name.unwrap().as_str(), "Class 10th");
}

/// What comes of a request to `service.test` through a proxy that answers so.
async fn through_proxy(acts: Vec<Act>, limits: Limits) -> (Problem, Server) {
    let proxy = Server::plain(move |_, _| acts.clone()).await;
    let address = format!("http://me:hush@{}", proxy.address).parse().unwrap();
    let api = Api::through(Route::through(&address), limits, Vec::new()).unwrap();
    let origin = "https://service.test".parse().unwrap();
    (problem_of(&api, &origin).await, proxy)
}

#[tokio::test]
async fn a_proxy_that_refuses() {
    for (status, refusal) in [
        ("407 Proxy Authentication Required", ProxyRefusal::SignIn),
        ("502 Bad Gateway", ProxyRefusal::Refused),
        ("403 Forbidden", ProxyRefusal::Refused),
    ] {
        let acts = answer(status, "", "<html>no</html>");
        let (problem, proxy) = through_proxy(acts, Limits::default()).await;
        assert_eq!(problem.kind, ProblemKind::Proxy(refusal), "{status}");
        let Evidence {
            host, proxy: named, ..
        } = *problem.evidence.clone();
        assert_eq!(host.as_deref(), Some("service.test"));
        assert_eq!(named, Some(proxy.address.to_string()));
        assert!(!format!("{problem:?}").contains("hush"));
        let request = &proxy.seen.requests()[0];
        assert!(request.starts_with("CONNECT service.test:443 "));
        assert!(
            request
                .to_lowercase()
                .contains("proxy-authorization: basic")
        );
        assert!(!request.contains("Bearer") && !request.contains("S3cret"));
    }
    let (problem, _) = through_proxy(vec![Act::Close], Limits::default()).await;
    assert_eq!(problem.kind, ProblemKind::Proxy(ProxyRefusal::Refused));
}

#[tokio::test]
async fn a_proxy_that_does_not_answer() {
    let (problem, _) = through_proxy(vec![Act::Hang], short_limits()).await;
    assert_eq!(problem.kind, connect_timeout());
    assert!(problem.evidence.proxy.is_some());
}

#[tokio::test]
async fn a_proxy_that_cannot_be_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let down = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    for proxy in [down.as_str(), "http://no-such-proxy.invalid:3128"] {
        let route = Route::through(&proxy.parse().unwrap());
        let api = Api::through(route, Limits::default(), Vec::new()).unwrap();
        let origin = "https://service.test".parse().unwrap();
        let problem = problem_of(&api, &origin).await;
        let not_reachable = ProblemKind::Proxy(ProxyRefusal::NotReachable);
        assert_eq!(problem.kind, not_reachable, "{proxy}");
    }
}

#[tokio::test]
async fn a_proxy_that_lets_through_sees_nothing_of_the_request() {
    let identity = Identity::good();
    let server = Server::tls(&identity, |_, _| json(small_batch())).await;
    let there = server.address;
    let proxy = Server::plain(move |_, _| {
        vec![
            Act::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
            Act::Tunnel(there),
        ]
    })
    .await;
    let route = Route::through(&format!("http://{}", proxy.address).parse().unwrap());
    let api = Api::through(route, Limits::default(), vec![identity.root.clone()]).unwrap();
    let origin: ApiOrigin = "https://service.test".parse().unwrap();
    api.batch(&origin, &token(), id()).await.unwrap();
    assert_eq!(server.seen.count(), 1);
    let to_proxy = proxy.seen.requests().concat();
    assert!(!to_proxy.contains("S3cret") && !to_proxy.contains("business"));
}

#[tokio::test]
async fn this_computer_is_reached_without_the_proxy() {
    let proxy = Server::plain(|_, _| answer("407 No", "", "")).await;
    let server = Server::plain(|_, _| json(small_batch())).await;
    let route = Route::through(&format!("http://{}", proxy.address).parse().unwrap());
    let api = Api::through(route, short_limits(), Vec::new()).unwrap();
    for name in ["127.0.0.1", "localhost"] {
        api.batch(&server.origin_as(name), &token(), id())
            .await
            .unwrap();
    }
    assert_eq!(*proxy.connections.lock().unwrap(), 0);
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
    let api = api(short_limits());
    api.warm_up(&server.origin()).await;
    assert!(!server.seen.requests().concat().contains("S3cret"));
    api.batch(&server.origin(), &token(), id()).await.unwrap();
    assert_eq!(*server.connections.lock().unwrap(), 1);
    // Nothing at the other end is no concern.
    api.warm_up(&"https://no-such-service.invalid".parse().unwrap())
        .await;
}
