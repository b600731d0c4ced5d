//! Tasks under way, and the events that they leave for the window.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use futures_util::FutureExt;
use jiff::Timestamp;
use tokio::task::AbortHandle;

use crate::crash;
use crate::domain::{Problem, ProblemKind};
use crate::state::{Event, Request, RequestId, RequestKind, Response};

/// Events that wait for the window.
pub(super) struct Inbox {
    arrived: Mutex<Vec<Event>>,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Inbox {
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            arrived: Mutex::default(),
            wake: Box::new(wake),
        }
    }

    /// A window woken before the event is there would find nothing and sleep on.
    pub(super) fn push(&self, mut event: Event) {
        log_fault(&mut event);
        crash::lock(&self.arrived).push(event);
        (self.wake)();
    }

    pub(super) fn drain(&self, into: &mut Vec<Event>) {
        into.append(&mut crash::lock(&self.arrived));
    }
}

/// Leaves out the words of a service, which may name people.
fn log_fault(event: &mut Event) {
    let problem = match event {
        Event::Response { response, .. } => response.problem_mut(),
        Event::TaskFailed(problem) => Some(problem),
        Event::NotRemembered(error) => return tracing::warn!(?error, "something is not kept"),
        _ => None,
    };
    if let Some(Problem { kind, evidence }) = problem {
        let kind = format!("{kind:?}");
        let (status, chain) = (evidence.status, &evidence.chain);
        tracing::warn!(kind = kind.split(" {").next(), status, ?chain, "it failed");
    }
}

/// A request that waits for its answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Waiting {
    pub(super) id: RequestId,
    pub(super) kind: RequestKind,
}

impl Waiting {
    pub(super) fn new(id: RequestId, request: &Request) -> Self {
        let kind = request.kind();
        Self { id, kind }
    }

    pub(super) fn event(self, response: Response) -> Event {
        let id = self.id;
        Event::Response { id, response }
    }
}

/// Answers the request of a task that ended suddenly; without one the fault is told on its own.
pub(super) fn failed(waits: Option<Waiting>, why: &str) -> Event {
    let task = waits.map_or("a task".to_owned(), |waits| format!("{:?}", waits.kind));
    let mut problem = Problem::with_chain(ProblemKind::AppFault, vec![format!("{task}: {why}")]);
    problem.evidence.at = Some(Timestamp::now());
    match waits {
        Some(waits) => waits.event(waits.kind.failed(problem)),
        None => Event::TaskFailed(problem),
    }
}

/// Does short work; the place of a panic in it is told. The panic's own message may hold anything.
pub(super) fn guard(inbox: &Inbox, waits: Option<Waiting>, work: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(work)).is_err() {
        inbox.push(failed(waits, &crash::place()));
    }
}

/// Starts a task; a panic in it is told as in [`guard`].
pub(super) fn spawn(
    inbox: &Arc<Inbox>,
    waits: Option<Waiting>,
    task: impl Future<Output = ()> + Send + 'static,
) -> AbortHandle {
    let inbox = Arc::clone(inbox);
    let task = tokio::spawn(async move {
        if AssertUnwindSafe(task).catch_unwind().await.is_err() {
            inbox.push(failed(waits, &crash::place()));
        }
    });
    task.abort_handle()
}

/// Runs slow work beside the worker's thread. A panic there ends the task that waits for it, which
/// answers its request then.
pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(end) => match end.try_into_panic() {
            Ok(fault) => std::panic::resume_unwind(fault),
            // The runtime is going: nobody waits for anything any more.
            Err(_) => std::future::pending().await,
        },
    }
}

/// Tasks of requests: a newer one of a kind ends the older.
#[derive(Debug, Default)]
pub(super) struct Running(HashMap<RequestKind, AbortHandle>);

impl Running {
    /// Ends the task of this kind. It does nothing from here on: tasks run on this very thread.
    pub(super) fn end(&mut self, kind: RequestKind) {
        if let Some(older) = self.0.remove(&kind) {
            older.abort();
        }
    }

    pub(super) fn is_busy(&self, kind: RequestKind) -> bool {
        self.0.get(&kind).is_some_and(|task| !task.is_finished())
    }

    pub(super) fn put(&mut self, kind: RequestKind, task: AbortHandle) {
        self.end(kind);
        self.0.insert(kind, task);
    }
}
