//! The widgets that all views share.

mod button;
pub mod controls;
pub mod focus;
pub mod list;
pub mod scroll_keys;
pub mod split_row;
pub mod table;

use egui::{
    Align2, Color32, FontId, Id, Layout, Pos2, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder,
    Vec2, WidgetInfo,
};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_CHECK_CIRCLE, ICON_ERROR, ICON_HELP, ICON_HOURGLASS_TOP, ICON_WARNING,
};

pub use self::button::{
    Weight, copied_beside, copy, copy_button, icon_button, is_open, main_menu, menu_contents,
    more_menu, open_button,
};
pub use self::focus::FocusHeading;
use crate::bidi::{self, Wrap};
use crate::domain::verdict::Tone;
use crate::l10n::{Localizer, TextId};
use crate::theme::{Notice, TextColor, TextStyle, Theme, font, icon_size, space};
use crate::view::ViewCx;

/// A sentence by its name, or any text.
pub trait Said<'a> {
    fn said(self, l10n: &'a Localizer) -> &'a str;
}

impl<'a> Said<'a> for TextId {
    fn said(self, l10n: &'a Localizer) -> &'a str {
        l10n.text(self)
    }
}

impl<'a, T: AsRef<str> + ?Sized> Said<'a> for &'a T {
    fn said(self, _: &'a Localizer) -> &'a str {
        self.as_ref()
    }
}

/// Text of a kind, in as many lines as it needs.
pub fn text<'a>(
    ui: &mut Ui,
    cx: &ViewCx<'a>,
    of: TextStyle,
    color: TextColor,
    text: impl Said<'a>,
) -> Response {
    let style = cx.theme.label_style(of, color, Wrap::Lines);
    bidi::label(ui, text.said(cx.l10n), &style)
}

/// Text of a kind on one line, cut where there is no room.
pub fn line<'a>(
    ui: &mut Ui,
    cx: &ViewCx<'a>,
    of: TextStyle,
    color: TextColor,
    text: impl Said<'a>,
) -> Response {
    let style = cx.theme.label_style(of, color, Wrap::Truncate);
    bidi::label(ui, text.said(cx.l10n), &style)
}

impl ViewCx<'_> {
    pub fn body<'t>(&'t self, ui: &mut Ui, said: impl Said<'t>) -> Response {
        text(ui, self, TextStyle::Body, TextColor::Text, said)
    }

    pub fn muted<'t>(&'t self, ui: &mut Ui, said: impl Said<'t>) -> Response {
        text(ui, self, TextStyle::Body, TextColor::Muted, said)
    }

    pub fn muted_line<'t>(&'t self, ui: &mut Ui, said: impl Said<'t>) -> Response {
        line(ui, self, TextStyle::Body, TextColor::Muted, said)
    }

    pub fn bold<'t>(&'t self, ui: &mut Ui, said: impl Said<'t>) -> Response {
        text(ui, self, TextStyle::Strong, TextColor::Text, said)
    }

    pub fn note<'t>(&'t self, ui: &mut Ui, said: impl Said<'t>) -> Response {
        text(ui, self, TextStyle::Small, TextColor::Muted, said)
    }

    pub fn note_line<'t>(&'t self, ui: &mut Ui, said: impl Said<'t>) -> Response {
        line(ui, self, TextStyle::Small, TextColor::Muted, said)
    }
}

pub trait ResponseExt {
    /// Says it when it appears and whenever it changes.
    fn announce(&self);
    /// Says its text whenever it changes: when it appears, the focus tells of it.
    fn announce_changes(&self, text: &str);
    /// Says its text, but for one that was told already, such as by the focus.
    fn announce_unless(&self, is_told: bool, text: &str);
    /// Shows on hover what is read out already.
    fn on_hover_said(self, theme: &Theme, said: &str) -> Self;
    /// Remembers something until the end of the next frame.
    fn remember<T: Clone + Send + Sync + 'static>(&self, what: T);
    fn recall<T: Clone + Send + Sync + 'static>(&self) -> Option<T>;
}

impl ResponseExt for Response {
    fn announce(&self) {
        self.ctx.accesskit_node_builder(self.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    }

    fn announce_changes(&self, text: &str) {
        self.announce_unless(self.recall::<Option<String>>().is_none(), text);
    }

    fn announce_unless(&self, is_told: bool, text: &str) {
        let told = if is_told {
            Some(text.to_owned())
        } else {
            let last = self.recall::<Option<String>>().flatten();
            last.filter(|last| last == text)
        };
        // Not before another text comes: Windows and macOS read one out that is made live.
        if told.is_none() {
            self.announce();
        }
        self.remember(told);
    }

    fn on_hover_said(self, theme: &Theme, said: &str) -> Self {
        self.on_hover_ui(|ui| {
            let style = theme.label_style(TextStyle::Body, TextColor::Text, Wrap::Lines);
            let width = ui.spacing().tooltip_width;
            ui.label(bidi::galley(ui, said, &style, width));
        })
    }

    fn remember<T: Clone + Send + Sync + 'static>(&self, what: T) {
        let kept = (what, self.ctx.cumulative_frame_nr());
        let key = self.id.with("remembered");
        self.ctx.data_mut(|data| data.insert_temp(key, kept));
    }

    fn recall<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        let key = self.id.with("remembered");
        let (what, frame) = self.ctx.data(|data| data.get_temp::<(T, u64)>(key))?;
        (frame + 1 >= self.ctx.cumulative_frame_nr()).then_some(what)
    }
}

