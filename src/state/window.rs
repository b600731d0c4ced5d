//! The state of the window: dialogs, what was copied, settings.

use std::time::Duration;

use super::connection_test::ConnectionTest;
use super::cx::UpdateCx;
use super::effect::{Focus, Job, WindowEffect};
use super::message::{Motion, Now, WindowFocus};
use super::outcome::Outcome;
use super::overlay::Overlay;
use super::request::{RequestId, RequestKind};
use crate::domain::checkup::Report;
use crate::domain::difference::News;
use crate::domain::problem::StoreProblem;
use crate::domain::settings::{Settings, Switch, TEXT_SIZES, ThemeChoice};
use crate::domain::{Problem, ProblemKind, ServerText};

/// The clock on the wall runs ahead by more than this only where the computer
/// slept.
const SLEPT: Duration = Duration::from_secs(30);

/// Where people sign in to the service in a browser.
pub const SIGN_IN: &str = "https://vec.digital/login";

/// What belongs to the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// What is open above the rest.
    pub overlay: Option<Overlay>,
    pub copied: Option<Copied>,
    /// The test of the connection.
    pub test: Option<ConnectionTest>,
    /// What is looked for in the technical details.
    pub search: Search,
    /// What happened apart from any batch, until it has been read.
    pub notice: Option<Notice>,
    /// Something that went wrong apart from any batch.
    pub error_dialog: Option<Problem>,
    pub settings: Settings,
    /// How much may move, as the system says.
    pub motion: Motion,
    /// How much of it the person sees.
    pub attention: WindowFocus,
    /// Since when it waits to be closed, from the start of the program.
    pub(super) closing: Option<Duration>,
    /// Since when it is hidden, from the start of the program.
    pub(super) hidden_since: Option<Duration>,
    /// When it was last drawn.
    pub(super) last_frame: Option<Now>,
}

/// Something that happened apart from any batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The sample data were left for a batch that came from outside.
    SampleLeft,
    /// Nothing came from the clipboard.
    NothingPasted,
    /// Another batch came on screen while certificates were being loaded to be saved.
    SavingStopped,
}

/// Text that was put on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub text: String,
    /// When, from the start of the program.
    pub at: Duration,
}

/// What a person does with it.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Open something above the rest.
    Open(Overlay),
    /// Close what is above the rest.
    CloseOverlay,
    /// The notice has been read.
    CloseNotice,
    /// Put text on the clipboard.
    Copy(String),
    /// Open the web page for signing in.
    OpenSignIn,
    OpenMail(String),
    /// Look for this in the technical details.
    SearchDetails(String),
    /// Go to another place of what is looked for.
    StepSearch(SearchStep),
    Set(Setting),
    /// Make the text larger or smaller.
    ChangeTextSize(TextSizeStep),
    Close,
}

/// A setting and its new value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Theme(ThemeChoice),
    /// Whether batches that are not finished are checked by themselves.
    Follow(Switch),
    /// Whether the desktop shows notifications about them.
    Notify(Switch),
    /// Whether the recent batches are listed beside the page.
    SideList(Switch),
}

/// Which way to go among the places of what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchStep {
    Next,
    Previous,
}

/// What is looked for in the technical details.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    pub text: String,
    /// Steps taken from the first place where it stands; negative for upwards.
    pub steps: i64,
}

/// A step of the text size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSizeStep {
    Larger,
    Smaller,
    /// Back to 100 %.
    Reset,
}

