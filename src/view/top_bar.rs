//! The top of the window: the batch ID, the button, the menu.

use egui::{Atom, Id, IdSalt, Key, Layout, Pos2, Rect, TextEdit, Ui, Vec2};
use egui_material_icons::icons::{
    ICON_CLOSE, ICON_LEFT_PANEL_CLOSE, ICON_LEFT_PANEL_OPEN, ICON_SEARCH,
};

use super::kit::{self, Press, Weight};
use super::{Pane, ends, focus, id_problem, menu};
use crate::copy::Label;
use crate::state::{
    Focus, IdFieldIntent, Intent, Overlay, SamplePhase, Setting, Switch, WindowIntent,
};
use crate::theme::{Ink, Type, font, space};

pub fn top_bar_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.horizontal(|ui| {
        if ui.available_width() >= space::NAME_BESIDE {
            recents_button(ui, pane);
            let name = pane.words.say(Label::AppName);
            kit::line(ui, pane.theme, (Type::Strong, Ink::Text), name);
            ui.add_space(space::LARGE);
        }
        if ui.available_width() >= space::ASKING_AND_MENU {
            ends::on_one_row(ui, pane, asking, menu::menu_ui);
        } else {
            ends::on_one_row_or_two(ui, pane, near, far);
        }
    });
    id_problem::id_problem_ui(ui, pane);
}

/// Opens the recent batches, or folds them away; nothing where there are none.
fn recents_button(ui: &mut Ui, pane: &mut Pane<'_>) {
    let state = pane.state;
    if state.recents.list.is_empty() {
        return;
    }
    let is_sample = matches!(state.sample, SamplePhase::Running(_));
    let room = ui.available_width() >= space::TWO_COLUMNS + space::SIDE && !is_sample;
    let (icon, label, intent) = match (room, state.window.settings.side_list) {
        (true, Switch::On) => {
            let fold = Intent::Window(WindowIntent::Set(Setting::SideList(Switch::Off)));
            (ICON_LEFT_PANEL_CLOSE, Label::RecentsFold, fold)
        }
        (true, Switch::Off) => {
            let unfold = Intent::Window(WindowIntent::Set(Setting::SideList(Switch::On)));
            (ICON_LEFT_PANEL_OPEN, Label::RecentsOpen, unfold)
        }
        (false, _) => {
            let open = Intent::Window(WindowIntent::Open(Overlay::Recents));
            (ICON_LEFT_PANEL_OPEN, Label::RecentsOpen, open)
        }
    };
    if kit::icon_button(ui, pane.theme, icon, pane.words.say(label)).clicked() {
        pane.send(intent);
    }
}

/// The field and its button, no further from each other than an ID needs.
fn asking(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.set_max_width(space::ASKING);
    ends::on_one_row(ui, pane, near, check);
}

fn near(ui: &mut Ui, pane: &mut Pane<'_>) {
    let label = pane.words.say(Label::BatchId);
    let label = kit::line(ui, pane.theme, (Type::Body, Ink::Soft), label);
    field(ui, pane, label.id);
}

fn far(ui: &mut Ui, pane: &mut Pane<'_>) {
    check(ui, pane);
    menu::menu_ui(ui, pane);
}

fn check(ui: &mut Ui, pane: &mut Pane<'_>) {
    let check = pane.words.say(Label::CheckBatch);
    let check = Press::new(Weight::Primary, check)
        .icon(ICON_SEARCH)
        .show(ui, pane.theme);
    if check.clicked() {
        pane.send(IdFieldIntent::Check);
    }
}

fn field(ui: &mut Ui, pane: &mut Pane<'_>, label: Id) {
    let id = Id::unique("batch id field");
    let mut text = pane.state.id_field.text.clone();
    let width = ui.available_width();
    let mut edit = TextEdit::singleline(&mut text)
        .id(id)
        .font(font(Type::Code))
        .hint_text(pane.words.say(Label::BatchIdHint))
        .margin(space::FIELD_MARGIN)
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(width);
    let end = IdSalt::new("end");
    if !pane.state.id_field.text.is_empty() {
        edit = edit.suffix(Atom::custom(end, space::FIELD_END));
    }
    let output = edit.show(ui);
    let end = output.response.rect(end);
    let response = output.response.response.labelled_by(label);
    if response.changed() {
        pane.send(IdFieldIntent::Edit(text.clone()));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        pane.send(IdFieldIntent::Check);
    }
    if pane.focus == Some(Focus::BatchId) {
        response.request_focus();
        select_all(ui, id, text.chars().count());
    }
    focus::ring(ui, pane.theme, &response);
    if let Some(end) = end {
        let middle = Pos2::new(end.center().x, response.rect.center().y);
        clear(ui, pane, middle);
    }
}

/// The button at the end of the field, which is higher than a line of text.
fn clear(ui: &mut Ui, pane: &mut Pane<'_>, middle: Pos2) {
    let place = Rect::from_center_size(middle, Vec2::splat(space::SQUARE));
    let name = pane.words.say(Label::ClearId);
    kit::inside(ui, (place, Layout::default()), |ui| {
        if kit::icon_button(ui, pane.theme, ICON_CLOSE, name).clicked() {
            pane.send(IdFieldIntent::Edit(String::new()));
            pane.send(IdFieldIntent::Focus);
        }
    });
}

fn select_all(ui: &Ui, id: Id, end: usize) {
    use egui::text::{CCursor, CCursorRange};
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(end));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
}
