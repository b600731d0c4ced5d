//! Style of egui's own widgets.

use std::sync::Arc;

use egui::style::{ScrollAnimation, Widgets};
use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Style, Vec2, Visuals};

use super::{TextStyle, Theme, font, space};

impl Theme {
    /// The style that egui's own widgets take.
    pub fn style(&self) -> Arc<Style> {
        let mut style = Style {
            visuals: self.visuals(),
            animation_time: 0.1,
            ..Style::default()
        };
        style.spacing.item_spacing = Vec2::splat(space::SMALL);
        style.spacing.button_padding = Vec2::new(space::MEDIUM, 7.0);
        style.spacing.interact_size.y = space::CONTROL;
        style.spacing.menu_margin = Margin::same(8);
        style.spacing.tooltip_width = 420.0;
        style.text_styles = [
            (egui::TextStyle::Heading, font(TextStyle::Heading)),
            (egui::TextStyle::Body, font(TextStyle::Body)),
            (egui::TextStyle::Button, font(TextStyle::Body)),
            (egui::TextStyle::Small, font(TextStyle::Small)),
            (egui::TextStyle::Monospace, font(TextStyle::Code)),
        ]
        .into();
        Arc::new(style)
    }

    /// The same with nothing that moves by itself.
    pub fn still_style(&self) -> Arc<Style> {
        let mut style = self.style();
        let still = Arc::make_mut(&mut style);
        still.animation_time = 0.0;
        still.scroll_animation = ScrollAnimation::none();
        style
    }

    fn visuals(&self) -> Visuals {
        let mut visuals = egui::Theme::from_dark_mode(self.is_dark()).default_visuals();
        let radius = CornerRadius::same(space::RADIUS);
        visuals.panel_fill = self.background;
        visuals.window_fill = self.surface;
        visuals.window_stroke = Stroke::new(1.0, self.divider);
        visuals.window_corner_radius = radius;
        visuals.menu_corner_radius = radius;
        visuals.popup_shadow = Shadow {
            color: Color32::from_black_alpha(40),
            ..visuals.popup_shadow
        };
        visuals.extreme_bg_color = self.inset;
        visuals.text_edit_bg_color = Some(self.inset);
        visuals.weak_text_color = Some(self.soft);
        visuals.selection.bg_fill = self.selected;
        visuals.selection.stroke = Stroke::new(2.0, self.accent);
        let widgets = &mut visuals.widgets;
        for state in [
            &mut widgets.noninteractive,
            &mut widgets.inactive,
            &mut widgets.hovered,
            &mut widgets.active,
            &mut widgets.open,
        ] {
            state.corner_radius = radius;
            state.expansion = 0.0;
            state.fg_stroke = Stroke::new(1.0, self.text);
            state.bg_stroke = Stroke::new(1.0, self.outline);
            state.bg_fill = self.surface;
            state.weak_bg_fill = self.surface;
        }
        widgets.noninteractive.bg_stroke = Stroke::new(1.0, self.divider);
        widgets.hovered.weak_bg_fill = self.selected;
        widgets.hovered.bg_stroke = Stroke::new(1.0, self.accent);
        widgets.active.weak_bg_fill = self.selected;
        widgets.active.bg_stroke = Stroke::new(2.0, self.accent);
        widgets.open.weak_bg_fill = self.selected;
        visuals
    }

    /// The one thing to do, as buttons look for it: filled, and darker or lighter
    /// under the pointer.
    pub fn primary(&self, widgets: &mut Widgets) {
        for (state, fill) in [
            (&mut widgets.inactive, self.accent),
            (&mut widgets.hovered, self.accent_hover),
            (&mut widgets.active, self.accent_hover),
        ] {
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::NONE;
        }
    }
}
