//! The state of the program, and how it changes.
//!
//! [`update`] is pure and total: the same state, message and time always give
//! the same new state and effects, and no order of messages is an error. Time
//! comes in as [`Now`]; the outside comes in as [`Event`]s.

pub mod effect;
mod files;
pub mod follow;
mod happened;
mod history;
mod id_field;
pub mod intent;
mod lookup;
pub mod message;
pub mod pace;
mod picture;
mod recents;
pub mod request;
mod sample;
mod shown;
mod token;
mod token_answers;
mod window;

pub use effect::{Effect, Focus, Job, Store, ToKeep, WindowEffect};
pub use files::{FilePhase, Search, TakenAlong};
pub use follow::{Follow, FollowPhase, Following, Pause};
pub use history::{Change, History};
pub use id_field::IdField;
pub use intent::{
    Document, Draft, FileKind, Intent, Overlay, SearchStep, TextSizeStep, ThemeChoice,
};
pub use lookup::{Lookup, Phase};
pub use message::{Attention, Event, Motion, Now};
pub use pace::Luck;
pub use picture::{PREVIEW_SIDE, PictureSlot};
pub use recents::Recents;
pub use request::{Request, RequestId, RequestKind, Response};
pub use sample::SamplePhase;
pub use shown::{Shown, Source};
pub use token::{EntryReason, FormPhase, Kept, TokenForm, TokenState};
pub use window::{ConnectionTest, Copied, Settings, Switch, TEXT_SIZES, Window};

use crate::domain::remembered::Trouble;
use crate::domain::{ApiOrigin, ApiToken, BatchId};

/// Everything the window shows and the program knows.
#[derive(Debug, Clone, PartialEq)]
pub struct AppState {
    /// The service asked for at the start.
    pub home: ApiOrigin,
    /// The sample data, where they are being explored.
    pub sample: SamplePhase,
    /// The token.
    pub token: TokenState,
    /// The form to enter one, while it is open.
    pub form: Option<TokenForm>,
    /// The batch ID field.
    pub id_field: IdField,
    /// The batch that is shown and the one being fetched.
    pub lookup: Lookup,
    /// The batches that were looked at.
    pub recents: Recents,
    /// What belongs to the window rather than to a batch.
    pub window: Window,
    environment_token: Option<ApiToken>,
    store_requests: token_answers::StoreRequests,
    follow: Switch,
    luck: Luck,
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
    /// Whose data to show.
    pub data: Data,
    /// What is remembered of the last run.
    pub settings: Settings,
    /// What there is to tell about that.
    pub troubles: Vec<Trouble>,
    /// Whether batches are followed where the person did not choose.
    pub follow: Switch,
    /// Keeps many programs from asking at the same moment.
    pub luck: Luck,
}

/// Whose data to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// The service's.
    Service,
    /// The sample's.
    Sample,
}

/// What comes in.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// A wish of the person.
    Intent(Intent),
    /// Something that happened outside.
    Event(Event),
    /// The window is about to be drawn, or would be if it could be seen.
    Frame(Attention),
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
            token: TokenState::Missing,
            form: None,
            id_field: IdField::default(),
            lookup: Lookup::default(),
            recents: Recents::default(),
            window: Window::new(start.settings),
            environment_token: start.environment_token,
            store_requests: token_answers::StoreRequests::default(),
            follow: start.follow,
            luck: start.luck,
            last_request: RequestId(0),
        };
        let mut turn = Turn::new(now);
        if let Some(id) = start.batch {
            state.id_field.text = id.to_string();
            state.lookup.phase = Phase::Waiting { id };
        }
        match start.data {
            Data::Service => {
                token::find(&mut state, &mut turn);
                recents::begin(&mut state, &mut turn);
                for trouble in start.troubles {
                    recents::told(&mut state, trouble);
                }
            }
            Data::Sample => sample::start(&mut state, &mut turn),
        }
        turn.push(Effect::Run(Job::QueryReducedMotion));
        (state, turn.effects)
    }

    /// Which screen is shown.
    #[must_use]
    pub fn screen(&self) -> Screen {
        match self.token {
            TokenState::Ready { .. } if self.form.is_none() => Screen::Batch,
            _ => Screen::Token,
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

/// One turn of [`update`]: the time it happens at, and what is to be done.
#[derive(Debug)]
struct Turn {
    now: Now,
    effects: Vec<Effect>,
}

impl Turn {
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
    let mut turn = Turn::new(now);
    match message {
        Message::Intent(intent) => wish(state, intent, &mut turn),
        Message::Event(event) => happened::take_in(state, event, &mut turn),
        Message::Frame(attention) => follow::frame(state, attention, &mut turn),
    }
    turn.effects
}

fn wish(state: &mut AppState, intent: Intent, turn: &mut Turn) {
    match intent {
        Intent::EditId(_) | Intent::Check | Intent::PasteAnywhere(_) | Intent::DropFile(_) => {
            id_field::wish(state, intent, turn);
        }
        Intent::CheckBatch(_)
        | Intent::Refresh
        | Intent::TryAgain
        | Intent::Cancel
        | Intent::ChangeId
        | Intent::TryPictureAgain
        | Intent::FilterSignatories(_) => lookup::wish(state, intent, turn),
        Intent::EditToken(_)
        | Intent::SaveToken
        | Intent::UseUntilClose
        | Intent::ReplaceToken
        | Intent::CloseTokenForm
        | Intent::AskToForget
        | Intent::ForgetToken
        | Intent::TryStoreAgain => token::wish(state, intent, turn),
        Intent::SavePicture
        | Intent::SaveDocument(_)
        | Intent::OpenDocument(_)
        | Intent::SearchDetails(_)
        | Intent::StepSearch(_) => files::wish(state, intent, turn),
        Intent::ExploreSample => sample::start(state, turn),
        Intent::LeaveSample => sample::leave(state, turn),
        Intent::ChooseSample(line) => sample::choose(state, line, turn),
        Intent::Open(_)
        | Intent::CloseOverlay
        | Intent::TestConnection
        | Intent::Copy(_)
        | Intent::OpenSignIn
        | Intent::OpenMail(_)
        | Intent::ChooseTheme(_)
        | Intent::ChangeTextSize(_)
        | Intent::Notify(_)
        | Intent::SideList(_)
        | Intent::Close => window::wish(state, intent, turn),
        Intent::SearchRecents(_)
        | Intent::Pin(_)
        | Intent::RemoveRecent(_)
        | Intent::AskToForgetEverything
        | Intent::ForgetEverything
        | Intent::CloseTroubles => recents::wish(state, intent, turn),
        Intent::Follow(_) => {
            window::wish(state, intent.clone(), turn);
            follow::wish(state, &intent, turn);
        }
    }
}

#[cfg(test)]
mod tests;
