//! The picture, enlarged: fit, 100 %, zoom at the pointer, drag, keys.

use egui::{
    Context, EventFilter, Id, Key, Layout, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo,
};
use egui_material_icons::icons::{
    ICON_CLOSE, ICON_FIT_SCREEN, ICON_FULLSCREEN, ICON_SAVE, ICON_ZOOM_IN, ICON_ZOOM_OUT,
};

use crate::l10n::TextId;
use crate::state::{ExportIntent, FileKind, ShownPicture, WindowIntent};
use crate::theme::{AS_IT_IS, space};
use crate::view::ViewCx;
use crate::view::batch::share;
use crate::view::textures::Texture;
use crate::view::widgets::split_row::{self, keep_length, known_length};
use crate::view::widgets::{self, Weight, focus};

/// The view of the enlarged picture, in egui's memory while it is open.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Camera {
    /// Points for each pixel of the picture; `None` fits the picture in.
    zoom: Option<f32>,
    /// The picture's middle, from the middle of the room, in points.
    offset: Vec2,
}

const WHOLE: Camera = Camera {
    zoom: None,
    offset: Vec2::ZERO,
};

/// The factor of one step of the keys and buttons.
const STEP: f32 = 1.25;

const LEAST_ZOOM: f32 = 0.05;

const MOST_ZOOM: f32 = 16.0;

/// The turn of the wheel that zooms by a factor of e, in points.
const WHEEL: f32 = 240.0;

const TOOLS: &str = "picture-tools";

const FOOT: &str = "picture-foot";

/// A change of the zoom that nobody sees.
const NO_ZOOM: f32 = 1e-4;

/// The way of one press of an arrow key, in points.
const MOVE: f32 = 60.0;

pub fn picture_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(enlarged) = shown(cx) else {
        return;
    };
    let screen = ui.ctx().content_rect();
    super::modal(ui, cx, "enlarged", cx.theme.picture_dialog(), |ui, cx| {
        ui.set_width(screen.width() - space::HUGE * 2.0);
        ui.set_height(screen.height() - space::HUGE * 2.0);
        super::name(ui, &enlarged.alt);
        let room = room(ui);
        let kept: Option<Camera> = ui.data(|data| data.get_temp(camera_id()));
        let mut camera = kept.unwrap_or(WHOLE);
        let fit = widgets::fit(enlarged.size, room).width() / enlarged.size.x.max(1.0);
        tools(ui, cx, &mut camera, fit);
        let picture = look(ui, &enlarged, &mut camera, fit, room);
        focus::begin_at(ui, cx, &picture);
        keys(ui, &mut camera, fit);
        ui.data_mut(|data| data.insert_temp(camera_id(), camera));
        let place = ui.max_rect().with_min_y(room.bottom());
        widgets::inside(ui, place, Layout::default(), |ui| foot(ui, cx));
    });
}

struct Enlarged {
    /// The sharpest there is of it.
    texture: Texture,
    /// The size of the original, in points.
    size: Vec2,
    alt: String,
}

fn shown(cx: &ViewCx<'_>) -> Option<Enlarged> {
    let shown = cx.state.lookup.shown.as_ref()?;
    let ShownPicture { request, info } = shown.picture.shown.as_ref()?;
    let texture = cx.textures.sharpest(*request)?;
    let template = shown.answer.batch.template.as_ref()?;
    #[expect(
        clippy::cast_precision_loss,
        reason = "no picture has a side that long"
    )]
    let size = Vec2::from(info.size.map(|side| side as f32));
    Some(Enlarged {
        texture: texture.clone(),
        size,
        alt: cx.l10n.preview_alt(template),
    })
}

fn camera_id() -> Id {
    Id::unique("camera")
}

/// The next picture, and this one when it is opened again, is shown whole.
pub fn reset_camera(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<Camera>(camera_id()));
}

/// The room between the tools and the foot.
fn room(ui: &Ui) -> Rect {
    let all = ui.max_rect();
    let top = all.top() + known_length(ui, Id::unique(TOOLS)) + space::TINY;
    let bottom = all.bottom() - known_length(ui, Id::unique(FOOT));
    Rect::from_min_max(Pos2::new(all.left(), top), Pos2::new(all.right(), bottom))
}

/// A change of the view by a button or a key.
#[derive(Clone, Copy)]
enum ZoomStep {
    By(f32),
    Whole,
    Full,
}

impl Camera {
    fn apply(&mut self, ui: &Ui, fit: f32, step: ZoomStep) {
        match step {
            ZoomStep::By(factor) => zoom_by(self, fit, factor, Vec2::ZERO),
            ZoomStep::Whole => *self = WHOLE,
            ZoomStep::Full => self.zoom = Some(full(ui.ctx())),
        }
    }
}

