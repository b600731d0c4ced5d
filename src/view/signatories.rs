//! Who is set to sign: the template's places in order, empty ones named.

use egui::{Role, ScrollArea, Sense, TextEdit, Ui, UiBuilder, Vec2};
use egui_material_icons::icons::{ICON_BOLT, ICON_MAIL, ICON_PERSON, ICON_PERSON_OFF};

use super::kit;
use super::{Pane, cards, ends, focus};
use crate::copy::Label;
use crate::domain::places::{Place, places};
use crate::domain::signatory::Signatory;
use crate::domain::template::Template;
use crate::domain::text::ServerText;
use crate::domain::verdict::Tone;
use crate::state::{Intent, Shown};
use crate::theme::{Ink, Type, space};

/// More places than this can be filtered.
const MANY: usize = 6;

pub fn signatories_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &Shown) {
    cards::card(ui, pane.theme, |ui| {
        let title = pane.words.say(Label::SignatoriesTitle);
        kit::heading(ui, pane.theme, title);
        match &shown.answer.batch.template {
            Some(template) => template_ui(ui, pane, template),
            None => note(ui, pane, Label::SignatoriesUnknown),
        }
    });
}

fn note(ui: &mut Ui, pane: &Pane<'_>, label: Label) {
    kit::text(
        ui,
        pane.theme,
        (Type::Body, Ink::Soft),
        pane.words.say(label),
    );
}

fn template_ui(ui: &mut Ui, pane: &mut Pane<'_>, template: &Template) {
    let places = places(template);
    if places.is_empty() {
        let why = pane.words.why_no_places(Some(template));
        note(ui, pane, why);
        return;
    }
    let about = pane.words.say(Label::SignatoriesNote);
    kit::text(ui, pane.theme, (Type::Small, Ink::Soft), about);
    let filter = pane.state.lookup.filter.trim().to_lowercase();
    let shown: Vec<&Place<'_>> = places
        .iter()
        .filter(|place| filter.is_empty() || matches(pane, place, &filter))
        .collect();
    if places.len() > MANY {
        filter_ui(ui, pane, (shown.len(), places.len()));
    }
    if shown.is_empty() {
        let nobody = pane.words.nobody_matches(&pane.state.lookup.filter);
        kit::text(ui, pane.theme, (Type::Body, Ink::Soft), &nobody);
    }
    rows(ui, pane, &shown);
}

fn matches(pane: &Pane<'_>, place: &Place<'_>, filter: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(filter);
    place.field.is_some_and(|field| has(field.as_str()))
        || place.person.is_some_and(|person| {
            has(&pane.words.person(person))
                || person.role().is_some_and(has)
                || person.email().is_some_and(has)
        })
}

fn filter_ui(ui: &mut Ui, pane: &mut Pane<'_>, (shown, all): (usize, usize)) {
    ui.horizontal(|ui| {
        let mut text = pane.state.lookup.filter.clone();
        let name = pane.words.say(Label::FilterSignatories);
        let count = pane.words.places(shown, all);
        let far = |ui: &mut Ui, pane: &mut Pane<'_>| {
            kit::line(ui, pane.theme, (Type::Small, Ink::Soft), &count);
        };
        let near = |ui: &mut Ui, pane: &mut Pane<'_>| {
            let edit = TextEdit::singleline(&mut text)
                .hint_text(name)
                .margin(Vec2::new(10.0, 7.0))
                .desired_width(ui.available_width());
            let response = ui.add(edit).accessible_name(name);
            focus::ring(ui, pane.theme, &response);
            if response.changed() {
                pane.wish(Intent::FilterSignatories(text.clone()));
            }
        };
        ends::on_one_row_or_two(ui, pane, near, far);
    });
}

/// Only the rows in sight are laid out, so that thousands scroll as fast as ten.
fn rows(ui: &mut Ui, pane: &mut Pane<'_>, places: &[&Place<'_>]) {
    let name = pane.words.say(Label::SignatoriesTitle).to_owned();
    kit::with_role(ui, Role::List, |ui| {
        ui.ctx()
            .accesskit_node_builder(ui.unique_id(), |node| node.set_label(name));
        ui.spacing_mut().item_spacing.y = 0.0;
        #[expect(clippy::cast_precision_loss, reason = "more rows than that do not fit")]
        let height = (places.len() as f32 * space::ROW).min(space::LIST);
        ScrollArea::vertical()
            .id_salt("places")
            .min_scrolled_height(height)
            .max_height(height)
            .auto_shrink([false, true])
            .show_rows(ui, space::ROW, places.len(), |ui, range| {
                for at in range {
                    if let Some(place) = places.get(at) {
                        row(ui, pane, (at, place));
                    }
                }
            });
    });
}

