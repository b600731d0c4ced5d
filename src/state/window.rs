//! What belongs to the window: what is open above the rest, what was copied,
//! how it looks.

use std::time::Duration;

use super::effect::{Effect, Job, WindowEffect};
use super::files::{Search, TakenAlong};
use super::intent::{Intent, Overlay, TextSizeStep, ThemeChoice};
use super::message::{Attention, Motion, Now};
use super::picture::PictureSlot;
use super::request::{Request, RequestId, RequestKind};
use super::{AppState, Phase, Turn, picture};
use crate::domain::Problem;
use crate::domain::checkup::{Finding, Report, Step};

/// Where people sign in to the service in a browser.
pub const SIGN_IN: &str = "https://vec.digital/login";

/// The text sizes that can be chosen, in percent.
pub const TEXT_SIZES: [u16; 9] = [80, 90, 100, 110, 125, 150, 175, 190, 200];

/// What belongs to the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// What is open above the rest.
    pub overlay: Option<Overlay>,
    /// What was copied last.
    pub copied: Option<Copied>,
    /// The test of the connection.
    pub test: Option<ConnectionTest>,
    /// What became of the file that was last taken along.
    pub taken: Option<TakenAlong>,
    /// What is looked for in the technical details.
    pub search: Search,
    /// Something that went wrong apart from any batch.
    pub fault: Option<Problem>,
    /// How the window looks.
    pub settings: Settings,
    /// How much may move, as the system says.
    pub motion: Motion,
    /// How much of it the person sees.
    pub attention: Attention,
    /// Since when it is hidden, from the start of the program.
    pub(super) hidden_since: Option<Duration>,
    /// When it was last drawn.
    pub(super) last_frame: Option<Now>,
}

/// What the person chose, worth remembering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The look.
    pub theme: ThemeChoice,
    /// The text size in percent; one of [`TEXT_SIZES`].
    pub text_percent: u16,
    /// Whether batches that are not finished are looked at by themselves; `None`
    /// where the person did not choose.
    pub follow: Option<Switch>,
    /// Whether news of them are told on the desktop.
    pub notify: Switch,
    /// Whether the recent batches are listed beside the page.
    pub side_list: Switch,
}

/// Something that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

impl Switch {
    /// The other position.
    #[must_use]
    pub fn flipped(self) -> Self {
        match self {
            Self::On => Self::Off,
            Self::Off => Self::On,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_percent: 100,
            follow: None,
            notify: Switch::On,
            side_list: Switch::On,
        }
    }
}

/// Text that was put on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The text.
    pub text: String,
    /// When, from the start of the program.
    pub at: Duration,
}

/// A test of the connection, as far as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ConnectionTest {
    /// The request.
    pub request: RequestId,
    /// The host that is tested.
    pub host: String,
    /// What the steps found so far, in order.
    pub reports: Vec<Report>,
}

impl ConnectionTest {
    /// Whether no further step comes.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.reports.last().is_some_and(|last| {
            last.step == Step::Token || matches!(last.finding, Finding::Failed(_))
        })
    }
}

impl Window {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            overlay: None,
            copied: None,
            test: None,
            taken: None,
            search: Search::default(),
            fault: None,
            settings,
            motion: Motion::default(),
            attention: Attention::default(),
            hidden_since: None,
            last_frame: None,
        }
    }
}

