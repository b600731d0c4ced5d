//! Every field of the answer, in groups.

use egui::{Align, Layout, Ui, Vec2};

use super::{Pane, cards, kit};
use crate::copy::{Field, Label, Value};
use crate::domain::BatchId;
use crate::domain::places::places;
use crate::domain::template::Template;
use crate::script::{self, Wrap};
use crate::state::Shown;
use crate::theme::{Ink, Type, space};

/// Text longer than this is cut until the person wants all of it, in characters.
const LONG: usize = 240;

/// As many signatories are shown field by field at first, and as many more each
/// time the person asks: thousands at once would hold up the window.
const PEOPLE: usize = 8;

pub fn fields_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &Shown) {
    cards::card(ui, pane.theme, |ui| {
        kit::heading(ui, pane.theme, pane.words.say(Label::AllFields));
        for group in pane.words.field_groups(&shown.answer.batch, pane.now.wall) {
            group_ui(ui, pane, (&group.title, &group.fields));
        }
        let Some(template) = &shown.answer.batch.template else {
            return;
        };
        people_ui(ui, pane, (shown.asked, template));
    });
}

fn people_ui(ui: &mut Ui, pane: &mut Pane<'_>, (asked, template): (BatchId, &Template)) {
    let id = egui::Id::unique("people").with(asked);
    let wanted = ui.data(|data| data.get_temp(id)).unwrap_or(PEOPLE);
    let all = places(template);
    let mut people = all.iter().filter_map(|place| place.person);
    for (at, person) in people.by_ref().take(wanted).enumerate() {
        let fields = pane.words.signatory_fields(person);
        group_ui(ui, pane, (&pane.words.signatory_group(at + 1), &fields));
    }
    if people.next().is_some() {
        ui.add_space(space::SMALL);
        let more = kit::Press::new(
            kit::Weight::Secondary,
            pane.words.say(Label::ShowMorePeople),
        );
        if more.show(ui, pane.theme).clicked() {
            ui.data_mut(|data| data.insert_temp(id, wanted + PEOPLE));
        }
    }
}

fn group_ui(ui: &mut Ui, pane: &mut Pane<'_>, (title, fields): (&str, &[Field])) {
    ui.add_space(space::MEDIUM);
    let look = pane.theme.look(Type::Strong, Ink::Text, Wrap::Lines);
    script::heading(ui, title, &look, 3);
    for field in fields {
        field_ui(ui, pane, field);
    }
}

fn field_ui(ui: &mut Ui, pane: &mut Pane<'_>, field: &Field) {
    let wide = ui.available_width() > space::FIELD_BESIDE;
    let add = |ui: &mut Ui, pane: &mut Pane<'_>| {
        let label = kit::text(ui, pane.theme, (Type::Body, Ink::Soft), &field.label);
        label.on_hover_text(field.key);
    };
    if wide {
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(
                Vec2::new(space::FIELD_LABEL, space::FIELD_LINE),
                Layout::top_down(Align::Min),
                |ui| {
                    ui.set_width(space::FIELD_LABEL);
                    add(ui, pane);
                },
            );
            ui.vertical(|ui| value_ui(ui, pane, field));
        });
    } else {
        add(ui, pane);
        value_ui(ui, pane, field);
    }
}

fn value_ui(ui: &mut Ui, pane: &mut Pane<'_>, field: &Field) {
    match &field.value {
        Value::Missing => {
            let missing = pane.words.say(Label::ValueMissing);
            kit::text(ui, pane.theme, (Type::Body, Ink::Soft), missing);
        }
        Value::Text(text) => text_ui(ui, pane, text),
        Value::Time(time) => {
            kit::text(ui, pane.theme, (Type::Body, Ink::Text), &time.shown)
                .on_hover_text(&time.exact);
        }
        Value::Code(code) => {
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = space::LINE;
                let room = ui.available_width() - space::SQUARE - space::SMALL;
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    kit::line(ui, pane.theme, (Type::Code, Ink::Text), code);
                });
                kit::copy_button(ui, pane, &field.label, code);
            });
        }
    }
}

/// A text, with a way to read all of a very long one.
fn text_ui(ui: &mut Ui, pane: &Pane<'_>, text: &str) {
    let look = (Type::Body, Ink::Text);
    if text.chars().count() <= LONG {
        kit::text(ui, pane.theme, look, text);
        return;
    }
    let id = ui.unique_id().with("all of it");
    let all = ui.data(|data| data.get_temp(id).unwrap_or(false));
    if all {
        kit::text(ui, pane.theme, look, text);
    } else {
        script::label(ui, text, &pane.theme.look(look.0, look.1, Wrap::AtMost(3)));
    }
    let label = if all { Label::ShowLess } else { Label::ShowAll };
    let more = kit::Press::new(kit::Weight::Quiet, pane.words.say(label));
    if more.show(ui, pane.theme).clicked() {
        ui.data_mut(|data| data.insert_temp(id, !all));
    }
}
