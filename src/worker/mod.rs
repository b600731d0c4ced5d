//! The one background thread with the one runtime: an effect comes in, a task runs,
//! an event goes out, and the window is woken. Nothing is decided here.

mod desktop;
mod file;
mod memory;
mod running;
mod save_targets;
mod service;
mod tasks;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::sync::mpsc;

use crate::domain::start::ProxyAddress;
use crate::instance::SingleInstance;
use crate::records::Records;
use crate::state::{Effect, Event};
use crate::token_store::{self, SystemStore, TokenStore};

pub use crate::api::unusable_proxy;
use memory::Memory;
use running::{Inbox, Waiting, failed};
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
            system_store: Arc::new(SystemStore::default()),
            store_limit: token_store::LIMIT,
            save_targets: Arc::new(SystemSaveTargets),
            records,
            proxy: None,
            instance,
        }
    }
}

pub trait Backend {
    /// Takes an effect on, without waiting.
    fn run(&self, effect: Effect);
    /// Adds the events that have arrived, in their order, without waiting.
    fn drain(&self, into: &mut Vec<Event>);
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
        let runtime = Builder::new_current_thread()
            .enable_all()
            .thread_name("worker-blocking")
            .build()?;
        let inbox = Arc::new(Inbox::new(wake));
        let (effects, incoming) = mpsc::unbounded_channel();
        let for_tasks = Arc::clone(&inbox);
        let memory = Memory::start(Arc::clone(&services.records), Arc::clone(&inbox))?;
        std::thread::Builder::new()
            .name("worker".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    serve(Tasks::start(for_tasks, services, memory), incoming).await;
                });
                // Waits neither for tasks nor for a dialog that is still open.
                runtime.shutdown_background();
            })?;
        Ok(Self { effects, inbox })
    }
}

impl Backend for Worker {
    fn run(&self, effect: Effect) {
        let mut waits = None;
        if let Effect::Request { id, request } = &effect {
            waits = Some(Waiting::new(*id, request));
        }
        if self.effects.send(effect).is_err() {
            self.inbox.push(failed(waits, "the worker is gone"));
        }
    }

    fn drain(&self, into: &mut Vec<Event>) {
        self.inbox.drain(into);
    }
}

async fn serve(mut tasks: Tasks, mut effects: mpsc::UnboundedReceiver<Effect>) {
    while let Some(effect) = effects.recv().await {
        tasks.take(effect);
        // Tasks that were begun go on first.
        tokio::task::yield_now().await;
        if effects.is_empty() {
            tasks.on_idle();
        }
    }
}

/// Finishes what is being written, and removes the reports that this process opened: they
/// hold names and addresses. What cannot be removed is old at a later start.
pub fn tidy_up(save_targets: &dyn SaveTargets) {
    file::finish(&file::WRITES, file::LONGEST_WAIT);
    if let Some(folder) = save_targets.private_folder() {
        file::remove_own(&folder);
    }
}
