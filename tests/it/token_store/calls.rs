//! The thread of the password store: asks a store without waiting for it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::{Account, ApiToken, Problem, ProblemKind};
use vec_batch_viewer::token_store::{Access, MemoryStore, StoreThread, SystemStore, TokenStore};

use super::{TOKEN, service, token};
use crate::support::desktop::{Desktop, Keyring, dismiss_question, in_session, lock_keyring};
use crate::worker::desk::hanging;

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_time().build().expect("a runtime")
}

/// Results of a load, as the thread tells them.
fn told_about_load(thread: &StoreThread) -> mpsc::Receiver<Result<Option<ApiToken>, Problem>> {
    let (tell, told) = mpsc::channel();
    let pending = thread.ask(Access::Reads, |store| store.load(&service()));
    std::thread::spawn(move || {
        runtime().block_on(pending.tell(|result| drop(tell.send(result))));
    });
    told
}

fn next<T>(told: &mpsc::Receiver<T>) -> T {
    told.recv_timeout(Duration::from_secs(15)).expect("told")
}

fn not_answering(waited: Duration) -> Result<Option<ApiToken>, Problem> {
    let problem = StoreProblem::NotAnswering { waited };
    Err(ProblemKind::Store(problem).into())
}

/// The thread of the desktop's store, which holds the token, and its limit.
fn thread_with_token() -> (StoreThread, Duration) {
    let store = SystemStore::new();
    store.save(&service(), &token(TOKEN)).expect("saved");
    let limit = Duration::from_millis(500);
    let thread = StoreThread::start(Arc::new(store), limit);
    (thread.expect("a thread"), limit)
}

#[test]
fn a_store_that_hangs_is_told_and_its_late_answer_still_counts() {
    in_session!(Desktop::Bus);
    let keyring = Keyring::start();
    let (thread, limit) = thread_with_token();
    keyring.pause();
    let told = told_about_load(&thread);
    assert_eq!(next(&told), not_answering(limit));
    keyring.resume();
    assert_eq!(next(&told), Ok(Some(token(TOKEN))));
}

#[test]
fn a_question_on_screen_does_not_hold_the_program_up() {
    in_session!(Desktop::Screen);
    let _keyring = Keyring::start();
    let (thread, limit) = thread_with_token();
    lock_keyring();
    let told = told_about_load(&thread);
    assert_eq!(next(&told), not_answering(limit));
    // The refusal ends the call. It comes too late to be told, unlike a success.
    dismiss_question();
    let late = told.recv_timeout(Duration::from_secs(15));
    assert_eq!(late, Err(mpsc::RecvTimeoutError::Disconnected));
}

#[test]
fn a_store_that_ended_while_it_asked_is_found_again() {
    in_session!(Desktop::Screen);
    let keyring = Keyring::start();
    let (thread, limit) = thread_with_token();
    lock_keyring();
    let told = told_about_load(&thread);
    assert_eq!(next(&told), not_answering(limit));
    drop(keyring);
    let _keyring = Keyring::start();
    let again = told_about_load(&thread);
    let mut answer = next(&again);
    if answer == not_answering(limit) {
        // On a slow machine.
        answer = next(&again);
    }
    assert_eq!(answer, Ok(Some(token(TOKEN))));
}

/// Counts its calls, and answers each only when it is let.
struct Counting {
    begun: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
    let_go: Mutex<mpsc::Receiver<()>>,
    inner: MemoryStore,
}

impl Counting {
    fn new() -> (mpsc::Sender<()>, Arc<Self>) {
        let (let_go, gate) = mpsc::channel();
        let store = Self {
            begun: AtomicUsize::new(0),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
            let_go: Mutex::new(gate),
            inner: MemoryStore::new(),
        };
        (let_go, Arc::new(store))
    }
}

impl TokenStore for Counting {
    fn load(&self, account: &Account) -> Result<Option<ApiToken>, Problem> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(now, Ordering::SeqCst);
        self.let_go
            .lock()
            .expect("no panic")
            .recv()
            .expect("let go");
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        self.inner.load(account)
    }

    fn save(&self, _: &Account, _: &ApiToken) -> Result<(), Problem> {
        panic!("a fault of the store")
    }

    fn forget(&self, account: &Account) -> Result<(), Problem> {
        self.inner.forget(account)
    }
}