fn row(ui: &mut Ui, pane: &mut Pane<'_>, (at, place): (usize, &Place<'_>)) {
    let size = Vec2::new(ui.available_width(), space::ROW);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let line = egui::Stroke::new(1.0, pane.theme.divider);
    ui.painter().hline(rect.x_range(), rect.top(), line);
    let inner = rect.shrink2(Vec2::new(0.0, 5.0));
    // A child that takes no room of its own: the row has its height already.
    // Its name is its place in the list: egui's own names count what is drawn,
    // and a row that scrolls would lose the focus.
    let name = ui.scope_id().with(at);
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).scope_id(name));
    let id = child.unique_id();
    child
        .ctx()
        .accesskit_node_builder(id, |node| node.set_role(Role::ListItem));
    child.spacing_mut().item_spacing = Vec2::new(space::SMALL, 1.0);
    child.spacing_mut().interact_size.y = inner.height();
    let far = |ui: &mut Ui, pane: &mut Pane<'_>| {
        if let Some(person) = place.person {
            contact(ui, pane, person);
        }
    };
    let near = |ui: &mut Ui, pane: &mut Pane<'_>| {
        number(ui, pane, place);
        ui.vertical(|ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            match place.person {
                Some(person) => person_ui(ui, pane, (person, place)),
                None => empty_ui(ui, pane, place.field),
            }
        });
    };
    ends::on_one_row(&mut child, pane, near, far);
}

/// The number of the place in a circle.
fn number(ui: &mut Ui, pane: &Pane<'_>, place: &Place<'_>) {
    let name = pane.words.place(place.number);
    let theme = pane.theme;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(30.0), Sense::hover());
    let tone = if place.person.is_some() {
        Tone::Neutral
    } else {
        Tone::Attention
    };
    let notice = theme.notice(tone);
    ui.painter().circle(
        rect.center(),
        14.0,
        notice.fill,
        egui::Stroke::new(1.0, notice.line),
    );
    let at = rect.center();
    let middle = egui::Align2::CENTER_CENTER;
    match place.number {
        Some(number) if (0..1_000).contains(&number) => {
            let font = crate::theme::font(Type::Small);
            ui.painter().text(at, middle, number, font, notice.ink);
        }
        _ => {
            let icon = if place.person.is_some() {
                ICON_PERSON
            } else {
                ICON_PERSON_OFF
            };
            let font = egui::FontId::new(16.0, icon.font_family());
            ui.painter()
                .text(at, middle, icon.codepoint, font, notice.ink);
        }
    }
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &name));
    response.on_hover_text(name);
}

fn person_ui(ui: &mut Ui, pane: &Pane<'_>, (person, place): (&Signatory, &Place<'_>)) {
    let theme = pane.theme;
    ui.add_space(3.0);
    kit::line(
        ui,
        theme,
        (Type::Strong, Ink::Text),
        &pane.words.person(person),
    );
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        let stray = place
            .field
            .is_none()
            .then(|| pane.words.say(Label::NotOnDesign));
        for text in [person.role(), stray].into_iter().flatten() {
            kit::line(ui, theme, (Type::Small, Ink::Soft), text);
        }
        if person.auto_approve == Some(true) {
            ui.spacing_mut().item_spacing.x = 2.0;
            kit::icon(ui, ICON_BOLT, (14.0, theme.soft));
            let says = pane.words.say(Label::ApprovesAutomatically);
            let why = pane.words.say(Label::ApprovesAutomaticallyWhy);
            kit::line(ui, theme, (Type::Small, Ink::Soft), says).on_hover_text(why);
        }
    });
}

fn empty_ui(ui: &mut Ui, pane: &Pane<'_>, field: Option<&ServerText>) {
    let theme = pane.theme;
    ui.add_space(3.0);
    let nobody = pane.words.say(Label::NoOneSet);
    kit::line(
        ui,
        theme,
        (Type::Strong, Ink::Tone(Tone::Attention)),
        nobody,
    );
    let why = pane.words.empty_place(field.map_or("", ServerText::as_str));
    kit::line(ui, theme, (Type::Small, Ink::Soft), &why);
}

fn contact(ui: &mut Ui, pane: &mut Pane<'_>, person: &Signatory) {
    let Some(email) = person.email() else {
        return;
    };
    kit::copy_button(ui, pane, email, email);
    if let Some(address) = person.mailto() {
        let name = pane.words.write_to(email);
        if kit::icon_button(ui, pane.theme, ICON_MAIL, &name).clicked() {
            pane.wish(Intent::OpenMail(address));
        }
    }
}
