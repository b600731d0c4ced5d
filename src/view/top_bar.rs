//! The top of the window: the batch ID, the button, the menu.

use egui::{Atom, Id, IdSalt, Key, Layout, Pos2, Rect, TextEdit, Ui, Vec2};
use egui_material_icons::icons::{
    ICON_ARROW_BACK, ICON_CLOSE, ICON_LEFT_PANEL_CLOSE, ICON_LEFT_PANEL_OPEN, ICON_SEARCH,
};

use super::widgets::{self, Weight, focus, split_row};
use super::{ViewCx, id_problem, menu};
use crate::l10n::TextId;
use crate::state::{
    Focus, IdFieldIntent, Intent, LookupIntent, Overlay, SamplePhase, Setting, Switch, WindowIntent,
};
use crate::theme::{TextColor, TextStyle, font, space};

pub fn top_bar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.horizontal(|ui| {
        back_button(ui, cx);
        if ui.available_width() >= space::NAME_BESIDE {
            recents_button(ui, cx);
            widgets::line(ui, cx, TextStyle::Strong, TextColor::Text, TextId::AppName);
            ui.add_space(space::LARGE);
        }
        if ui.available_width() >= space::ASKING_AND_MENU {
            split_row::one_row(ui, cx, asking, menu::menu_ui);
        } else {
            split_row::wrapping(ui, cx, leading, trailing);
        }
    });
    id_problem::id_problem_ui(ui, cx);
}

/// Back from a batch to the list of all; nothing where that is on screen.
fn back_button(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if !cx.state.shows_list()
        && widgets::icon_button(ui, cx, ICON_ARROW_BACK, TextId::BrowseBack).clicked()
    {
        cx.send(LookupIntent::Back);
    }
}

/// Opens the recent batches, or folds them away; nothing where there are none.
fn recents_button(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let state = cx.state;
    if state.recents.list.is_empty() {
        return;
    }
    let is_sample = matches!(state.service.sample, SamplePhase::Running(_));
    let room = ui.available_width() >= space::TWO_COLUMNS + space::SIDE && !is_sample;
    let (icon, label, intent) = match (room, state.window.settings.side_list) {
        (true, Switch::On) => {
            let fold = Intent::Window(WindowIntent::Set(Setting::SideList(Switch::Off)));
            (ICON_LEFT_PANEL_CLOSE, TextId::RecentsFold, fold)
        }
        (true, Switch::Off) => {
            let unfold = Intent::Window(WindowIntent::Set(Setting::SideList(Switch::On)));
            (ICON_LEFT_PANEL_OPEN, TextId::RecentsOpen, unfold)
        }
        (false, _) => {
            let open = Intent::Window(WindowIntent::Open(Overlay::Recents));
            (ICON_LEFT_PANEL_OPEN, TextId::RecentsOpen, open)
        }
    };
    if widgets::icon_button(ui, cx, icon, label).clicked() {
        cx.send(intent);
    }
}

/// The field and its button, no further from each other than an ID needs.
fn asking(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.set_max_width(space::ASKING);
    split_row::one_row(ui, cx, leading, check);
}

fn leading(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let label = cx.muted_line(ui, TextId::BatchId);
    field(ui, cx, label.id);
}

fn trailing(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    check(ui, cx);
    menu::menu_ui(ui, cx);
}

fn check(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let check = cx
        .button(Weight::Primary, TextId::CheckBatch)
        .icon(ICON_SEARCH)
        .show(ui, cx);
    if check.clicked() {
        cx.send(IdFieldIntent::Check);
    }
}

fn field_id() -> Id {
    Id::unique("batch id field")
}

/// Leads to the field before it is drawn, so that what is typed in this very frame is in it.
pub fn lead_to_field(ui: &Ui, cx: &ViewCx<'_>) {
    ui.memory_mut(|memory| memory.request_focus(field_id()));
    select_all(ui, field_id(), cx.state.id_field.text.chars().count());
}

fn field(ui: &mut Ui, cx: &mut ViewCx<'_>, label: Id) {
    let id = field_id();
    let mut text = cx.state.id_field.text.clone();
    let width = ui.available_width();
    let mut edit = TextEdit::singleline(&mut text)
        .id(id)
        .font(font(TextStyle::Code))
        .hint_text(cx.l10n.text(TextId::BatchIdHint))
        .margin(space::FIELD_MARGIN)
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(width);
    let end = IdSalt::new("end");
    if !cx.state.id_field.text.is_empty() {
        edit = edit.suffix(Atom::custom(end, space::FIELD_END));
    }
    let output = edit.show(ui);
    let end = output.response.rect(end);
    let response = output.response.response.labelled_by(label);
    if response.changed() {
        cx.send(IdFieldIntent::Edit(text.clone()));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        // It stays here until the answer comes.
        response.request_focus();
        cx.send(IdFieldIntent::Check);
    }
    if cx.focus == Some(Focus::BatchId) {
        response.request_focus();
        select_all(ui, id, text.chars().count());
    }
    focus::ring(ui, cx.theme, &response);
    if let Some(end) = end {
        let middle = Pos2::new(end.center().x, response.rect.center().y);
        clear(ui, cx, middle);
    }
}

/// The button at the end of the field, which is higher than a line of text.
fn clear(ui: &mut Ui, cx: &mut ViewCx<'_>, middle: Pos2) {
    let place = Rect::from_center_size(middle, Vec2::splat(space::SQUARE));
    widgets::inside(ui, place, Layout::default(), |ui| {
        if widgets::icon_button(ui, cx, ICON_CLOSE, TextId::ClearId).clicked() {
            cx.send(IdFieldIntent::Edit(String::new()));
            cx.send(IdFieldIntent::Focus);
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
