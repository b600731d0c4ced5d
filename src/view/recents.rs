//! The batches that were looked at: beside the page, or above it where there is
//! no room.

use egui::{ScrollArea, TextEdit, Ui};
use egui_material_icons::icons::ICON_DELETE;

use super::kit::{self, Press, Weight};
use super::{Pane, cards, focus, recent_row};
use crate::copy::Label;
use crate::domain::recent::Recent;
use crate::domain::verdict::Tone;
use crate::state::{AppState, Overlay, RecentsIntent, Screen, Switch, WindowIntent};
use crate::theme::{Ink, Type, space};

/// Fewer batches are found at a glance.
const WORTH_SEARCHING: usize = 6;

/// Whether there is a list to show beside the page.
pub fn is_beside(state: &AppState) -> bool {
    state.screen() == Screen::Batch
        && state.window.settings.side_list == Switch::On
        && !state.recents.list.is_empty()
}

/// The list.
pub fn recents_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let state = pane.state;
    kit::heading(ui, pane.theme, pane.words.say(Label::RecentsTitle));
    if state.recents.list.is_empty() {
        let none = pane.words.say(Label::RecentsNone);
        kit::text(ui, pane.theme, (Type::Body, Ink::Soft), none);
        return;
    }
    if state.recents.list.len() >= WORTH_SEARCHING {
        search(ui, pane);
    }
    let wanted = state.recents.search.to_lowercase();
    let found: Vec<&Recent> = state
        .recents
        .list
        .iter()
        .filter(|recent| is_found(pane, recent, &wanted))
        .collect();
    if found.is_empty() {
        let none = pane.words.say(Label::RecentsNoMatch);
        kit::text(ui, pane.theme, (Type::Body, Ink::Soft), none);
    }
    ScrollArea::vertical()
        .id_salt("recent batches")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::TIGHT;
            focus::follow(ui, |ui| {
                for recent in found {
                    recent_row::row_ui(ui, pane, recent);
                }
                ui.add_space(space::MEDIUM);
                let label = pane.words.say(Label::ForgetEverything);
                let forget = Press::new(Weight::Quiet, label).icon(ICON_DELETE);
                if forget.show(ui, pane.theme).clicked() {
                    pane.send(WindowIntent::Open(Overlay::ForgetEverything));
                }
            });
        });
}

fn search(ui: &mut Ui, pane: &mut Pane<'_>) {
    let mut text = pane.state.recents.search.clone();
    let hint = pane.words.say(Label::RecentsSearch);
    let edit = TextEdit::singleline(&mut text)
        .hint_text(hint)
        .margin(space::SEARCH_MARGIN)
        .desired_width(ui.available_width());
    let response = ui.add(edit).accessible_name(hint);
    focus::ring(ui, pane.theme, &response);
    if response.changed() {
        pane.send(RecentsIntent::Search(text));
    }
}

fn is_found(pane: &Pane<'_>, recent: &Recent, wanted: &str) -> bool {
    let name = pane.words.recent_name(recent).to_lowercase();
    name.contains(wanted) || recent.id.to_string().contains(wanted)
}

/// What there is to say about remembering, above the page.
pub fn troubles_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let recents = &pane.state.recents;
    let said: Vec<String> = recents
        .troubles
        .iter()
        .map(|trouble| pane.words.trouble(trouble))
        .chain(
            recents
                .cleared
                .as_ref()
                .map(|gone| pane.words.cleared(gone)),
        )
        .collect();
    if said.is_empty() {
        return;
    }
    let icon = cards::tone_icon(Tone::Neutral);
    cards::notice(ui, pane.theme, (Tone::Neutral, icon), |ui| {
        for said in said {
            let response = kit::text(ui, pane.theme, (Type::Body, Ink::Text), &said);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_live(egui::accesskit::Live::Polite);
            });
        }
        let read = Press::new(Weight::Secondary, pane.words.say(Label::Understood));
        if read.show(ui, pane.theme).clicked() {
            pane.send(RecentsIntent::CloseTroubles);
        }
    });
    ui.add_space(space::LARGE);
}
