//! Nothing that is logged on the way holds the token, however much is logged.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use crate::support::alone::{alone, this_test};
use crate::support::wire_server::{
    Act, Identity, Server, TOKEN, answer, json, small_batch, token, trusting,
};
use vec_batch_viewer::api::Limits;
use vec_batch_viewer::domain::ProblemKind;
use vec_batch_viewer::domain::checkup::Target;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!("{} {}\n", record.target(), record.args());
        self.0.lock().unwrap().extend_from_slice(line.as_bytes());
    }

    fn flush(&self) {}
}

#[tokio::test]
async fn the_fullest_log_does_not_hold_the_token() {
    // A process has one log.
    if !alone(this_test!(), &[]) {
        return;
    }
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .init();
    log::set_boxed_logger(Box::new(log.clone())).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let identity = Identity::good();
    let api = trusting(&identity, Limits::default());

    let server = Server::tls(&identity, |number, _| match number {
        0 => json(small_batch()),
        1 => {
            let head = format!("X-Request-Id: {TOKEN}\r\n");
            answer("401 No", &head, format!("{{\"message\":\"{TOKEN}\"}}"))
        }
        _ => vec![Act::Close],
    })
    .await;
    server.asked(&api).await.unwrap();
    for _ in 0..2 {
        let problem = server.asked(&api).await.unwrap_err();
        assert!(!format!("{problem:?}").contains("S3cret"));
        assert!(matches!(
            problem.kind,
            ProblemKind::TokenNotAccepted | ProblemKind::ConnectionLost
        ));
    }
    assert!(server.seen.requests()[0].contains(TOKEN), "it was sent");
    let mut reports = Vec::new();
    let target = Target {
        origin: server.origin(),
        token: Some(token()),
        held_back: None,
    };
    api.test_connection(&target, &mut |report| reports.push(report))
        .await;
    assert!(!format!("{reports:?}").contains("S3cret"));

    let http2 = Server::http2(&identity).await;
    http2.asked(&api).await.unwrap();
    assert_eq!(http2.seen.requests(), [format!("Bearer {TOKEN}")]);

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for target in ["hyper_util", "h2::", "reqwest", "rustls_platform_verifier"] {
        assert!(log.contains(target), "{target} has logged");
    }
    if let Some(line) = log.lines().find(|line| line.contains("S3cret")) {
        panic!("{line}");
    }
}
