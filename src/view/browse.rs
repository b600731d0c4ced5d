//! The institution's batches, to choose from.

use std::time::Duration;

use egui::epaint::RectShape;
use egui::{
    Align, Id, Layout, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, vec2,
};
use egui_material_icons::icons::{ICON_REFRESH, ICON_WARNING};

use super::wait::has_lasted;
use super::widgets::controls::{Choice, search_field_ui};
use super::widgets::list::ListRow;
use super::widgets::table::{self, Cell, Column};
use super::widgets::{self, FocusHeading, ResponseExt as _};
use super::{ViewCx, notes, progress};
use crate::domain::Batch;
use crate::domain::status::Status;
use crate::domain::text::sought;
use crate::domain::verdict::{Tone, verdict};
use crate::l10n::TextId;
use crate::state::{BrowseIntent, Focus, RemotePhase};
use crate::theme::space::{self, BATCH_COLUMNS};
use crate::theme::{Notice, TextColor, TextStyle, icon_size};

/// Rows beyond those in sight that are there for the keyboard.
const BEYOND: usize = 2;

/// This near to the end, in rows, the next page is asked for.
const NEAR_END: usize = 20;

/// Duration of the mark of a row that has changed by itself.
const MARKED: Duration = Duration::from_secs(6);

/// A batch with its place in the list.
type Found<'a> = (usize, &'a Batch);

pub fn browse_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let browse = &cx.state.browse;
    let title = cx.l10n.text(TextId::BrowseTitle);
    FocusHeading::new(title, "", Focus::List).show(ui, cx);
    filters(ui, cx);
    if browse.pages.is_kept() {
        notes::list_problem_ui(ui, cx, &browse.pages, BrowseIntent::TryAgain);
    }
    let wanted = sought(&browse.narrow);
    let all = browse.pages.list.rows().iter().enumerate();
    let found: Vec<Found<'_>> = all.filter(|(_, one)| is_found(cx, one, &wanted)).collect();
    attention(ui, cx, &found);
    count(ui, cx, found.len());
    if browse.pages.remote.phase == RemotePhase::Done {
        notes::shortfall_ui(ui, cx, &browse.pages, BrowseIntent::Refresh);
    }
    ui.add_space(space::SMALL);
    if found.is_empty() {
        report_visible_rows(cx, &[]);
        notes::more_ui(ui, cx, &browse.pages, BrowseIntent::More);
    } else {
        widgets::card(ui, cx.theme, |ui| {
            widgets::with_role(ui, Role::Table, title, |ui| table_ui(ui, cx, &found));
        });
    }
    let words = (TextId::BrowseLoading, TextId::BrowseNone);
    notes::below_list_ui(ui, cx, &browse.pages, words, BrowseIntent::TryAgain);
    ui.add_space(space::LARGE);
}

/// Below the empty page: why there is no list, if so.
pub fn no_list_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let pages = &cx.state.browse.pages;
    if let RemotePhase::Failed(_) = pages.remote.phase {
        ui.add_space(space::HUGE);
        notes::list_problem_ui(ui, cx, pages, BrowseIntent::TryAgain);
    }
}

fn is_found(cx: &ViewCx<'_>, batch: &Batch, wanted: &str) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let has = |text: &str| text.to_lowercase().contains(wanted);
    has(&cx.l10n.batch_name(batch)) || batch.id.as_ref().is_some_and(|id| has(id.as_str()))
}

fn filters(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.horizontal_wrapped(|ui| {
        let (search, text) = ((TextId::BrowseNarrow, space::SIDE), &cx.state.browse.narrow);
        search_field_ui(ui, cx, search, text, BrowseIntent::Narrow);
        let l10n = cx.l10n;
        let all = || l10n.text(TextId::BrowseAll).to_owned();
        let name = |status: Option<&Status>| status.map_or_else(all, |one| l10n.status(one));
        let choice = Choice {
            id: "status",
            label: TextId::FieldStatus,
            options: &Status::DOCUMENTED,
            chosen: &cx.state.browse.status,
        };
        choice.show(ui, cx, name, BrowseIntent::Filter);
        let refresh = BrowseIntent::Refresh;
        cx.offer_icon(ui, ICON_REFRESH, TextId::BrowseRefresh, refresh);
    });
}

