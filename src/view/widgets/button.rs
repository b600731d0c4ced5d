//! Buttons, with their names for assistive technology.

use std::time::Duration;

use egui::containers::menu::MenuConfig;
use egui::{
    AtomExt as _, Button, Color32, Id, Popup, PopupCloseBehavior, PopupKind, Response, RichText,
    Role, ScrollArea, Ui, UiKind, UiStackInfo, Vec2, WidgetInfo,
};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_CHECK, ICON_CONTENT_COPY, ICON_MENU, ICON_MORE_VERT};

use super::{ResponseExt as _, Said, focus, list};
use crate::bidi::{self, Wrap};
use crate::l10n::TextId;
use crate::state::{Intent, WindowIntent};
use crate::theme::{TextColor, TextStyle, Theme, font, icon_size, space};
use crate::view::ViewCx;
use crate::view::wait::has_lasted;

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

impl AppButton<'_> {
    pub fn icon(mut self, icon: MaterialIcon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Not enabled it is seen, and cannot be pressed.
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

    /// Shows it; a press copies the value.
    pub fn copies(self, ui: &mut Ui, cx: &mut ViewCx<'_>, value: &str) -> Response {
        let id = ui.next_auto_id();
        let response = self.says_copied(ui, cx, id, |button, ui, cx| button.show(ui, cx));
        if response.clicked() {
            copy(ui, cx, id, value);
        }
        response
    }

    /// Shows it by `show`; for a moment after it copied it says so.
    pub fn says_copied(
        self,
        ui: &mut Ui,
        cx: &mut ViewCx<'_>,
        id: Id,
        show: impl FnOnce(AppButton<'_>, &mut Ui, &mut ViewCx<'_>) -> Response,
    ) -> Response {
        if !was_copied(ui, cx, id) {
            return show(self, ui, cx);
        }
        let (icon, text) = (self.icon.map(|_| ICON_CHECK), cx.l10n.text(TextId::Copied));
        let button = AppButton { icon, text, ..self };
        let response = show(button, ui, cx);
        // With the focus on it its new name is read out anyway.
        response.announce_unless(response.has_focus(), text);
        response
    }

    pub fn show(self, ui: &mut Ui, cx: &ViewCx<'_>) -> Response {
        let button = self.button(ui, cx.theme);
        let add = |ui: &mut Ui| ui.add_enabled(self.enabled, button);
        let response = if self.weight == Weight::Primary {
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

    /// Shows it in a menu, which a press closes. True when pressed.
    pub fn closes(self, ui: &mut Ui, cx: &ViewCx<'_>) -> bool {
        let is_pressed = self.show(ui, cx).clicked();
        if is_pressed {
            ui.close();
        }
        is_pressed
    }

    /// Shows it; a press opens a menu.
    pub fn opens(
        self,
        ui: &mut Ui,
        cx: &mut ViewCx<'_>,
        menu: impl FnOnce(&mut Ui, &mut ViewCx<'_>),
    ) -> Response {
        let response = self.show(ui, cx);
        Popup::menu(&response).show(|ui| menu_contents(ui, |ui| menu(ui, cx)));
        response
    }

    fn button(&self, ui: &Ui, theme: &Theme) -> Button<'static> {
        let (style, color) = match self.weight {
            Weight::Primary => (TextStyle::Strong, TextColor::OnAccent),
            Weight::Secondary | Weight::Quiet => (TextStyle::Body, TextColor::Text),
        };
        let color = theme.text_color(color);
        let text = RichText::new(bidi::visual(self.text))
            .font(font(style))
            .color(color)
            .atom_shrink(true);
        let button = match self.icon {
            Some(icon) => Button::new((icon.rich_text().size(icon_size::TEXT).color(color), text)),
            None => Button::new(text),
        };
        let button = button
            .frame_when_inactive(self.weight != Weight::Quiet)
            .min_size(Vec2::new(0.0, space::CONTROL));
        // A button never leaves its place: a long name takes two lines.
        if self.width(ui, theme) > ui.max_rect().width() {
            button.wrap()
        } else {
            button
        }
    }

    /// Width on one line, in points.
    fn width(&self, ui: &Ui, theme: &Theme) -> f32 {
        let style = theme.label_style(TextStyle::Strong, TextColor::Text, Wrap::Truncate);
        let galley = bidi::galley(ui, self.text, &style, f32::INFINITY);
        let icon = self
            .icon
            .map_or(0.0, |_| icon_size::TEXT + ui.spacing().icon_spacing);
        galley.size().x + icon + 2.0 * ui.spacing().button_padding.x
    }
}

/// Buttons, and what a press on them sends.
impl<'a> ViewCx<'a> {
    pub fn button<'t>(&self, weight: Weight, said: impl Said<'t>) -> AppButton<'t>
    where
        'a: 't,
    {
        AppButton {
            weight,
            icon: None,
            text: said.said(self.l10n),
            enabled: true,
        }
    }

    pub fn offer(&mut self, ui: &mut Ui, label: TextId, intent: impl Into<Intent>) {
        self.button(Weight::Secondary, label)
            .sends(ui, self, intent);
    }

    /// The two answers to a question: one that does it, and "Cancel".
    pub fn answers(
        &mut self,
        ui: &mut Ui,
        (icon, label): (MaterialIcon, TextId),
        confirm: impl Into<Intent>,
        cancel: impl Into<Intent>,
    ) {
        ui.add_space(space::MEDIUM);
        ui.horizontal_wrapped(|ui| {
            let button = self.button(Weight::Primary, label).icon(icon);
            button.sends(ui, self, confirm);
            self.offer(ui, TextId::Cancel, cancel);
        });
    }

    /// A button that shows an icon only.
    pub fn offer_icon(
        &mut self,
        ui: &mut Ui,
        icon: MaterialIcon,
        label: TextId,
        intent: impl Into<Intent>,
    ) {
        if icon_button(ui, self, icon, label).clicked() {
            self.send(intent);
        }
    }

    /// An item of a menu.
    pub fn item<'t>(&self, icon: MaterialIcon, label: TextId) -> AppButton<'t>
    where
        'a: 't,
    {
        self.button(Weight::Quiet, label).icon(icon)
    }

    /// An item of a menu, which it closes.
    pub fn menu_item(
        &mut self,
        ui: &mut Ui,
        icon: MaterialIcon,
        label: TextId,
        intent: impl Into<Intent>,
    ) {
        if self.item(icon, label).closes(ui, self) {
            self.send(intent);
        }
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
    square(ui, cx.theme, (icon, cx.theme.soft), name).on_hover_said(cx.theme, name)
}

/// The menu of one row among several.
pub fn more_menu(ui: &mut Ui, theme: &Theme, name: &str, add: impl FnOnce(&mut Ui)) -> Response {
    let response = square(ui, theme, (ICON_MORE_VERT, theme.soft), name);
    Popup::menu(&response).show(add);
    response.on_hover_said(theme, name)
}

/// The menu of the window: items close it themselves; choosing a look or a size leaves it open,
/// to see what it does and to choose on.
pub fn main_menu(ui: &mut Ui, theme: &Theme, name: &str, add: impl FnOnce(&mut Ui)) {
    let close = PopupCloseBehavior::CloseOnClickOutside;
    // For the menus in it.
    let config = MenuConfig::new().close_behavior(close);
    let info = UiStackInfo::new(UiKind::Menu).with_tag_value(MenuConfig::MENU_CONFIG_TAG, config);
    let icon = ICON_MENU.rich_text().size(icon_size::MENU);
    let response = in_square(ui, theme, (icon, space::CONTROL, name));
    let menu = Popup::menu(&response).close_behavior(close).info(info);
    menu.show(|ui| menu_contents(ui, add));
}

/// As wide as the lists beside the page where there is room.
pub fn menu_contents(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let window = ui.ctx().content_rect();
    // In a small window, or with large text, not all of it fits. egui itself gives a menu
    // no more than 400 points.
    let height = window.height() - 3.0 * space::CONTROL;
    ui.set_max_height(height);
    // A bar tells of what is below also where a row ends at the edge.
    let bar = &mut ui.spacing_mut().scroll;
    bar.dormant_handle_opacity = bar.active_handle_opacity;
    bar.floating_width = space::TINY;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.set_min_width(space::SIDE.min(window.width() - space::HUGE * 2.0));
        focus::follow(ui, add);
        // Room for the ring around the last.
        ui.add_space(space::RING);
    });
}