pub(super) fn wish(state: &mut AppState, intent: Intent, turn: &mut Turn) {
    match intent {
        Intent::Open(Overlay::ConnectionTest) | Intent::TestConnection => test(state, turn),
        Intent::Open(overlay) => open(state, overlay, turn),
        Intent::CloseOverlay => close(state, turn),
        Intent::Copy(text) => {
            state.window.copied = Some(Copied {
                text: text.clone(),
                at: turn.now.since_start,
            });
            turn.push(Effect::Window(WindowEffect::Copy(text)));
        }
        Intent::OpenSignIn => {
            turn.push(Effect::Window(WindowEffect::Open(SIGN_IN.to_owned())));
        }
        Intent::OpenMail(address) => turn.push(Effect::Window(WindowEffect::Open(address))),
        Intent::ChooseTheme(theme) => {
            let before = state.window.settings;
            change_settings(state, Settings { theme, ..before }, turn);
        }
        Intent::ChangeTextSize(step) => {
            let before = state.window.settings;
            let text_percent = text_size(before.text_percent, step);
            change_settings(
                state,
                Settings {
                    text_percent,
                    ..before
                },
                turn,
            );
        }
        Intent::Follow(follow) => {
            let before = state.window.settings;
            let follow = Some(follow);
            change_settings(state, Settings { follow, ..before }, turn);
        }
        Intent::Notify(notify) => {
            let before = state.window.settings;
            change_settings(state, Settings { notify, ..before }, turn);
        }
        Intent::SideList(side_list) => {
            let before = state.window.settings;
            change_settings(
                state,
                Settings {
                    side_list,
                    ..before
                },
                turn,
            );
        }
        Intent::Close => turn.push(Effect::Window(WindowEffect::Close)),
        _ => {}
    }
}

fn open(state: &mut AppState, overlay: Overlay, turn: &mut Turn) {
    let there = match overlay {
        Overlay::Picture => shown_picture(state).is_some(),
        Overlay::TechnicalDetails => state.lookup.shown.is_some(),
        _ => true,
    };
    if there {
        state.window.search = Search::default();
        state.window.overlay = Some(overlay);
        picture::enlarge(state, turn);
    }
}

fn close(state: &mut AppState, turn: &mut Turn) {
    if state.window.overlay.take() == Some(Overlay::ConnectionTest) {
        let unfinished = state.window.test.as_ref().is_some_and(|t| !t.is_over());
        if unfinished {
            state.window.test = None;
            turn.push(Effect::Cancel(RequestKind::TestConnection));
        }
    }
    state.window.fault = None;
}

pub(super) fn shown_picture(state: &AppState) -> Option<&PictureSlot> {
    let picture = &state.lookup.shown.as_ref()?.picture;
    matches!(picture, PictureSlot::Shown { .. }).then_some(picture)
}

fn test(state: &mut AppState, turn: &mut Turn) {
    let request = state.next_request();
    // The batch that failed may be answered by another address than the rest
    // of the sample data.
    let origin = match &state.lookup.phase {
        Phase::Failed { id, .. } => state.origin_for(*id).clone(),
        Phase::Idle | Phase::Waiting { .. } | Phase::Loading { .. } => state.origin().clone(),
    };
    state.window.overlay = Some(Overlay::ConnectionTest);
    state.window.test = Some(ConnectionTest {
        request,
        host: origin.host(),
        reports: Vec::new(),
    });
    turn.push(Effect::Request {
        id: request,
        request: Request::TestConnection {
            origin,
            token: state.token.usable().cloned(),
        },
    });
}

/// What a step found; where the test itself ended, the step it was at says so.
pub(super) fn tested(state: &mut AppState, request: RequestId, result: Result<Report, Problem>) {
    if let Some(test) = &mut state.window.test
        && test.request == request
        && !test.is_over()
    {
        let done = test.reports.len();
        test.reports.push(result.unwrap_or_else(|problem| Report {
            step: Step::ALL.get(done).copied().unwrap_or(Step::Token),
            finding: Finding::Failed(problem),
        }));
    }
}

/// The text size after a step, in percent.
fn text_size(size: u16, step: TextSizeStep) -> u16 {
    let next = match step {
        TextSizeStep::Reset => Some(100),
        TextSizeStep::Larger => TEXT_SIZES.into_iter().find(|next| *next > size),
        TextSizeStep::Smaller => TEXT_SIZES.into_iter().rev().find(|next| *next < size),
    };
    next.unwrap_or(size)
}

fn change_settings(state: &mut AppState, settings: Settings, turn: &mut Turn) {
    if state.window.settings != settings {
        state.window.settings = settings;
        turn.push(Effect::Run(Job::SaveSettings(settings)));
    }
}
