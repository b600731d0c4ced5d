//! Problem panels: what happened, why, what to do, and details for support.

use std::time::Duration;

use egui::Ui;
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_BROKEN_IMAGE, ICON_CLOUD_OFF, ICON_ENCRYPTED, ICON_HELP, ICON_HOURGLASS_TOP, ICON_KEY,
    ICON_LOCK, ICON_REPORT, ICON_SEARCH, ICON_WIFI_OFF,
};

use super::widgets::{self, FocusHeading, ResponseExt as _, Weight, controls};
use super::{ViewCx, wait};
use crate::domain::BatchId;
use crate::domain::problem::{Problem, ProblemKind};
use crate::domain::remedy::{Handling, Remedy, Sign};
use crate::domain::verdict::Tone;
use crate::l10n::{ProblemCopy, TextId};
use crate::state::{
    AccountsIntent, Focus, IdFieldIntent, Intent, Lookup, LookupIntent, Overlay, TokenIntent,
    WindowIntent,
};
use crate::theme::{TextColor, TextStyle, space};

#[derive(Clone, Copy)]
struct Subject<'a> {
    problem: &'a Problem,
    id: Option<BatchId>,
    /// Time left of a wait that the service asked for.
    wait: Option<Duration>,
}

impl<'a> Subject<'a> {
    /// Problem apart from the check of a batch, told while this one is on screen.
    fn beside(cx: &ViewCx<'_>, problem: &'a Problem) -> Self {
        Self {
            problem,
            id: cx.state.lookup.asked(),
            wait: None,
        }
    }
}

pub fn lookup_problem_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Lookup { wanted, remote, .. } = &cx.state.lookup;
    let Some(problem) = remote.problem() else {
        return;
    };
    let subject = Subject {
        problem,
        id: *wanted,
        wait: remote
            .not_before
            .and_then(|at| at.checked_sub(cx.now.elapsed))
            .filter(|wait| !wait.is_zero()),
    };
    if subject.wait.is_some() {
        ui.ctx().request_repaint_after(wait::COUNT);
    }
    // Each is a part of its own, so that the same words are read out once more.
    ui.push_id(problem.evidence.at, |ui| panel(ui, cx, subject));
}

/// A problem that belongs to no batch.
pub fn panel_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, problem: &Problem) {
    panel(ui, cx, Subject::beside(cx, problem));
}

fn panel(ui: &mut Ui, cx: &mut ViewCx<'_>, subject: Subject<'_>) {
    let Subject { problem, id, wait } = subject;
    let mut copy = cx.l10n.problem(problem, wait);
    if let Some(wait) = wait
        && cx.state.repeats()
    {
        copy.next = Some(cx.l10n.check_repeats(wait));
    }
    let Handling { severity, sign, .. } = problem.kind.handling();
    widgets::notice(ui, cx.theme, severity, icon(sign), |ui| {
        ui.set_max_width(space::PANEL.min(ui.available_width()));
        told_ui(ui, cx, &copy, Focus::Problem);
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            let rest = std::iter::repeat(Weight::Secondary);
            let weights = std::iter::once(Weight::Primary).chain(rest);
            for (remedy, weight) in copy.remedies.iter().zip(weights) {
                remedy_ui(ui, cx, *remedy, weight, subject);
            }
            if let (ProblemKind::BatchNotFound { .. }, Some(batch)) = (&problem.kind, id) {
                look_elsewhere_ui(ui, cx, batch);
            }
        });
        details(ui, cx, subject, copy.remedies);
    });
}

pub fn picture_problem_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, problem: &Problem) {
    let copy = cx.l10n.picture_problem(problem);
    let subject = Subject {
        wait: wait::left(ui, cx, problem),
        ..Subject::beside(cx, problem)
    };
    widgets::notice(ui, cx.theme, Tone::Neutral, ICON_BROKEN_IMAGE, |ui| {
        widgets::heading_at(ui, cx, TextStyle::Strong, 3, &copy.title).announce();
        sentences(ui, cx, &copy);
        ui.horizontal_wrapped(|ui| {
            for remedy in copy.remedies {
                remedy_ui(ui, cx, *remedy, Weight::Secondary, subject);
            }
        });
        details(ui, cx, subject, copy.remedies);
    });
}

/// Shown where the problem's sentences speak of it.
pub fn copy_details_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, problem: &Problem) {
    use Remedy::{CopyDetails, CopyDetailsForIt, CopyRequest};
    for remedy in problem.kind.handling().remedies {
        if matches!(remedy, CopyDetails | CopyDetailsForIt | CopyRequest) {
            let subject = Subject::beside(cx, problem);
            remedy_ui(ui, cx, *remedy, Weight::Secondary, subject);
        }
    }
}

