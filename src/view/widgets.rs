//! The few controls everything is made of.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    AtomExt as _, Button, Id, Layout, Pos2, Rect, Response, RichText, Role, ScrollArea, Sense, Ui,
    UiBuilder, Vec2, WidgetInfo,
};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_CHECK, ICON_CONTENT_COPY};

use super::{ViewCx, focus};
use crate::bidi::{self, Wrap};
use crate::l10n::TextId;
use crate::state::{Focus, WindowIntent};
use crate::theme::{TextColor, TextStyle, Theme, font, icon_size, space};

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do.
    Primary,
    /// One of several.
    Secondary,
    /// Beside text.
    Quiet,
}

/// A button.
#[derive(Clone, Copy)]
pub struct AppButton<'a> {
    weight: Weight,
    icon: Option<MaterialIcon>,
    text: &'a str,
    enabled: bool,
}

impl<'a> AppButton<'a> {
    /// A button of this weight that says `text`.
    pub fn new(weight: Weight, text: &'a str) -> Self {
        Self {
            weight,
            icon: None,
            text,
            enabled: true,
        }
    }

    /// With an icon in front.
    pub fn icon(mut self, icon: MaterialIcon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// It can be seen and not be pressed until `ready`.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let primary = self.weight == Weight::Primary;
        let ink = if primary {
            TextColor::OnAccent
        } else {
            TextColor::Text
        };
        let color = theme.ink(ink);
        let strong = if primary {
            TextStyle::Strong
        } else {
            TextStyle::Body
        };
        let text = RichText::new(bidi::visual(self.text))
            .font(font(strong))
            .color(color)
            .atom_shrink(true);
        let mut button = match self.icon {
            Some(icon) => Button::new((icon.rich_text().size(icon_size::TEXT).color(color), text)),
            None => Button::new(text),
        };
        if self.weight == Weight::Quiet {
            button = button.frame_when_inactive(false);
        }
        let button = button.min_size(Vec2::new(0.0, space::CONTROL));
        // A button never leaves its place: a long name takes two lines.
        let button = if self.width(ui) > ui.max_rect().width() {
            button.wrap()
        } else {
            button
        };
        let add = |ui: &mut Ui| ui.add_enabled(self.enabled, button);
        let response = if primary {
            ui.scope(|ui| {
                theme.primary(&mut ui.visuals_mut().widgets);
                add(ui)
            })
            .inner
        } else {
            add(ui)
        };
        finish(ui, theme, &response, self.text);
        response
    }
}

impl AppButton<'_> {
    /// How wide it is on one line, in points.
    fn width(&self, ui: &Ui) -> f32 {
        let text = bidi::visual(self.text).into_owned();
        let color = egui::Color32::PLACEHOLDER;
        let galley =
            ui.fonts_mut(|fonts| fonts.layout_no_wrap(text, font(TextStyle::Strong), color));
        let icon = self
            .icon
            .map_or(0.0, |_| icon_size::TEXT + ui.spacing().icon_spacing);
        galley.size().x + icon + 2.0 * ui.spacing().button_padding.x
    }
}

/// A button that shows an icon only; its name appears on hover.
pub fn icon_button(ui: &mut Ui, theme: &Theme, icon: MaterialIcon, name: &str) -> Response {
    let response = square(
        ui,
        icon.rich_text().size(icon_size::ALONE).color(theme.soft),
    );
    let response = response.on_hover_text(bidi::visual(name));
    finish(ui, theme, &response, name);
    response
}

/// The button of a menu, `side` points wide and high, that shows an icon only.
pub fn square_menu(
    ui: &mut Ui,
    icon: RichText,
    side: f32,
    config: MenuConfig,
    add: impl FnOnce(&mut Ui),
) -> Response {
    in_square(ui, icon, side, |ui, button| {
        MenuButton::from_button(button).config(config).ui(ui, add).0
    })
}

/// What a menu holds, as wide as the lists beside the page where there is room.
pub fn menu_contents(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let window = ui.ctx().content_rect();
    // In a small window, or with large text, not all of it fits. egui itself gives a menu
    // no more than 400 points.
    let height = window.height() - 3.0 * space::CONTROL;
    ui.set_max_height(height);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.set_min_width(space::SIDE.min(window.width() - space::HUGE * 2.0));
        focus::follow(ui, add);
    });
}

