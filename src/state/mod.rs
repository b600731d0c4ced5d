//! The state of the program, and how it changes.
//!
//! [`update`] is pure and total: the same state, message and time always give
//! the same new state and effects, and no order of messages is an error. Time
//! comes in as [`Now`]; the outside comes in as [`Event`]s.

pub mod intent;
mod lookup;
pub mod message;
mod picture;
mod sample;
mod token;
mod token_answers;
mod window;

pub use intent::{Draft, Intent, Overlay, TextSizeStep, ThemeChoice};
pub use lookup::{Lookup, Phase, Shown};
pub use message::{Effect, Event, Focus, Motion, Now, RequestId, Store, WindowEffect};
pub use picture::PictureSlot;
pub use sample::SamplePhase;
pub use token::{EntryReason, FormPhase, Kept, TokenForm, TokenState};
pub use window::{ConnectionTest, Copied, SavedPicture, Settings, TEXT_SIZES, Window};

use crate::domain::{ApiOrigin, ApiToken, BatchId, Problem};

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
    /// What belongs to the window rather than to a batch.
    pub window: Window,
    environment_token: Option<ApiToken>,
    store_requests: token_answers::StoreRequests,
    last_request: RequestId,
}

/// The batch ID field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdField {
    /// The text in it.
    pub text: String,
    /// Why it could not be checked, until the text changes.
    pub problem: Option<crate::domain::batch_id::BatchIdProblem>,
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
            window: Window::new(start.settings),
            environment_token: start.environment_token,
            store_requests: token_answers::StoreRequests::default(),
            last_request: RequestId(0),
        };
        let mut turn = Turn::new(now);
        if let Some(id) = start.batch {
            state.id_field.text = id.to_string();
            state.lookup.phase = Phase::Waiting { id };
        }
        match start.data {
            Data::Service => token::find(&mut state, &mut turn),
            Data::Sample => sample::start(&mut state, &mut turn),
        }
        turn.push(Effect::AskAboutMotion);
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
        Message::Event(event) => happened(state, event, &mut turn),
    }
    turn.effects
}

fn wish(state: &mut AppState, intent: Intent, turn: &mut Turn) {
    match intent {
        Intent::EditId(_)
        | Intent::Check
        | Intent::PasteAnywhere(_)
        | Intent::CheckBatch(_)
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
        Intent::ExploreSample => sample::start(state, turn),
        Intent::LeaveSample => sample::leave(state, turn),
        Intent::ChooseSample(line) => sample::choose(state, line, turn),
        Intent::Open(_)
        | Intent::CloseOverlay
        | Intent::TestConnection
        | Intent::SavePicture
        | Intent::Copy(_)
        | Intent::OpenSignIn
        | Intent::OpenMail(_)
        | Intent::ChooseTheme(_)
        | Intent::ChangeTextSize(_)
        | Intent::Close => window::wish(state, intent, turn),
    }
}

fn happened(state: &mut AppState, event: Event, turn: &mut Turn) {
    match event {
        Event::TokenLoaded { request, result } => {
            token_answers::loaded(state, request, result, turn);
        }
        Event::TokenSaved { request, result } => token_answers::saved(state, request, result, turn),
        Event::TokenForgotten { request, result } => {
            token_answers::forgotten(state, request, result, turn);
        }
        Event::BatchFetched { request, result } => {
            lookup::fetched(state, request, *result, turn);
        }
        Event::PictureFetched { request, result } => {
            picture::picture_fetched(state, request, *result, turn);
        }
        Event::SampleStarted { request, result } => {
            sample::started(state, request, result, turn);
        }
        Event::ConnectionTested { request, report } => window::tested(state, request, report),
        Event::PictureSaved { request, result } => window::picture_saved(state, request, result),
        Event::MotionWish(motion) => state.window.motion = motion,
        Event::TaskFailed { request, details } => {
            task_failed(state, request, details, turn);
        }
    }
}

/// A task that ended suddenly answers its request with "this app has a
/// problem", so that nothing waits for ever; one of no request is shown on its
/// own.
fn task_failed(state: &mut AppState, request: Option<RequestId>, details: String, turn: &mut Turn) {
    let mut problem = Problem::from(crate::domain::ProblemKind::AppFault);
    problem.evidence.chain.push(details);
    problem.evidence.at = Some(turn.now.wall);
    let Some(request) = request else {
        state.window.fault = Some(problem);
        turn.focus(Focus::Problem);
        return;
    };
    token_answers::loaded(state, request, Err(problem.clone()), turn);
    token_answers::saved(state, request, Err(problem.clone()), turn);
    token_answers::forgotten(state, request, Err(problem.clone()), turn);
    lookup::fetched(state, request, Err(problem.clone()), turn);
    picture::picture_fetched(state, request, Err(problem.clone()), turn);
    sample::started(state, request, Err(problem.clone()), turn);
    window::test_failed(state, request, problem.clone());
    window::picture_saved(state, request, Err(problem));
}

#[cfg(test)]
mod tests;