/// A square button without a frame.
fn square(
    ui: &mut Ui,
    theme: &Theme,
    (icon, color): (MaterialIcon, Color32),
    name: &str,
) -> Response {
    let icon = icon.rich_text().size(icon_size::ALONE).color(color);
    in_square(ui, theme, (icon, space::SQUARE, name))
}

/// A button with an icon for its text and a name for assistive technology.
fn in_square(ui: &mut Ui, theme: &Theme, (icon, side, name): (RichText, f32, &str)) -> Response {
    // A scope begins where the line ends, with room or without.
    if ui.layout().main_wrap() && ui.available_size_before_wrap().x < side {
        ui.end_row();
    }
    let drawn = ui.scope(|ui| {
        ui.spacing_mut().button_padding = space::SQUARE_PADDING;
        ui.spacing_mut().interact_size.y = side;
        let button = Button::new(icon).frame_when_inactive(false);
        let button = button.sense(list::button_sense(ui));
        ui.add(button.min_size(Vec2::splat(side)))
    });
    finish(ui, theme, &drawn.inner, name);
    drawn.inner
}

/// Names a control for assistive technology and shows where the focus is.
fn finish(ui: &Ui, theme: &Theme, response: &Response, name: &str) {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    focus::ring(ui, theme, response);
}

