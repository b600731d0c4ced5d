//! The page of a batch: the answer first, every field one glance further down.

pub mod certificates;
mod fields;
mod headline;
mod preview;
pub mod share;
mod signatories;

use egui::{Id, Ui, Vec2};
use egui_material_icons::icons::{ICON_ARROW_BACK, ICON_CONTENT_COPY};

use crate::domain::BatchId;
use crate::l10n::TextId;
use crate::state::{DisplayedBatch, LookupIntent};
use crate::theme::{FADED, TextStyle, icon_size, space};
use crate::view::widgets::{self, Weight};
use crate::view::{ViewCx, browse, notes, problem, progress, wait};

pub fn batch_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    notes::notices_ui(ui, cx);
    let failed = cx.state.lookup.failed();
    let shown = cx.state.lookup.shown.as_ref();
    if failed.is_some() {
        problem::lookup_problem_ui(ui, cx);
        ui.add_space(space::LARGE);
        if let Some(shown) = shown {
            before_ui(ui, cx, shown, failed);
        }
    }
    let (lookup, browse) = (&cx.state.lookup, &cx.state.browse);
    let is_listed = browse.is_filtered || browse.pages.as_of.is_some();
    match lookup.on_page() {
        Some(shown) => shown_ui(ui, cx, shown),
        None if shown.is_some() => {}
        // An answer from memory comes without a blank page in between.
        None if lookup.remote.is_loading() => {
            if wait::waiting(ui, cx).is_none() && browse.opened.is_some() {
                browse::browse_ui(ui, cx);
            } else {
                placeholders_ui(ui, cx);
            }
        }
        None if failed.is_some() => {}
        None if lookup.wanted.is_none() && is_listed => browse::browse_ui(ui, cx),
        None => {
            empty_ui(ui, cx);
            browse::no_list_ui(ui, cx);
        }
    }
}

/// Below a problem: what was shown before of this batch, or the way back to another one.
fn before_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch, failed: Option<BatchId>) {
    let name = cx.l10n.batch_name(&shown.answer.batch);
    if failed == Some(shown.asked) {
        cx.muted(ui, &cx.l10n.still_showing(&name));
        ui.add_space(space::SMALL);
        return;
    }
    let back = cx.l10n.back_to(&name);
    cx.button(Weight::Secondary, &back)
        .icon(ICON_ARROW_BACK)
        .sends(ui, cx, LookupIntent::Cancel);
}

fn shown_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    // While another batch is fetched the old one stays, faded.
    let stale = wait::waiting(ui, cx).is_some();
    widgets::steady(ui, shown.asked, |ui| {
        if stale {
            ui.set_opacity(FADED);
        }
        headline::headline_ui(ui, cx, shown);
        ui.add_space(space::LARGE);
        two_columns(ui, cx, shown);
        let last = Id::unique("last batch");
        let is_new = ui.data(|data| data.get_temp(last)) != Some(shown.asked);
        if is_new && ui.ctx().will_discard() {
            // The rest would be laid out for nothing, and nothing in it can have the focus.
            return;
        }
        ui.add_space(space::LARGE);
        certificates::certificates_ui(ui, cx, shown);
        ui.add_space(space::LARGE);
        fields::fields_ui(ui, cx, shown);
        ui.data_mut(|data| data.insert_temp(last, shown.asked));
    });
}

/// Side by side where there is room.
fn two_columns(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    type PartUi = fn(&mut Ui, &mut ViewCx<'_>, &DisplayedBatch);
    let id = ui.scope_id();
    let mut add = |ui: &mut Ui, name, part_ui: PartUi| {
        widgets::part(ui, id.with(name), |ui| part_ui(ui, cx, shown));
    };
    ui.scope(|ui| {
        if ui.available_width() < space::TWO_COLUMNS {
            add(ui, "signatories", signatories::signatories_ui);
            ui.add_space(space::LARGE);
            return add(ui, "preview", preview::preview_ui);
        }
        ui.spacing_mut().item_spacing.x = space::LARGE;
        ui.columns_const(|[left, right]| {
            for column in [&mut *left, &mut *right] {
                column.spacing_mut().item_spacing.x = space::SMALL;
            }
            left.vertical(|ui| add(ui, "signatories", signatories::signatories_ui));
            right.vertical(|ui| add(ui, "preview", preview::preview_ui));
        });
    });
}

fn empty_ui(ui: &mut Ui, cx: &ViewCx<'_>) {
    ui.add_space(space::HUGE * 3.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(space::PARAGRAPH.min(ui.available_width()));
        widgets::icon(ui, ICON_CONTENT_COPY, icon_size::PAGE, cx.theme.soft);
        ui.add_space(space::MEDIUM);
        widgets::heading_at(ui, cx, TextStyle::Title, 1, TextId::EmptyTitle);
        cx.muted(ui, TextId::EmptyHow);
    });
}

/// Quiet shapes in the place of what is to come, so that nothing jumps.
fn placeholders_ui(ui: &mut Ui, cx: &ViewCx<'_>) {
    if wait::waiting(ui, cx).is_none() {
        return;
    }
    let block = |ui: &mut Ui, size: Vec2| {
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        ui.painter()
            .rect_filled(rect, space::RADIUS, cx.theme.divider.gamma_multiply(FADED));
    };
    let width = ui.available_width();
    block(ui, Vec2::new(width, space::HEADLINE));
    ui.add_space(space::LARGE);
    if width < space::TWO_COLUMNS {
        block(ui, Vec2::new(width, space::PREVIEW));
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        let half = (width - space::LARGE) / 2.0;
        block(ui, Vec2::new(half, space::COLUMN));
        block(ui, Vec2::new(half, space::COLUMN));
    });
}