/// A part that stays the same whatever comes and goes before it, so that it keeps the focus and
/// is not read out anew, and nothing else is taken for it by a screen reader that remembers what
/// was in its place. Nothing else on the page may be called so.
pub fn steady<R>(ui: &mut Ui, which: impl egui::AsIdSalt, add: impl FnOnce(&mut Ui) -> R) -> R {
    part(ui, ui.scope_id().with(which), add)
}

/// A part that stays the same wherever it stands.
pub fn part<R>(ui: &mut Ui, id: Id, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().scope_id(id), add).inner
}

/// Takes the place of a part that comes and goes. egui numbers the parts of a page, and what is
/// below would lose the focus, or be read out anew, with another number.
pub fn absent(ui: &mut Ui) {
    ui.skip_ahead_auto_ids(1);
}

pub fn heading<'a>(ui: &mut Ui, cx: &ViewCx<'a>, text: impl Said<'a>) -> Response {
    heading_at(ui, cx, TextStyle::Heading, 2, text)
}

pub fn heading_at<'a>(
    ui: &mut Ui,
    cx: &ViewCx<'a>,
    of: TextStyle,
    level: usize,
    text: impl Said<'a>,
) -> Response {
    let style = cx.theme.label_style(of, TextColor::Text, Wrap::Lines);
    bidi::heading(ui, text.said(cx.l10n), &style, level)
}

pub fn row_height(ui: &Ui, of: TextStyle) -> f32 {
    ui.fonts_mut(|fonts| fonts.row_height(&font(of))).ceil()
}

/// Distance of the baseline from the top of a line, in points.
pub fn baseline(ui: &Ui, of: TextStyle) -> f32 {
    let letter = ui.fonts_mut(|fonts| {
        let color = Color32::PLACEHOLDER;
        fonts.layout_no_wrap("x".to_owned(), font(of), color)
    });
    let first = letter.rows.first();
    let glyph = first.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y));
    glyph.unwrap_or_default()
}

pub fn card<R>(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui) -> R) -> R {
    framed(ui, theme.card(), add)
}

/// A notice of full width, its icon beside the contents.
pub fn notice(
    ui: &mut Ui,
    theme: &Theme,
    tone: Tone,
    icon: MaterialIcon,
    add: impl FnOnce(&mut Ui),
) {
    let contents = |ui: &mut Ui| {
        self::icon(ui, icon, icon_size::HEADING, theme.notice(tone).foreground);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            add(ui);
        });
    };
    let within = |ui: &mut Ui| ui.horizontal_top(contents);
    // One part of its parent's: see `absent`.
    ui.scope(|ui| framed(ui, theme.notice_frame(tone), within));
}

fn framed<R>(ui: &mut Ui, frame: egui::Frame, add: impl FnOnce(&mut Ui) -> R) -> R {
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
        .inner
}

pub fn tone_icon(tone: Tone) -> MaterialIcon {
    match tone {
        Tone::Good => ICON_CHECK_CIRCLE,
        Tone::Busy => ICON_HOURGLASS_TOP,
        Tone::Attention => ICON_WARNING,
        Tone::Bad => ICON_ERROR,
        Tone::Neutral => ICON_HELP,
    }
}

/// The room of an icon: more than its picture, so that it does not touch the text.
pub fn icon_room(size: f32) -> Vec2 {
    const ROOM: f32 = 1.15;
    Vec2::splat(size * ROOM)
}

/// An icon beside text, drawn and not read out.
pub fn icon(ui: &mut Ui, icon: MaterialIcon, size: f32, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(icon_room(size), Sense::hover());
    paint_icon(ui, icon, rect.center(), size, color);
}

pub fn paint_icon(ui: &Ui, icon: MaterialIcon, middle: Pos2, size: f32, color: Color32) {
    ui.painter().text(
        middle,
        Align2::CENTER_CENTER,
        icon.codepoint,
        icon_font(icon, size),
        color,
    );
}

pub fn icon_font(icon: MaterialIcon, size: f32) -> FontId {
    FontId::new(size, icon.font_family())
}

/// A number or an icon in a circle.
pub struct Badge<'a> {
    pub tone: Tone,
    pub mark: &'a str,
    pub font: FontId,
    /// Its name for assistive technology.
    pub name: &'a str,
}

impl Badge<'_> {
    pub fn show(self, ui: &mut Ui, cx: &ViewCx<'_>) -> Response {
        let size = Vec2::splat(space::BADGE);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let Notice {
            foreground,
            fill,
            line,
        } = cx.theme.notice(self.tone);
        let (middle, line) = (rect.center(), Stroke::new(1.0, line));
        let painter = ui.painter();
        painter.circle(middle, space::BADGE / 2.0 - 1.0, fill, line);
        painter.text(
            middle,
            Align2::CENTER_CENTER,
            self.mark,
            self.font,
            foreground,
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.name));
        response
    }
}

/// The largest rectangle of the picture's shape in the middle of `room`, never
/// larger than the picture itself.
pub fn fit(size: Vec2, room: Rect) -> Rect {
    let shrink = (room.width() / size.x).min(room.height() / size.y).min(1.0);
    Rect::from_center_size(room.center(), size * shrink)
}

/// Draws in a place that is allocated already. What comes next goes on below that
/// place, however little is in it.
pub fn inside(ui: &mut Ui, place: Rect, layout: Layout, add: impl FnOnce(&mut Ui)) {
    add(&mut ui.new_child(UiBuilder::new().max_rect(place).layout(layout)));
}

/// Gives the contents a role and a name for assistive technology.
pub fn with_role(ui: &mut Ui, role: Role, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.push_id(role, |ui| {
        let id: Id = ui.unique_id();
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(role);
            node.set_label(name);
        });
        add(ui);
    });
}
