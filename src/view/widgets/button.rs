//! Buttons, with their names for assistive technology.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{AtomExt as _, Button, Id, Response, RichText, Role, ScrollArea, Ui, Vec2, WidgetInfo};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_CHECK, ICON_CONTENT_COPY, ICON_MORE_VERT};

use super::{ResponseExt as _, Said, focus};
use crate::bidi;
use crate::l10n::TextId;
use crate::state::{Intent, WindowIntent};
use crate::theme::{TextColor, TextStyle, Theme, font, icon_size, space};
use crate::view::ViewCx;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do.
    Primary,
    Secondary,
    Quiet,
}

#[derive(Clone, Copy)]
pub struct AppButton<'a> {
    weight: Weight,
    icon: Option<MaterialIcon>,
    text: &'a str,
    enabled: bool,
}

impl<'a> AppButton<'a> {
    pub fn new(weight: Weight, text: &'a str) -> Self {
        Self {
            weight,
            icon: None,
            text,
            enabled: true,
        }
    }

    pub fn icon(mut self, icon: MaterialIcon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// It can be seen and not be pressed until `ready`.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Shows it; a press sends the intent.
    pub fn sends(self, ui: &mut Ui, cx: &mut ViewCx<'_>, intent: impl Into<Intent>) {
        if self.show(ui, cx).clicked() {
            cx.send(intent);
        }
    }

    /// As an item of a menu, which it closes.
    pub fn chooses(self, ui: &mut Ui, cx: &mut ViewCx<'_>, intent: impl Into<Intent>) {
        if self.show(ui, cx).clicked() {
            cx.send(intent);
            ui.close();
        }
    }

    pub fn show(self, ui: &mut Ui, cx: &ViewCx<'_>) -> Response {
        let primary = self.weight == Weight::Primary;
        let color = if primary {
            TextColor::OnAccent
        } else {
            TextColor::Text
        };
        let color = cx.theme.text_color(color);
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
                cx.theme.primary(&mut ui.visuals_mut().widgets);
                add(ui)
            })
            .inner
        } else {
            add(ui)
        };
        finish(ui, cx.theme, &response, self.text);
        response
    }
}

impl AppButton<'_> {
    /// Width on one line, in points.
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
pub fn icon_button<'a>(
    ui: &mut Ui,
    cx: &ViewCx<'a>,
    icon: MaterialIcon,
    name: impl Said<'a>,
) -> Response {
    let name = name.said(cx.l10n);
    let response = square(
        ui,
        icon.rich_text().size(icon_size::ALONE).color(cx.theme.soft),
    );
    let response = response.on_hover_text(bidi::visual(name));
    finish(ui, cx.theme, &response, name);
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

/// The menu of one row among several.
pub fn more_menu(ui: &mut Ui, theme: &Theme, name: &str, add: impl FnOnce(&mut Ui)) -> Response {
    let icon = ICON_MORE_VERT.rich_text().size(icon_size::ALONE);
    let icon = icon.color(theme.soft);
    let response = square_menu(ui, icon, space::SQUARE, MenuConfig::new(), add);
    finish(ui, theme, &response, name);
    response.on_hover_text(bidi::visual(name))
}

/// As wide as the lists beside the page where there is room.
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

/// Duration of "Copied" on a button, in seconds.
const COPIED_FOR: f32 = 1.6;

/// For how long it is still to be said that this was copied, in seconds.
pub fn copied_for(cx: &ViewCx<'_>, is_it: impl FnOnce(&str) -> bool) -> Option<f32> {
    let copied = cx.state.window.copied.as_ref()?;
    let age = cx.now.elapsed.saturating_sub(copied.at);
    let left = COPIED_FOR - age.as_secs_f32();
    (left > 0.0 && is_it(&copied.text)).then_some(left)
}

/// The place of the button that copied last.
fn pressed() -> Id {
    Id::unique("copy button")
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
        // Others may copy the same.
        if ui.data(|data| data.get_temp(pressed())) == Some(response.id) {
            response.show_tooltip_ui(|ui| {
                let said = ui.label(copied);
                // With the focus on it its new name is read out anyway.
                if !response.has_focus() {
                    said.announce();
                }
            });
        }
        ui.ctx().request_repaint_after_secs(left);
        return;
    }
    let name = cx.l10n.copy_what(what);
    let copy = icon_button(ui, cx, ICON_CONTENT_COPY, &name);
    if copy.clicked() {
        ui.data_mut(|data| data.insert_temp(pressed(), copy.id));
        cx.send(WindowIntent::Copy(value.to_owned()));
    }
}