fn tools(ui: &mut Ui, cx: &mut ViewCx<'_>, camera: &mut Camera, fit: f32) {
    let leading = |ui: &mut Ui, cx: &mut ViewCx<'_>| {
        for (icon, label, step) in [
            (ICON_ZOOM_OUT, TextId::ZoomOut, ZoomStep::By(1.0 / STEP)),
            (ICON_ZOOM_IN, TextId::ZoomIn, ZoomStep::By(STEP)),
            (ICON_FIT_SCREEN, TextId::ZoomFit, ZoomStep::Whole),
            (ICON_FULLSCREEN, TextId::ZoomFull, ZoomStep::Full),
        ] {
            if widgets::icon_button(ui, cx, icon, label).clicked() {
                camera.apply(ui, fit, step);
            }
        }
        let shown = camera.zoom.unwrap_or(fit) / full(ui.ctx());
        cx.note_line(ui, &cx.l10n.percent(format!("{:.0}", shown * 100.0)));
    };
    let trailing = |ui: &mut Ui, cx: &mut ViewCx<'_>| {
        cx.button(Weight::Secondary, TextId::SavePicture)
            .icon(ICON_SAVE)
            .enabled(!cx.state.exports.is_busy())
            .sends(ui, cx, ExportIntent::SavePicture);
        cx.offer_icon(ui, ICON_CLOSE, TextId::Close, WindowIntent::CloseOverlay);
    };
    split_row::wrapping(ui, cx, leading, trailing);
    let height = ui.cursor().top() - ui.max_rect().top();
    keep_length(ui, Id::unique(TOOLS), height);
}

/// One pixel of the picture on one of the screen.
fn full(ctx: &Context) -> f32 {
    1.0 / ctx.pixels_per_point()
}

/// Zooms so that what is at `at` (from the middle of the room) stays there.
fn zoom_by(camera: &mut Camera, fit: f32, factor: f32, at: Vec2) {
    let before = camera.zoom.unwrap_or(fit);
    let after = (before * factor).clamp(fit.min(LEAST_ZOOM), MOST_ZOOM);
    camera.offset = at - (at - camera.offset) * (after / before);
    camera.zoom = Some(after);
}

fn look(
    ui: &mut Ui,
    Enlarged { texture, size, alt }: &Enlarged,
    camera: &mut Camera,
    fit: f32,
    room: Rect,
) -> Response {
    let response = ui.interact(room, ui.scope_id().with("picture"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, alt));
    if response.has_focus() {
        // The arrow keys move the picture, and nothing else.
        let own = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, own));
    }
    if response.dragged() {
        camera.zoom.get_or_insert(fit);
        camera.offset += response.drag_delta();
    }
    if response.double_clicked() {
        camera.offset = Vec2::ZERO;
        camera.zoom = match camera.zoom {
            None => Some(full(ui.ctx())),
            Some(_) => None,
        };
    }
    if let Some(pointer) = response.hover_pos() {
        let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let factor = pinch * (wheel / WHEEL).exp();
        if (factor - 1.0).abs() > NO_ZOOM {
            zoom_by(camera, fit, factor, pointer - room.center());
        }
    }
    let size = *size * camera.zoom.unwrap_or(fit);
    keep_in_sight(camera, size, room);
    let at = Rect::from_center_size(room.center() + camera.offset, size);
    ui.painter()
        .with_clip_rect(room)
        .image(texture.id(), at, texture.uv(), AS_IT_IS);
    response
}

/// The picture never leaves the room altogether.
fn keep_in_sight(camera: &mut Camera, size: Vec2, room: Rect) {
    let slack = ((size - room.size()) / 2.0).max(Vec2::ZERO);
    camera.offset = camera.offset.clamp(-slack, slack);
}

fn keys(ui: &Ui, camera: &mut Camera, fit: f32) {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    for (key, step) in [
        (Key::Plus, ZoomStep::By(STEP)),
        (Key::Equals, ZoomStep::By(STEP)),
        (Key::Minus, ZoomStep::By(1.0 / STEP)),
        (Key::Num0, ZoomStep::Whole),
        (Key::Num1, ZoomStep::Full),
    ] {
        if pressed(key) {
            camera.apply(ui, fit, step);
        }
    }
    let way = |forth, back| f32::from(pressed(forth)) - f32::from(pressed(back));
    let right = way(Key::ArrowLeft, Key::ArrowRight);
    let down = way(Key::ArrowUp, Key::ArrowDown);
    camera.offset += MOVE * Vec2::new(right, down);
}

fn foot(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.add_space(space::SMALL);
    if !share::export_ui(ui, cx, &[FileKind::Picture]) {
        cx.note(ui, TextId::PictureHow);
    }
    keep_length(ui, Id::unique(FOOT), ui.min_rect().height());
}
