//! "Test connection", over real sockets: what each step finds, and where it stops.

use std::time::{Duration, Instant};

use crate::support::wire_server::{
    self, Act, Identity, Server, answer, api, json, short_limits, token, trusting,
};
use tokio::net::TcpListener;
use vec_batch_viewer::api::{Api, Limits, Route};
use vec_batch_viewer::domain::checkup::{Finding, Report, Step, Target};
use vec_batch_viewer::domain::problem::{AnswerForm, ProxyRefusal, TlsReason};
use vec_batch_viewer::domain::{ApiOrigin, ApiToken, Problem, ProblemKind};

const UNAUTHENTICATED: &str = r#"{"message":"Unauthenticated."}"#;

async fn tested(api: &Api, origin: &ApiOrigin, token: Option<&ApiToken>) -> Vec<Report> {
    let target = Target {
        origin: origin.clone(),
        token: token.cloned(),
        held_back: None,
    };
    run(api, &target).await
}

async fn run(api: &Api, target: &Target) -> Vec<Report> {
    let mut reports = Vec::new();
    api.test_connection(target, &mut |report| reports.push(report))
        .await;
    for (report, step) in reports.iter().zip(Step::ALL) {
        assert_eq!(report.step, step, "in order");
    }
    let failed = |report: &Report| matches!(report.finding, Finding::Failed(_));
    let failures = reports.iter().filter(|report| failed(report)).count();
    assert!(failures <= 1 && (failures == 1 || reports.len() == 5));
    assert!(failures == 0 || failed(reports.last().unwrap()));
    reports
}

/// A service that knows the token, and answers a request with it like this.
async fn service(with_token: Vec<Act>) -> Server {
    Server::plain(move |_, request| {
        if request.contains("earer ") {
            with_token.clone()
        } else {
            answer("401 Unauthorized", "", UNAUTHENTICATED)
        }
    })
    .await
}

/// Step at which the test of a plain server ends, and its problem.
async fn end(acts: Vec<Act>) -> (Step, ProblemKind) {
    let server = Server::plain(move |_, _| acts.clone()).await;
    end_of(&api(short_limits()), &server.origin()).await
}

async fn end_of(api: &Api, origin: &ApiOrigin) -> (Step, ProblemKind) {
    let (step, problem) = failure(api, origin).await;
    (step, problem.kind)
}

