//! Asks a token store without ever waiting for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

use super::TokenStore;
use crate::crash;
use crate::domain::problem::{Evidence, StoreProblem};
use crate::domain::{Account, ApiToken, Problem, ProblemKind};

/// How long a person may take to find and fill in the question for a password
/// before the program says that it is still waiting.
pub const LIMIT: Duration = Duration::from_secs(30);

/// What a call does to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Reads,
    Changes,
}

type Call = Box<dyn FnOnce(&dyn TokenStore) + Send>;

struct Job {
    kind: Kind,
    call: Call,
}

/// One thread that asks a store, one call after the other. It is an own thread
/// of the operating system because a call can block without end and because
/// stores bring their own machinery, which must not run inside another's. It is
/// never waited for: it ends with the program, or after its last call.
///
/// A store that ends while it asks for a password never answers. So that trying
/// again can work, a reading call over its limit is left to itself by the next
/// call, and another thread takes over. A changing call is always waited for:
/// coming late it would undo a newer one.
pub struct StoreThread {
    jobs: mpsc::Sender<Job>,
    shared: Arc<Shared>,
    limit: Duration,
}

/// What the threads share: only the one whose turn it is takes jobs.
struct Shared {
    store: Arc<dyn TokenStore>,
    queue: Mutex<mpsc::Receiver<Job>>,
    turn: AtomicUsize,
    /// Whether the call under way only reads.
    reads: AtomicBool,
    /// Whether the call under way is over its limit and may be left to itself.
    overdue: AtomicBool,
}

impl Shared {
    fn start_thread(self: &Arc<Self>) -> std::io::Result<()> {
        let shared = Arc::clone(self);
        let former = self.turn.fetch_add(1, Ordering::SeqCst);
        thread::Builder::new()
            .name("password-store".to_owned())
            .spawn(move || shared.serve(former + 1))
            .inspect_err(|_| self.turn.store(former, Ordering::SeqCst))?;
        Ok(())
    }

    fn serve(&self, turn: usize) {
        while self.turn.load(Ordering::SeqCst) == turn {
            let next = {
                let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
                queue.recv()
            };
            let Ok(job) = next else {
                return;
            };
            self.overdue.store(false, Ordering::SeqCst);
            self.reads.store(job.kind == Kind::Reads, Ordering::SeqCst);
            (job.call)(&*self.store);
        }
    }

    /// A call has waited too long: its own answer, or the one before it.
    fn is_overdue(&self) {
        let reads = self.reads.load(Ordering::SeqCst);
        self.overdue.store(reads, Ordering::SeqCst);
    }
}

impl StoreThread {
    /// Starts the thread. After `limit` a call counts as not answered.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(store: Arc<dyn TokenStore>, limit: Duration) -> std::io::Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let shared = Arc::new(Shared {
            store,
            queue: Mutex::new(queue),
            turn: AtomicUsize::new(0),
            reads: AtomicBool::new(false),
            overdue: AtomicBool::new(false),
        });
        shared.start_thread()?;
        Ok(Self {
            jobs,
            shared,
            limit,
        })
    }

    /// The person asks again instead of waiting on: a reading call under way is
    /// left to itself by the next one, as if it were over its limit.
    pub fn give_up_reading(&self) {
        self.shared.is_overdue();
    }

    /// Asks for the token of an account.
    pub fn load(&self, account: Account) -> Pending<Option<ApiToken>> {
        self.ask(Kind::Reads, move |store| store.load(&account))
    }

    /// Asks to keep a token.
    pub fn save(&self, account: Account, token: ApiToken) -> Pending<()> {
        self.ask(Kind::Changes, move |store| store.save(&account, &token))
    }

    /// Asks to remove the token of an account.
    pub fn forget(&self, account: Account) -> Pending<()> {
        self.ask(Kind::Changes, move |store| store.forget(&account))
    }

    /// Has the list of passwords show the name of an account.
    pub fn rename(&self, account: Account) -> Pending<()> {
        self.ask(Kind::Changes, move |store| store.rename(&account))
    }

    /// Asks which of these accounts has this very token, if any. Their tokens do not leave the
    /// thread.
    pub fn twin(&self, token: ApiToken, others: Vec<Account>) -> Pending<Option<Account>> {
        self.ask(Kind::Reads, move |store| {
            let has_it = |one: &Account| matches!(store.load(one), Ok(Some(held)) if held == token);
            Ok(others.into_iter().find(has_it))
        })
    }

    fn ask<T: Send + 'static>(
        &self,
        kind: Kind,
        call: impl FnOnce(&dyn TokenStore) -> Result<T, Problem> + Send + 'static,
    ) -> Pending<T> {
        if self.shared.overdue.swap(false, Ordering::SeqCst)
            && let Err(error) = self.shared.start_thread()
        {
            tracing::warn!(%error, "no other thread for the password store");
        }
        let (answer, answered) = oneshot::channel();
        let call = Box::new(move |store: &dyn TokenStore| {
            if answer.is_closed() {
                return;
            }
            let result = catch_unwind(AssertUnwindSafe(|| call(store)))
                .unwrap_or_else(|_| Err(fault(crash::place())));
            // Nobody waits any more: a newer call took the place of this one.
            let _ = answer.send(result);
        });
        // The receiver lives as long as `shared` does.
        let _ = self.jobs.send(Job { kind, call });
        Pending {
            answered,
            shared: Arc::clone(&self.shared),
            limit: self.limit,
        }
    }
}

/// A call on its way. Dropped before its turn has come, it is not made at all.
#[must_use = "a call that nobody waits for is not made"]
pub struct Pending<T> {
    answered: oneshot::Receiver<Result<T, Problem>>,
    shared: Arc<Shared>,
    limit: Duration,
}

impl<T> Pending<T> {
    /// Tells what came of the call. Where no answer came within the limit, that
    /// is told first; a success that comes later is told as well.
    pub async fn tell(mut self, mut told: impl FnMut(Result<T, Problem>)) {
        let gone = |_| Err(fault("the thread of the password store".to_owned()));
        let in_time = tokio::time::timeout(self.limit, &mut self.answered).await;
        if let Ok(result) = in_time {
            told(result.unwrap_or_else(gone));
            return;
        }
        self.shared.is_overdue();
        let waited = self.limit;
        told(Err(ProblemKind::Store(StoreProblem::NotAnswering {
            waited,
        })
        .into()));
        if let Ok(Ok(success)) = self.answered.await {
            told(Ok(success));
        }
    }
}

fn fault(place: String) -> Problem {
    let evidence = Evidence {
        chain: vec![place],
        ..Evidence::default()
    };
    Problem::new(ProblemKind::AppFault, evidence)
}
