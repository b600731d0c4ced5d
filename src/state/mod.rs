//! The state of the program, and how it changes.
//!
//! [`update`] is pure and total: the same state, message and time always give
//! the same new state and effects, and no order of messages is an error. Time
//! comes in as [`Now`]; the outside comes in as [`Event`]s.

pub mod backoff;
mod connection_test;
pub mod effect;
mod events;
mod export;
mod history;
mod id_field;
pub mod intent;
mod lookup;
pub mod message;
mod overlay;
mod picture;
pub mod polling;
mod recents;
pub mod request;
mod sample;
mod session;
mod shown;
mod token;
mod token_answers;
mod token_form;
mod window;

pub use backoff::Jitter;
pub use connection_test::ConnectionTest;
pub use effect::{Effect, Focus, Job, ToKeep, WindowEffect};
pub use export::{Document, Export, FileKind, FilePhase, Intent as ExportIntent};
pub use history::{Change, History};
pub use id_field::{IdField, Intent as IdFieldIntent};
pub use intent::Intent;
pub use lookup::{Intent as LookupIntent, Lookup, Phase};
pub use message::{Event, Motion, Now, WindowFocus};
pub use overlay::Overlay;
pub use picture::{PREVIEW_SIDE, PictureSlot};
pub use polling::{Follow, Pause, PollState, PollingPhase};
pub use recents::{Intent as RecentsIntent, Recents};
pub use request::{Request, RequestId, RequestKind, Response, Store};
pub use sample::{Intent as SampleIntent, SamplePhase};
pub use session::{Session, TokenSource};
pub use shown::{Shown, Source};
pub use token::Intent as TokenIntent;
pub use token_form::{Draft, EntryReason, FormPhase, TokenForm};
pub use window::{
    Copied, Intent as WindowIntent, Search, SearchStep, Setting, TextSizeStep, Window,
};

use crate::domain::remembered::StorageError;
pub use crate::domain::sample::Data;
pub use crate::domain::settings::{Settings, Switch, TEXT_SIZES, ThemeChoice};
use crate::domain::{ApiOrigin, ApiToken, BatchId};

/// Everything the window shows and the program knows.
#[derive(Debug, Clone, PartialEq)]
pub struct AppState {
    /// The service asked for at the start.
    pub home: ApiOrigin,
    /// The sample data, where they are being explored.
    pub sample: SamplePhase,
    /// The token, or how far it is.
    pub session: Session,
    /// The batch ID field.
    pub id_field: IdField,
    /// The batch that is shown and the one being fetched.
    pub lookup: Lookup,
    /// The batches that were looked at.
    pub recents: Recents,
    /// What belongs to the window rather than to a batch.
    pub window: Window,
    environment_token: Option<ApiToken>,
    /// The request to remove a token.
    forgetting: Option<RequestId>,
    follow: Switch,
    jitter: Jitter,
    last_request: RequestId,
}

/// How the program was started.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// The service.
    pub origin: ApiOrigin,
    /// The token of the environment, used for this run and never kept.
    pub environment_token: Option<ApiToken>,
    /// A batch to check at once.
    pub batch: Option<BatchId>,
    /// Text of which the person chooses the batch.
    pub unclear: Option<String>,
    /// Whose data to show.
    pub data: Data,
    /// What is remembered of the last run.
    pub settings: Settings,
    /// What there is to tell about that.
    pub troubles: Vec<StorageError>,
    /// Whether batches are followed where the person did not choose.
    pub follow: Switch,
    /// Keeps many programs from asking at the same moment.
    pub jitter: Jitter,
}

/// What comes in.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A wish of the person.
    Intent(Intent),
    /// Something that happened outside.
    Event(Event),
    /// The window is about to be drawn, or would be if it could be seen.
    Frame(WindowFocus),
}

/// Which screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The guide to the first token, or the form to replace one.
    Token,
    /// Batches.
    Batch,
}

