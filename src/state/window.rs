//! What belongs to the window: what is open above the rest, what was copied,
//! how it looks.

use std::time::Duration;

use super::connection_test::ConnectionTest;
use super::effect::{Effect, Job, WindowEffect};
use super::export::Export;
use super::message::{Motion, Now, WindowFocus};
use super::overlay::{self, Overlay};
use super::picture::PictureSlot;
use super::{AppState, UpdateCx, polling};
use crate::domain::Problem;
use crate::domain::settings::{Settings, Switch, TEXT_SIZES, ThemeChoice};

/// Where people sign in to the service in a browser.
pub const SIGN_IN: &str = "https://vec.digital/login";

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
    pub export: Option<Export>,
    /// What is looked for in the technical details.
    pub search: Search,
    /// Something that went wrong apart from any batch.
    pub error_dialog: Option<Problem>,
    /// How the window looks.
    pub settings: Settings,
    /// How much may move, as the system says.
    pub motion: Motion,
    /// How much of it the person sees.
    pub attention: WindowFocus,
    /// Since when it is hidden, from the start of the program.
    pub(super) hidden_since: Option<Duration>,
    /// When it was last drawn.
    pub(super) last_frame: Option<Now>,
}

/// Text that was put on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The text.
    pub text: String,
    /// When, from the start of the program.
    pub at: Duration,
}

impl Window {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            overlay: None,
            copied: None,
            test: None,
            export: None,
            search: Search::default(),
            error_dialog: None,
            settings,
            motion: Motion::default(),
            attention: WindowFocus::default(),
            hidden_since: None,
            last_frame: None,
        }
    }
}

/// What a person does with it.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Open something above the rest.
    Open(Overlay),
    /// Close what is above the rest.
    CloseOverlay,
    /// Put text on the clipboard.
    Copy(String),
    /// Open the web page for signing in.
    OpenSignIn,
    /// Write to a signatory.
    OpenMail(String),
    /// Look for this in the technical details.
    SearchDetails(String),
    /// Go to another place of what is looked for.
    StepSearch(SearchStep),
    /// Change a setting.
    Set(Setting),
    /// Make the text larger or smaller.
    ChangeTextSize(TextSizeStep),
    /// Close the window.
    Close,
}

/// A setting and its new value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The look.
    Theme(ThemeChoice),
    /// Whether batches that are not finished are looked at by themselves.
    Follow(Switch),
    /// Whether news of them are told on the desktop.
    Notify(Switch),
    /// Whether the recent batches are listed beside the page.
    SideList(Switch),
}

/// Which way to go among the places of what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchStep {
    /// To the one below.
    Next,
    /// To the one above.
    Previous,
}

/// What is looked for in the technical details.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The text.
    pub text: String,
    /// Steps taken from the first place where it stands; negative for upwards.
    pub steps: i64,
}

/// A step of the text size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSizeStep {
    /// Larger.
    Larger,
    /// Smaller.
    Smaller,
    /// Back to 100 %.
    Reset,
}

pub(super) fn update(state: &mut AppState, intent: Intent, cx: &mut UpdateCx) {
    match intent {
        Intent::Open(overlay) => overlay::open(state, overlay, cx),
        Intent::CloseOverlay => overlay::close(state, cx),
        Intent::Copy(text) => {
            state.window.copied = Some(Copied {
                text: text.clone(),
                at: cx.now.since_start,
            });
            cx.push(Effect::Window(WindowEffect::Copy(text)));
        }
        Intent::OpenSignIn => {
            cx.push(Effect::Window(WindowEffect::Open(SIGN_IN.to_owned())));
        }
        Intent::OpenMail(address) => cx.push(Effect::Window(WindowEffect::Open(address))),
        Intent::SearchDetails(text) => state.window.search = Search { text, steps: 0 },
        Intent::StepSearch(step) => {
            let by = match step {
                SearchStep::Next => 1,
                SearchStep::Previous => -1,
            };
            let steps = &mut state.window.search.steps;
            *steps = steps.saturating_add(by);
        }
        Intent::Set(setting) => set(state, setting, cx),
        Intent::ChangeTextSize(step) => {
            let before = state.window.settings;
            let text_percent = text_size(before.text_percent, step);
            let after = Settings {
                text_percent,
                ..before
            };
            change_settings(state, after, cx);
        }
        Intent::Close => cx.push(Effect::Window(WindowEffect::Close)),
    }
}

fn set(state: &mut AppState, setting: Setting, cx: &mut UpdateCx) {
    let mut settings = state.window.settings;
    match setting {
        Setting::Theme(theme) => settings.theme = theme,
        Setting::Follow(follow) => settings.follow = Some(follow),
        Setting::Notify(notify) => settings.notify = notify,
        Setting::SideList(side_list) => settings.side_list = side_list,
    }
    change_settings(state, settings, cx);
    if setting == Setting::Follow(Switch::On) {
        polling::resume(state, cx);
    }
}

pub(super) fn shown_picture(state: &AppState) -> Option<&PictureSlot> {
    let picture = &state.lookup.shown.as_ref()?.picture;
    matches!(picture, PictureSlot::Shown { .. }).then_some(picture)
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

fn change_settings(state: &mut AppState, settings: Settings, cx: &mut UpdateCx) {
    if state.window.settings != settings {
        state.window.settings = settings;
        cx.push(Effect::Run(Job::SaveSettings(settings)));
    }
}
