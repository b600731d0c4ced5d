//! The signatories: the template's places in order, empty ones named.

use egui::{Id, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo};
use egui_material_icons::icons::{ICON_BOLT, ICON_MAIL, ICON_PERSON, ICON_PERSON_OFF};

use crate::domain::signatory::Signatory;
use crate::domain::template::{Place, Template, places};
use crate::domain::text::{ServerText, sought};
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{DisplayedBatch, LookupIntent, WindowIntent};
use crate::theme::{TextColor, TextStyle, font, icon_size, space};
use crate::view::ViewCx;
use crate::view::widgets::controls::search_field_ui;
use crate::view::widgets::list::{LongList, RowKeys};
use crate::view::widgets::{self, Badge, ResponseExt as _, focus, split_row};

/// More places than this can be filtered.
const MANY: usize = 6;

pub fn signatories_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    widgets::card(ui, cx.theme, |ui| {
        widgets::heading(ui, cx, TextId::SignatoriesTitle);
        match &shown.answer.batch.template {
            Some(template) => template_ui(ui, cx, template),
            None => {
                cx.muted(ui, TextId::SignatoriesUnknown);
            }
        }
    });
}

fn template_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, template: &Template) {
    let places = places(template);
    if places.is_empty() {
        cx.muted(ui, cx.l10n.why_no_places(Some(template)));
        return;
    }
    cx.note(ui, TextId::SignatoriesNote);
    let filter = sought(cx.state.lookup.filter.trim());
    let shown: Vec<&Place<'_>> = places
        .iter()
        .filter(|place| filter.is_empty() || matches(cx, place, &filter))
        .collect();
    if places.len() > MANY {
        filter_ui(ui, cx, shown.len(), places.len());
    }
    if shown.is_empty() {
        cx.muted(ui, &cx.l10n.nobody_matches(&cx.state.lookup.filter));
        return;
    }
    rows(ui, cx, &shown);
}

fn matches(cx: &ViewCx<'_>, place: &Place<'_>, filter: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(filter);
    place.field.is_some_and(|field| has(field.as_str()))
        || place.person.is_some_and(|person| {
            has(&cx.l10n.person(person))
                || person.role().is_some_and(has)
                || person.email().is_some_and(has)
        })
}

fn filter_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: usize, all: usize) {
    ui.horizontal(|ui| {
        let count = cx.l10n.places(shown, all);
        let leading = |ui: &mut Ui, cx: &mut ViewCx<'_>| {
            let search = (TextId::FilterSignatories, f32::INFINITY);
            let text = &cx.state.lookup.filter;
            search_field_ui(ui, cx, search, text, LookupIntent::FilterSignatories);
        };
        split_row::wrapping(ui, cx, leading, |ui, cx| _ = cx.note_line(ui, &count));
    });
}

fn rows(ui: &mut Ui, cx: &mut ViewCx<'_>, places: &[&Place<'_>]) {
    let mut people = places.iter().filter_map(|place| place.person);
    let has_notes = people.any(has_note);
    let list = LongList {
        id: Id::unique(("places", &cx.state.lookup.filter)),
        rows: places.len(),
        row_height: space::ROW + if has_notes { space::ROW_LINE } else { 0.0 },
        max_height: space::LIST,
    };
    let name = cx.l10n.text(TextId::SignatoriesTitle);
    widgets::with_role(ui, Role::List, name, |ui| {
        list.show(ui, |ui, keys, at| row(ui, cx, keys, (at, places[at])));
    });
}

fn has_note(person: &Signatory) -> bool {
    person.auto_approve == Some(true)
}

/// One thing for the keyboard: Tab comes to one of all of them, and to the buttons in it.
fn row(ui: &mut Ui, cx: &mut ViewCx<'_>, keys: &mut RowKeys, (at, place): (usize, &Place<'_>)) {
    let builder = UiBuilder::new()
        .scope_id(Id::unique(("place", at)))
        .ui_stack_info(keys.mark(at))
        .sense(keys.sense(at, Sense::focusable_noninteractive()));
    let response = ui
        .scope_builder(builder, |ui| row_ui(ui, cx, place))
        .response;
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, said(cx, place)));
    keys.attend(ui, &response, at);
    focus::ring(ui, cx.theme, &response);
}

