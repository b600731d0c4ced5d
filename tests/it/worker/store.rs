//! Calls to the password stores.

use std::sync::Arc;
use std::time::Duration;

use vec_batch_viewer::domain::ProblemKind;
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::records::Records;
use vec_batch_viewer::state::{Event, RequestId, Response, Store};
use vec_batch_viewer::worker::Services;

use super::desk::{
    Desk, PATIENCE, SAMPLE, answer_to, answered, forgotten, hanging, loaded, outside, saved, token,
};
use crate::support::desktop::{Desktop, Keyring, in_session};

fn not_loaded(request: u64, problem: StoreProblem) -> Event {
    let problem = ProblemKind::Store(problem).into();
    answered(request, Response::LoadToken(Err(problem)))
}

#[test]
fn wishes_are_met_in_their_order() {
    let mut desk = Desk::new(outside());
    for store in [SAMPLE, Store::System] {
        desk.load(1, store);
        assert_eq!(desk.next(), loaded(1, None));
        desk.save(2, store);
        desk.load(3, store);
        desk.forget(4, store);
        let answers = [desk.next(), desk.next(), desk.next()];
        // The token was there only between the two.
        for expected in [saved(2), loaded(3, Some(token())), forgotten(4)] {
            assert!(answers.contains(&expected), "{expected:?}: {answers:?}");
        }
        desk.load(5, store);
        assert_eq!(desk.next(), loaded(5, None));
    }
}

#[test]
fn the_sample_store_fails_once_as_told() {
    let mut desk = Desk::new(outside());
    desk.save(1, SAMPLE);
    assert_eq!(desk.next(), saved(1));
    for problem in [
        StoreProblem::Locked,
        StoreProblem::NotAnswering { waited: PATIENCE },
    ] {
        desk.load(2, Store::Sample(Some(problem)));
        assert_eq!(desk.next(), not_loaded(2, problem));
        desk.load(3, SAMPLE);
        assert_eq!(desk.next(), loaded(3, Some(token())));
    }
    desk.load(4, Store::System);
    assert_eq!(desk.next(), loaded(4, None), "the sample has its own store");
}

#[test]
fn a_store_that_hangs_is_told_and_its_late_answer_still_counts() {
    let limit = Duration::from_millis(50);
    let (outside, let_go, calls) = hanging(limit);
    let mut desk = Desk::new(outside);
    desk.load(1, Store::System);
    calls.recv_timeout(PATIENCE).expect("a call");
    let not_answering = StoreProblem::NotAnswering { waited: limit };
    assert_eq!(desk.next(), not_loaded(1, not_answering));
    desk.load(2, SAMPLE);
    assert_eq!(desk.next(), loaded(2, None), "everything else goes on");
    let_go.send(()).expect("the store");
    assert_eq!(desk.next(), loaded(1, Some(token())));
}

#[test]
fn asking_again_does_not_wait_behind_a_store_that_hangs() {
    let (outside, let_go, calls) = hanging(PATIENCE);
    let mut desk = Desk::new(outside);
    for request in 1..=2 {
        desk.load(request, Store::System);
        calls.recv_timeout(PATIENCE).expect("a call of its own");
    }
    // Whichever of the two calls is let go first, only the newer one is told.
    let_go.send(()).expect("the store");
    let_go.send(()).expect("the store");
    assert_eq!(desk.next(), loaded(2, Some(token())));
}

#[test]
fn the_systems_own_store_is_reached_through_the_worker() {
    in_session!(Desktop::Bus);
    let mut desk = Desk::new(Services::system(Arc::new(Records::open(None)), None));
    desk.save(1, Store::System);
    let result = answer_to!(desk, 1, SaveToken);
    let none = ProblemKind::Store(StoreProblem::NotAvailable);
    assert_eq!(result.expect_err("no store yet").kind, none);
    let _keyring = Keyring::start();
    desk.save(2, Store::System);
    assert_eq!(desk.next(), saved(2));
    desk.load(3, Store::System);
    assert_eq!(desk.next(), loaded(3, Some(token())));
}
