//! Every field of the answer, in groups.

use egui::{Align, Layout, Rect, Sense, Ui, Vec2};

use crate::bidi::{self, Wrap};
use crate::domain::BatchId;
use crate::domain::template::{Template, places};
use crate::l10n::{Field, PEOPLE, TextId, Value};
use crate::state::DisplayedBatch;
use crate::theme::{TextColor, TextStyle, space};
use crate::view::ViewCx;
use crate::view::widgets;

/// Text longer than this is cut until the person wants all of it, in characters.
const LONG: usize = 240;

pub fn fields_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    widgets::card(ui, cx.theme, |ui| {
        widgets::heading(ui, cx, TextId::AllFields);
        for group in cx.l10n.field_groups(&shown.answer.batch, cx.now.timestamp) {
            group_ui(ui, cx, &group.title, &group.fields);
        }
        let Some(template) = &shown.answer.batch.template else {
            return;
        };
        people_ui(ui, cx, shown.asked, template);
    });
}

fn people_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, asked: BatchId, template: &Template) {
    let id = egui::Id::unique("people").with(asked);
    let wanted = ui.data(|data| data.get_temp(id)).unwrap_or(PEOPLE);
    let all = places(template);
    let mut people = cx.l10n.signatory_groups(&all);
    for group in people.by_ref().take(wanted) {
        group_ui(ui, cx, &group.title, &group.fields);
    }
    if people.next().is_some() {
        ui.add_space(space::SMALL);
        let more = cx.button(widgets::Weight::Secondary, TextId::ShowMorePeople);
        if widgets::steady(ui, "more", |ui| more.show(ui, cx)).clicked() {
            ui.data_mut(|data| data.insert_temp(id, wanted + PEOPLE));
        }
    }
}

fn group_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, title: &str, fields: &[Field]) {
    ui.add_space(space::MEDIUM);
    widgets::steady(ui, title, |ui| {
        widgets::heading_at(ui, cx, TextStyle::Strong, 3, title);
        for field in fields {
            widgets::steady(ui, field.key, |ui| field_ui(ui, cx, field));
        }
    });
}

pub fn field_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, field: &Field) {
    let label = |ui: &mut Ui, cx: &ViewCx<'_>| cx.muted(ui, &field.label).on_hover_text(field.key);
    let id = ui.scope_id().with(field.key);
    let value = |ui: &mut Ui, cx: &mut ViewCx<'_>| {
        widgets::part(ui, id, |ui| value_ui(ui, cx, field));
    };
    if ui.available_width() <= space::FIELD_BESIDE {
        label(ui, cx);
        return value(ui, cx);
    }
    ui.horizontal_top(|ui| {
        let size = Vec2::new(space::FIELD_LABEL, space::FIELD_LINE);
        ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
            ui.set_width(space::FIELD_LABEL);
            label(ui, cx);
        });
        ui.vertical(|ui| value(ui, cx));
    });
}

fn value_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, field: &Field) {
    match &field.value {
        Value::Missing => {
            cx.muted(ui, TextId::ValueMissing);
        }
        Value::Text(text) => text_ui(ui, cx, text),
        Value::Time(time) => {
            cx.body(ui, &time.shown).on_hover_text(&time.exact);
        }
        Value::Code(code) => code_ui(ui, cx, &field.label, code),
    }
}

/// A value to copy, on the line of its label. The button stands out of the row, which is no
/// higher than others.
fn code_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, label: &str, code: &str) {
    let lower = widgets::baseline(ui, TextStyle::Body) - widgets::baseline(ui, TextStyle::Code);
    let height = widgets::row_height(ui, TextStyle::Body);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = height;
        let room = ui.available_width() - space::SQUARE - space::SMALL;
        ui.vertical(|ui| {
            ui.set_max_width(room);
            ui.add_space(lower.max(0.0));
            widgets::line(ui, cx, TextStyle::Code, TextColor::Text, code);
        });
        let (place, _) = ui.allocate_exact_size(Vec2::new(space::SQUARE, height), Sense::hover());
        let place = Rect::from_center_size(place.center(), Vec2::splat(space::SQUARE));
        widgets::inside(ui, place, Layout::left_to_right(Align::Center), |ui| {
            widgets::copy_button(ui, cx, label, code);
        });
    });
}

/// A text, with a way to read all of a very long one.
fn text_ui(ui: &mut Ui, cx: &ViewCx<'_>, text: &str) {
    if text.chars().count() <= LONG {
        cx.body(ui, text);
        return;
    }
    let id = ui.unique_id().with("all of it");
    let wrap = if widgets::is_open(ui, id) {
        Wrap::Lines
    } else {
        Wrap::AtMost(3)
    };
    let style = cx.theme.label_style(TextStyle::Body, TextColor::Text, wrap);
    bidi::label(ui, text, &style);
    widgets::open_button(ui, cx, id, TextId::ShowAll);
}