/// Tells how many need somebody, where any do, and announces each change.
fn attention(ui: &mut Ui, cx: &ViewCx<'_>, found: &[Found<'_>]) {
    let found = found.iter().map(|(_, batch)| *batch);
    let said = cx.l10n.need_attention(&cx.state.browse.pages.list, found);
    if said.is_empty() {
        return widgets::absent(ui);
    }
    let line = vec2(ui.available_width(), space::LINE);
    ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::BESIDE_ICON;
        let color = cx.theme.notice(Tone::Attention).foreground;
        widgets::icon(ui, ICON_WARNING, icon_size::TEXT, color);
        widgets::line(ui, cx, TextStyle::Strong, TextColor::Text, &said).announce();
    });
}

/// Announces each change.
fn count(ui: &mut Ui, cx: &ViewCx<'_>, found: usize) {
    let browse = &cx.state.browse;
    let Some(as_of) = browse.pages.as_of else {
        return;
    };
    cx.note(
        ui,
        &cx.l10n.batches_listed(&browse.pages.list, found, as_of),
    )
    .announce();
}

enum Part {
    Name,
    Progress,
    Status,
    Created,
}

const COLUMNS: [Column<Part>; 4] = [
    Column::new(Part::Name, TextId::FieldName, BATCH_COLUMNS[0]),
    Column::new(Part::Progress, TextId::FieldProgress, BATCH_COLUMNS[1]),
    Column::new(Part::Status, TextId::FieldStatus, BATCH_COLUMNS[2]),
    Column::new(Part::Created, TextId::FieldCreatedAt, BATCH_COLUMNS[3]),
];

/// With columns where there is room for them.
fn is_wide(ui: &Ui) -> bool {
    ui.available_width() >= space::TABLE
}

fn table_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, found: &[Found<'_>]) {
    if is_wide(ui) {
        table::headings_ui(ui, &COLUMNS, 0.0, |ui, column, cell| {
            let name = cx.l10n.text(column.label);
            let heading = Cell::of_headings(Id::unique(("batches", name)), Sense::hover(), name);
            heading.show(ui, cx, (cell, cell));
        });
    }
    rows(ui, cx, found);
}

/// The rows that are in sight, in the room of all of them.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "not negative, and far fewer rows"
)]
fn rows(ui: &mut Ui, cx: &mut ViewCx<'_>, found: &[Found<'_>]) {
    let height = if is_wide(ui) {
        space::TABLE_ROW
    } else {
        space::ROW
    };
    let width = ui.available_width();
    let whole = vec2(width, height * found.len() as f32);
    let (room, _) = ui.allocate_exact_size(whole, Sense::hover());
    let row_at = |y: f32| ((y - room.top()) / height).max(0.0) as usize;
    let in_sight = ui.clip_rect();
    let end = (row_at(in_sight.bottom()) + 1 + BEYOND).min(found.len());
    // Rows may end above: the list got shorter, or a long note stands below it.
    let first = row_at(in_sight.top()).saturating_sub(BEYOND).min(end);
    // A row out of sight keeps the focus only if it is drawn.
    let key = Id::unique("focused batch");
    let focused: Option<usize> = ui.data_mut(|data| data.remove_temp(key));
    let apart = focused.filter(|at| !(first..end).contains(at) && *at < found.len());
    for at in apart.into_iter().chain(first..end) {
        let begin = room.min + vec2(0.0, height * at as f32);
        let place = Rect::from_min_size(begin, vec2(width, height));
        let id = Id::unique(("batch", at));
        let builder = UiBuilder::new().max_rect(place).scope_id(id);
        let drawn = ui.scope_builder(builder, |ui| row(ui, cx, found[at].1));
        if drawn.inner.has_focus() {
            ui.data_mut(|data| data.insert_temp(key, at));
        }
    }
    report_visible_rows(cx, &found[first..end]);
    if end + NEAR_END >= found.len() {
        notes::more_ui(ui, cx, &cx.state.browse.pages, BrowseIntent::More);
    }
}

