//! Certificates that are believed, and proxies in between.

use std::time::Duration;

use crate::support::alone::{alone, this_test};
use crate::support::wire_server::{
    Act, Identity, Server, answer, api, caller, connect_timeout, down, id, json, service_test,
    short_limits, small_batch, through, trusting, tunnel_to,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use vec_batch_viewer::api::{Api, Limits};
use vec_batch_viewer::domain::problem::{ProxyRefusal, TlsReason};
use vec_batch_viewer::domain::{ApiOrigin, Problem, ProblemKind};

async fn problem_of(api: &Api, origin: &ApiOrigin) -> Problem {
    api.batch(&caller(origin), id()).await.unwrap_err()
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
        let name = rcgen::SanType::DnsName("another.test".try_into().unwrap());
        params.subject_alt_names = vec![name];
    });
    let trusted = |identity: &Identity| trusting(identity, Limits::default());
    let stranger = |_: &Identity| api(Limits::default());
    let unknown = TlsReason::UnknownIssuer;
    let (good, own) = (Identity::good(), Identity::self_signed());
    for (identity, api, reason) in [
        (&expired, trusted(&expired), TlsReason::Expired),
        (&early, trusted(&early), TlsReason::NotYetValid),
        (&other, trusted(&other), TlsReason::OtherName),
        (&good, stranger(&good), unknown),
        (&own, stranger(&own), unknown),
    ] {
        let server = Server::secure(identity).await;
        let problem = problem_of(&api, &server.origin_as("localhost")).await;
        assert_eq!(problem.kind, ProblemKind::NotSecure(reason), "{problem:?}");
        assert!(!problem.evidence.chain.is_empty());
        assert_eq!(server.seen.count(), 0, "nothing was sent");
    }
    let server = Server::secure(&good).await;
    server.asked(&trusted(&good)).await.unwrap();
}

#[tokio::test]
async fn plain_text_on_the_tls_port() {
    let server = Server::saying(json(small_batch())).await;
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

/// Outcome of a request to `service.test` through a proxy that answers so.
async fn through_proxy(acts: Vec<Act>, limits: Limits) -> (Problem, Server) {
    let proxy = Server::saying(acts).await;
    let api = through(&format!("http://me:hush@{}", proxy.address), limits, &[]);
    (problem_of(&api, &service_test()).await, proxy)
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
        assert!(!format!("{problem:?}").contains("hush"));
        assert_eq!(problem.evidence.host.as_deref(), Some("service.test"));
        assert_eq!(problem.evidence.proxy, Some(proxy.address.to_string()));
        let request = &proxy.seen.requests()[0];
        assert!(request.starts_with("CONNECT service.test:443 "));
        let lower = request.to_lowercase();
        assert!(lower.contains("proxy-authorization: basic"));
        assert!(!request.contains("Bearer") && !request.contains("S3cret"));
    }
    let (problem, _) = through_proxy(vec![Act::Close], Limits::default()).await;
    assert_eq!(problem.kind, ProblemKind::Proxy(ProxyRefusal::Refused));
    let (problem, _) = through_proxy(vec![Act::Hang], short_limits()).await;
    assert_eq!(problem.kind, connect_timeout());
    assert!(problem.evidence.proxy.is_some());
    let closed = ["http", "socks5h"].map(|scheme| format!("{scheme}://{}", down()));
    for proxy in [&*closed[0], &closed[1], "http://no-such-proxy.invalid:3128"] {
        let api = through(proxy, Limits::default(), &[]);
        let problem = problem_of(&api, &service_test()).await;
        let not_reachable = ProblemKind::Proxy(ProxyRefusal::NotReachable);
        assert_eq!(problem.kind, not_reachable, "{proxy}");
    }
}

#[tokio::test]
async fn a_proxy_that_lets_through_sees_nothing_of_the_request() {
    let identity = Identity::good();
    let server = Server::secure(&identity).await;
    let proxy = Server::saying(tunnel_to(&server)).await;
    let address = format!("http://{}", proxy.address);
    let api = through(&address, Limits::default(), &[&identity]);
    api.batch(&caller(&service_test()), id()).await.unwrap();
    assert_eq!(server.seen.count(), 1);
    let to_proxy = proxy.seen.requests().concat();
    assert!(!to_proxy.contains("S3cret") && !to_proxy.contains("business"));
}

#[tokio::test]
async fn this_computer_is_reached_without_the_proxy() {
    let proxy = Server::saying(answer("407 No", "", "")).await;
    let server = Server::saying(json(small_batch())).await;
    let api = through(&format!("http://{}", proxy.address), short_limits(), &[]);
    for name in ["127.0.0.1", "localhost"] {
        let asked = api.batch(&caller(&server.origin_as(name)), id()).await;
        assert!(asked.is_ok(), "{name}: {asked:?}");
    }
    assert_eq!(*proxy.connections.lock().unwrap(), 0);
}

#[tokio::test]
async fn a_socks_proxy_is_one_too() {
    // It breaks off, or accepts no way to sign in.
    for (answer, refusal) in [
        (&[][..], ProxyRefusal::Refused),
        (&[5, 0xff], ProxyRefusal::SignIn),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = format!("socks5h://{}", listener.local_addr().unwrap());
        let greeted = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let version = stream.read_u8().await.unwrap();
            stream.write_all(answer).await.unwrap();
            version
        });
        let api = through(&proxy, Limits::default(), &[]);
        let problem = problem_of(&api, &service_test()).await;
        assert_eq!(problem.kind, ProblemKind::Proxy(refusal), "{problem:?}");
        let greeted = tokio::time::timeout(Duration::from_secs(5), greeted);
        assert_eq!(greeted.await.unwrap().unwrap(), 5, "the version");
    }
}

/// Runs in a process of its own.
#[tokio::test]
async fn a_variable_that_leads_to_no_roots_is_named() {
    const NO_PEM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let misled = [
        ("SSL_CERT_FILE", NO_PEM),
        ("SSL_CERT_DIR", "/no/such:/none"),
    ];
    if !alone(this_test!(), &misled) {
        return;
    }
    let api = api(Limits::default());
    let plain = Server::saying(json(small_batch())).await;
    plain.asked(&api).await.unwrap();
    let server = Server::secure(&Identity::good()).await;
    let problem = server.asked(&api).await.unwrap_err();
    let unknown = ProblemKind::NotSecure(TlsReason::UnknownIssuer);
    assert_eq!(problem.kind, unknown);
    let named = misled.map(|(name, at)| format!("{name} leads to no certificates: {at}"));
    assert!(problem.evidence.chain.ends_with(&named), "{problem:?}");
}
