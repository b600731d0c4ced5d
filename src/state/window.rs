//! Window: overlays, the connection test in one of them, settings.

use std::time::Duration;

use super::cx::Cx;
use super::message::{Elapsed, Focus, Job, Motion, Now, WindowEffect, WindowFocus};
use super::request::{Reply, Request, RequestId, RequestKind};
use super::session::NOT_FORGOTTEN;
use crate::domain::Problem;
use crate::domain::batch::Batch;
use crate::domain::checkup::{Finding, Report, Step, Target};
use crate::domain::settings::{Settings, Switch, TEXT_SIZES, ThemeChoice};

/// Lead of the wall clock that only a computer's sleep explains.
const SLEPT: Duration = Duration::from_secs(30);

/// Sign-in page in the browser.
pub const SIGN_IN: &str = "https://vec.digital/login";

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Window {
    pub overlay: Option<Overlay>,
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
    /// Start of closing.
    pub(super) closing: Option<Elapsed>,
    /// Last time that the window was kept from closing, until the person answers.
    pub(super) held_open: Option<Elapsed>,
    pub(super) hidden_since: Option<Elapsed>,
    pub(super) last_frame: Option<Now>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    Picture,
    /// Confirms closing while certificates are loaded to be saved.
    CloseWhileSaving,
    Certificate,
    About,
    Shortcuts,
    ConnectionTest,
    /// Confirms; the switch is whether the records go too.
    ForgetToken(Switch),
    ForgetEverything,
    Accounts,
    /// Recent batches, where no side list fits.
    Recents,
    TechnicalDetails,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Left for a batch from outside.
    SampleLeft,
    NothingPasted,
    /// Another batch replaced the one whose certificates were loading.
    SavingStopped,
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
    /// Goes on by so many matches; negative for upwards.
    StepSearch(i64),
    Set(Setting),
    Close,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Theme(ThemeChoice),
    TextSize(TextSizeStep),
    /// Automatic checks of unfinished batches.
    Follow(Switch),
    /// Desktop notifications.
    Notify(Switch),
    /// Recent batches beside the page.
    SideList(Switch),
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
    pub(super) fn open(&mut self, overlay: Overlay) {
        self.search = Search::default();
        self.overlay = Some(overlay);
    }

    /// Opens a dialog for a problem apart from any batch.
    pub(super) fn went_wrong(&mut self, mut problem: Problem, cx: &mut Cx) {
        problem.evidence.at = Some(cx.now.timestamp);
        self.error_dialog = Some(problem);
        cx.focus(Focus::Problem);
    }

    /// Closes the report of a failed removal that has since succeeded, or is tried again.
    pub(super) fn removal_done(&mut self) -> bool {
        let dialog = &mut self.error_dialog;
        let told = dialog.take_if(|problem| problem.kind == NOT_FORGOTTEN);
        told.is_some()
    }

    /// Notifies a person who looks elsewhere.
    pub(super) fn tell(&self, batch: &Batch, cx: &mut Cx) {
        if self.settings.notify == Switch::On && self.focus != WindowFocus::InFront {
            cx.window(WindowEffect::Tell(Box::new(batch.clone())));
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

    /// Clears everything of one account, except a token that may still be in its store.
    pub(super) fn forget_page(&mut self, cx: &mut Cx) {
        self.close_overlay(cx);
        self.test = None;
        self.search = Search::default();
        self.notice = None;
        self.error_dialog
            .take_if(|problem| problem.kind != NOT_FORGOTTEN);
    }

    pub(super) fn close_overlay(&mut self, cx: &mut Cx) {
        if self.overlay.take() == Some(Overlay::ConnectionTest)
            && self.test.take_if(|test| !test.is_over()).is_some()
        {
            cx.cancel(RequestKind::TestConnection);
        }
    }

    pub(super) fn set(&mut self, setting: Setting, cx: &mut Cx) {
        let mut settings = self.settings;
        match setting {
            Setting::Theme(theme) => settings.theme = theme,
            Setting::TextSize(step) => {
                settings.text_percent = text_size(settings.text_percent, step);
            }
            Setting::Follow(follow) => settings.follow = Some(follow),
            Setting::Notify(notify) => settings.notify = notify,
            Setting::SideList(side_list) => settings.side_list = side_list,
        }
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

#[derive(Debug, Clone, PartialEq)]
pub struct ConnectionTest {
    pub request: RequestId,
    pub host: String,
    /// Findings so far, one per step.
    pub reports: Vec<Report>,
}

impl ConnectionTest {
    pub(super) fn start(target: Target, cx: &mut Cx) -> Self {
        Self {
            host: target.origin.host(),
            request: cx.request(Request::TestConnection { target }),
            reports: Vec::new(),
        }
    }

    pub fn is_over(&self) -> bool {
        self.reports.last().is_some_and(|last| {
            last.step == Step::Token || matches!(last.finding, Finding::Failed(_))
        })
    }

    /// Adds a finding; a test that broke off fails its current step.
    pub(super) fn tested(&mut self, id: RequestId, result: Reply<Report>) {
        if self.request != id || self.is_over() {
            return;
        }
        let done = self.reports.len();
        let report = result.unwrap_or_else(|problem| Report {
            step: Step::ALL.get(done).copied().unwrap_or(Step::Token),
            finding: Finding::Failed(problem),
        });
        self.reports.push(report);
    }
}