/// The title, which takes this focus, and the sentences below it.
pub fn told_ui(ui: &mut Ui, cx: &ViewCx<'_>, copy: &ProblemCopy, on: Focus) {
    let more: Vec<&str> = sentences_of(copy).collect();
    FocusHeading::new(&copy.title, &more.join(" "), on).show(ui, cx);
    sentences(ui, cx, copy);
}

fn sentences(ui: &mut Ui, cx: &ViewCx<'_>, copy: &ProblemCopy) {
    for sentence in sentences_of(copy) {
        cx.body(ui, sentence);
    }
}

fn sentences_of(copy: &ProblemCopy) -> impl Iterator<Item = &str> {
    let both = [copy.why.as_deref(), copy.next.as_deref()];
    both.into_iter().flatten()
}

fn remedy_ui(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    remedy: Remedy,
    weight: Weight,
    subject: Subject<'_>,
) {
    let repeats = matches!(remedy, Remedy::TryAgain | Remedy::RetryPicture);
    let wait = subject.wait.filter(|_| repeats);
    let intent = intent(cx, remedy, subject);
    let text = match wait {
        Some(wait) => cx.l10n.wait_button(wait),
        None => cx.l10n.remedy(remedy).to_owned(),
    };
    // Primary colours at rest are hard to read.
    let weight = wait.map_or(weight, |_| Weight::Secondary);
    let button = cx.button(weight, &text).enabled(wait.is_none());
    match intent {
        Intent::Window(WindowIntent::Copy(text)) => _ = button.copies(ui, cx, &text),
        intent => button.sends(ui, cx, intent),
    }
}

fn intent(cx: &ViewCx<'_>, remedy: Remedy, Subject { problem, id, .. }: Subject<'_>) -> Intent {
    match remedy {
        Remedy::TryAgain => LookupIntent::Refresh.into(),
        Remedy::RetryStore => TokenIntent::RetryStore.into(),
        Remedy::RemoveAgain => TokenIntent::RemoveAgain.into(),
        Remedy::RetryPicture => LookupIntent::RetryPicture.into(),
        Remedy::ReplaceToken | Remedy::WhereToFindToken => TokenIntent::Replace.into(),
        Remedy::CopyDetails | Remedy::CopyDetailsForIt => {
            WindowIntent::Copy(cx.l10n.details(problem, id)).into()
        }
        Remedy::CopyRequest => {
            let permission = match &problem.kind {
                ProblemKind::PermissionNeeded { permission } => permission.as_str(),
                _ => "",
            };
            let id = id.map_or_else(|| "–".to_owned(), |id| id.to_string());
            WindowIntent::Copy(cx.l10n.request_for_administrator(&id, permission)).into()
        }
        Remedy::ChangeId => IdFieldIntent::Focus.into(),
        Remedy::UseUntilClose => TokenIntent::UseUntilClose.into(),
        Remedy::TestConnection => WindowIntent::Open(Overlay::ConnectionTest).into(),
        Remedy::Close => WindowIntent::Close.into(),
    }
}

pub fn list_details_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, problem: &Problem) {
    let offered = problem.kind.handling().remedies;
    details(ui, cx, Subject::beside(cx, problem), offered);
}

/// The lines for support, which can be copied here where they cannot be beside the `offered`.
fn details(ui: &mut Ui, cx: &mut ViewCx<'_>, subject: Subject<'_>, offered: &[Remedy]) {
    let Subject { problem, id, .. } = subject;
    let lines = cx.l10n.detail_lines(problem, id);
    if lines.is_empty() {
        return;
    }
    controls::folded_ui(ui, cx, TextId::Details, |ui, cx| {
        for line in &lines {
            widgets::text(ui, cx, TextStyle::Small, TextColor::Text, line);
        }
        let copies = [Remedy::CopyDetails, Remedy::CopyDetailsForIt];
        if !offered.iter().any(|one| copies.contains(one)) {
            remedy_ui(ui, cx, Remedy::CopyDetails, Weight::Secondary, subject);
        }
    });
}

fn icon(sign: Sign) -> MaterialIcon {
    match sign {
        Sign::Lock => ICON_LOCK,
        Sign::Key => ICON_KEY,
        Sign::Search => ICON_SEARCH,
        Sign::Hourglass => ICON_HOURGLASS_TOP,
        Sign::Offline => ICON_WIFI_OFF,
        Sign::Encrypted => ICON_ENCRYPTED,
        Sign::Cloud => ICON_CLOUD_OFF,
        Sign::Report => ICON_REPORT,
        Sign::Help => ICON_HELP,
    }
}

/// Offers to look for a batch in the other accounts of the same host.
fn look_elsewhere_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, batch: BatchId) {
    let state = cx.state;
    for account in state.accounts.of_same_host(&state.service.home.id) {
        let label = cx.l10n.look_in_account(account);
        let account = account.id.clone();
        let look = AccountsIntent::LookIn { account, batch };
        cx.button(Weight::Secondary, &label).sends(ui, cx, look);
    }
}
