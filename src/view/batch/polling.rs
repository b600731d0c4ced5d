//! Following a batch: the switch, the next check, what changed.

use egui::Ui;
use egui_material_icons::icons::{ICON_HISTORY, ICON_SYNC_PROBLEM};

use crate::domain::Problem;
use crate::domain::difference::Difference;
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{DisplayedBatch, Pause, Polling, PollingPhase, Setting, WindowIntent};
use crate::theme::{TextColor, TextStyle, icon_size};
use crate::view::ViewCx;
use crate::view::widgets::controls::switch_ui;
use crate::view::widgets::{self, ResponseExt as _};

/// Changes that are listed; the sum holds all of them.
const LISTED: usize = 8;

/// The switch with what it does, under the answer. Nothing where the batch is
/// finished.
pub fn polling_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    if let Some(following) = &shown.polling {
        ui.horizontal(|ui| {
            let on = cx.state.follows();
            if switch_ui(ui, cx, TextId::Follow, on) {
                cx.send(WindowIntent::Set(Setting::Follow(on.flipped())));
            }
            if let Some(said) = next(cx, following) {
                cx.note_line(ui, &said);
            }
        });
        if let Some(problem) = &following.problem {
            widgets::steady(ui, "missed", |ui| missed(ui, cx, problem));
        }
    }
    if let Some(all) = shown.history.altogether() {
        widgets::steady(ui, "changes", |ui| changes(ui, cx, shown, &all));
    }
}

fn next(cx: &ViewCx<'_>, following: &Polling) -> Option<String> {
    let now = cx.now;
    match (cx.state.pause(now.elapsed), following.phase) {
        (_, PollingPhase::Asking(_)) => Some(cx.l10n.text(TextId::FollowChecking).to_owned()),
        (Some(Pause::SwitchedOff | Pause::Busy), _) => None,
        (Some(Pause::Hidden), _) => Some(cx.l10n.text(TextId::FollowHidden).to_owned()),
        (None, PollingPhase::Resting(until)) => {
            let left = until.saturating_sub(now.elapsed);
            let at = now.timestamp.checked_add(left).ok()?;
            Some(cx.l10n.next_poll(at, now.timestamp))
        }
    }
}

/// A check that failed does not blank what is shown.
fn missed(ui: &mut Ui, cx: &ViewCx<'_>, problem: &Problem) {
    ui.horizontal(|ui| {
        let color = cx.theme.notice(Tone::Attention).foreground;
        widgets::icon(ui, ICON_SYNC_PROBLEM, icon_size::NOTE, color);
        let said = cx.l10n.poll_failed(problem, cx.now.timestamp);
        let color = TextColor::Tone(Tone::Attention);
        widgets::text(ui, cx, TextStyle::Small, color, &said).announce();
    });
}

/// The changes since the batch was first shown: their sum, and each on request.
fn changes(ui: &mut Ui, cx: &ViewCx<'_>, shown: &DisplayedBatch, all: &Difference) {
    ui.horizontal(|ui| {
        widgets::icon(ui, ICON_HISTORY, icon_size::NOTE, cx.theme.soft);
        let said = cx
            .l10n
            .changed_since(shown.history.since, all, cx.now.timestamp);
        cx.body(ui, &said).announce();
    });
    let changes = &shown.history.changes;
    if changes.len() < 2 {
        return;
    }
    let id = ui.scope_id().with(("changes", shown.asked));
    let open = widgets::open_button(ui, cx, id, TextId::ShowChanges);
    if open {
        for change in changes.iter().rev().take(LISTED) {
            cx.note(
                ui,
                &cx.l10n
                    .changed_at(change.at, &change.what, cx.now.timestamp),
            );
        }
    }
}