impl Window {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            overlay: None,
            copied: None,
            test: None,
            search: Search::default(),
            notice: None,
            error_dialog: None,
            settings,
            motion: Motion::default(),
            attention: WindowFocus::default(),
            closing: None,
            hidden_since: None,
            last_frame: None,
        }
    }

    /// Opens something above the rest.
    pub(super) fn open(&mut self, overlay: Overlay) {
        self.search = Search::default();
        self.overlay = Some(overlay);
    }

    /// Opens a test of the connection.
    pub(super) fn open_test(&mut self, test: ConnectionTest) {
        self.test = Some(test);
        self.open(Overlay::ConnectionTest);
    }

    /// What a step of the test found.
    pub(super) fn tested(&mut self, request: RequestId, result: Result<Report, Problem>) {
        if let Some(test) = &mut self.test {
            test.tested(request, result);
        }
    }

    /// Opens a dialog about something that went wrong apart from any batch.
    pub(super) fn went_wrong(&mut self, mut problem: Problem, cx: &mut UpdateCx) {
        problem.evidence.at = Some(cx.now.wall);
        self.error_dialog = Some(problem);
        cx.focus(Focus::Problem);
    }

    /// The dialog that says the token could not be removed is not true any more.
    pub(super) fn removal_done(&mut self) {
        let not_removed = ProblemKind::Store(StoreProblem::NotForgotten);
        self.error_dialog
            .take_if(|problem| problem.kind == not_removed);
    }

    /// Tells news of a batch to somebody who is not looking.
    pub(super) fn tell(&self, news: News, name: Option<ServerText>, cx: &mut UpdateCx) {
        if self.settings.notify == Switch::On && self.attention != WindowFocus::InFront {
            cx.window(WindowEffect::Tell { news, name });
        }
    }

    /// The window is drawn, or would be: whether the person or the computer was away till now.
    pub(super) fn came_back(&mut self, attention: WindowFocus, now: Now) -> bool {
        let came_back = self.attention != WindowFocus::InFront && attention == WindowFocus::InFront
            || self.attention == WindowFocus::Hidden && attention == WindowFocus::Behind;
        self.attention = attention;
        self.hidden_since = match attention {
            WindowFocus::Hidden => self.hidden_since.or(Some(now.since_start)),
            WindowFocus::InFront | WindowFocus::Behind => None,
        };
        let slept = self.last_frame.replace(now).is_some_and(|last| {
            let waited = now.since_start.saturating_sub(last.since_start);
            let passed = now.wall.duration_since(last.wall);
            Duration::try_from(passed).is_ok_and(|passed| passed > waited + SLEPT)
        });
        came_back || slept
    }

    pub(super) fn update(&mut self, intent: Intent, cx: &mut UpdateCx) {
        match intent {
            Intent::Open(overlay) => cx.report(Outcome::OverlayWanted(overlay)),
            Intent::CloseOverlay => {
                self.close_overlay(cx);
                self.error_dialog = None;
                self.closing = None;
            }
            Intent::CloseNotice => self.notice = None,
            Intent::Copy(text) => {
                self.copied = Some(Copied {
                    text: text.clone(),
                    at: cx.now.since_start,
                });
                cx.window(WindowEffect::Copy(text));
            }
            Intent::OpenSignIn => cx.window(WindowEffect::Open(SIGN_IN.to_owned())),
            Intent::OpenMail(address) => cx.window(WindowEffect::Open(address)),
            Intent::SearchDetails(text) => self.search = Search { text, steps: 0 },
            Intent::StepSearch(step) => {
                let by = match step {
                    SearchStep::Next => 1,
                    SearchStep::Previous => -1,
                };
                self.search.steps = self.search.steps.saturating_add(by);
            }
            Intent::Set(setting) => self.set(setting, cx),
            Intent::ChangeTextSize(step) => {
                let text_percent = text_size(self.settings.text_percent, step);
                let settings = Settings {
                    text_percent,
                    ..self.settings
                };
                self.change(settings, cx);
            }
            Intent::Close => cx.window(WindowEffect::Close),
        }
    }

    /// Nothing of what was done for one account stays for another. Only a token that may be in
    /// its store still is worth a word all the same.
    pub(super) fn forget_page(&mut self, cx: &mut UpdateCx) {
        self.close_overlay(cx);
        self.test = None;
        self.copied = None;
        self.search = Search::default();
        self.notice = None;
        self.error_dialog
            .take_if(|problem| problem.kind != ProblemKind::Store(StoreProblem::NotForgotten));
    }

    /// Closes what is open above the rest.
    pub(super) fn close_overlay(&mut self, cx: &mut UpdateCx) {
        if self.overlay.take() == Some(Overlay::ConnectionTest)
            && self.test.take_if(|test| !test.is_over()).is_some()
        {
            cx.cancel(RequestKind::TestConnection);
        }
    }

    fn set(&mut self, setting: Setting, cx: &mut UpdateCx) {
        let mut settings = self.settings;
        match setting {
            Setting::Theme(theme) => settings.theme = theme,
            Setting::Follow(follow) => settings.follow = Some(follow),
            Setting::Notify(notify) => settings.notify = notify,
            Setting::SideList(side_list) => settings.side_list = side_list,
        }
        self.change(settings, cx);
        if setting == Setting::Follow(Switch::On) {
            cx.report(Outcome::FollowingSwitchedOn);
        }
    }

    fn change(&mut self, settings: Settings, cx: &mut UpdateCx) {
        if self.settings != settings {
            self.settings = settings;
            cx.run(Job::SaveSettings(settings));
        }
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
