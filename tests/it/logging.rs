//! The log: silent unless asked for, and without the token even when everything
//! is asked for.

use std::io::Write;

use crate::support::alone::this_test;
use crate::support::desktop::{Desktop, Keyring, told};
use crate::support::window::{TOKEN, outside, token};
use crate::worker::desk::{Desk, Silent, answer_to};
use vec_batch_viewer::domain::{Account, ApiOrigin};
use vec_batch_viewer::logging;
use vec_batch_viewer::state::{Event, RequestId, Response};
use vec_batch_viewer::token_store::{SystemStore, TokenStore};

/// The text of the token, and its bytes as a debug print shows them.
fn assert_no_token(log: &str) {
    assert!(!log.contains("AbCdEfGh"), "{log}");
    assert!(!log.contains("65, 98, 67, 100, 69"), "{log}");
    assert!(!log.contains("41624364"), "{log}");
}

/// Asks a service about a batch with the token, and then one that is gone; the origin of the first,
/// and the question as it came.
fn ask_services() -> (ApiOrigin, String) {
    let service = Silent::new();
    let mut desk = Desk::new(outside());
    desk.fetch(1, service.origin());
    let (mut asked, question) = service.asked_what();
    let head = b"HTTP/1.1 500 Oh\r\nContent-Length: 25\r\nX-Letter: caf\xe9\r\n\r\n";
    let words = [head, &br#"{"error":"no Anna Adams"}"#[..]].concat();
    asked.write_all(&words).expect("an answer");
    answer_to!(desk, 1, FetchBatch).expect_err("a problem");
    let gone = Silent::new().origin();
    desk.fetch(2, gone);
    answer_to!(desk, 2, FetchBatch).expect_err("a problem");
    (service.origin(), question)
}

#[test]
fn talking_to_the_password_store_shows_no_token() {
    let Some(log) = told(Desktop::Bus, this_test!(), &[("RUST_LOG", "trace")]) else {
        logging::init();
        let _keyring = Keyring::start();
        let store = SystemStore::default();
        let account = Account::only("https://api.vec.digital".parse().expect("an origin"));
        store.save(&account, &token()).expect("saved");
        assert_eq!(store.load(&account), Ok(Some(token())));
        return;
    };
    assert!(log.contains("TRACE zbus"), "nothing was logged: {log}");
    assert_no_token(&log);
}

#[test]
fn a_log_file_holds_what_was_asked_for_but_no_token() {
    for filter in ["", "trace", "error"] {
        if told(Desktop::Bare, this_test!(), &[("RUST_LOG", filter)]).is_some() {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.log");
        logging::init_file(&path).expect("a log");
        let (origin, question) = ask_services();
        assert!(question.contains(TOKEN), "the token was sent");
        let log = std::fs::read_to_string(&path).expect("a log");
        if std::env::var("RUST_LOG").as_deref() == Ok("error") {
            return assert_eq!(log, "", "nothing was so bad");
        }
        assert!(log.contains(env!("CARGO_PKG_VERSION")), "{log}");
        assert!(log.contains(&origin.port().to_string()), "{log}");
        let left_out = |line: &str| line.contains("is not text") && line.contains("x-letter");
        assert!(log.lines().any(left_out), "{log}");
        for fault in [["ServiceProblem", "500"], ["NotReachable", "refused"]] {
            let has = |line: &str| fault.iter().all(|word| line.contains(word));
            assert!(log.lines().any(has), "{fault:?} in {log}");
        }
        assert!(!log.contains("Anna"), "{log}");
        return assert_no_token(&log);
    }
}

#[test]
fn nothing_is_logged_unless_asked_for_in_words_that_are_understood() {
    for (filter, report) in [
        ("", None),
        ("vec=loudly", Some("RUST_LOG is not understood")),
    ] {
        let Some(log) = told(Desktop::Bare, this_test!(), &[("RUST_LOG", filter)]) else {
            logging::init();
            return tracing::error!("a line");
        };
        assert!(!log.contains("a line"), "{log}");
        assert!(report.is_none_or(|report| log.contains(report)), "{log}");
    }
}
