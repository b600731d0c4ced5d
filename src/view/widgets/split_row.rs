//! Two groups at the two ends of a row.

use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, Vec2};

use super::part;
use crate::theme::space;

/// Two groups on one row, the second at the trailing end. Both are laid out in
/// reading order, so that the keyboard moves through them as the eye does. The
/// trailing group's width is known from the frame before.
pub fn one_row<C>(
    ui: &mut Ui,
    context: &mut C,
    leading: impl FnOnce(&mut Ui, &mut C),
    trailing: impl FnOnce(&mut Ui, &mut C),
) {
    let id = ui.auto_id_with("trailing-end");
    side_by_side(ui, context, id, leading, trailing);
}

/// As [`one_row`], one group below the other where little room would be left for
/// the first. Either is the same part on one row and on two.
pub fn wrapping<C>(
    ui: &mut Ui,
    context: &mut C,
    leading: impl FnOnce(&mut Ui, &mut C),
    trailing: impl FnOnce(&mut Ui, &mut C),
) {
    let id = ui.auto_id_with("trailing-end");
    let room = ui.available_width() - known_length(ui, id) - space::MEDIUM;
    if room >= space::LEAST_ROOM {
        side_by_side(ui, context, id, leading, trailing);
        return;
    }
    ui.vertical(|ui| {
        ui.horizontal(|ui| part(ui, id.with("leading"), |ui| leading(ui, context)));
        let trailing =
            ui.horizontal(|ui| part(ui, id.with("trailing"), |ui| trailing(ui, context)));
        keep_length(ui, id, trailing.response.rect.width());
    });
}

/// Width or height of a part in the last frame, in points.
pub fn known_length(ui: &Ui, id: Id) -> f32 {
    ui.data(|data| data.get_temp(id)).unwrap_or(0.0)
}

/// Lays the frame out anew where it has changed.
pub fn keep_length(ui: &Ui, id: Id, length: f32) {
    if (length - known_length(ui, id)).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, length));
        ui.ctx().request_discard("a part has another size");
    }
}

fn side_by_side<C>(
    ui: &mut Ui,
    context: &mut C,
    id: Id,
    leading: impl FnOnce(&mut Ui, &mut C),
    trailing: impl FnOnce(&mut Ui, &mut C),
) {
    let gap = space::MEDIUM;
    ui.horizontal(|ui| {
        let known = known_length(ui, id);
        let width_of_all = ui.available_width();
        let room = (width_of_all - known - gap).max(0.0);
        let spacing = ui.spacing().item_spacing.x;
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.allocate_ui(Vec2::new(room, ui.spacing().interact_size.y), |ui| {
            ui.spacing_mut().item_spacing.x = spacing;
            ui.set_width(room);
            ui.horizontal(|ui| part(ui, id.with("leading"), |ui| leading(ui, context)));
        });
        ui.add_space(gap);
        // Not bound to the room that is left: the text in it would be cut to a
        // width that it is to decide itself.
        let start = ui.cursor().min;
        let free =
            Rect::from_min_size(start, Vec2::new(width_of_all, ui.spacing().interact_size.y));
        let layout = Layout::left_to_right(Align::Center);
        let trailing = ui.scope_builder(UiBuilder::new().max_rect(free).layout(layout), |ui| {
            ui.spacing_mut().item_spacing.x = spacing;
            part(ui, id.with("trailing"), |ui| trailing(ui, context));
        });
        keep_length(ui, id, trailing.response.rect.width());
    });
}
