//! The batches that were looked at: beside the page, or above it where there is
//! no room.

use egui::{Response, Role, ScrollArea, Ui};
use egui_material_icons::icons::{ICON_CLOSE, ICON_DELETE, ICON_KEEP, ICON_KEEP_OFF};

use super::widgets::controls::search_field_ui;
use super::widgets::list::ListRow;
use super::widgets::{self, Weight, focus};
use super::{ViewCx, wait};
use crate::domain::Batch;
use crate::domain::remembered::Recent;
use crate::domain::text::sought;
use crate::domain::verdict::{Tone, verdict};
use crate::l10n::TextId;
use crate::state::{AppState, LookupIntent, Overlay, RecentsIntent, Screen, Switch, WindowIntent};
use crate::theme::space;

/// Fewer batches are found at a glance.
const WORTH_SEARCHING: usize = 6;

/// True in a window that is wide enough for a list beside the page.
pub fn has_room(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() >= space::TWO_COLUMNS + space::SIDE
}

pub fn is_beside(state: &AppState) -> bool {
    state.screen() == Screen::Batch
        && state.window.settings.side_list == Switch::On
        && !state.recents.list.is_empty()
}

pub fn side_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    widgets::heading(ui, cx, TextId::RecentsTitle);
    recents_ui(ui, cx);
}

pub fn recents_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let state = cx.state;
    if state.recents.list.is_empty() {
        cx.muted(ui, TextId::RecentsNone);
        // Other files may be there still.
        forget_ui(ui, cx);
        return;
    }
    if state.recents.list.len() >= WORTH_SEARCHING {
        let search = (TextId::RecentsSearch, f32::INFINITY);
        search_field_ui(ui, cx, search, &state.recents.search, RecentsIntent::Search);
    }
    if let Some(newest) = state.recents.list.iter().map(|one| one.seen).max() {
        // The others are drawn along with it: one frame a minute for all of them.
        wait::age(ui, cx, newest);
    }
    let wanted = sought(&state.recents.search);
    let all = state.recents.list.iter();
    let found: Vec<&Recent> = all.filter(|one| is_found(cx, one, &wanted)).collect();
    if found.is_empty() {
        cx.muted(ui, TextId::RecentsNoMatch);
    }
    ScrollArea::vertical()
        .id_salt("recent batches")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::TIGHT;
            focus::follow(ui, |ui| {
                for recent in found {
                    row_ui(ui, cx, recent);
                }
                forget_ui(ui, cx);
            });
        });
}

/// Of sample data nothing is kept.
fn forget_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if cx.is_sample() {
        return;
    }
    ui.add_space(space::MEDIUM);
    cx.button(Weight::Quiet, TextId::ForgetEverything)
        .icon(ICON_DELETE)
        .sends(ui, cx, WindowIntent::Open(Overlay::ForgetEverything));
}

fn is_found(cx: &ViewCx<'_>, recent: &Recent, wanted: &str) -> bool {
    let name = cx.l10n.recent_name(recent).to_lowercase();
    name.contains(wanted) || recent.id.to_string().contains(wanted)
}

/// A press opens it, a menu keeps or removes it.
fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, recent: &Recent) {
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
    let shown = cx.state.lookup.on_page();
    let is_chosen = shown.is_some_and(|shown| shown.asked == recent.id);
    let name = cx.l10n.recent_name(recent);
    let ago = cx.l10n.ago(recent.seen, cx.now.timestamp);
    let facts = cx.l10n.recent_line(&recent.status, ago);
    let pinned = (ICON_KEEP, cx.l10n.text(TextId::Pinned));
    let row = ListRow {
        mark: recent.pinned.then_some(pinned),
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
    cx.menu_item(ui, icon, label, RecentsIntent::Pin(recent.id));
    let remove = RecentsIntent::Remove(recent.id);
    cx.menu_item(ui, ICON_CLOSE, TextId::RemoveRecent, remove);
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