/// The person in a place, in one line.
fn said(cx: &ViewCx<'_>, place: &Place<'_>) -> String {
    let l10n = cx.l10n;
    let mut said = vec![l10n.place(place.number), l10n.holder(place.person)];
    said.extend(l10n.place_facts(place));
    said.join(", ")
}

fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, place: &Place<'_>) {
    ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, 1.0);
    let height = ui.available_height();
    let lines = if place.person.is_some_and(has_note) {
        3.0
    } else {
        2.0
    };
    let above = (height - lines * space::ROW_LINE) / 2.0 - space::ROW_MARGIN;
    ui.spacing_mut().interact_size.y = height - 2.0 * space::ROW_MARGIN;
    ui.add_space(space::ROW_MARGIN);
    // Room for the ring around what has the focus.
    ui.set_max_width(ui.available_width() - space::RING);
    let leading = |ui: &mut Ui, cx: &mut ViewCx<'_>| {
        number(ui, cx, place);
        ui.vertical(|ui| {
            ui.spacing_mut().interact_size.y = space::ROW_LINE;
            ui.add_space(above);
            match place.person {
                Some(person) => person_ui(ui, cx, person, place),
                None => empty_ui(ui, cx, place.field),
            }
        });
    };
    split_row::one_row(ui, cx, leading, |ui, cx| contact(ui, cx, place));
}

/// The number of the place in a circle.
fn number(ui: &mut Ui, cx: &ViewCx<'_>, place: &Place<'_>) {
    let name = cx.l10n.place(place.number);
    let (tone, icon) = match place.person {
        Some(_) => (Tone::Neutral, ICON_PERSON),
        None => (Tone::Attention, ICON_PERSON_OFF),
    };
    let (mark, font) = match place.number {
        Some(number) if (0..1_000).contains(&number) => {
            (number.to_string(), font(TextStyle::Small))
        }
        _ => {
            let font = widgets::icon_font(icon, icon_size::NOTE);
            (icon.codepoint.to_owned(), font)
        }
    };
    let badge = Badge {
        tone,
        mark: &mark,
        font,
        name: &name,
    };
    badge.show(ui, cx).on_hover_said(cx.theme, &name);
}

fn person_ui(ui: &mut Ui, cx: &ViewCx<'_>, person: &Signatory, place: &Place<'_>) {
    let name = cx.l10n.person(person);
    widgets::line(ui, cx, TextStyle::Strong, TextColor::Text, &name);
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = space::ROW_LINE;
        let stray = place.field.is_none();
        let stray = stray.then(|| cx.l10n.text(TextId::NotOnDesign));
        for text in person.role().into_iter().chain(stray) {
            cx.note_line(ui, text);
        }
    });
    if has_note(person) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            widgets::icon(ui, ICON_BOLT, icon_size::MARK, cx.theme.soft);
            let says = cx.note_line(ui, TextId::ApprovesAutomatically);
            says.on_hover_text(cx.l10n.text(TextId::ApprovesAutomaticallyWhy));
        });
    }
}

fn empty_ui(ui: &mut Ui, cx: &ViewCx<'_>, field: Option<&ServerText>) {
    let color = TextColor::Tone(Tone::Attention);
    widgets::line(ui, cx, TextStyle::Strong, color, TextId::NoOneSet);
    let why = cx.l10n.empty_place(field.map_or("", ServerText::as_str));
    cx.note_line(ui, &why);
}

fn contact(ui: &mut Ui, cx: &mut ViewCx<'_>, place: &Place<'_>) {
    let Some((person, email)) = place.person.and_then(|one| Some((one, one.email()?))) else {
        return;
    };
    widgets::copy_button(ui, cx, email, email);
    if let Some(address) = person.mailto() {
        let name = cx.l10n.write_to(email);
        if widgets::icon_button(ui, cx, ICON_MAIL, &name).clicked() {
            cx.send(WindowIntent::OpenMail(address));
        }
    }
}
