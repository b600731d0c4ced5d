//! Problem panels: what happened, why, what to do, and details for support.

use std::time::Duration;

use egui::{CollapsingHeader, Ui};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_CLOUD_OFF, ICON_ENCRYPTED, ICON_HELP, ICON_HOURGLASS_TOP, ICON_KEY, ICON_LOCK,
    ICON_REPORT, ICON_SEARCH, ICON_WIFI_OFF,
};

use super::widgets::{self, FocusHeading, ResponseExt as _, Weight, cards, focus};
use super::{ViewCx, wait};
use crate::domain::BatchId;
use crate::domain::problem::{Problem, ProblemKind};
use crate::domain::remedy::{Handling, Remedy, Sign};
use crate::domain::verdict::Tone;
use crate::l10n::{ProblemCopy, ProblemPlace, TextId};
use crate::state::{
    AccountsIntent, Focus, IdFieldIntent, Intent, Lookup, LookupIntent, Overlay, TokenIntent,
    WindowIntent,
};
use crate::theme::{TextColor, TextStyle, space};

pub fn lookup_problem_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Lookup { wanted, remote, .. } = &cx.state.lookup;
    let Some(problem) = remote.problem() else {
        return;
    };
    let wait = remote.not_before;
    let wait = wait.map(|at| at.saturating_sub(cx.now.elapsed));
    if wait.is_some_and(|wait| !wait.is_zero()) {
        ui.ctx().request_repaint_after(wait::COUNT);
    }
    let id = *wanted;
    // Each is a part of its own, so that the same words are read out once more.
    ui.push_id(problem.evidence.at, |ui| {
        panel(ui, cx, Subject { problem, id, wait });
    });
}

/// A problem that belongs to no batch.
pub fn panel_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, problem: &Problem) {
    panel(
        ui,
        cx,
        Subject {
            problem,
            id: None,
            wait: None,
        },
    );
}

#[derive(Clone, Copy)]
struct Subject<'a> {
    problem: &'a Problem,
    id: Option<BatchId>,
    /// Time left of a wait that the service asked for.
    wait: Option<Duration>,
}

fn panel(ui: &mut Ui, cx: &mut ViewCx<'_>, subject: Subject<'_>) {
    let Subject { problem, id, wait } = subject;
    let place = match wait {
        Some(wait) if !wait.is_zero() && cx.state.repeats() => ProblemPlace::Repeating { wait },
        _ => ProblemPlace::Panel { wait },
    };
    let copy = cx.l10n.problem(problem, place);
    let Handling { severity, sign, .. } = problem.kind.handling();
    cards::notice(ui, cx.theme, severity, icon(sign), |ui| {
        ui.set_max_width(space::PANEL.min(ui.available_width()));
        let more: Vec<&str> = sentences_of(&copy).collect();
        let heading = FocusHeading {
            text: &copy.title,
            more: &more.join(" "),
            level: 2,
            on: Focus::Problem,
        };
        heading.show(ui, cx);
        sentences(ui, cx, &copy);
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            for (place, remedy) in copy.remedies.iter().enumerate() {
                let weight = if place == 0 {
                    Weight::Primary
                } else {
                    Weight::Secondary
                };
                remedy_ui(ui, cx, *remedy, weight, subject);
            }
            if let (ProblemKind::BatchNotFound { .. }, Some(batch)) = (&problem.kind, id) {
                look_elsewhere_ui(ui, cx, batch);
            }
        });
        details(ui, cx, problem, id);
    });
}

pub fn sentences(ui: &mut Ui, cx: &ViewCx<'_>, copy: &ProblemCopy) {
    for sentence in sentences_of(copy) {
        cx.body(ui, sentence);
    }
}

/// Shown where the problem's sentences speak of it.
pub fn copy_details_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, problem: &Problem) {
    let subject = Subject {
        problem,
        id: None,
        wait: None,
    };
    for remedy in problem.kind.handling().remedies {
        if matches!(remedy, Remedy::CopyDetails | Remedy::CopyDetailsForIt) {
            remedy_ui(ui, cx, *remedy, Weight::Secondary, subject);
        }
    }
}

fn sentences_of(copy: &ProblemCopy) -> impl Iterator<Item = &str> {
    [&copy.why, &copy.next]
        .into_iter()
        .flatten()
        .map(String::as_str)
}

/// A problem of the picture, in the picture's place.
pub fn picture_problem_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, icon: MaterialIcon, problem: &Problem) {
    let copy = cx.l10n.problem(problem, ProblemPlace::Picture);
    let wait = wait::left(ui, cx, problem);
    cards::notice(ui, cx.theme, Tone::Neutral, icon, |ui| {
        widgets::heading_at(ui, cx, TextStyle::Strong, 3, &copy.title).announce();
        sentences(ui, cx, &copy);
        ui.horizontal_wrapped(|ui| {
            for remedy in copy.remedies {
                let wait = wait.filter(|_| *remedy == Remedy::RetryPicture);
                let name = match wait {
                    Some(wait) => cx.l10n.wait_button(wait),
                    None => cx.l10n.remedy(*remedy).to_owned(),
                };
                let button = cx.button(Weight::Secondary, &name).enabled(wait.is_none());
                if button.show(ui, cx).clicked() {
                    let copied = copied_text(cx, *remedy, problem, None);
                    cx.send(intent(*remedy, copied));
                }
            }
        });
        details(ui, cx, problem, None);
    });
}

