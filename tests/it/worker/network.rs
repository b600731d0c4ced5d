//! The way to the service: what the desktop and the system say, read anew when the network failed.

use std::io::Write;
use std::sync::Arc;

use vec_batch_viewer::domain::checkup::{Finding, Target};
use vec_batch_viewer::domain::problem::ProxyRefusal;
use vec_batch_viewer::domain::{ApiOrigin, ProblemKind};
use vec_batch_viewer::state::{Effect, Event, Job, Request, RequestId, Response};
use vec_batch_viewer::worker::Backend;

use super::desk::{Desk, Silent, answer_to, outside, token};
use crate::support::alone::{alone, this_test};
use crate::support::desktop::{Desktop, in_session, told};
use crate::support::identity::Identity;
use crate::support::portal::{self, Proxies};
use crate::support::wire_server::{Server, json, small_batch};

fn away() -> ApiOrigin {
    "https://service.invalid".parse().expect("an origin")
}

/// Problem with the answer to this request.
macro_rules! problem {
    ($desk:ident, $request:expr) => {
        answer_to!($desk, $request, FetchBatch).expect_err("no way")
    };
}

/// A proxy that lets nothing through.
fn refuses(proxy: &Silent) {
    let (mut asked, question) = proxy.asked_what();
    assert!(
        question.starts_with("CONNECT service.invalid:443 "),
        "{question}"
    );
    let refusal = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
    asked.write_all(refusal).expect("a refusal");
}

fn at(proxy: &Silent) -> String {
    proxy.origin().to_string()
}

#[test]
fn the_proxy_of_the_desktop_is_used_and_read_anew_when_the_network_failed() {
    in_session!(Desktop::Bus);
    let (old, new) = (Silent::new(), Silent::new());
    let desktop = Proxies::default();
    desktop.name(&at(&old));
    let _portal = portal::start(desktop.clone());
    let mut desk = Desk::new(outside());
    desk.worker.run(Effect::Run(Job::WarmUp(away())));
    desk.fetch(1, away());
    for _ in 0..3 {
        refuses(&old);
    }
    let refused = ProblemKind::Proxy(ProxyRefusal::Refused);
    assert_eq!(problem!(desk, 1).kind, refused);
    assert_eq!(desktop.asked(), ["https://service.invalid"]);

    desktop.name(&at(&new));
    desk.fetch(2, away());
    refuses(&new);
    assert_eq!(problem!(desk, 2).kind, refused);

    desktop.name(&at(&old));
    let target = Target {
        origin: away(),
        token: Some(token()),
        held_back: None,
    };
    desk.ask(3, Request::TestConnection { target });
    let report = answer_to!(desk, 3, TestConnection).expect("a report");
    let proxy = at(&old).trim_start_matches("http://").to_owned();
    assert_eq!(report.finding, Finding::NameLeftToProxy(proxy));
}

#[test]
fn a_proxy_of_the_environment_counts_more() {
    let environment = [("HTTPS_PROXY", "http://proxy.invalid:3128")];
    if told(Desktop::Bus, this_test!(), &environment).is_some() {
        return;
    }
    let desktop = Proxies::default();
    desktop.name("http://other.invalid:3128");
    let _portal = portal::start(desktop.clone());
    let mut desk = Desk::new(outside());
    desk.fetch(1, away());
    let named = problem!(desk, 1).evidence.proxy;
    assert_eq!(named.as_deref(), Some("proxy.invalid:3128"));
    assert!(desktop.asked().is_empty());
}

/// The certificates that this computer trusts are those of one file here.
#[test]
fn trust_is_read_anew_when_the_network_failed() {
    let folder = tempfile::tempdir().expect("a folder");
    let roots = folder.path().join("roots.pem");
    let environment = [("SSL_CERT_FILE", &*roots.display().to_string())];
    if !alone(this_test!(), &environment) {
        return;
    }
    let roots = std::env::var_os("SSL_CERT_FILE").expect("a file");
    let office = Arc::new(Identity::good());
    let trust = |identity: &Identity| {
        std::fs::write(&roots, identity.root_pem()).expect("roots");
    };
    trust(&Identity::good());
    let own = Arc::clone(&office);
    let server = Server::aside(async move || Server::tls(&own, |_, _| json(small_batch())).await);
    let mut desk = Desk::new(outside());
    desk.fetch(1, server.origin_as("localhost"));
    let refused = problem!(desk, 1).kind;
    assert!(matches!(refused, ProblemKind::NotSecure(_)), "{refused:?}");
    trust(&office);
    desk.fetch(2, server.origin_as("localhost"));
    answer_to!(desk, 2, FetchBatch).expect("an answer");
}
