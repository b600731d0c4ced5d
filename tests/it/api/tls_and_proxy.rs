//! Certificates that are believed, and proxies in between.

use std::time::Duration;

use crate::support::alone::alone;
use crate::support::alone::this_test;
use crate::support::wire_server::{
    self, Act, Identity, Server, answer, api, id, json, short_limits, small_batch, token,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use vec_batch_viewer::api::{Api, Limits, Route};
use vec_batch_viewer::domain::problem::{Evidence, ProxyRefusal, TlsReason};
use vec_batch_viewer::domain::{ApiOrigin, Problem, ProblemKind};

async fn problem_of(api: &Api, origin: &ApiOrigin) -> Problem {
    api.batch(origin, &token(), id()).await.unwrap_err()
}

fn connect_timeout() -> ProblemKind {
    let limit = short_limits().connect;
    ProblemKind::ConnectTimeout { limit }
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

/// Outcome of a request to `service.test` through a proxy that answers so.
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

async fn read(stream: &mut TcpStream, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes).await.unwrap();
    bytes
}

#[tokio::test]
async fn a_socks_proxy_is_one_too() {
    let identity = Identity::good();
    let server = Server::tls(&identity, |_, _| json(small_batch())).await;
    let there = server.address;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("socks5h://me:hush@{}", listener.local_addr().unwrap());
    let asked = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let methods = read(&mut stream, 2).await[1];
        read(&mut stream, methods.into()).await;
        stream.write_all(&[5, 2]).await.unwrap();
        let credentials = read(&mut stream, 9).await;
        stream.write_all(&[1, 0]).await.unwrap();
        let length = read(&mut stream, 5).await[4];
        let name = read(&mut stream, length.into()).await;
        read(&mut stream, 2).await;
        stream
            .write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
            .await
            .unwrap();
        let mut onward = TcpStream::connect(there).await.unwrap();
        tokio::spawn(async move {
            let _ = tokio::io::copy_bidirectional(&mut stream, &mut onward).await;
        });
        (credentials, name)
    });
    let route = Route::through(&proxy.parse().unwrap());
    let api = Api::through(route, Limits::default(), vec![identity.root.clone()]).unwrap();
    let origin = "https://service.test".parse().unwrap();
    api.batch(&origin, &token(), id()).await.unwrap();
    let (credentials, name) = asked.await.unwrap();
    assert_eq!(credentials, b"\x01\x02me\x04hush");
    assert_eq!(name, b"service.test");
}

/// Runs in a process of its own.
#[tokio::test]
async fn a_variable_that_leads_to_no_roots_is_named() {
    const NONE: &str = "/no/such/file";
    if !alone(
        this_test!(),
        &[("SSL_CERT_FILE", NONE), ("SSL_CERT_DIR", NONE)],
    ) {
        return;
    }
    let api = api(Limits::default());
    let plain = Server::plain(|_, _| json(small_batch())).await;
    api.batch(&plain.origin(), &token(), id()).await.unwrap();
    let server = Server::tls(&Identity::good(), |_, _| json(small_batch())).await;
    let problem = problem_of(&api, &server.origin()).await;
    let unknown = ProblemKind::NotSecure(TlsReason::UnknownIssuer);
    assert_eq!(problem.kind, unknown);
    let named = "SSL_CERT_FILE leads nowhere: /no/such/file".to_owned();
    assert!(problem.evidence.chain.contains(&named), "{problem:?}");
}
