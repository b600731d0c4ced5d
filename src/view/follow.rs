//! Following a batch: the switch, the next look, what changed.

use egui::{Role, Ui, WidgetInfo};
use egui_material_icons::icons::{
    ICON_CHECK_BOX, ICON_CHECK_BOX_OUTLINE_BLANK, ICON_HISTORY, ICON_SYNC_PROBLEM,
};

use super::Pane;
use super::kit::{self, Press, Weight};
use crate::copy::Label;
use crate::domain::verdict::Tone;
use crate::state::{
    Follow, FollowPhase, Following, Pause, Setting, Shown, Switch, WindowIntent, follow,
};
use crate::theme::{Ink, Type, icon_size, space};

/// Changes that are listed; the sum holds all of them.
const LISTED: usize = 8;

/// The switch with what it does, under the answer. Nothing where the batch is
/// finished.
pub fn follow_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &Shown) {
    if let Follow::On(following) = &shown.follow {
        ui.horizontal(|ui| {
            let on = pane.state.follows();
            let label = pane.words.say(Label::Follow);
            if switch(ui, pane, (label, on)) {
                pane.send(WindowIntent::Set(Setting::Follow(on.flipped())));
            }
            if let Some(said) = next(pane, following) {
                kit::line(ui, pane.theme, (Type::Small, Ink::Soft), &said);
            }
        });
        missed(ui, pane, following);
    }
    changes(ui, pane, shown);
}

/// A switch that says what it switches. Whether it was pressed.
pub fn switch(ui: &mut Ui, pane: &Pane<'_>, (label, on): (&str, Switch)) -> bool {
    let icon = match on {
        Switch::On => ICON_CHECK_BOX,
        Switch::Off => ICON_CHECK_BOX_OUTLINE_BLANK,
    };
    let press = Press::new(Weight::Quiet, label).icon(icon);
    // In line with the text above and below it.
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding.x = space::TIGHT;
            press.show(ui, pane.theme)
        })
        .inner;
    let is_on = on == Switch::On;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, label));
    response.clicked()
}

fn next(pane: &Pane<'_>, following: &Following) -> Option<String> {
    let now = pane.now;
    match (follow::pause(pane.state, now.since_start), following.phase) {
        (_, FollowPhase::Looking(_)) => Some(pane.words.say(Label::FollowLooking).to_owned()),
        (Some(Pause::SwitchedOff | Pause::Otherwise), _) => None,
        (Some(Pause::Hidden), _) => Some(pane.words.say(Label::FollowHidden).to_owned()),
        (None, FollowPhase::Resting(until)) => {
            let left = until.saturating_sub(now.since_start);
            let at = now.wall.checked_add(left).ok()?;
            Some(pane.words.next_look(at))
        }
    }
}

/// A look that brought nothing does not blank what is shown.
fn missed(ui: &mut Ui, pane: &Pane<'_>, following: &Following) {
    let Some(problem) = &following.trouble else {
        return;
    };
    ui.horizontal(|ui| {
        let ink = pane.theme.notice(Tone::Attention).ink;
        kit::icon(ui, ICON_SYNC_PROBLEM, (icon_size::NOTE, ink));
        let said = pane.words.look_missed(problem);
        let look = (Type::Small, Ink::Tone(Tone::Attention));
        let response = kit::text(ui, pane.theme, look, &said);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    });
}

/// What changed since the batch was first shown: the sum, and each change on
/// request.
fn changes(ui: &mut Ui, pane: &Pane<'_>, shown: &Shown) {
    let Some(all) = shown.history.altogether() else {
        return;
    };
    ui.horizontal(|ui| {
        kit::icon(ui, ICON_HISTORY, (icon_size::NOTE, pane.theme.soft));
        let said = pane.words.changed_since(shown.history.since, &all);
        let response = kit::text(ui, pane.theme, (Type::Body, Ink::Text), &said);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    });
    let changes = &shown.history.changes;
    if changes.len() < 2 {
        return;
    }
    let id = ui.scope_id().with(("changes", shown.asked));
    let open = ui.data(|data| data.get_temp(id).unwrap_or(false));
    let label = if open {
        Label::ShowLess
    } else {
        Label::ShowChanges
    };
    let press = Press::new(Weight::Quiet, pane.words.say(label));
    if press.show(ui, pane.theme).clicked() {
        ui.data_mut(|data| data.insert_temp(id, !open));
    }
    if open {
        for change in changes.iter().rev().take(LISTED) {
            let said = pane.words.changed_at(change.at, &change.what);
            kit::text(ui, pane.theme, (Type::Small, Ink::Soft), &said);
        }
    }
}
