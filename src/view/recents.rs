//! The batches that were looked at: beside the page, or above it where there is
//! no room.

use egui::{ScrollArea, Ui};
use egui_material_icons::icons::ICON_DELETE;

use super::widgets::search_field::search_field_ui;
use super::widgets::{self, Weight, focus};
use super::{ViewCx, recent_row};
use crate::domain::recent::Recent;
use crate::domain::text::sought;
use crate::l10n::TextId;
use crate::state::{AppState, Overlay, RecentsIntent, SamplePhase, Screen, Switch, WindowIntent};
use crate::theme::space;

/// Fewer batches are found at a glance.
const WORTH_SEARCHING: usize = 6;

pub fn is_beside(state: &AppState) -> bool {
    state.screen() == Screen::Batch
        && state.window.settings.side_list == Switch::On
        && !state.recents.list.is_empty()
}

pub fn recents_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let state = cx.state;
    widgets::heading(ui, cx, TextId::RecentsTitle);
    if state.recents.list.is_empty() {
        cx.muted(ui, TextId::RecentsNone);
        // Other files may be there still.
        forget_ui(ui, cx);
        return;
    }
    if state.recents.list.len() >= WORTH_SEARCHING {
        search(ui, cx);
    }
    let wanted = sought(&state.recents.search);
    let found: Vec<&Recent> = state
        .recents
        .list
        .iter()
        .filter(|recent| is_found(cx, recent, &wanted))
        .collect();
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
                    recent_row::row_ui(ui, cx, recent);
                }
                forget_ui(ui, cx);
            });
        });
}

/// Of sample data nothing is kept.
fn forget_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if matches!(cx.state.service.sample, SamplePhase::Running(_)) {
        return;
    }
    ui.add_space(space::MEDIUM);
    cx.button(Weight::Quiet, TextId::ForgetEverything)
        .icon(ICON_DELETE)
        .sends(ui, cx, WindowIntent::Open(Overlay::ForgetEverything));
}

fn search(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let mut text = cx.state.recents.search.clone();
    let width = ui.available_width();
    if search_field_ui(ui, cx, TextId::RecentsSearch, width, &mut text).changed() {
        cx.send(RecentsIntent::Search(text));
    }
}

fn is_found(cx: &ViewCx<'_>, recent: &Recent, wanted: &str) -> bool {
    let name = cx.l10n.recent_name(recent).to_lowercase();
    name.contains(wanted) || recent.id.to_string().contains(wanted)
}
