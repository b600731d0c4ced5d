//! The one background thread with the one runtime: an effect comes in, a task runs,
//! an event goes out, and the window is woken. Nothing is decided here.

mod client;
mod dropped;
mod enlarge;
mod file;
mod inbox;
mod memory;
mod motion;
mod notify;
mod running;
mod sample;
mod save_targets;
mod tasks;
mod warmth;
mod writes;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;

use crate::crash;
use crate::domain::start::ProxyAddress;
use crate::domain::{Problem, ProblemKind};
use crate::instance::SingleInstance;
use crate::records::Records;
use crate::state::{Effect, Event, Request, RequestId, RequestKind, Response};
use crate::token_store::{self, StoreThread, SystemStore, TokenStore};

pub use crate::api::unusable_proxy;
use inbox::Inbox;
pub use save_targets::{Choice, Choosing, SaveTargets, SystemSaveTargets};
use tasks::Tasks;

/// Outside world of the worker, replaced in tests.
pub struct Services {
    /// The operating system's password store.
    pub system_store: Arc<dyn TokenStore>,
    /// Time limit of a call to it.
    pub store_limit: Duration,
    pub save_targets: Arc<dyn SaveTargets>,
    pub records: Arc<Records>,
    /// The proxy of the network, where the system names none.
    pub proxy: Option<ProxyAddress>,
    /// Meeting place with later starts; `None` where they open a window of their own.
    pub instance: Option<SingleInstance>,
}

impl Services {
    pub fn system(records: Arc<Records>, instance: Option<SingleInstance>) -> Self {
        Self {
            system_store: Arc::new(SystemStore::new()),
            store_limit: token_store::LIMIT,
            save_targets: Arc::new(SystemSaveTargets),
            records,
            proxy: None,
            instance,
        }
    }
}

/// The background thread, seen from the window. Dropping it asks the thread to
/// stop and waits for nothing.
pub struct Worker {
    effects: mpsc::UnboundedSender<Effect>,
    inbox: Arc<Inbox>,
}

impl Worker {
    /// Calls `wake` after each event that has arrived, from any thread.
    ///
    /// # Errors
    /// The system gives no thread or no runtime.
    pub fn start(services: Services, wake: impl Fn() + Send + Sync + 'static) -> io::Result<Self> {
        let store_thread =
            StoreThread::start(Arc::clone(&services.system_store), services.store_limit)?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .thread_name("worker-blocking")
            .build()?;
        let inbox = Arc::new(Inbox::new(wake));
        let instance = services.instance.clone();
        let tasks = Tasks::new(Arc::clone(&inbox), store_thread, services);
        let (effects, incoming) = mpsc::unbounded_channel();
        std::thread::Builder::new()
            .name("worker".to_owned())
            .spawn(move || serve(runtime, tasks, instance, incoming))?;
        Ok(Self { effects, inbox })
    }

    /// Never waits.
    pub fn run(&self, effect: Effect) {
        let mut waits = None;
        if let Effect::Request { id, request } = &effect {
            waits = Some(Waiting::new(*id, request));
        }
        if self.effects.send(effect).is_err() {
            self.inbox.push(failed(waits, "the worker is gone"));
        }
    }

    /// Adds the events that have arrived, in their order. Never waits.
    pub fn drain(&self, into: &mut Vec<Event>) {
        self.inbox.drain(into);
    }
}

fn serve(
    runtime: Runtime,
    mut tasks: Tasks,
    instance: Option<SingleInstance>,
    mut effects: mpsc::UnboundedReceiver<Effect>,
) {
    runtime.block_on(async {
        if let Some(instance) = instance {
            tasks.listen_for_starts(instance);
        }
        tasks.remove_old_reports();
        while let Some(effect) = effects.recv().await {
            tasks.start(effect);
            // Tasks that were begun go on first.
            tokio::task::yield_now().await;
            if effects.is_empty() {
                tasks.on_idle();
            }
        }
    });
    // Waits neither for tasks nor for a dialog that is still open.
    runtime.shutdown_background();
}

/// Finishes files that are being written, and removes the reports that this process opened: they
/// hold names and addresses. What cannot be removed is old at a later start.
pub fn tidy_up(save_targets: &dyn SaveTargets) {
    writes::WRITES.finish(writes::LONGEST_WAIT);
    if let Some(folder) = save_targets.private_folder() {
        file::remove_own(&folder);
    }
}

#[derive(Debug, Clone, Copy)]
struct Waiting {
    id: RequestId,
    kind: RequestKind,
}

impl Waiting {
    fn new(id: RequestId, request: &Request) -> Self {
        let kind = request.kind();
        Self { id, kind }
    }

    fn event(self, response: Response) -> Event {
        let id = self.id;
        Event::Response { id, response }
    }
}

/// Runs slow work beside the worker's thread. A panic there ends the task that waits for it, which
/// answers its request then.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(end) => match end.try_into_panic() {
            Ok(fault) => std::panic::resume_unwind(fault),
            // The runtime is going: nobody waits for anything any more.
            Err(_) => std::future::pending().await,
        },
    }
}

/// Names the task and the place; the panic's own message may hold anything.
fn place_of(task: &str) -> String {
    format!("{task}: {}", crash::place())
}

/// Answers the request of a task that panicked; without one the fault is told on its own.
fn failed(waits: Option<Waiting>, details: &str) -> Event {
    let mut problem = Problem::from(ProblemKind::AppFault);
    problem.evidence.at = Some(Timestamp::now());
    problem.evidence.chain.push(details.to_owned());
    match waits {
        Some(waits) => waits.event(waits.kind.failed(problem)),
        None => Event::TaskFailed(problem),
    }
}