impl AppState {
    /// The state at the start, and what to do first.
    #[must_use]
    pub fn new(start: Start, now: Now) -> (Self, Vec<Effect>) {
        let mut state = Self {
            home: start.origin,
            sample: SamplePhase::None,
            session: Session::Unasked,
            id_field: IdField::default(),
            lookup: Lookup::default(),
            recents: Recents::default(),
            window: Window::new(start.settings),
            environment_token: start.environment_token,
            forgetting: None,
            follow: start.follow,
            jitter: start.jitter,
            last_request: RequestId(0),
        };
        let mut cx = UpdateCx::new(now);
        if let Some(id) = start.batch {
            state.id_field.text = id.to_string();
            state.lookup.phase = Phase::Waiting { id };
        }
        if let Some(text) = start.unclear {
            state.id_field = IdField::unclear(text);
        }
        match start.data {
            Data::Service => {
                token::find(&mut state, &mut cx);
                recents::begin(&mut state, &mut cx);
                for trouble in start.troubles {
                    recents::told(&mut state, trouble);
                }
            }
            Data::Sample => sample::start(&mut state, &mut cx),
        }
        cx.push(Effect::Run(Job::QueryReducedMotion));
        (state, cx.effects)
    }

    /// Which screen is shown.
    #[must_use]
    pub fn screen(&self) -> Screen {
        match self.session {
            Session::Ready {
                replacing: None, ..
            } => Screen::Batch,
            Session::Unasked
            | Session::Reading { .. }
            | Session::Blocked { .. }
            | Session::Entering { .. }
            | Session::Ready { .. } => Screen::Token,
        }
    }

    /// Whether batches that are not finished are looked at by themselves.
    #[must_use]
    pub fn follows(&self) -> Switch {
        self.window.settings.follow.unwrap_or(self.follow)
    }

    /// The service that is asked about a batch.
    #[must_use]
    pub fn origin_for(&self, id: BatchId) -> &ApiOrigin {
        match &self.sample {
            SamplePhase::Running(sample) => sample.origin_for(id),
            SamplePhase::None | SamplePhase::Starting(_) | SamplePhase::Failed(_) => &self.home,
        }
    }

    /// The service in use.
    #[must_use]
    pub fn origin(&self) -> &ApiOrigin {
        match &self.sample {
            SamplePhase::Running(sample) => &sample.origin,
            SamplePhase::None | SamplePhase::Starting(_) | SamplePhase::Failed(_) => &self.home,
        }
    }

    fn next_request(&mut self) -> RequestId {
        self.last_request.0 += 1;
        self.last_request
    }
}

/// What an [`update`] has at hand: the time it happens at, and what is to be done.
#[derive(Debug)]
struct UpdateCx {
    now: Now,
    effects: Vec<Effect>,
}

impl UpdateCx {
    fn new(now: Now) -> Self {
        Self {
            now,
            effects: Vec::new(),
        }
    }

    fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn focus(&mut self, focus: Focus) {
        self.push(Effect::Window(WindowEffect::Focus(focus)));
    }
}

/// Takes one message in, changes the state, and says what is to be done.
#[must_use]
pub fn update(state: &mut AppState, message: Message, now: Now) -> Vec<Effect> {
    let mut cx = UpdateCx::new(now);
    match message {
        Message::Intent(intent) => on_intent(state, intent, &mut cx),
        Message::Event(event) => events::on_event(state, event, &mut cx),
        Message::Frame(attention) => polling::frame(state, attention, &mut cx),
    }
    cx.effects
}

fn on_intent(state: &mut AppState, intent: Intent, cx: &mut UpdateCx) {
    match intent {
        Intent::IdField(intent) => id_field::update(state, intent, cx),
        Intent::Lookup(intent) => lookup::update(state, intent, cx),
        Intent::Token(intent) => token::update(state, intent, cx),
        Intent::Export(intent) => export::update(state, intent, cx),
        Intent::Recents(intent) => recents::update(state, intent, cx),
        Intent::Sample(intent) => sample::update(state, intent, cx),
        Intent::Window(intent) => window::update(state, intent, cx),
    }
}

#[cfg(test)]
mod tests;