fn remedy_ui(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    remedy: Remedy,
    weight: Weight,
    Subject { problem, id, wait }: Subject<'_>,
) {
    let waiting = remedy == Remedy::TryAgain && wait.is_some_and(|wait| !wait.is_zero());
    let copied = copied_text(cx, remedy, problem, id);
    let just_copied = copied.is_some() && was_copied(ui, cx, copied.as_deref());
    let text = match (wait, just_copied) {
        (Some(wait), _) if waiting => cx.l10n.wait_button(wait),
        (_, true) => cx.l10n.text(TextId::Copied).to_owned(),
        _ => cx.l10n.remedy(remedy).to_owned(),
    };
    // Primary colours at rest are hard to read.
    let weight = if waiting { Weight::Secondary } else { weight };
    if cx
        .button(weight, &text)
        .enabled(!waiting)
        .show(ui, cx)
        .clicked()
    {
        cx.send(intent(remedy, copied));
    }
}

/// `copied` is the text of the buttons that copy one.
fn intent(remedy: Remedy, copied: Option<String>) -> Intent {
    match remedy {
        Remedy::TryAgain => LookupIntent::TryAgain.into(),
        Remedy::RetryStore => TokenIntent::RetryStore.into(),
        Remedy::RemoveAgain => TokenIntent::RemoveAgain.into(),
        Remedy::RetryPicture => LookupIntent::RetryPicture.into(),
        Remedy::ReplaceToken | Remedy::WhereToFindToken => TokenIntent::Replace.into(),
        Remedy::CopyDetails | Remedy::CopyDetailsForIt | Remedy::CopyRequest => {
            WindowIntent::Copy(copied.unwrap_or_default()).into()
        }
        Remedy::ChangeId => IdFieldIntent::Focus.into(),
        Remedy::UseUntilClose => TokenIntent::UseUntilClose.into(),
        Remedy::TestConnection => WindowIntent::Open(Overlay::ConnectionTest).into(),
        Remedy::Close => WindowIntent::Close.into(),
    }
}

fn copied_text(
    cx: &ViewCx<'_>,
    remedy: Remedy,
    problem: &Problem,
    id: Option<BatchId>,
) -> Option<String> {
    match remedy {
        Remedy::CopyDetails | Remedy::CopyDetailsForIt => {
            Some(cx.l10n.details(problem, id, cx.now.timestamp))
        }
        Remedy::CopyRequest => {
            let permission = if let ProblemKind::PermissionNeeded { permission } = &problem.kind {
                permission.as_str()
            } else {
                ""
            };
            let id = id.map(|id| id.to_string()).unwrap_or_default();
            Some(cx.l10n.request_for_administrator(id, permission))
        }
        Remedy::TryAgain
        | Remedy::RetryStore
        | Remedy::RemoveAgain
        | Remedy::RetryPicture
        | Remedy::ReplaceToken
        | Remedy::WhereToFindToken
        | Remedy::ChangeId
        | Remedy::UseUntilClose
        | Remedy::TestConnection
        | Remedy::Close => None,
    }
}

/// True for this very text a moment ago, except for the time in it.
fn was_copied(ui: &Ui, cx: &ViewCx<'_>, text: Option<&str>) -> bool {
    const SHOWN_FOR: Duration = Duration::from_millis(1_600);
    let Some((copied, text)) = cx.state.window.copied.as_ref().zip(text) else {
        return false;
    };
    let age = cx.now.elapsed.saturating_sub(copied.at);
    let same = copied.text.lines().next() == text.lines().next();
    if same && age < SHOWN_FOR {
        ui.ctx()
            .request_repaint_after(SHOWN_FOR.saturating_sub(age));
    }
    same && age < SHOWN_FOR
}

fn details(ui: &mut Ui, cx: &ViewCx<'_>, problem: &Problem, id: Option<BatchId>) {
    let lines = cx.l10n.detail_lines(problem, id);
    if lines.is_empty() {
        return;
    }
    let title = cx.l10n.text(TextId::Details);
    let header = CollapsingHeader::new(title)
        .id_salt("problem details")
        .show(ui, |ui| {
            for line in &lines {
                widgets::text(ui, cx, TextStyle::Small, TextColor::Text, line);
            }
        });
    ui.ctx()
        .accesskit_node_builder(header.header_response.id, |node| {
            // AccessKit tells Linux of nothing that is expanded.
            node.set_toggled((header.openness > 0.0).into());
        });
    focus::ring(ui, cx.theme, &header.header_response);
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
        let open = cx.button(Weight::Secondary, &label);
        if open.show(ui, cx).clicked() {
            let account = account.id.clone();
            cx.send(AccountsIntent::LookIn { account, batch });
        }
    }
}