/// Duration of "Copied" on a button.
const COPIED_FOR: Duration = Duration::from_millis(1_600);

const LAST: &str = "last-copied";

/// Copies a text for a button, which is remembered with the time as the last that did.
pub fn copy(ui: &Ui, cx: &mut ViewCx<'_>, button: Id, text: &str) {
    ui.data_mut(|data| data.insert_temp(Id::unique(LAST), (button, cx.now.elapsed)));
    cx.send(WindowIntent::Copy(text.to_owned()));
}

/// True for a moment after the button copied, until another one does.
fn was_copied(ui: &Ui, cx: &ViewCx<'_>, button: Id) -> bool {
    let last: Option<(Id, Duration)> = ui.data(|data| data.get_temp(Id::unique(LAST)));
    last.is_some_and(|(id, at)| id == button && !has_lasted(ui, cx, at, COPIED_FOR))
}

/// A button that copies `value` and says so for a moment.
pub fn copy_button(ui: &mut Ui, cx: &mut ViewCx<'_>, what: &str, value: &str) {
    let id = ui.next_auto_id();
    let button = if was_copied(ui, cx, id) {
        let copied = cx.l10n.text(TextId::Copied);
        square(ui, cx.theme, (ICON_CHECK, cx.theme.accent), copied)
    } else {
        icon_button(ui, cx, ICON_CONTENT_COPY, &cx.l10n.copy_what(what))
    };
    if button.clicked() {
        copy(ui, cx, id, value);
    }
    if let Some(told) = copied_beside(ui, cx, &button, id) {
        told.announce_unless(button.has_focus(), cx.l10n.text(TextId::Copied));
    }
}

/// Tells beside a button, for a moment after it copied, that it did.
pub fn copied_beside(ui: &Ui, cx: &ViewCx<'_>, button: &Response, id: Id) -> Option<Response> {
    if !was_copied(ui, cx, id) {
        return None;
    }
    // A menu of the button has the place of its own.
    let tooltip = Popup::from_response(button).kind(PopupKind::Tooltip);
    let tooltip = tooltip.id(button.id.with("copied"));
    let told = tooltip.show(|ui| ui.label(cx.l10n.text(TextId::Copied)))?;
    Some(told.inner)
}

/// True where all of something long is shown.
pub fn is_open(ui: &Ui, id: Id) -> bool {
    ui.data(|data| data.get_temp(id).unwrap_or(false))
}

/// A button that shows all of something long, and less again. True where it was shown.
pub fn open_button(ui: &mut Ui, cx: &ViewCx<'_>, id: Id, open: TextId) -> bool {
    let is_open = is_open(ui, id);
    let label = if is_open { TextId::ShowLess } else { open };
    if cx.button(Weight::Quiet, label).show(ui, cx).clicked() {
        ui.data_mut(|data| data.insert_temp(id, !is_open));
    }
    is_open
}
