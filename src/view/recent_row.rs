//! One of the recent batches: a press opens it, a menu keeps or removes it.

use egui::{Response, Role, Ui};
use egui_material_icons::icons::{ICON_CLOSE, ICON_KEEP, ICON_KEEP_OFF};

use super::ViewCx;
use super::widgets::list_row::ListRow;
use super::widgets::{self, Weight};
use crate::domain::Batch;
use crate::domain::recent::Recent;
use crate::domain::verdict::{Tone, verdict};
use crate::l10n::TextId;
use crate::state::{LookupIntent, RecentsIntent};
use crate::theme::space;

pub fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, recent: &Recent) {
    ui.push_id(recent.id, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            if open(ui, cx, recent).clicked() {
                cx.send(LookupIntent::Check(recent.id));
            }
            let more = cx.l10n.about_recent(TextId::MoreAbout, recent);
            widgets::more_menu(ui, cx.theme, &more, |ui| menu(ui, cx, recent));
        });
    });
}

fn open(ui: &mut Ui, cx: &ViewCx<'_>, recent: &Recent) -> Response {
    let width = ui.available_width() - space::SQUARE - ui.spacing().item_spacing.x;
    let shown = cx.state.lookup.shown.as_ref();
    let is_chosen = shown.is_some_and(|shown| shown.asked == recent.id);
    let name = cx.l10n.recent_name(recent);
    let facts = cx.l10n.recent_state(recent, cx.now.timestamp);
    let row = ListRow {
        mark: recent.pinned.then_some(ICON_KEEP),
        ..ListRow::of_tone(cx, tone(recent), &name, &facts)
    };
    row.show(ui, cx, width, (Role::Button, Some(is_chosen)))
}

fn menu(ui: &mut Ui, cx: &mut ViewCx<'_>, recent: &Recent) {
    let (icon, label) = if recent.pinned {
        (ICON_KEEP_OFF, TextId::Unpin)
    } else {
        (ICON_KEEP, TextId::Pin)
    };
    let pin = cx.button(Weight::Quiet, label).icon(icon);
    pin.chooses(ui, cx, RecentsIntent::Pin(recent.id));
    cx.button(Weight::Quiet, TextId::RemoveRecent)
        .icon(ICON_CLOSE)
        .chooses(ui, cx, RecentsIntent::Remove(recent.id));
}

/// The colour of the status, where the numbers bear it out.
fn tone(recent: &Recent) -> Tone {
    let batch = Batch {
        status: recent.status.clone(),
        counts: recent.counts,
        progress: recent.progress,
        ..Batch::default()
    };
    verdict(&batch).tone()
}
