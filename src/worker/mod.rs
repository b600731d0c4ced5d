//! The one background thread with the one runtime: a wish comes in, a task runs,
//! an event goes out, and the window is woken. Nothing is decided here.

mod dropped;
mod enlarge;
mod file;
mod inbox;
mod memory;
mod motion;
mod notify;
mod office;
mod places;
mod sample;
mod service;
mod settings;
mod slots;
mod token;
mod warmth;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;

use crate::domain::ApiToken;
use crate::domain::machine::ProxyAddress;
use crate::instance::Meeting;
use crate::logging;
use crate::records::Records;
use crate::state::{Effect, Event, RequestId};
use crate::token_store::{self, Keeper, SystemStore, TokenStore};

use inbox::Inbox;
use office::Office;
pub use places::{Choice, Choosing, Places, SystemPlaces};

/// What lies outside the program, so that tests can put something else there.
pub struct Outside {
    /// The operating system's password store.
    pub system_store: Arc<dyn TokenStore>,
    /// How long a call to it may take.
    pub store_limit: Duration,
    /// Where files may go.
    pub places: Arc<dyn Places>,
    /// What is remembered.
    pub records: Arc<Records>,
    /// The proxy of the network, where the system names none.
    pub proxy: Option<ProxyAddress>,
    /// Where later starts leave their batches; `None` where they open a window
    /// of their own.
    pub meeting: Option<Meeting>,
}

impl Outside {
    /// The real things.
    #[must_use]
    pub fn system(records: Arc<Records>, meeting: Option<Meeting>) -> Self {
        Self {
            system_store: Arc::new(SystemStore::new()),
            store_limit: token_store::LIMIT,
            places: Arc::new(SystemPlaces),
            records,
            proxy: None,
            meeting,
        }
    }
}

/// The background thread, seen from the window. Dropping it asks the thread to
/// stop and waits for nothing.
pub struct Worker {
    wishes: mpsc::UnboundedSender<Effect>,
    inbox: Arc<Inbox>,
}

impl Worker {
    /// Starts the thread. `wake` is called after each event that has arrived,
    /// from any thread.
    ///
    /// # Errors
    /// Where the system gives no thread or no runtime.
    pub fn start(outside: Outside, wake: impl Fn() + Send + Sync + 'static) -> io::Result<Self> {
        let keeper = Keeper::start(Arc::clone(&outside.system_store), outside.store_limit)?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .thread_name("worker-blocking")
            .build()?;
        let inbox = Arc::new(Inbox::new(wake));
        let meeting = outside.meeting.clone();
        let office = Office::new(Arc::clone(&inbox), keeper, outside);
        let (wishes, incoming) = mpsc::unbounded_channel();
        std::thread::Builder::new()
            .name("worker".to_owned())
            .spawn(move || serve(runtime, (office, meeting), incoming))?;
        Ok(Self { wishes, inbox })
    }

    /// Takes a wish on. Never waits.
    pub fn run(&self, effect: Effect) {
        if let Some(token) = token_of(&effect) {
            logging::hide(token);
        }
        let request = request_of(&effect);
        if self.wishes.send(effect).is_err() {
            self.inbox.push(Event::TaskFailed {
                request,
                details: "the worker is gone".to_owned(),
            });
        }
    }

    /// Adds everything that has arrived to `into`, in the order it came. Never
    /// waits.
    pub fn drain(&self, into: &mut Vec<Event>) {
        self.inbox.drain(into);
    }
}

/// Works until nobody can wish for anything any more.
fn serve(
    runtime: Runtime,
    (mut office, meeting): (Office, Option<Meeting>),
    mut wishes: mpsc::UnboundedReceiver<Effect>,
) {
    runtime.block_on(async {
        if let Some(meeting) = meeting {
            office.keep_meeting(meeting);
        }
        while let Some(effect) = wishes.recv().await {
            office.take_on(effect);
            // What was begun goes on first.
            tokio::task::yield_now().await;
            if wishes.is_empty() {
                office.use_the_pause();
            }
        }
    });
    // Waits neither for tasks nor for a dialog that is still open.
    runtime.shutdown_background();
}

/// The number that an answer to this wish carries.
fn request_of(effect: &Effect) -> Option<RequestId> {
    match effect {
        Effect::LoadToken { request, .. }
        | Effect::SaveToken { request, .. }
        | Effect::ForgetToken { request, .. }
        | Effect::FetchBatch { request, .. }
        | Effect::FetchPicture { request, .. }
        | Effect::StartSample { request }
        | Effect::TestConnection { request, .. }
        | Effect::SaveFile { request, .. }
        | Effect::OpenFile { request, .. }
        | Effect::SearchFile { request, .. }
        | Effect::RecallAnswer { request, .. }
        | Effect::ForgetEverything { request } => Some(*request),
        Effect::WarmUp { .. }
        | Effect::EnlargePicture { .. }
        | Effect::AskAboutMotion
        | Effect::LoadRecents { .. }
        | Effect::SaveRecents { .. }
        | Effect::KeepAnswer(_)
        | Effect::ForgetAnswer { .. }
        | Effect::SaveSettings(_)
        | Effect::Notify { .. }
        | Effect::CancelBatch
        | Effect::CancelPicture
        | Effect::CancelRecall
        | Effect::CancelTest
        | Effect::Window(_) => None,
    }
}

/// The token that this wish carries.
fn token_of(effect: &Effect) -> Option<&ApiToken> {
    match effect {
        Effect::SaveToken { token, .. } | Effect::FetchBatch { token, .. } => Some(token),
        Effect::TestConnection { token, .. } => token.as_ref(),
        Effect::LoadToken { .. }
        | Effect::ForgetToken { .. }
        | Effect::FetchPicture { .. }
        | Effect::EnlargePicture { .. }
        | Effect::StartSample { .. }
        | Effect::SaveFile { .. }
        | Effect::OpenFile { .. }
        | Effect::SearchFile { .. }
        | Effect::WarmUp { .. }
        | Effect::AskAboutMotion
        | Effect::LoadRecents { .. }
        | Effect::SaveRecents { .. }
        | Effect::KeepAnswer(_)
        | Effect::ForgetAnswer { .. }
        | Effect::RecallAnswer { .. }
        | Effect::ForgetEverything { .. }
        | Effect::SaveSettings(_)
        | Effect::Notify { .. }
        | Effect::CancelBatch
        | Effect::CancelPicture
        | Effect::CancelRecall
        | Effect::CancelTest
        | Effect::Window(_) => None,
    }
}