async fn failure(api: &Api, origin: &ApiOrigin) -> (Step, Problem) {
    match tested(api, origin, Some(&token())).await.pop() {
        Some(Report {
            step,
            finding: Finding::Failed(problem),
        }) => (step, problem),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn everything_is_well() {
    let server = service(json(r#"{"data":[]}"#)).await;
    let origin = server.origin_as("localhost");
    let reports = tested(&api(Limits::default()), &origin, Some(&token())).await;
    let findings: Vec<Finding> = reports.into_iter().map(|report| report.finding).collect();
    let [name, connection, secure, answered, token] = &findings[..] else {
        panic!("{findings:?}")
    };
    assert!(
        matches!(name, Finding::Addresses(ips) if ips.iter().all(std::net::IpAddr::is_loopback))
    );
    assert!(matches!(connection, Finding::Connected { .. }));
    assert_eq!(secure, &Finding::SameComputer);
    assert!(matches!(answered, Finding::Answered { .. }));
    assert_eq!(token, &Finding::TokenAccepted);
    let requests = server.seen.requests();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        assert!(request.starts_with("GET /business/batches?per_page=1 HTTP/1.1\r\n"));
        assert!(
            request
                .to_lowercase()
                .contains("accept: application/json\r\n")
        );
    }
    assert!(!requests[0].to_lowercase().contains("authorization"));
    assert!(requests[1].contains(wire_server::TOKEN));
}

#[tokio::test]
async fn what_the_service_says_to_the_token() {
    let api = api(Limits::default());
    let said = |acts: Vec<Act>| {
        let api = api.clone();
        async move {
            let server = service(acts).await;
            let mut reports = tested(&api, &server.origin(), Some(&token())).await;
            reports.pop().unwrap().finding
        }
    };
    let failed = |finding: Finding| match finding {
        Finding::Failed(problem) => problem.kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(said(json("{\"data\":[]}")).await, Finding::TokenAccepted);
    let forbidden = r#"{"message":"no","required_permission":"batches:list"}"#;
    let known = said(answer("403 Forbidden", "", forbidden)).await;
    assert_eq!(known, Finding::TokenKnown);
    let unknown = said(answer("401 Unauthorized", "", UNAUTHENTICATED)).await;
    assert_eq!(failed(unknown), ProblemKind::TokenNotAccepted);
    let filter = said(answer("403 Forbidden", "", "<html>Blocked")).await;
    assert_eq!(failed(filter), ProblemKind::AccessNotAllowed);
    let page = said(answer("200 OK", "", "<html>Welcome")).await;
    let web_page = ProblemKind::UnexpectedAnswer(AnswerForm::WebPage);
    assert_eq!(failed(page), web_page);
    let busy = said(answer("429 Busy", "Retry-After: 3\r\n", "")).await;
    assert_eq!(failed(busy).clone(), busy_for(3));
}

fn busy_for(seconds: u64) -> ProblemKind {
    ProblemKind::TooManyRequests {
        wait: Some(Duration::from_secs(seconds)),
    }
}

#[tokio::test]
async fn without_a_token_none_is_tried() {
    let server = service(json("{}")).await;
    let reports = tested(&api(Limits::default()), &server.origin(), None).await;
    assert_eq!(reports[4].finding, Finding::NoToken);
    assert_eq!(server.seen.count(), 1);
}

#[tokio::test]
async fn nothing_is_asked_while_the_service_wants_a_wait() {
    let server = service(json("{}")).await;
    let target = Target {
        origin: server.origin(),
        token: Some(token()),
        held_back: Some(busy_for(3).into()),
    };
    let reports = run(&api(Limits::default()), &target).await;
    assert_eq!(reports.len(), 3, "{reports:?}");
    assert_eq!(reports[2].finding, Finding::Failed(busy_for(3).into()));
    assert_eq!(server.seen.count(), 0);
}

#[tokio::test]
async fn the_name() {
    let origin = "https://no-such-service.invalid".parse().unwrap();
    let (step, problem) = failure(&api(Limits::default()), &origin).await;
    assert_eq!(
        (step, problem.kind),
        (Step::Name, ProblemKind::NameNotFound)
    );
    assert!(!problem.evidence.chain.is_empty());
}

#[tokio::test]
async fn the_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("https://{}", listener.local_addr().unwrap());
    drop(listener);
    let end = end_of(&api(short_limits()), &origin.parse().unwrap()).await;
    assert_eq!(end, (Step::Connection, ProblemKind::NotReachable));
}

#[tokio::test]
async fn the_identity() {
    let identity = Identity::good();
    let script = |_: usize, _: &str| answer("401 No", "", UNAUTHENTICATED);
    let server = Server::tls(&identity, script).await;
    let api = trusting(&identity, Limits::default());
    // An earlier connection is not taken for this one.
    let _ = api
        .batch(&server.origin(), &token(), wire_server::id())
        .await;
    let reports = tested(&api, &server.origin(), None).await;
    let Finding::Confirmed { issuer, until } = &reports[2].finding else {
        panic!("{reports:?}")
    };
    assert_eq!(issuer.as_str(), "Test Roots");
    assert_eq!(until.unwrap().to_string(), "2090-01-01T00:00:00Z");

    let (step, problem) = failure(&wire_server::api(Limits::default()), &server.origin()).await;
    let unknown = ProblemKind::NotSecure(TlsReason::UnknownIssuer);
    assert_eq!((step, problem.kind), (Step::Secure, unknown));
    let chain = problem.evidence.chain.join("\n");
    assert!(chain.contains("Test Roots"), "who it was: {chain}");
    let requests = server.seen.requests().concat();
    assert_eq!(
        requests.matches("per_page=1").count(),
        1,
        "only the trusted"
    );
}

#[tokio::test]
async fn confirmed_but_silent() {
    let identity = Identity::good();
    let server = Server::tls(&identity, |_, _| vec![Act::Hang]).await;
    let api = trusting(&identity, short_limits());
    let reports = tested(&api, &server.origin(), Some(&token())).await;
    assert!(matches!(
        &reports[2].finding,
        Finding::Confirmed { issuer, .. } if issuer.as_str() == "Test Roots"
    ));
    let Finding::Failed(problem) = &reports[3].finding else {
        panic!("{reports:?}")
    };
    let limit = short_limits().total;
    assert_eq!(problem.kind, ProblemKind::AnswerTimeout { limit });
}

#[tokio::test]
async fn no_tls_at_all() {
    let silent = Server::silent().await;
    let end = end_of(&api(short_limits()), &silent.origin()).await;
    let limit = short_limits().connect;
    assert_eq!(end, (Step::Secure, ProblemKind::ConnectTimeout { limit }));
}

#[tokio::test]
async fn another_than_the_service_answers() {
    let form = ProblemKind::UnexpectedAnswer;
    for (acts, kind) in [
        (json("<html>Sign in"), form(AnswerForm::WebPage)),
        (answer("401 No", "", "<html>"), form(AnswerForm::WebPage)),
        (answer("403 No", "", "Blocked"), form(AnswerForm::NotJson)),
        (json(""), form(AnswerForm::Empty)),
        (
            answer("302 Found", "Location: /login\r\n", ""),
            ProblemKind::SentElsewhere,
        ),
        (answer("404 No", "", "{}"), ProblemKind::UnexpectedStatus),
        (
            answer("503 No", "", r#"{"error_code":"DOWN"}"#),
            ProblemKind::ServiceProblem {
                code: Some(vec_batch_viewer::domain::ServerText::new("DOWN")),
                wait: None,
            },
        ),
        (vec![Act::Reset], ProblemKind::ConnectionLost),
    ] {
        assert_eq!(end(acts).await, (Step::Service, kind));
    }
}

#[tokio::test]
async fn nothing_waits_for_ever() {
    let started = Instant::now();
    let (step, kind) = end(vec![Act::Hang]).await;
    let limit = short_limits().total;
    assert_eq!(kind, ProblemKind::AnswerTimeout { limit });
    assert_eq!(step, Step::Service);
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn through_a_proxy() {
    let identity = Identity::good();
    let script = |_: usize, _: &str| answer("401 No", "", UNAUTHENTICATED);
    let server = Server::tls(&identity, script).await;
    let there = server.address;
    let proxy = Server::plain(move |_, _| {
        vec![
            Act::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
            Act::Tunnel(there),
        ]
    })
    .await;
    let at = format!("http://me:hush@{}", proxy.address).parse().unwrap();
    let roots = vec![identity.root.clone()];
    let api = Api::through(Route::through(&at), Limits::default(), roots).unwrap();
    let origin = "https://service.test".parse().unwrap();
    let reports = tested(&api, &origin, None).await;
    let name = proxy.address.to_string();
    assert_eq!(
        reports[0].finding,
        Finding::NameLeftToProxy {
            proxy: name.clone()
        }
    );
    assert!(matches!(
        &reports[1].finding,
        Finding::ConnectedThroughProxy { proxy, .. } if *proxy == name
    ));
    assert!(matches!(&reports[2].finding, Finding::Confirmed { .. }));
    assert!(!format!("{reports:?}").contains("hush"));
}

#[tokio::test]
async fn a_proxy_in_the_way() {
    let origin = "https://service.test".parse().unwrap();
    let proxy = Server::plain(|_, _| answer("407 Sign in", "", "")).await;
    let route = Route::through(&format!("http://{}", proxy.address).parse().unwrap());
    let api = Api::through(route, Limits::default(), Vec::new()).unwrap();
    let sign_in = ProblemKind::Proxy(ProxyRefusal::SignIn);
    assert_eq!(end_of(&api, &origin).await, (Step::Secure, sign_in));

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let down = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let route = Route::through(&down.parse().unwrap());
    let api = Api::through(route, Limits::default(), Vec::new()).unwrap();
    let down = ProblemKind::Proxy(ProxyRefusal::NotReachable);
    assert_eq!(end_of(&api, &origin).await, (Step::Connection, down));
}
