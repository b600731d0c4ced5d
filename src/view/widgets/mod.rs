//! The widgets that all views share.

mod button;
pub mod cards;
pub mod choice;
pub mod field_problem;
pub mod focus;
pub mod list_row;
pub mod long_list;
pub mod row_keys;
pub mod scroll_keys;
pub mod search_field;
pub mod split_row;
pub mod switch;

use egui::{Id, Layout, Pos2, Rect, Response, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo};
use egui_material_icons::MaterialIcon;

pub use self::button::{
    AppButton, Weight, copied_for, copy_button, icon_button, menu_contents, square_menu,
};
use crate::bidi::{self, Wrap};
use crate::state::Focus;
use crate::theme::{TextColor, TextStyle, Theme, font};
use crate::view::ViewCx;

/// Text of a kind, in as many lines as it needs.
pub fn text(ui: &mut Ui, theme: &Theme, of: TextStyle, ink: TextColor, text: &str) -> Response {
    bidi::label(ui, text, &theme.label_style(of, ink, Wrap::Lines))
}

/// Text of a kind on one line, cut where there is no room.
pub fn line(ui: &mut Ui, theme: &Theme, of: TextStyle, ink: TextColor, text: &str) -> Response {
    bidi::label(ui, text, &theme.label_style(of, ink, Wrap::Truncate))
}

/// The text that most views are made of.
pub trait UiExt {
    /// Text.
    fn body(&mut self, theme: &Theme, text: &str) -> Response;
    /// Text of less weight.
    fn muted(&mut self, theme: &Theme, text: &str) -> Response;
    /// Text of less weight on one line, cut where there is no room.
    fn muted_line(&mut self, theme: &Theme, text: &str) -> Response;
    /// Text that stands out.
    fn bold(&mut self, theme: &Theme, text: &str) -> Response;
    /// Small text of less weight.
    fn note(&mut self, theme: &Theme, text: &str) -> Response;
    /// Small text of less weight on one line, cut where there is no room.
    fn note_line(&mut self, theme: &Theme, text: &str) -> Response;
}

impl UiExt for Ui {
    fn body(&mut self, theme: &Theme, said: &str) -> Response {
        text(self, theme, TextStyle::Body, TextColor::Text, said)
    }

    fn muted(&mut self, theme: &Theme, said: &str) -> Response {
        text(self, theme, TextStyle::Body, TextColor::Muted, said)
    }

    fn muted_line(&mut self, theme: &Theme, said: &str) -> Response {
        line(self, theme, TextStyle::Body, TextColor::Muted, said)
    }

    fn bold(&mut self, theme: &Theme, said: &str) -> Response {
        text(self, theme, TextStyle::Strong, TextColor::Text, said)
    }

    fn note(&mut self, theme: &Theme, said: &str) -> Response {
        text(self, theme, TextStyle::Small, TextColor::Muted, said)
    }

    fn note_line(&mut self, theme: &Theme, said: &str) -> Response {
        line(self, theme, TextStyle::Small, TextColor::Muted, said)
    }
}

/// What assistive technology is to do with what was drawn.
pub trait ResponseExt {
    /// Says it whenever it changes.
    fn announce(&self);
}

impl ResponseExt for Response {
    fn announce(&self) {
        self.ctx.accesskit_node_builder(self.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    }
}

/// The heading of a section.
pub fn heading(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    heading_at(ui, theme, TextStyle::Heading, 2, text)
}

/// A heading of any kind and level.
pub fn heading_at(ui: &mut Ui, theme: &Theme, of: TextStyle, level: usize, text: &str) -> Response {
    let style = theme.label_style(of, TextColor::Text, Wrap::Lines);
    bidi::heading(ui, text, &style, level)
}

/// A heading that takes the focus when it is asked to, so that assistive
/// technology reads from here.
pub fn focus_heading(ui: &mut Ui, cx: &ViewCx<'_>, text: &str, level: usize, on: Focus) {
    let kind = if level == 1 {
        TextStyle::Title
    } else {
        TextStyle::Heading
    };
    let style = cx.theme.label_style(kind, TextColor::Text, Wrap::AtMost(3));
    let drawn = bidi::label(ui, text, &style);
    // A label that can be selected gives up the focus whenever it is drawn, so
    // the heading is a part of its own over it, and the only one read out.
    ui.ctx()
        .accesskit_node_builder(drawn.id, egui::accesskit::Node::set_hidden);
    let heading = ui.interact(
        drawn.rect,
        drawn.id.with("heading"),
        Sense::focusable_noninteractive(),
    );
    if cx.focus == Some(on) {
        heading.request_focus();
    }
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    ui.ctx().accesskit_node_builder(heading.id, |node| {
        node.set_level(level);
        node.set_live(egui::accesskit::Live::Polite);
    });
    focus::bar(ui, cx.theme, &heading);
}

/// Height of a line of text of a kind.
pub fn row_height(ui: &Ui, of: TextStyle) -> f32 {
    ui.fonts_mut(|fonts| fonts.row_height(&font(of))).ceil()
}

/// How far below their top the letters of a kind stand.
pub fn baseline(ui: &Ui, of: TextStyle) -> f32 {
    let letter = ui.fonts_mut(|fonts| {
        let color = egui::Color32::PLACEHOLDER;
        fonts.layout_no_wrap("x".to_owned(), font(of), color)
    });
    let first = letter.rows.first();
    let glyph = first.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y));
    glyph.unwrap_or_default()
}

/// What an icon of this size takes: more than its picture, so that it does not
/// touch the text.
pub fn icon_room(size: f32) -> Vec2 {
    const ROOM: f32 = 1.15;
    Vec2::splat(size * ROOM)
}

/// An icon beside text, drawn and not read out.
pub fn icon(ui: &mut Ui, icon: MaterialIcon, size: f32, color: egui::Color32) {
    let (rect, _) = ui.allocate_exact_size(icon_room(size), Sense::hover());
    paint_icon(ui, icon, rect.center(), size, color);
}

/// An icon with its middle at a point.
pub fn paint_icon(ui: &Ui, icon: MaterialIcon, middle: Pos2, size: f32, color: egui::Color32) {
    let font = egui::FontId::new(size, icon.font_family());
    let anchor = egui::Align2::CENTER_CENTER;
    ui.painter()
        .text(middle, anchor, icon.codepoint, font, color);
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
    ui.scope(|ui| {
        let id: Id = ui.unique_id();
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(role);
            node.set_label(name);
        });
        add(ui);
    });
}
