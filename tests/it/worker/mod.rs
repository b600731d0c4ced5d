//! The worker: an effect goes in, events come out, whatever happens on the way.

pub mod desk;
mod desktop;
mod files;
mod instance;
mod network;
mod service;
mod settings;
mod store;

use std::sync::{Arc, OnceLock, mpsc};
use std::time::Instant;

use crate::support::alone::this_test;
use crate::support::desktop::{Desktop, in_session, told};
use desk::{
    Desk, FixedChoice, PATIENCE, SAMPLE, Silent, TOKEN, account, answer_to, hanging, hung_up,
    loaded, outside, places,
};
use vec_batch_viewer::crash;
use vec_batch_viewer::domain::ProblemKind;
use vec_batch_viewer::state::{Effect, Event, Request, RequestId, Response, Store};
use vec_batch_viewer::worker::{Backend, Services, Worker};

#[test]
fn an_event_is_there_before_the_window_is_woken() {
    let worker: Arc<OnceLock<Worker>> = Arc::default();
    let (seen, look) = mpsc::channel();
    let window = Arc::clone(&worker);
    let started = Worker::start(outside(), move || {
        let mut arrived = Vec::new();
        if let Some(worker) = window.get() {
            worker.drain(&mut arrived);
        }
        let _ = seen.send(arrived.len());
    });
    let worker = worker.get_or_init(|| started.expect("a worker"));
    for request in 1..=50 {
        let (id, store, account) = (RequestId(request), SAMPLE, account());
        let request = Request::LoadToken { store, account };
        worker.run(Effect::Request { id, request });
        assert_eq!(look.recv_timeout(PATIENCE), Ok(1), "woken for nothing");
    }
}

#[test]
fn a_fault_in_a_task_is_told_and_the_worker_lives_on() {
    let Some(log) = told(Desktop::Bare, this_test!(), &[]) else {
        crash::install();
        let mut desk = Desk::new(places(|| panic!("holding {TOKEN}")));
        desk.save_picture(7, "a");
        let problem = answer_to!(desk, 7, SaveFile).expect_err("a fault");
        assert_eq!(problem.kind, ProblemKind::AppFault);
        let details = &problem.evidence.chain[0];
        assert!(details.starts_with("SaveFile: worker/mod.rs:"), "{details}");
        desk.load(8, SAMPLE);
        assert_eq!(desk.next(), loaded(8, None));
        return;
    };
    let said = "a part of the app crashed at worker/mod.rs:";
    assert!(log.contains(said), "{log}");
    assert!(!log.contains("holding"), "{log}");
}

#[test]
fn forgetting_that_ends_suddenly_is_answered() {
    let save_targets = FixedChoice {
        choose: Box::new(|| panic!("no dialog")),
        private_folder: || panic!("no folder"),
    };
    let mut desk = Desk::new(Services {
        save_targets: Arc::new(save_targets),
        ..outside()
    });
    desk.ask(9, Request::ForgetEverything);
    let problem = answer_to!(desk, 9, ForgetEverything).expect_err("no folder");
    assert_eq!(problem.kind, ProblemKind::AppFault);
}

#[test]
fn a_crash_leaves_no_memory_on_the_disk() {
    in_session!(Desktop::Bare);
    crash::install();
    let limits = std::fs::read_to_string("/proc/self/limits").expect("the limits");
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let words: Vec<&str> = core.expect("a limit").split_whitespace().collect();
    // By 0 a dump would still go to a program, as a system may ask for.
    assert_eq!(words[4..6], ["1", "1"], "now, and for good");
}

#[test]
fn the_end_waits_for_nothing() {
    in_session!(Desktop::Bare);
    let (outside, _let_go, calls) = hanging(PATIENCE);
    let (opened, dialogs) = mpsc::channel();
    let desk = Desk::new(Services {
        system_store: outside.system_store,
        ..places(move || {
            let _ = opened.send(());
            Box::pin(std::future::pending())
        })
    });
    let service = Silent::new();
    desk.load(1, Store::System);
    desk.save_picture(2, "a");
    desk.fetch(3, service.origin());
    calls.recv_timeout(PATIENCE).expect("a call");
    dialogs.recv_timeout(PATIENCE).expect("a dialog");
    let asked = service.asked();
    let start = Instant::now();
    drop(desk);
    hung_up(asked);
    assert!(start.elapsed() < PATIENCE / 2, "{start:?}");
}