/// A square button without a frame.
fn square(ui: &mut Ui, icon: RichText) -> Response {
    in_square(ui, icon, space::SQUARE, Ui::add)
}

/// A button of `side` points, no larger than it says.
fn in_square(
    ui: &mut Ui,
    icon: RichText,
    side: f32,
    add: impl FnOnce(&mut Ui, Button<'static>) -> Response,
) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = space::SQUARE_PADDING;
        ui.spacing_mut().interact_size.y = side;
        let button = Button::new(icon)
            .frame_when_inactive(false)
            .min_size(Vec2::splat(side));
        add(ui, button)
    })
    .inner
}

/// Names a control for assistive technology and shows where the focus is.
fn finish(ui: &Ui, theme: &Theme, response: &Response, name: &str) {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    focus::ring(ui, theme, response);
}

/// Text of a kind, in as many lines as it needs.
pub fn text(ui: &mut Ui, theme: &Theme, of: TextStyle, ink: TextColor, text: &str) -> Response {
    bidi::label(ui, text, &theme.look(of, ink, Wrap::Lines))
}

/// Text of a kind on one line, cut where there is no room.
pub fn line(ui: &mut Ui, theme: &Theme, of: TextStyle, ink: TextColor, text: &str) -> Response {
    bidi::label(ui, text, &theme.look(of, ink, Wrap::Truncate))
}

/// Has assistive technology say what this holds whenever it changes.
pub fn announce(ui: &Ui, response: &Response) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

/// The heading of a section.
pub fn heading(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    bidi::heading(
        ui,
        text,
        &theme.look(TextStyle::Heading, TextColor::Text, Wrap::Lines),
        2,
    )
}

/// A heading that takes the focus when it is asked to, so that assistive
/// technology reads from here.
pub fn focus_heading(ui: &mut Ui, cx: &ViewCx<'_>, text: &str, level: usize, on: Focus) {
    let kind = if level == 1 {
        TextStyle::Title
    } else {
        TextStyle::Heading
    };
    let look = cx.theme.look(kind, TextColor::Text, Wrap::AtMost(3));
    let drawn = bidi::label(ui, text, &look);
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

/// How long a copy button says "Copied", in seconds.
const COPIED_FOR: f32 = 1.6;

/// For how long it is still to be said that this was copied, in seconds.
pub fn copied_for(cx: &ViewCx<'_>, is_it: impl FnOnce(&str) -> bool) -> Option<f32> {
    let copied = cx.state.window.copied.as_ref()?;
    let age = cx.now.since_start.saturating_sub(copied.at);
    let left = COPIED_FOR - age.as_secs_f32();
    (left > 0.0 && is_it(&copied.text)).then_some(left)
}

/// Height of a line of text of a kind.
pub fn row_height(ui: &Ui, of: TextStyle) -> f32 {
    ui.fonts_mut(|fonts| fonts.row_height(&font(of))).ceil()
}

/// A button that copies `value` and says so for a moment.
pub fn copy_button(ui: &mut Ui, cx: &mut ViewCx<'_>, what: &str, value: &str) {
    if let Some(left) = copied_for(cx, |copied| copied == value) {
        let copied = cx.l10n.text(TextId::Copied);
        let response = square(
            ui,
            ICON_CHECK
                .rich_text()
                .size(icon_size::ALONE)
                .color(cx.theme.accent),
        );
        finish(ui, cx.theme, &response, copied);
        announce(ui, &response);
        response.show_tooltip_text(copied);
        ui.ctx().request_repaint_after_secs(left);
        return;
    }
    let name = cx.l10n.copy_what(what);
    if icon_button(ui, cx.theme, ICON_CONTENT_COPY, &name).clicked() {
        cx.send(WindowIntent::Copy(value.to_owned()));
    }
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

/// Draws in a place that is allocated already. What comes next goes on below that
/// place, however little is in it.
pub fn inside(ui: &mut Ui, place: Rect, layout: Layout, add: impl FnOnce(&mut Ui)) {
    add(&mut ui.new_child(UiBuilder::new().max_rect(place).layout(layout)));
}

/// Gives the contents a role for assistive technology.
pub fn with_role<R>(ui: &mut Ui, role: Role, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        let id: Id = ui.unique_id();
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_role(role));
        add(ui)
    })
    .inner
}
