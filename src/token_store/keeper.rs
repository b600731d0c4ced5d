//! Asks a token store without ever waiting for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

use super::TokenStore;
use crate::crash;
use crate::domain::problem::{Evidence, StoreProblem};
use crate::domain::{ApiOrigin, ApiToken, Problem, ProblemKind};

/// How long a person may take to find and fill in the question for a password
/// before the program says that it is still waiting.
pub const LIMIT: Duration = Duration::from_secs(30);

type Job = Box<dyn FnOnce(&dyn TokenStore) + Send>;

/// One thread that asks a store, one call after the other. It is an own thread
/// of the operating system because a call can block without end and because
/// stores bring their own machinery, which must not run inside another's. It is
/// never waited for: it ends with the program, or after its last call.
pub struct Keeper {
    jobs: mpsc::Sender<Job>,
    limit: Duration,
}

impl Keeper {
    /// Starts the thread. After `limit` a call counts as not answered.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(store: Arc<dyn TokenStore>, limit: Duration) -> std::io::Result<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        thread::Builder::new()
            .name("password-store".to_owned())
            .spawn(move || {
                for job in queue {
                    job(&*store);
                }
            })?;
        Ok(Self { jobs, limit })
    }

    /// Asks for the token of a service.
    pub fn load(&self, origin: ApiOrigin) -> Pending<Option<ApiToken>> {
        self.ask(move |store| store.load(&origin))
    }

    /// Asks to keep a token.
    pub fn save(&self, origin: ApiOrigin, token: ApiToken) -> Pending<()> {
        self.ask(move |store| store.save(&origin, &token))
    }

    /// Asks to remove the token of a service.
    pub fn forget(&self, origin: ApiOrigin) -> Pending<()> {
        self.ask(move |store| store.forget(&origin))
    }

    fn ask<T: Send + 'static>(
        &self,
        call: impl FnOnce(&dyn TokenStore) -> Result<T, Problem> + Send + 'static,
    ) -> Pending<T> {
        let (answer, answered) = oneshot::channel();
        let job = Box::new(move |store: &dyn TokenStore| {
            if answer.is_closed() {
                return;
            }
            let result = catch_unwind(AssertUnwindSafe(|| call(store)))
                .unwrap_or_else(|_| Err(fault(crash::place())));
            // Nobody waits any more: a newer call took the place of this one.
            let _ = answer.send(result);
        });
        // A thread that is gone drops the job, and the one who waits is told.
        let _ = self.jobs.send(job);
        Pending {
            answered,
            limit: self.limit,
        }
    }
}

/// A call on its way. Dropped before its turn has come, it is not made at all.
#[must_use = "a call that nobody waits for is not made"]
pub struct Pending<T> {
    answered: oneshot::Receiver<Result<T, Problem>>,
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