/// Tells which rows are in sight: those that are unfinished are followed.
fn report_visible_rows(cx: &mut ViewCx<'_>, found: &[Found<'_>]) {
    let in_sight: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
    if cx.state.browse.watch.in_sight != in_sight {
        cx.want(BrowseIntent::InSight(in_sight));
    }
}

/// Marks a row that has changed by itself, for a moment; true meanwhile.
fn mark_ui(ui: &Ui, cx: &ViewCx<'_>, batch: &Batch) -> bool {
    let changed_at = cx.state.browse.watch.changed_at(batch);
    let is_new = changed_at.is_some_and(|at| !has_lasted(ui, cx, at, MARKED));
    if is_new {
        let (place, color) = (ui.max_rect(), cx.theme.selected);
        ui.painter().rect_filled(place, space::RADIUS, color);
    }
    is_new
}

fn row(ui: &mut Ui, cx: &mut ViewCx<'_>, batch: &Batch) -> Response {
    let has_changed = mark_ui(ui, cx, batch);
    table::is_row(ui);
    let (wide, line) = (is_wide(ui), ui.max_rect());
    let tone = verdict(batch).tone();
    let name = cx.l10n.batch_name(batch);
    let facts = cx.l10n.batch_facts(batch);
    let row = ListRow {
        loud: tone.needs_attention().then_some(tone),
        ..ListRow::of_tone(cx, tone, &name, &facts)
    };
    // Room for the ring around what has the focus.
    let rect = line.shrink2(vec2(space::RING, space::TIGHT));
    let mut response = ui.allocate_rect(rect, Sense::click());
    row.fill(ui, cx, &response, (Role::Button, None));
    if wide {
        let divider = Stroke::new(1.0, cx.theme.divider);
        ui.painter().hline(line.x_range(), line.top(), divider);
        row.paint_icon(ui, rect);
        cells_ui(ui, cx, batch, &row, rect);
    } else {
        response = row.show_lines(ui, cx, response, rect);
    }
    if has_changed {
        response.announce();
    }
    let id = batch.id.as_ref().and_then(|id| id.as_str().parse().ok());
    let Some(id) = id else { return response };
    if cx.focus == Some(Focus::List) && cx.state.browse.opened == Some(id) {
        // It goes before the heading.
        response.request_focus();
    }
    if response.clicked() {
        cx.send(BrowseIntent::Open(id));
    }
    response
}

fn cells_ui(ui: &Ui, cx: &ViewCx<'_>, batch: &Batch, row: &ListRow<'_>, rect: Rect) {
    let small = |color| (TextStyle::Small, color);
    for (column, cell) in table::cells(&COLUMNS, rect, 0.0) {
        let mut room = cell;
        let behind = ui.painter().add(Shape::Noop);
        let (look, text) = match column.of {
            Part::Name => (row.name_look(), row.name.to_owned()),
            Part::Progress => {
                room = progress::paint_in_cell(ui, cx, cell, batch);
                (small(TextColor::Text), cx.l10n.batch_numbers(batch))
            }
            Part::Status => {
                let color = row.loud.map_or(TextColor::Text, TextColor::Tone);
                (small(color), cx.l10n.status(&batch.status))
            }
            Part::Created => {
                let day = batch.created_at.as_ref().map(|day| cx.l10n.short_day(day));
                (small(TextColor::Muted), day.unwrap_or_default())
            }
        };
        let id = ui.unique_id().with(column.label);
        let (place, _) = Cell::of_row(id, look, &text).show(ui, cx, (cell, room));
        if let (Part::Status, Some(tone)) = (&column.of, row.loud) {
            ui.painter().set(behind, chip(cx, tone, place));
        }
    }
}

/// The fill behind a status that the eye is to meet first.
fn chip(cx: &ViewCx<'_>, tone: Tone, text: Rect) -> RectShape {
    let size = vec2(text.width() + 2.0 * space::SMALL, space::ROW_CHIP);
    let rect = Rect::from_center_size(text.center(), size);
    let Notice { fill, line, .. } = cx.theme.notice(tone);
    let (round, line) = (space::ROW_CHIP / 2.0, Stroke::new(1.0, line));
    RectShape::new(rect, round, fill, line, StrokeKind::Inside)
}
