//! The answer as the service sent it, for IT: indented, searched, copied.

use std::sync::Arc;

use egui::{Align, Context, Id, Layout, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo};
use egui_material_icons::icons::{
    ICON_CONTENT_COPY, ICON_KEYBOARD_ARROW_DOWN, ICON_KEYBOARD_ARROW_UP, ICON_TERMINAL,
};

use crate::l10n::TextId;
use crate::report::{self, Pretty, TextRow};
use crate::state::{DisplayedBatch, Search, WindowIntent};
use crate::theme::{TextColor, TextStyle, font, space};
use crate::view::ViewCx;
use crate::view::widgets::controls::{self, search_field_ui};
use crate::view::widgets::{self, ResponseExt as _, Weight, focus, scroll_keys};

/// The answer laid out. Made anew only when the answer, the width or what is
/// looked for changes; lives in egui's memory while the details are open.
#[derive(Clone)]
struct Sheet {
    raw: Arc<str>,
    columns: usize,
    wanted: String,
    pretty: Arc<Pretty>,
    rows: Arc<Vec<TextRow>>,
    found: Arc<Vec<usize>>,
    /// The search and its row that were last scrolled to.
    scrolled_to: Search,
}

pub fn technical_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(shown) = &cx.state.lookup.shown else {
        return;
    };
    let screen = ui.ctx().content_rect();
    super::modal(ui, cx, "technical", cx.theme.dialog(), |ui, cx| {
        ui.set_width((screen.width() - space::AROUND).min(space::CONTENT));
        ui.set_height((screen.height() - space::AROUND).max(space::DIALOG_LEAST));
        super::head(ui, cx, Some(TextId::ShareTechnical));
        let host = cx.state.service.origin_for(shown.asked).host();
        cx.note(ui, &cx.l10n.technical_lead(&host));
        ui.add_space(space::TINY);
        let mut sheet = load(ui, cx, shown);
        tools(ui, cx, &sheet, shown);
        text(ui, cx, &mut sheet);
        ui.data_mut(|data| data.insert_temp(sheet_id(), sheet));
    });
}

/// Frees the memory of an answer that nobody reads any more.
pub fn drop_sheet(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<Sheet>(sheet_id()));
}

fn sheet_id() -> Id {
    Id::unique("technical sheet")
}

fn load(ui: &Ui, cx: &ViewCx<'_>, shown: &DisplayedBatch) -> Sheet {
    let columns = columns(ui);
    let wanted = cx.state.window.search.text.trim();
    let kept = ui.ctx().data(|data| data.get_temp::<Sheet>(sheet_id()));
    let raw = &shown.answer.raw;
    let same = kept.filter(|sheet| Arc::ptr_eq(&sheet.raw, raw));
    let mut sheet = same.unwrap_or_else(|| Sheet {
        raw: Arc::clone(raw),
        columns: 0,
        wanted: String::new(),
        pretty: Arc::new(report::pretty(raw)),
        rows: Arc::default(),
        found: Arc::default(),
        scrolled_to: Search::default(),
    });
    if sheet.columns != columns {
        sheet.rows = Arc::new(report::rows(&sheet.pretty.text, columns));
        sheet.columns = columns;
    }
    if sheet.wanted != wanted {
        sheet.found = Arc::new(report::find(&sheet.pretty.text, wanted));
        wanted.clone_into(&mut sheet.wanted);
    }
    sheet
}

/// Letters beside each other in the room there is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a width in points is small, and not negative"
)]
fn columns(ui: &Ui) -> usize {
    let letter = ui.fonts_mut(|fonts| fonts.glyph_width(&font(TextStyle::Code), '0'));
    let bar = ui.spacing().scroll.bar_width + space::LARGE;
    ((ui.available_width() - bar).max(0.0) / letter.max(1.0)) as usize
}

fn tools(ui: &mut Ui, cx: &mut ViewCx<'_>, sheet: &Sheet, shown: &DisplayedBatch) {
    ui.horizontal_wrapped(|ui| {
        search(ui, cx, sheet);
        copy(ui, cx, sheet, shown);
    });
    if !sheet.pretty.is_whole {
        cx.note(ui, TextId::TechnicalCut);
    }
    ui.add_space(space::TINY);
}

