//! The top of the window: the batch ID, the button, the menu.

use egui::text::{CCursor, CCursorRange};
use egui::{Atom, Id, IdSalt, Layout, Pos2, Rect, ScrollArea, TextEdit, Ui, Vec2};
use egui_material_icons::icons::{
    ICON_ARROW_BACK, ICON_CLOSE, ICON_LEFT_PANEL_CLOSE, ICON_LEFT_PANEL_OPEN, ICON_SEARCH,
};

use super::widgets::controls::{self, field_problem_ui};
use super::widgets::{self, Weight, split_row};
use super::{ViewCx, menu, recents};
use crate::domain::BatchId;
use crate::domain::batch_id::{Around, BatchIdProblem};
use crate::l10n::TextId;
use crate::state::{Focus, IdFieldIntent, LookupIntent, Overlay, Setting, Switch, WindowIntent};
use crate::theme::{TextColor, TextStyle, space};

pub fn top_bar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.horizontal(|ui| {
        // Nothing where the list of all is on screen.
        if !cx.state.shows_list() {
            cx.offer_icon(ui, ICON_ARROW_BACK, TextId::BrowseBack, LookupIntent::Back);
        }
        if ui.available_width() >= space::NAME_BESIDE {
            recents_button(ui, cx);
            widgets::line(ui, cx, TextStyle::Strong, TextColor::Text, TextId::AppName);
            ui.add_space(space::LARGE);
        }
        if ui.available_width() >= space::ASKING_AND_MENU {
            split_row::one_row(ui, cx, asking, menu::menu_ui);
        } else {
            split_row::wrapping(ui, cx, field, |ui, cx| {
                check(ui, cx);
                menu::menu_ui(ui, cx);
            });
        }
    });
    id_problem_ui(ui, cx);
}

/// Opens the recent batches, or folds them away; nothing where there are none.
fn recents_button(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let state = cx.state;
    if state.recents.list.is_empty() {
        return;
    }
    let room = recents::has_room(ui) && !cx.is_sample();
    let set = |list| WindowIntent::Set(Setting::SideList(list));
    let open = WindowIntent::Open(Overlay::Recents);
    let (icon, label, intent) = match (room, state.window.settings.side_list) {
        (true, Switch::On) => (ICON_LEFT_PANEL_CLOSE, TextId::RecentsFold, set(Switch::Off)),
        (true, Switch::Off) => (ICON_LEFT_PANEL_OPEN, TextId::RecentsOpen, set(Switch::On)),
        (false, _) => (ICON_LEFT_PANEL_OPEN, TextId::RecentsOpen, open),
    };
    cx.offer_icon(ui, icon, label, intent);
}

/// The field and its button, no further from each other than an ID needs.
fn asking(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.set_max_width(space::ASKING);
    split_row::one_row(ui, cx, field, check);
}

fn check(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let check = cx.button(Weight::Primary, TextId::CheckBatch);
    let check = check.icon(ICON_SEARCH);
    widgets::part(ui, Id::unique("check"), |ui| {
        check.sends(ui, cx, IdFieldIntent::Check);
    });
}

fn field_id() -> Id {
    Id::unique("batch id field")
}

/// Leads to the field before it is drawn, so that what is typed in this very frame is in it.
pub fn lead_to_field(ui: &Ui, cx: &ViewCx<'_>) {
    ui.memory_mut(|memory| memory.request_focus(field_id()));
    select_all(ui, field_id(), cx.state.id_field.text.chars().count());
}

fn field(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let label = cx.muted_line(ui, TextId::BatchId);
    let id = field_id();
    let mut text = cx.state.id_field.text.clone();
    let hint = cx.l10n.text(TextId::BatchIdHint);
    let mut edit = controls::field(&mut text, TextStyle::Code, hint).id(id);
    let end = IdSalt::new("end");
    if !cx.state.id_field.text.is_empty() {
        edit = edit.suffix(Atom::custom(end, space::FIELD_END));
    }
    let output = edit.show(ui);
    let end = output.response.rect(end);
    let response = output.response.response.labelled_by(label.id);
    if response.changed() {
        cx.send(IdFieldIntent::Edit(text.clone()));
    }
    if controls::attend(ui, cx, &response, Focus::BatchId) {
        // It stays here until the answer comes.
        response.request_focus();
        cx.send(IdFieldIntent::Check);
    }
    if cx.focus == Some(Focus::BatchId) {
        select_all(ui, id, text.chars().count());
    }
    if let Some(end) = end {
        let middle = Pos2::new(end.center().x, response.rect.center().y);
        clear(ui, cx, middle);
    }
}

/// The button at the end of the field, which is higher than a line of text.
fn clear(ui: &mut Ui, cx: &mut ViewCx<'_>, middle: Pos2) {
    let place = Rect::from_center_size(middle, Vec2::splat(space::SQUARE));
    widgets::inside(ui, place, Layout::default(), |ui| {
        let clear = |ui: &mut Ui| widgets::icon_button(ui, cx, ICON_CLOSE, TextId::ClearId);
        if widgets::part(ui, Id::unique("clear"), clear).clicked() {
            cx.send(IdFieldIntent::Edit(String::new()));
            cx.send(IdFieldIntent::Focus);
        }
    });
}

fn select_all(ui: &Ui, id: Id, end: usize) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(end));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
}

/// The problem of the text in the field, under it, and the IDs it may mean.
fn id_problem_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(problem) = &cx.state.id_field.problem else {
        return;
    };
    ui.add_space(space::TINY);
    field_problem_ui(ui, cx, &cx.l10n.id_problem(problem));
    match problem {
        BatchIdProblem::MoreThanOne(candidates) => {
            ScrollArea::vertical()
                .max_height(space::CHOICES)
                .min_scrolled_height(space::CHOICES)
                .show(ui, |ui| {
                    for candidate in candidates {
                        choice(ui, cx, candidate.id, &candidate.around);
                    }
                });
        }
        BatchIdProblem::LooksLike(found) => choice(ui, cx, found.id, &Around::default()),
        _ => {
            cx.note(ui, TextId::FieldIdExample);
        }
    }
}

/// An ID to check, and the words around it in the text.
fn choice(ui: &mut Ui, cx: &mut ViewCx<'_>, id: BatchId, around: &Around) {
    ui.horizontal_wrapped(|ui| {
        let text = cx.l10n.choose_id(id.to_string());
        let check = cx.button(Weight::Secondary, &text);
        check.sends(ui, cx, LookupIntent::Check(id));
        if let Some(words) = cx.l10n.around(around) {
            cx.note_line(ui, &words);
        }
    });
}
