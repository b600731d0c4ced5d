//! One of the recent batches: a press opens it, a menu keeps or removes it.

use egui::containers::menu::MenuConfig;
use egui::{Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};
use egui_material_icons::icons::{ICON_CLOSE, ICON_KEEP, ICON_KEEP_OFF, ICON_MORE_VERT};

use super::ViewCx;
use super::widgets::list_row::{self, ListRow};
use super::widgets::{self, Weight, focus};
use crate::bidi;
use crate::domain::Batch;
use crate::domain::recent::Recent;
use crate::domain::verdict::{Tone, verdict};
use crate::l10n::TextId;
use crate::state::{LookupIntent, RecentsIntent};
use crate::theme::{icon_size, space};

pub fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, recent: &Recent) {
    ui.push_id(recent.id, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            if open(ui, cx, recent).clicked() {
                cx.send(LookupIntent::Check(recent.id));
            }
            more(ui, cx, recent);
        });
    });
}

/// Name and status, as one thing to press.
fn open(ui: &mut Ui, cx: &ViewCx<'_>, recent: &Recent) -> Response {
    let width = ui.available_width() - space::SQUARE - ui.spacing().item_spacing.x;
    let size = vec2(width.max(space::SQUARE), space::RECENT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let shown = cx.state.lookup.shown.as_ref();
    let is_chosen = shown.is_some_and(|shown| shown.asked == recent.id);
    let name = cx.l10n.recent_name(recent);
    let state = cx.l10n.recent_state(recent, cx.now.wall);
    let said = format!("{name}, {state}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &said));
    if ui.is_rect_visible(rect) {
        let chosen = is_chosen.then_some(cx.theme.selected);
        list_row::fill(ui, cx.theme, &response, chosen);
        paint(ui, cx, recent, rect, &name, &state);
    }
    focus::ring(ui, cx.theme, &response);
    response.on_hover_text(bidi::visual(&name))
}

fn paint(ui: &Ui, cx: &ViewCx<'_>, recent: &Recent, mut rect: Rect, name: &str, facts: &str) {
    let tone = tone(recent);
    if recent.pinned {
        let right = rect.right() - space::SMALL;
        let at = Pos2::new(right - icon_size::MARK / 2.0, rect.center().y);
        widgets::paint_icon(ui, ICON_KEEP, at, icon_size::MARK, cx.theme.soft);
        rect.max.x -= icon_size::MARK + space::TINY;
    }
    ListRow { tone, name, facts }.paint(ui, cx, rect);
}

fn more(ui: &mut Ui, cx: &mut ViewCx<'_>, recent: &Recent) {
    let name = cx.l10n.about_recent(TextId::MoreAbout, recent);
    let icon = ICON_MORE_VERT
        .rich_text()
        .size(icon_size::ALONE)
        .color(cx.theme.soft);
    let config = MenuConfig::new();
    let response = widgets::square_menu(ui, icon, space::SQUARE, config, |ui| {
        menu(ui, cx, recent);
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus::ring(ui, cx.theme, &response);
    response.on_hover_text(bidi::visual(&name));
}

fn menu(ui: &mut Ui, cx: &mut ViewCx<'_>, recent: &Recent) {
    let (icon, label) = if recent.pinned {
        (ICON_KEEP_OFF, TextId::Unpin)
    } else {
        (ICON_KEEP, TextId::Pin)
    };
    let pin = cx.button(Weight::Quiet, label).icon(icon);
    if pin.show(ui, cx).clicked() {
        cx.send(RecentsIntent::Pin(recent.id));
        ui.close();
    }
    let remove = cx
        .button(Weight::Quiet, TextId::RemoveRecent)
        .icon(ICON_CLOSE);
    if remove.show(ui, cx).clicked() {
        cx.send(RecentsIntent::Remove(recent.id));
        ui.close();
    }
}

/// The colour of the status, where the numbers bear it out.
fn tone(recent: &Recent) -> Tone {
    let batch = Batch {
        status: recent.status.clone(),
        counts: recent.counts,
        progress: recent.progress,
        ..Batch::default()
    };
    verdict(&batch).tone()
}
