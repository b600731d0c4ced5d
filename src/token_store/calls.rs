//! Calls a token store without blocking.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

use super::TokenStore;
use crate::crash;
use crate::domain::problem::StoreProblem;
use crate::domain::{Problem, ProblemKind};

/// Time for a person to find and fill in the question for a password before the app says that it is
/// still waiting.
pub const LIMIT: Duration = Duration::from_secs(30);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Reads,
    Changes,
}

/// Asks a store, one call after the other. Calls are made on threads of their own because one
/// can block without end and because stores bring their own machinery, which must not run
/// inside another's. None is waited for: they end with the program, or after the last call.
///
/// A store that ends while it asks for a password never answers. So that trying
/// again can work, a reading call over its limit is left to itself, and the next one is made.
/// A changing call is always waited for: coming late it would undo a newer one.
#[derive(Clone)]
pub struct StoreCalls {
    store: Arc<dyn TokenStore>,
    /// Time from its request on after which a call counts as not answered, and from its begin on
    /// after which one that reads no longer holds up the next.
    limit: Duration,
    queue: Arc<Mutex<Queue>>,
}

type Run = Box<dyn FnOnce(&dyn TokenStore) + Send>;

#[derive(Default)]
struct Queue {
    waiting: VecDeque<(Access, Run)>,
    /// The call that the next one waits for.
    under_way: Option<Call>,
    /// Of the last call that was begun.
    number: u64,
}

#[derive(Clone, Copy, PartialEq)]
struct Call {
    access: Access,
    number: u64,
}

impl StoreCalls {
    /// After `limit` a call counts as not answered.
    pub fn new(store: Arc<dyn TokenStore>, limit: Duration) -> Self {
        let queue = Arc::default();
        Self {
            store,
            limit,
            queue,
        }
    }

    /// The person asks again instead of waiting on: a reading call under way is
    /// left to itself, as if it were over its limit.
    pub fn give_up_reading(&self) {
        self.go_on(|call| call.access == Access::Reads);
    }

    /// Makes a call when its turn comes.
    pub fn ask<T: Send + 'static>(
        &self,
        access: Access,
        call: impl FnOnce(&dyn TokenStore) -> Result<T, Problem> + Send + 'static,
    ) -> Pending<T> {
        let (answer, answered) = oneshot::channel();
        let run = Box::new(move |store: &dyn TokenStore| {
            if answer.is_closed() {
                return;
            }
            let result = catch_unwind(AssertUnwindSafe(|| call(store)))
                .unwrap_or_else(|_| Err(fault(crash::place())));
            // Nobody waits any more: a newer call took the place of this one.
            let _ = answer.send(result);
        });
        crash::lock(&self.queue).waiting.push_back((access, run));
        self.go_on(|_| false);
        Pending {
            answered,
            limit: self.limit,
        }
    }

    /// Waits no more for a call that is over, and makes the next one where none is waited for.
    fn go_on(&self, is_over: impl FnOnce(&Call) -> bool) {
        let mut queue = crash::lock(&self.queue);
        queue.under_way.take_if(|call| is_over(call));
        while queue.under_way.is_none()
            && let Some((access, run)) = queue.waiting.pop_front()
        {
            queue.number += 1;
            let number = queue.number;
            let call = Call { access, number };
            match self.begin(call, run) {
                Ok(()) => queue.under_way = Some(call),
                // It goes unanswered, which its `Pending` reports.
                Err(error) => tracing::warn!(%error, "no thread for the password store"),
            }
        }
    }

    fn begin(&self, call: Call, run: Run) -> io::Result<()> {
        let (running, ended) = mpsc::channel::<Infallible>();
        let calls = self.clone();
        let thread = || thread::Builder::new().name("store-call".to_owned());
        thread().spawn(move || {
            run(&*calls.store);
            drop(running);
            calls.go_on(|under_way| *under_way == call);
        })?;
        if call.access == Access::Reads {
            let calls = self.clone();
            // Without a thread it is waited for until the person asks again.
            let _ = thread().spawn(move || {
                if ended.recv_timeout(calls.limit) == Err(RecvTimeoutError::Timeout) {
                    calls.go_on(|under_way| *under_way == call);
                }
            });
        }
        Ok(())
    }
}

/// A call on its way. Dropped before its turn has come, it is not made at all.
#[must_use = "a call that nobody waits for is not made"]
pub struct Pending<T> {
    answered: oneshot::Receiver<Result<T, Problem>>,
    limit: Duration,
}

impl<T> Pending<T> {
    /// Reports the result of the call. Where no answer came within the limit, that is reported
    /// first, and the answer as well once it comes.
    pub async fn tell(mut self, mut told: impl FnMut(Result<T, Problem>)) {
        let gone = |_| Err(fault("the thread of the password store".to_owned()));
        let in_time = tokio::time::timeout(self.limit, &mut self.answered).await;
        if let Ok(result) = in_time {
            told(result.unwrap_or_else(gone));
            return;
        }
        let waited = self.limit;
        let silent = StoreProblem::NotAnswering { waited };
        told(Err(ProblemKind::Store(silent).into()));
        if let Ok(late) = self.answered.await {
            told(late);
        }
    }
}

fn fault(place: String) -> Problem {
    Problem::with_chain(ProblemKind::AppFault, vec![place])
}
