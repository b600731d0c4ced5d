//! The template and its picture.

use std::time::Duration;

use egui::{Align, Image, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};
use egui_material_icons::icons::ICON_IMAGE_NOT_SUPPORTED;

use crate::domain::template::Template;
use crate::l10n::TextId;
use crate::state::{
    DisplayedBatch, FileKind, Overlay, RemotePhase, RequestId, ShownPicture, WindowIntent,
};
use crate::theme::{icon_size, space};
use crate::view::batch::share;
use crate::view::widgets::{self, focus};
use crate::view::{ViewCx, problem, wait};

pub fn preview_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    widgets::card(ui, cx.theme, |ui| {
        let Some(template) = &shown.answer.batch.template else {
            widgets::heading(ui, cx, TextId::Template);
            cx.muted(ui, TextId::TemplateUnknown);
            return;
        };
        widgets::heading(ui, cx, &cx.l10n.template_name(template));
        cx.note(ui, TextId::PreviewNote);
        ui.add_space(space::TINY);
        match &shown.picture.remote.phase {
            RemotePhase::Unasked => none_ui(ui, cx),
            RemotePhase::Loading { since, .. } => loading_ui(ui, cx, *since),
            RemotePhase::Done => {
                if let Some(ShownPicture { request, .. }) = shown.picture.shown {
                    widgets::steady(ui, "picture", |ui| picture_ui(ui, cx, request, template));
                }
            }
            RemotePhase::Failed(problem) => problem::picture_problem_ui(ui, cx, problem),
        }
        if cx.state.window.overlay != Some(Overlay::Picture) {
            share::export_ui(ui, cx, &[FileKind::Picture]);
        }
    });
}

/// Height of a landscape sheet of paper for its width, which is what most
/// certificates are.
const LANDSCAPE: f32 = 0.71;

/// The picture's place, the same size whatever is in it.
fn place(ui: &mut Ui, cx: &ViewCx<'_>) -> Rect {
    let width = ui.available_width();
    let size = Vec2::new(width, (width * LANDSCAPE).min(space::PREVIEW));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter()
        .rect_filled(rect, space::RADIUS, cx.theme.inset);
    rect
}

fn none_ui(ui: &mut Ui, cx: &ViewCx<'_>) {
    let rect = place(ui, cx);
    in_the_middle(ui, rect, |ui| {
        let (icon, size) = (ICON_IMAGE_NOT_SUPPORTED, icon_size::PICTURE);
        widgets::icon(ui, icon, size, cx.theme.soft);
        cx.muted_line(ui, TextId::PreviewNone);
    });
}

/// The place while there is no picture.
fn in_the_middle(ui: &mut Ui, place: Rect, add: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Center);
    widgets::inside(ui, place.shrink(space::LARGE), layout, |ui| {
        ui.add_space(place.height() / 3.0);
        add(ui);
    });
}

/// The empty place at first: most pictures are there before a sign of waiting
/// could be read.
fn loading_ui(ui: &mut Ui, cx: &ViewCx<'_>, since: Duration) {
    let rect = place(ui, cx);
    let Some(elapsed) = wait::worth_showing(ui, cx, since) else {
        return;
    };
    let name = cx.l10n.text(TextId::PreviewLoading);
    in_the_middle(ui, rect, |ui| {
        cx.note_line(ui, name);
        ui.add_space(space::SMALL);
        let (track, bar) = ui.allocate_exact_size(space::WAITING, Sense::hover());
        bar.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
        let painter = ui.painter();
        painter.rect_filled(track, 0.0, cx.theme.divider);
        wait::move_along(ui, painter, track, cx.theme.accent, elapsed);
    });
}

fn picture_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, request: RequestId, template: &Template) {
    let rect = place(ui, cx);
    let alt = cx.l10n.preview_alt(template);
    let Some(texture) = cx.textures.preview(request) else {
        return;
    };
    let fit = widgets::fit(texture.size, rect.shrink(2.0));
    let image = Image::from_texture((texture.id(), texture.size))
        .uv(texture.uv())
        .alt_text(alt.as_str())
        .sense(Sense::click())
        .fit_to_exact_size(fit.size());
    let response = ui.put(fit, image);
    let enlarge = cx.l10n.text(TextId::Enlarge);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &alt));
    let outline = Stroke::new(1.0, cx.theme.divider);
    ui.painter()
        .rect_stroke(fit, 0.0, outline, StrokeKind::Outside);
    focus::ring(ui, cx.theme, &response);
    let response = response
        .on_hover_cursor(egui::CursorIcon::ZoomIn)
        .on_hover_text(enlarge);
    if response.clicked() {
        cx.send(WindowIntent::Open(Overlay::Picture));
    }
}
