//! Window: overlays, copied text, settings.

use std::time::Duration;

use super::connection_test::ConnectionTest;
use super::cx::UpdateCx;
use super::message::{Focus, Job, Motion, Now, WindowEffect, WindowFocus};
use super::outcome::{Outcome, Overlay};
use super::request::{RequestId, RequestKind};
use crate::domain::checkup::Report;
use crate::domain::difference::News;
use crate::domain::problem::StoreProblem;
use crate::domain::settings::{Settings, Switch, TEXT_SIZES, ThemeChoice};
use crate::domain::{Problem, ProblemKind, ServerText};

/// Lead of the wall clock that only a computer's sleep explains.
const SLEPT: Duration = Duration::from_secs(30);

/// Sign-in page in the browser.
pub const SIGN_IN: &str = "https://vec.digital/login";

#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    pub overlay: Option<Overlay>,
    pub copied: Option<Copied>,
    pub test: Option<ConnectionTest>,
    pub search: Search,
    /// News apart from any batch, until read.
    pub notice: Option<Notice>,
    /// Problem apart from any batch.
    pub error_dialog: Option<Problem>,
    pub settings: Settings,
    /// The system's setting.
    pub motion: Motion,
    pub focus: WindowFocus,
    /// Start of closing, from the start of the program.
    pub(super) closing: Option<Duration>,
    /// From the start of the program.
    pub(super) hidden_since: Option<Duration>,
    pub(super) last_frame: Option<Now>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Left for a batch from outside.
    SampleLeft,
    NothingPasted,
    /// Another batch replaced the one whose certificates were loading.
    SavingStopped,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub text: String,
    /// From the start of the program.
    pub at: Duration,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Open(Overlay),
    CloseOverlay,
    CloseNotice,
    Copy(String),
    OpenSignIn,
    OpenMail(String),
    SearchDetails(String),
    StepSearch(SearchStep),
    Set(Setting),
    ChangeTextSize(TextSizeStep),
    Close,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Theme(ThemeChoice),
    /// Automatic checks of unfinished batches.
    Follow(Switch),
    /// Desktop notifications.
    Notify(Switch),
    /// Recent batches beside the page.
    SideList(Switch),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchStep {
    Next,
    Previous,
}

/// Search in the technical details.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    pub text: String,
    /// Steps from the first match; negative for upwards.
    pub steps: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSizeStep {
    Larger,
    Smaller,
    /// To 100 %.
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
            focus: WindowFocus::default(),
            closing: None,
            hidden_since: None,
            last_frame: None,
        }
    }

    pub(super) fn open(&mut self, overlay: Overlay) {
        self.search = Search::default();
        self.overlay = Some(overlay);
    }

    pub(super) fn open_test(&mut self, test: ConnectionTest) {
        self.test = Some(test);
        self.open(Overlay::ConnectionTest);
    }

    pub(super) fn tested(&mut self, request: RequestId, result: Result<Report, Problem>) {
        if let Some(test) = &mut self.test {
            test.tested(request, result);
        }
    }

    /// Opens a dialog for a problem apart from any batch.
    pub(super) fn went_wrong(&mut self, mut problem: Problem, cx: &mut UpdateCx) {
        problem.evidence.at = Some(cx.now.timestamp);
        self.error_dialog = Some(problem);
        cx.focus(Focus::Problem);
    }

    /// Closes the report of a failed removal that has since succeeded.
    pub(super) fn removal_done(&mut self) {
        let not_removed = ProblemKind::Store(StoreProblem::NotForgotten);
        self.error_dialog
            .take_if(|problem| problem.kind == not_removed);
    }

    /// Notifies a person who looks elsewhere.
    pub(super) fn tell(&self, news: News, name: Option<ServerText>, cx: &mut UpdateCx) {
        if self.settings.notify == Switch::On && self.focus != WindowFocus::InFront {
            cx.window(WindowEffect::Tell { news, name });
        }
    }

    /// Takes in a frame; true after an absence of the person or the computer.
    pub(super) fn came_back(&mut self, focus: WindowFocus, now: Now) -> bool {
        let came_back = self.focus != WindowFocus::InFront && focus == WindowFocus::InFront
            || self.focus == WindowFocus::Hidden && focus == WindowFocus::Behind;
        self.focus = focus;
        self.hidden_since = match focus {
            WindowFocus::Hidden => self.hidden_since.or(Some(now.elapsed)),
            WindowFocus::InFront | WindowFocus::Behind => None,
        };
        let slept = self.last_frame.replace(now).is_some_and(|last| {
            let waited = now.elapsed.saturating_sub(last.elapsed);
            let passed = now.timestamp.duration_since(last.timestamp);
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
                    at: cx.now.elapsed,
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

    /// Clears everything of one account, except a token that may still be in its store.
    pub(super) fn forget_page(&mut self, cx: &mut UpdateCx) {
        self.close_overlay(cx);
        self.test = None;
        self.copied = None;
        self.search = Search::default();
        self.notice = None;
        self.error_dialog
            .take_if(|problem| problem.kind != ProblemKind::Store(StoreProblem::NotForgotten));
    }

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

/// In percent.
fn text_size(size: u16, step: TextSizeStep) -> u16 {
    let next = match step {
        TextSizeStep::Reset => Some(100),
        TextSizeStep::Larger => TEXT_SIZES.into_iter().find(|next| *next > size),
        TextSizeStep::Smaller => TEXT_SIZES.into_iter().rev().find(|next| *next < size),
    };
    next.unwrap_or(size)
}
