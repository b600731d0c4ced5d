//! The log: silent unless asked for, and without the token even when everything
//! is asked for.

use std::io::Write;

use crate::support::alone::this_test;
use crate::support::desktop::{Desktop, Keyring, told};
use crate::support::window::{TOKEN, id, token};
use crate::worker::desk::Silent;
use vec_batch_viewer::api::{Api, Limits, Route};
use vec_batch_viewer::domain::{Account, ApiOrigin, Caller};
use vec_batch_viewer::logging;
use vec_batch_viewer::token_store::{SystemStore, TokenStore};

/// The text of the token, and its bytes as a debug print shows them.
fn assert_no_token(log: &str) {
    assert!(!log.contains("AbCdEfGh"), "{log}");
    assert!(!log.contains("65, 98, 67, 100, 69"), "{log}");
    assert!(!log.contains("41624364"), "{log}");
}

/// Asks a service about a batch with the token; its origin, and the question as it came.
fn ask_a_service() -> (ApiOrigin, String) {
    let service = Silent::new();
    let origin = service.origin();
    let service = std::thread::spawn(move || {
        let (mut asked, question) = service.asked_what();
        let words = b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\nX-Letter: caf\xe9\r\n\r\n";
        asked.write_all(words).expect("an answer");
        question
    });
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().expect("a runtime");
    let api = Api::new(Route::system(None), Limits::default(), Vec::new()).expect("a client");
    let caller = Caller {
        origin: origin.clone(),
        token: token(),
    };
    let answer = runtime.block_on(api.batch(&caller, id()));
    assert!(answer.is_err(), "{answer:?}");
    (origin, service.join().expect("a service"))
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
fn a_log_file_holds_what_happens_but_no_token() {
    for filter in ["", "trace"] {
        if told(Desktop::Bare, this_test!(), &[("RUST_LOG", filter)]).is_some() {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.log");
        logging::init_file(&path).expect("a log");
        let (origin, question) = ask_a_service();
        assert!(question.contains(TOKEN), "the token was sent");
        let log = std::fs::read_to_string(&path).expect("a log");
        assert!(log.contains(env!("CARGO_PKG_VERSION")), "{log}");
        assert!(log.contains(&origin.port().to_string()), "{log}");
        let left_out = |line: &str| line.contains("is not text") && line.contains("x-letter");
        assert!(log.lines().any(left_out), "{log}");
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

#[test]
fn a_log_file_holds_what_was_asked_for() {
    if told(Desktop::Bare, this_test!(), &[("RUST_LOG", "error")]).is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.log");
        logging::init_file(&path).expect("a log");
        tracing::info!("a small thing");
        tracing::error!("a fault");
        let log = std::fs::read_to_string(&path).expect("a log");
        assert!(log.contains("a fault"), "{log}");
        assert!(!log.contains("a small thing"), "{log}");
    }
}
