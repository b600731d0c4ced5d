//! "Test connection", over real sockets: what each step finds, and where it stops.

use std::time::{Duration, Instant};

use crate::support::wire_server::{
    Act, Identity, Server, TOKEN, answer, answer_timeout, api, connect_timeout, down, json,
    service_test, short_limits, through, token, trusting, tunnel_to,
};
use vec_batch_viewer::api::{Api, Limits};
use vec_batch_viewer::domain::checkup::{Finding, Report, Step, Target};
use vec_batch_viewer::domain::problem::{AnswerForm, ProxyRefusal, TlsReason};
use vec_batch_viewer::domain::{ApiOrigin, ApiToken, Problem, ProblemKind as Kind, ServerText};

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

/// Step at which the test ends, and its problem.
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
    assert!(matches!(connection, Finding::Connected(_)));
    assert_eq!(secure, &Finding::SameComputer);
    assert!(matches!(answered, Finding::Answered(_)));
    assert_eq!(token, &Finding::TokenAccepted);
    let requests = server.seen.requests();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        assert!(request.starts_with("GET /business/batches?per_page=1 HTTP/1.1\r\n"));
        let lower = request.to_lowercase();
        assert!(lower.contains("accept: application/json\r\n"));
    }
    assert!(!requests[0].to_lowercase().contains("authorization"));
    assert!(requests[1].contains(TOKEN));
}

#[tokio::test]
async fn what_the_service_says_to_the_token() {
    let forbidden = r#"{"message":"no","required_permission":"batches:list"}"#;
    let web_page = Kind::UnexpectedAnswer(AnswerForm::WebPage);
    let busy = answer("429 Busy", "Retry-After: 3\r\n", "");
    let unknown = answer("401 X", "", UNAUTHENTICATED);
    let blocked = answer("403 X", "", "<html>Blocked");
    for (acts, wanted) in [
        (answer("403 X", "", forbidden), Ok(Finding::TokenKnown)),
        (unknown, Err(Kind::TokenNotAccepted)),
        (blocked, Err(Kind::AccessNotAllowed)),
        (answer("200 OK", "", "<html>Welcome"), Err(web_page)),
        (busy, Err(busy_for(3))),
    ] {
        let origin = service(acts).await.origin();
        let mut reports = tested(&api(Limits::default()), &origin, Some(&token())).await;
        let found = match reports.pop().unwrap().finding {
            Finding::Failed(problem) => Err(problem.kind),
            finding => Ok(finding),
        };
        assert_eq!(found, wanted);
    }
}

fn busy_for(seconds: u64) -> Kind {
    Kind::TooManyRequests {
        wait: Some(Duration::from_secs(seconds)),
    }
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
async fn the_way_there() {
    let sign_in = Server::saying(answer("407 Sign in", "", "")).await;
    let [sign_in, nobody] = [sign_in.address, down()].map(|at| format!("http://{at}"));
    let [by_nobody, by_sign_in] = [&nobody, &sign_in].map(|at| through(at, short_limits(), &[]));
    let silent = Server::silent().await.url("");
    let (nowhere, away) = ("https://none.invalid", "https://service.test");
    let straight = api(short_limits());
    let [no_proxy, sign_in] = [ProxyRefusal::NotReachable, ProxyRefusal::SignIn].map(Kind::Proxy);
    for (api, origin, step, kind) in [
        (&straight, nowhere, Step::Name, Kind::NameNotFound),
        (&straight, &nobody, Step::Connection, Kind::NotReachable),
        (&by_nobody, away, Step::Connection, no_proxy),
        (&by_sign_in, away, Step::Secure, sign_in),
        (&straight, &silent, Step::Secure, connect_timeout()),
    ] {
        let (at, problem) = failure(api, &origin.parse().unwrap()).await;
        assert_eq!((at, problem.kind), (step, kind));
        assert!(!problem.evidence.chain.is_empty());
    }
}

#[tokio::test]
async fn the_identity() {
    let identity = Identity::good();
    let script = |_: usize, _: &str| answer("401 No", "", UNAUTHENTICATED);
    let server = Server::tls(&identity, script).await;
    let api = trusting(&identity, Limits::default());
    // An earlier connection is not taken for this one.
    let _ = server.asked(&api).await;
    let reports = tested(&api, &server.origin(), None).await;
    let Finding::Confirmed { issuer, until } = &reports[2].finding else {
        panic!("{reports:?}")
    };
    assert_eq!(issuer.as_str(), "Test Roots");
    assert_eq!(until.unwrap().to_string(), "2090-01-01T00:00:00Z");
    assert_eq!(reports[4].finding, Finding::NoToken);

    let (step, problem) = failure(&self::api(Limits::default()), &server.origin()).await;
    let unknown = Kind::NotSecure(TlsReason::UnknownIssuer);
    assert_eq!((step, problem.kind), (Step::Secure, unknown));
    let chain = problem.evidence.chain.join("\n");
    assert!(chain.contains("Test Roots"), "who it was: {chain}");
    let own = Server::secure(&Identity::self_signed()).await;
    let (_, problem) = failure(&self::api(Limits::default()), &own.origin()).await;
    let chain = problem.evidence.chain.join("\n");
    assert!(chain.contains("issuer: rcgen self signed cert"), "{chain}");
    let requests = server.seen.requests().concat();
    let asked = requests.matches("per_page=1").count();
    assert_eq!(asked, 1, "only the trusted, and once without a token");
}

#[tokio::test]
async fn another_than_the_service_answers() {
    let form = Kind::UnexpectedAnswer;
    let (code, wait) = (Some(ServerText::new("DOWN")), None);
    let down = answer("503 No", "", r#"{"error_code":"DOWN"}"#);
    for (acts, kind) in [
        (json("<html>Sign in"), form(AnswerForm::WebPage)),
        (answer("401 No", "", "<html>"), form(AnswerForm::WebPage)),
        (answer("403 No", "", "Blocked"), form(AnswerForm::NotJson)),
        (json(""), form(AnswerForm::Empty)),
        (answer("302 X", "", ""), Kind::SentElsewhere),
        (answer("404 No", "", "{}"), Kind::UnexpectedStatus),
        (down, Kind::ServiceProblem { code, wait }),
        (vec![Act::Reset], Kind::ConnectionLost),
        (vec![Act::Hang], answer_timeout()),
    ] {
        let started = Instant::now();
        let origin = Server::saying(acts).await.origin();
        let (step, problem) = failure(&api(short_limits()), &origin).await;
        assert_eq!((step, problem.kind), (Step::Service, kind));
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}

#[tokio::test]
async fn through_a_proxy() {
    let identity = Identity::good();
    let script = |_: usize, _: &str| answer("401 No", "", UNAUTHENTICATED);
    let server = Server::tls(&identity, script).await;
    let proxy = Server::saying(tunnel_to(&server)).await;
    let address = format!("http://me:hush@{}", proxy.address);
    let api = through(&address, Limits::default(), &[&identity]);
    let reports = tested(&api, &service_test(), None).await;
    let name = proxy.address.to_string();
    assert!(matches!(
        [&reports[0].finding, &reports[1].finding, &reports[2].finding],
        [
            Finding::NameLeftToProxy(left_to),
            Finding::ConnectedThroughProxy { proxy, .. },
            Finding::Confirmed { .. },
        ] if [left_to, proxy] == [&name; 2]
    ));
    assert!(!format!("{reports:?}").contains("hush"));
}