#[test]
fn one_call_is_made_at_a_time_and_none_for_nobody() {
    let (let_go, store) = Counting::new();
    let thread = StoreThread::start(store.clone(), Duration::from_secs(15)).expect("a thread");
    let first = told_about_load(&thread);
    drop(thread.ask(Access::Reads, |store| store.load(&service())));
    let third = told_about_load(&thread);
    let_go.send(()).expect("first");
    assert_eq!(next(&first), Ok(None));
    let_go.send(()).expect("third");
    assert_eq!(next(&third), Ok(None));
    assert_eq!(
        store.begun.load(Ordering::SeqCst),
        2,
        "nobody waited for the second"
    );
    assert_eq!(store.most_at_once.load(Ordering::SeqCst), 1);
}

#[test]
fn a_call_behind_one_that_hangs_is_made_without_another() {
    let (_let_go, store) = Counting::new();
    let limit = Duration::from_millis(50);
    let thread = StoreThread::start(store, limit).expect("a thread");
    let hangs = told_about_load(&thread);
    let forget = thread.ask(Access::Changes, |store| store.forget(&service()));
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        runtime().block_on(forget.tell(|result| {
            let _ = tell.send(result.is_ok());
        }));
    });
    assert_eq!(next(&hangs), not_answering(limit));
    let forgotten = std::iter::repeat_with(|| next(&told)).find(|is_ok| *is_ok);
    assert_eq!(forgotten, Some(true));
}

/// The second waited behind the one that hung, as long as that; its own time begins with it.
#[test]
fn no_call_is_made_beside_one_that_has_just_begun() {
    let limit = Duration::from_millis(400);
    let (outside, let_go, calls) = hanging(limit);
    let thread = StoreThread::start(outside.system_store, limit).expect("a thread");
    let hangs = told_about_load(&thread);
    let second = told_about_load(&thread);
    let third = told_about_load(&thread);
    assert_eq!(next(&hangs), not_answering(limit));
    let turn = Duration::from_secs(15);
    for _ in 0..2 {
        calls.recv_timeout(turn).expect("the first two");
    }
    assert_eq!(next(&second), not_answering(limit));
    assert_eq!(next(&third), not_answering(limit));
    let beside = calls.recv_timeout(limit / 2);
    assert!(beside.is_err(), "made beside the second");
    for _ in 0..2 {
        let_go.send(()).expect("the first two");
    }
    calls.recv_timeout(turn).expect("the third");
}

#[test]
fn a_fault_of_the_store_ends_one_call_and_not_the_thread() {
    let (_let_go, store) = Counting::new();
    let thread = StoreThread::start(store, Duration::from_secs(15)).expect("a thread");
    let mut told = Vec::new();
    runtime().block_on(async {
        let save = thread.ask(Access::Changes, |store| {
            store.save(&service(), &token(TOKEN))
        });
        save.tell(|result| told.push(result.map_err(|problem| problem.kind)))
            .await;
        let forget = thread.ask(Access::Changes, |store| store.forget(&service()));
        forget
            .tell(|result| told.push(result.map_err(|problem| problem.kind)))
            .await;
    });
    assert_eq!(told, [Err(ProblemKind::AppFault), Ok(())]);
}

/// Keeps nothing, and takes its time with that.
struct SlowToSave(Mutex<mpsc::Receiver<()>>);

impl TokenStore for SlowToSave {
    fn load(&self, _: &Account) -> Result<Option<ApiToken>, Problem> {
        Ok(None)
    }

    fn save(&self, _: &Account, _: &ApiToken) -> Result<(), Problem> {
        self.0.lock().expect("no panic").recv().expect("let go");
        Ok(())
    }

    fn forget(&self, _: &Account) -> Result<(), Problem> {
        Ok(())
    }
}

#[test]
fn a_call_that_changes_the_store_is_not_overtaken() {
    let (let_go, gate) = mpsc::channel();
    let limit = Duration::from_millis(50);
    let store = Arc::new(SlowToSave(Mutex::new(gate)));
    let thread = StoreThread::start(store, limit).expect("a thread");
    let save = thread.ask(Access::Changes, |store| {
        store.save(&service(), &token(TOKEN))
    });
    let (tell, saved) = mpsc::channel();
    std::thread::spawn(move || {
        runtime().block_on(save.tell(|result| {
            let _ = tell.send(result.is_ok());
        }));
    });
    assert!(!next(&saved), "over its limit");
    let loaded = told_about_load(&thread);
    assert_eq!(next(&loaded), not_answering(limit), "waits for its turn");
    let_go.send(()).expect("the store");
    assert!(next(&saved));
    assert_eq!(next(&loaded), Ok(None));
}