fn search(ui: &mut Ui, cx: &mut ViewCx<'_>, sheet: &Sheet) {
    let field = (TextId::TechnicalSearch, space::SIDE);
    let text = &cx.state.window.search.text;
    let response = search_field_ui(ui, cx, field, text, WindowIntent::SearchDetails);
    if controls::is_entered(ui, &response) {
        cx.send(WindowIntent::StepSearch(1));
        response.request_focus();
    }
    if sheet.wanted.is_empty() {
        return;
    }
    let (up, down) = (ICON_KEYBOARD_ARROW_UP, ICON_KEYBOARD_ARROW_DOWN);
    for (icon, label, step) in [
        (up, TextId::TechnicalPrevious, -1),
        (down, TextId::TechnicalNext, 1),
    ] {
        cx.offer_icon(ui, icon, label, WindowIntent::StepSearch(step));
    }
    let n = sheet.found.len();
    let at = chosen(sheet, &cx.state.window.search).map_or(0, |at| at + 1);
    cx.note_line(ui, &cx.l10n.technical_found(at, n)).announce();
}

/// The line to show among those found: after the last comes the first.
fn chosen(sheet: &Sheet, search: &Search) -> Option<usize> {
    let n = i64::try_from(sheet.found.len()).ok().filter(|n| *n > 0)?;
    usize::try_from(search.steps.rem_euclid(n)).ok()
}

fn copy(ui: &mut Ui, cx: &mut ViewCx<'_>, sheet: &Sheet, shown: &DisplayedBatch) {
    let service = cx.state.service.origin_for(shown.asked);
    let curl = report::curl(service, shown.asked);
    let button = cx.button(Weight::Secondary, TextId::TechnicalCopy);
    let button = button.icon(ICON_CONTENT_COPY);
    button.copies(ui, cx, &sheet.pretty.text);
    let button = cx.button(Weight::Secondary, TextId::TechnicalCurl);
    let copied = button.icon(ICON_TERMINAL).copies(ui, cx, &curl);
    copied.on_hover_text(cx.l10n.text(TextId::TechnicalCurlWhy));
}

/// The rows, to which Tab comes as a whole.
fn text(ui: &mut Ui, cx: &ViewCx<'_>, sheet: &mut Sheet) {
    let name = cx.l10n.text(TextId::ShareTechnical);
    let builder = UiBuilder::new().sense(Sense::focusable_noninteractive());
    let drawn = ui.scope_builder(builder, |ui| {
        let id = ui.unique_id();
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_role(Role::Document));
        rows(ui, cx, sheet, id);
    });
    let info = || WidgetInfo::labeled(Role::Document, true, name);
    drawn.response.widget_info(info);
    focus::ring(ui, cx.theme, &drawn.response);
}

/// Only the rows in sight are laid out.
fn rows(ui: &mut Ui, cx: &ViewCx<'_>, sheet: &mut Sheet, id: Id) {
    let height = widgets::row_height(ui, TextStyle::Code) + space::TINY;
    let search = &cx.state.window.search;
    let line = chosen(sheet, search).and_then(|at| sheet.found.get(at).copied());
    let mut area = ScrollArea::vertical()
        .id_salt("technical rows")
        .auto_shrink(false);
    if sheet.scrolled_to != *search {
        sheet.scrolled_to = search.clone();
        if let Some(line) = line {
            let row = sheet.rows.partition_point(|row| row.line < line);
            let room = ui.available_height();
            #[expect(clippy::cast_precision_loss, reason = "pixels need no more digits")]
            let offset = row as f32 * height - room / 3.0;
            area = area.vertical_scroll_offset(offset.max(0.0));
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = Arc::clone(&sheet.rows);
    let room = ui.available_height();
    area.show_rows(ui, height, rows.len(), |ui, range| {
        scroll_keys::area(ui, id, room);
        for row in rows.get(range).unwrap_or_default() {
            let size = Vec2::new(ui.available_width(), height);
            let (place, _) = ui.allocate_exact_size(size, Sense::hover());
            if Some(row.line) == line {
                ui.painter().rect_filled(place, 0.0, cx.theme.selected);
            } else if sheet.found.binary_search(&row.line).is_ok() {
                ui.painter().rect_filled(place, 0.0, cx.theme.inset);
            }
            let text = sheet.pretty.text.get(row.range.clone()).unwrap_or_default();
            widgets::inside(ui, place, Layout::left_to_right(Align::Center), |ui| {
                widgets::line(ui, cx, TextStyle::Code, TextColor::Text, text);
            });
        }
    });
}
