//! One of the recent batches: a press opens it, a menu keeps or removes it.

use egui::containers::menu::MenuConfig;
use egui::{Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};
use egui_material_icons::icons::{ICON_CLOSE, ICON_KEEP, ICON_KEEP_OFF, ICON_MORE_VERT};

use super::kit::{self, Press, Weight};
use super::{Pane, cards, focus};
use crate::copy::Label;
use crate::domain::Batch;
use crate::domain::recent::Recent;
use crate::domain::verdict::{Tone, verdict};
use crate::script::{self, Wrap};
use crate::state::{LookupIntent, RecentsIntent};
use crate::theme::{Ink, Type, icon_size, space};

/// The row.
pub fn row_ui(ui: &mut Ui, pane: &mut Pane<'_>, recent: &Recent) {
    ui.push_id(recent.id, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            if open(ui, pane, recent).clicked() {
                pane.send(LookupIntent::Check(recent.id));
            }
            more(ui, pane, recent);
        });
    });
}

/// Name and status, as one thing to press.
fn open(ui: &mut Ui, pane: &Pane<'_>, recent: &Recent) -> Response {
    let width = ui.available_width() - space::SQUARE - ui.spacing().item_spacing.x;
    let size = vec2(width.max(space::SQUARE), space::RECENT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let shown = pane.state.lookup.shown.as_ref();
    let is_chosen = shown.is_some_and(|shown| shown.asked == recent.id);
    let name = pane.words.recent_name(recent);
    let state = pane.words.recent_state(recent, pane.now.wall);
    let said = format!("{name}, {state}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &said));
    if ui.is_rect_visible(rect) {
        let fill = match (is_chosen, response.hovered()) {
            (true, _) => Some(pane.theme.selected),
            (false, true) => Some(pane.theme.well),
            (false, false) => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, space::RADIUS, fill);
        }
        paint(ui, pane, recent, (rect, &name, &state));
    }
    focus::ring(ui, pane.theme, &response);
    response.on_hover_text(script::visual(&name))
}

fn paint(ui: &Ui, pane: &Pane<'_>, recent: &Recent, (rect, name, state): (Rect, &str, &str)) {
    let painter = ui.painter();
    let tone = tone(recent);
    let ink = pane.theme.notice(tone).ink;
    let icon_at = rect.left_center() + vec2(space::SMALL + icon_size::TEXT / 2.0, 0.0);
    kit::paint_icon(ui, cards::tone_icon(tone), (icon_at, icon_size::TEXT, ink));
    let left = rect.left() + 2.0 * space::SMALL + icon_size::TEXT;
    let mut right = rect.right() - space::SMALL;
    if recent.pinned {
        let at = Pos2::new(right - icon_size::MARK / 2.0, rect.center().y);
        kit::paint_icon(ui, ICON_KEEP, (at, icon_size::MARK, pane.theme.soft));
        right -= icon_size::MARK + space::TINY;
    }
    let name = {
        let look = pane.theme.look(Type::Body, Ink::Text, Wrap::Cut);
        script::galley(ui, name, &look, right - left)
    };
    let state = {
        let look = pane.theme.look(Type::Small, Ink::Soft, Wrap::Cut);
        script::galley(ui, state, &look, right - left)
    };
    let top = rect.center().y - name.size().y.midpoint(state.size().y);
    let below = top + name.size().y;
    painter.galley(Pos2::new(left, top), name, pane.theme.text);
    painter.galley(Pos2::new(left, below), state, pane.theme.soft);
}

fn more(ui: &mut Ui, pane: &mut Pane<'_>, recent: &Recent) {
    let name = pane.words.about_recent(Label::MoreAbout, recent);
    let icon = ICON_MORE_VERT
        .rich_text()
        .size(icon_size::ALONE)
        .color(pane.theme.soft);
    let config = MenuConfig::new();
    let response = kit::square_menu(ui, (icon, space::SQUARE), config, |ui| {
        menu(ui, pane, recent);
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus::ring(ui, pane.theme, &response);
    response.on_hover_text(script::visual(&name));
}

fn menu(ui: &mut Ui, pane: &mut Pane<'_>, recent: &Recent) {
    let words = pane.words;
    let (icon, label) = if recent.pinned {
        (ICON_KEEP_OFF, Label::Unpin)
    } else {
        (ICON_KEEP, Label::Pin)
    };
    let pin = Press::new(Weight::Quiet, words.say(label)).icon(icon);
    if pin.show(ui, pane.theme).clicked() {
        pane.send(RecentsIntent::Pin(recent.id));
        ui.close();
    }
    let remove = Press::new(Weight::Quiet, words.say(Label::RemoveRecent)).icon(ICON_CLOSE);
    if remove.show(ui, pane.theme).clicked() {
        pane.send(RecentsIntent::Remove(recent.id));
        ui.close();
    }
}

/// How its status feels; counts are not remembered.
fn tone(recent: &Recent) -> Tone {
    let batch = Batch {
        status: recent.status.clone(),
        ..Batch::default()
    };
    verdict(&batch).tone()
}
