//! Calls a token store without blocking.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

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

type Run = Box<dyn FnOnce(&dyn TokenStore) + Send>;

struct Call {
    access: Access,
    run: Run,
    messages: mpsc::Sender<Message>,
}

enum Message {
    Call(Call),
    /// The person does not wait for the call under way any more.
    GiveUpReading,
    Over(u64),
}

/// Asks a store, one call after the other. Calls are made on threads of their own because one
/// can block without end and because stores bring their own machinery, which must not run
/// inside another's. None is waited for: they end with the program, or after the last call.
///
/// A store that ends while it asks for a password never answers. So that trying
/// again can work, a reading call over its limit is left to itself, and the next one is made.
/// A changing call is always waited for: coming late it would undo a newer one.
pub struct StoreThread {
    messages: mpsc::Sender<Message>,
    limit: Duration,
}

impl StoreThread {
    /// After `limit` a call counts as not answered.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(store: Arc<dyn TokenStore>, limit: Duration) -> std::io::Result<Self> {
        let (messages, incoming) = mpsc::channel();
        let queue = Queue {
            store,
            limit,
            waiting: VecDeque::new(),
            under_way: None,
            number: 0,
        };
        thread::Builder::new()
            .name("password-store".to_owned())
            .spawn(move || queue.serve(&incoming))?;
        Ok(Self { messages, limit })
    }

    /// The person asks again instead of waiting on: a reading call under way is
    /// left to itself, as if it were over its limit.
    pub fn give_up_reading(&self) {
        send(&self.messages, Message::GiveUpReading);
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
        let messages = self.messages.clone();
        let call = Call {
            access,
            run,
            messages,
        };
        send(&self.messages, Message::Call(call));
        Pending {
            answered,
            limit: self.limit,
        }
    }
}

/// The thread at the other end is there for as long as anybody can send.
fn send(messages: &mpsc::Sender<Message>, message: Message) {
    let _ = messages.send(message);
}

struct Queue {
    store: Arc<dyn TokenStore>,
    limit: Duration,
    waiting: VecDeque<Call>,
    /// The call that the next one waits for.
    under_way: Option<UnderWay>,
    /// Of the last call that was begun.
    number: u64,
}

struct UnderWay {
    access: Access,
    number: u64,
    begun: Instant,
}

impl Queue {
    fn serve(mut self, messages: &mpsc::Receiver<Message>) {
        loop {
            match self.next(messages) {
                Ok(Message::Call(call)) => self.waiting.push_back(call),
                Ok(Message::GiveUpReading) | Err(RecvTimeoutError::Timeout) => {
                    self.under_way.take_if(|call| call.access == Access::Reads);
                }
                Ok(Message::Over(number)) => {
                    self.under_way.take_if(|call| call.number == number);
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
            while self.under_way.is_none()
                && let Some(call) = self.waiting.pop_front()
            {
                self.begin(call);
            }
        }
    }

    /// The next message, or the end of the time that the call under way has of its own: one
    /// that had to wait has not begun by then.
    fn next(&self, messages: &mpsc::Receiver<Message>) -> Result<Message, RecvTimeoutError> {
        match &self.under_way {
            Some(call) if call.access == Access::Reads => {
                messages.recv_timeout(self.limit.saturating_sub(call.begun.elapsed()))
            }
            Some(_) | None => Ok(messages.recv()?),
        }
    }

    /// Makes a call. Where the system gives no thread it goes unanswered, which its `Pending`
    /// reports.
    fn begin(&mut self, call: Call) {
        self.number += 1;
        let Call {
            access,
            run,
            messages,
        } = call;
        let (number, store) = (self.number, Arc::clone(&self.store));
        let begun = thread::Builder::new()
            .name("store-call".to_owned())
            .spawn(move || {
                run(&*store);
                send(&messages, Message::Over(number));
            });
        match begun {
            Ok(_) => {
                let begun = Instant::now();
                self.under_way = Some(UnderWay {
                    access,
                    number,
                    begun,
                });
            }
            Err(error) => tracing::warn!(%error, "no thread for the password store"),
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
    /// Reports the result of the call. Where no answer came within the limit, that
    /// is reported first; a success that comes later is reported as well.
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
    Problem::with_chain(ProblemKind::AppFault, vec![place])
}
