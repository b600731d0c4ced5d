//! The template and its picture.

use std::time::Duration;

use egui::{Align, Image, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};
use egui_material_icons::icons::{ICON_BROKEN_IMAGE, ICON_IMAGE_NOT_SUPPORTED};

use super::{Pane, cards, focus, kit, problem, status_bar};
use crate::copy::Label;
use crate::domain::template::Template;
use crate::state::{Overlay, PictureSlot, RequestId, Shown, WindowIntent};
use crate::theme::{Ink, Type, icon_size, space};

pub fn preview_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &Shown) {
    cards::card(ui, pane.theme, |ui| {
        let Some(template) = &shown.answer.batch.template else {
            kit::heading(ui, pane.theme, pane.words.say(Label::Template));
            let unknown = pane.words.say(Label::TemplateUnknown);
            kit::text(ui, pane.theme, (Type::Body, Ink::Soft), unknown);
            return;
        };
        kit::heading(ui, pane.theme, &pane.words.template_name(template));
        let about = pane.words.say(Label::PreviewNote);
        kit::text(ui, pane.theme, (Type::Small, Ink::Soft), about);
        ui.add_space(space::TINY);
        match &shown.picture {
            PictureSlot::None => none_ui(ui, pane),
            PictureSlot::Loading { since, .. } => loading_ui(ui, pane, *since),
            PictureSlot::Shown { request, .. } => picture_ui(ui, pane, (*request, template)),
            PictureSlot::Failed { problem, .. } => {
                problem::picture_problem_ui(ui, pane, (ICON_BROKEN_IMAGE, problem));
            }
        }
    });
}

/// Height of a landscape sheet of paper for its width, which is what most
/// certificates are.
const LANDSCAPE: f32 = 0.71;

/// The picture's place, the same size whatever is in it.
fn place(ui: &mut Ui, pane: &Pane<'_>) -> Rect {
    let width = ui.available_width();
    let size = Vec2::new(width, (width * LANDSCAPE).min(space::PREVIEW));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter()
        .rect_filled(rect, space::RADIUS, pane.theme.well);
    rect
}

fn none_ui(ui: &mut Ui, pane: &Pane<'_>) {
    let rect = place(ui, pane);
    in_the_middle(ui, rect, |ui| {
        kit::icon(
            ui,
            ICON_IMAGE_NOT_SUPPORTED,
            (icon_size::PICTURE, pane.theme.soft),
        );
        let none = pane.words.say(Label::PreviewNone);
        kit::line(ui, pane.theme, (Type::Body, Ink::Soft), none);
    });
}

/// What stands in the place while there is no picture.
fn in_the_middle(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Center);
    kit::inside(ui, (place.shrink(space::LARGE), layout), |ui| {
        ui.add_space(place.height() / 3.0);
        add(ui);
    });
}

/// The empty place at first: most pictures are there before a sign of waiting
/// could be read.
fn loading_ui(ui: &mut Ui, pane: &Pane<'_>, since: Duration) {
    let rect = place(ui, pane);
    let Some(elapsed) = status_bar::worth_showing(pane, since) else {
        ui.ctx().request_repaint_after(status_bar::PATIENCE);
        return;
    };
    let name = pane.words.say(Label::PreviewLoading);
    in_the_middle(ui, rect, |ui| {
        kit::line(ui, pane.theme, (Type::Small, Ink::Soft), name);
        ui.add_space(space::SMALL);
        let (track, bar) = ui.allocate_exact_size(space::WAITING, Sense::hover());
        bar.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
        let painter = ui.painter();
        painter.rect_filled(track, 0.0, pane.theme.divider);
        status_bar::move_along(ui, painter, (track, pane.theme.accent), elapsed);
    });
}

fn picture_ui(ui: &mut Ui, pane: &mut Pane<'_>, (request, template): (RequestId, &Template)) {
    let rect = place(ui, pane);
    let alt = pane.words.preview_alt(template);
    let Some(texture) = pane.textures.preview(request) else {
        return;
    };
    let fit = fit(texture.size, rect.shrink(2.0));
    let image = Image::from_texture((texture.id(), texture.size))
        .uv(texture.uv())
        .alt_text(alt.as_str())
        .sense(Sense::click())
        .fit_to_exact_size(fit.size());
    let response = ui.put(fit, image);
    let enlarge = pane.words.say(Label::Enlarge);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &alt));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Image);
        node.set_label(alt.as_str());
        node.set_description(enlarge);
    });
    let outline = Stroke::new(1.0, pane.theme.divider);
    ui.painter()
        .rect_stroke(fit, 0.0, outline, StrokeKind::Outside);
    focus::ring(ui, pane.theme, &response);
    let response = response
        .on_hover_cursor(egui::CursorIcon::ZoomIn)
        .on_hover_text(enlarge);
    if response.clicked() {
        pane.send(WindowIntent::Open(Overlay::Picture));
    }
}

/// The largest rectangle of the picture's shape in the middle of `room`, never
/// larger than the picture itself.
pub fn fit(size: Vec2, room: Rect) -> Rect {
    let shrink = (room.width() / size.x).min(room.height() / size.y).min(1.0);
    Rect::from_center_size(room.center(), size * shrink)
}
