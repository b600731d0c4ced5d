//! Calls of a password store, made without waiting for it.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::{ApiToken, Problem, ProblemKind};
use vec_batch_viewer::token_store::{Access, Pending, StoreCalls, SystemStore, TokenStore};

use super::{TOKEN, put, service, token};
use crate::support::desktop::{Desktop, Keyring, dismiss_question, in_session, lock_keyring};
use crate::worker::desk::{hanging, outside};

/// Longest wait of a test for what comes.
const TURN: Duration = Duration::from_secs(15);

/// Results of a call, as they are told.
fn told<T: Send + 'static>(pending: Pending<T>) -> mpsc::Receiver<Result<T, Problem>> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_time().build().expect("a runtime");
        runtime.block_on(pending.tell(|result| drop(tell.send(result))));
    });
    told
}

fn load(calls: &StoreCalls) -> mpsc::Receiver<Result<Option<ApiToken>, Problem>> {
    told(calls.ask(Access::Reads, |store| store.load(&service())))
}

fn save(calls: &StoreCalls) -> mpsc::Receiver<Result<(), Problem>> {
    let token = token(TOKEN);
    told(calls.ask(Access::Changes, move |store| store.save(&service(), &token)))
}

fn forget(calls: &StoreCalls) -> mpsc::Receiver<Result<(), Problem>> {
    told(calls.ask(Access::Changes, |store| store.forget(&service())))
}

fn next<T>(told: &mpsc::Receiver<T>) -> T {
    told.recv_timeout(TURN).expect("told")
}

fn not_answering(waited: Duration) -> Result<Option<ApiToken>, Problem> {
    let problem = StoreProblem::NotAnswering { waited };
    Err(ProblemKind::Store(problem).into())
}

#[test]
fn a_question_on_screen_holds_nothing_up_and_a_store_that_ends_is_found_again() {
    in_session!(Desktop::Screen);
    let keyring = Keyring::start();
    let store = SystemStore::default();
    store.save(&service(), &token(TOKEN)).expect("saved");
    let limit = Duration::from_millis(500);
    let calls = StoreCalls::new(Arc::new(store), limit);
    // Another entry of this name, in a collection that is never locked.
    put(&["--collection=session"], TOKEN.as_bytes());
    lock_keyring();
    let told = load(&calls);
    assert_eq!(next(&told), not_answering(limit));
    dismiss_question();
    let late = next(&told).expect_err("the refusal ends the call");
    assert_eq!(late.kind, ProblemKind::Store(StoreProblem::Locked));
    let told = load(&calls);
    assert_eq!(next(&told), not_answering(limit), "it asks once more");
    drop(keyring);
    let _keyring = Keyring::start();
    let again = load(&calls);
    let mut answer = next(&again);
    if answer == not_answering(limit) {
        // On a slow machine.
        answer = next(&again);
    }
    assert_eq!(answer, Ok(Some(token(TOKEN))));
}

#[test]
fn one_call_is_made_at_a_time_and_none_for_nobody() {
    let (outside, let_go, made) = hanging(TURN);
    let calls = StoreCalls::new(outside.system_store, TURN);
    let first = load(&calls);
    drop(calls.ask(Access::Reads, |store| store.load(&service())));
    let third = load(&calls);
    for answer in [first, third] {
        made.recv_timeout(TURN).expect("made");
        let beside = made.recv_timeout(Duration::from_millis(50));
        assert!(beside.is_err(), "another beside it");
        let_go.send(()).expect("let go");
        assert_eq!(next(&answer), Ok(Some(token(TOKEN))));
    }
    assert!(made.try_recv().is_err(), "nobody waited for the second");
}

#[test]
fn a_call_behind_one_that_hangs_is_made_without_another() {
    let limit = Duration::from_millis(50);
    let (outside, _let_go, _made) = hanging(limit);
    let calls = StoreCalls::new(outside.system_store, limit);
    let hangs = load(&calls);
    let forgotten = forget(&calls);
    assert_eq!(next(&hangs), not_answering(limit));
    let forgotten = std::iter::repeat_with(|| next(&forgotten)).find(Result::is_ok);
    assert_eq!(forgotten, Some(Ok(())));
}

/// The second waited behind the one that hung, as long as that; its own time begins with it.
#[test]
fn no_call_is_made_beside_one_that_has_just_begun() {
    let limit = Duration::from_secs(1);
    let (outside, let_go, made) = hanging(limit);
    let calls = StoreCalls::new(outside.system_store, limit);
    let hangs = load(&calls);
    let second = load(&calls);
    let third = load(&calls);
    assert_eq!(next(&hangs), not_answering(limit));
    for _ in 0..2 {
        made.recv_timeout(TURN).expect("the first two");
    }
    assert_eq!(next(&second), not_answering(limit));
    assert_eq!(next(&third), not_answering(limit));
    let beside = made.recv_timeout(limit / 4);
    assert!(beside.is_err(), "made beside the second");
    for _ in 0..2 {
        let_go.send(()).expect("the first two");
    }
    made.recv_timeout(TURN).expect("the third");
}

#[test]
fn a_fault_of_the_store_ends_one_call_and_no_other() {
    let calls = StoreCalls::new(outside().system_store, TURN);
    let fault = told(calls.ask(Access::Changes, |_| -> Result<(), _> { panic!("a fault") }));
    let fault = next(&fault).map_err(|problem| problem.kind);
    assert_eq!(fault, Err(ProblemKind::AppFault));
    assert_eq!(next(&forget(&calls)), Ok(()));
}

#[test]
fn a_call_that_changes_the_store_is_not_overtaken() {
    let limit = Duration::from_millis(50);
    let (outside, let_go, _made) = hanging(limit);
    let calls = StoreCalls::new(outside.system_store, limit);
    let saved = save(&calls);
    assert!(next(&saved).is_err(), "over its limit");
    let loaded = load(&calls);
    assert_eq!(next(&loaded), not_answering(limit), "waits for its turn");
    for _ in 0..2 {
        let_go.send(()).expect("the store");
    }
    assert_eq!(next(&saved), Ok(()));
    assert_eq!(next(&loaded), Ok(Some(token(TOKEN))));
}
