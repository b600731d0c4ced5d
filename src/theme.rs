//! Every colour and size, by role. Views name roles and nothing else.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, Vec2, Visuals,
};

use crate::domain::verdict::Tone;
use crate::script::{self, Look, Wrap};

/// The distances everything is laid out with, in points.
pub mod space {
    /// Between parts of one thing.
    pub const TINY: f32 = 4.0;
    /// Between things that belong together.
    pub const SMALL: f32 = 8.0;
    /// Between things of one group.
    pub const MEDIUM: f32 = 12.0;
    /// Inside cards, and between groups.
    pub const LARGE: f32 = 16.0;
    /// Between sections.
    pub const HUGE: f32 = 24.0;
    /// Widest the content gets.
    pub const CONTENT: f32 = 1_160.0;
    /// Narrowest width with two columns.
    pub const TWO_COLUMNS: f32 = 760.0;
    /// Widest a paragraph of text gets.
    pub const PARAGRAPH: f32 = 640.0;
    /// Height of fields and buttons.
    pub const CONTROL: f32 = 34.0;
    /// Height of a row of the list of signatories.
    pub const ROW: f32 = 54.0;
    /// Height of the list of signatories before it scrolls.
    pub const LIST: f32 = 346.0;
    /// Height of the picture's place.
    pub const PREVIEW: f32 = 330.0;
    /// Thickness of the progress bar.
    pub const BAR: f32 = 12.0;
    /// Width of the list of samples.
    pub const SIDE: f32 = 250.0;
    /// Width of the labels beside fields.
    pub const FIELD_LABEL: f32 = 210.0;
    /// Width of what opens above the rest.
    pub const DIALOG: f32 = 560.0;
    /// Radius of the corners of cards and controls.
    pub const RADIUS: u8 = 8;
}

/// The type scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// The name of the batch; the start.
    Title,
    /// The one sentence that answers.
    Lead,
    /// Headings of sections.
    Heading,
    /// Headings of groups, names of people.
    Strong,
    /// Text.
    Body,
    /// Notes.
    Small,
    /// IDs.
    Code,
}

/// What text is about, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Text.
    Text,
    /// Text of less weight.
    Soft,
    /// What can be followed or pressed.
    Accent,
    /// What stands on the accent.
    OnAccent,
    /// A verdict or a notice.
    Tone(Tone),
}

/// The colours of a notice: text and icon on a fill within a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Text and icon.
    pub ink: Color32,
    /// Behind them.
    pub fill: Color32,
    /// Around them.
    pub line: Color32,
}

/// Which colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// White on black with strong lines.
    HighContrast,
}

/// The colours of one scheme, by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Which scheme it is.
    pub scheme: Scheme,
    /// Behind everything.
    pub ground: Color32,
    /// Cards and bars.
    pub surface: Color32,
    /// Fields, and the picture's place.
    pub well: Color32,
    /// Text.
    pub text: Color32,
    /// Text of less weight.
    pub soft: Color32,
    /// Lines between things.
    pub divider: Color32,
    /// Lines around what can be used.
    pub outline: Color32,
    /// The one accent.
    pub accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// What stands on the accent.
    pub on_accent: Color32,
    /// Behind selected text and rows.
    pub selected: Color32,
    /// The part of the bar that is made.
    pub bar_made: Color32,
    /// The part that failed.
    pub bar_failed: Color32,
    /// The part that is to go.
    pub bar_to_go: Color32,
    /// Over the window while something is open above it.
    pub shade: Color32,
    good: Notice,
    busy: Notice,
    attention: Notice,
    bad: Notice,
    neutral: Notice,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn notice(ink: u32, fill: u32, line: u32) -> Notice {
    Notice {
        ink: rgb(ink),
        fill: rgb(fill),
        line: rgb(line),
    }
}

/// Dark on light.
pub const LIGHT: Theme = Theme {
    scheme: Scheme::Light,
    ground: rgb(0xf4_f6f9),
    surface: rgb(0xff_ffff),
    well: rgb(0xf7_f8fa),
    text: rgb(0x1a_1f27),
    soft: rgb(0x54_5c69),
    divider: rgb(0xde_e2e9),
    outline: rgb(0x7c_8594),
    accent: rgb(0x1d_5bb8),
    accent_hover: rgb(0x17_4a97),
    on_accent: rgb(0xff_ffff),
    selected: rgb(0xd8_e6fa),
    bar_made: rgb(0x2a_8455),
    bar_failed: rgb(0xc2_3b46),
    bar_to_go: rgb(0xdd_e2e9),
    shade: Color32::from_black_alpha(96),
    good: notice(0x17_6339, 0xe6_f5eb, 0x3a_8a5c),
    busy: notice(0x1d_5bb8, 0xe8_f0fc, 0x3f_76c7),
    attention: notice(0x75_4600, 0xff_f3dc, 0xa5_6a12),
    bad: notice(0x9f_1f2a, 0xfd_eced, 0xc2_3b46),
    neutral: notice(0x4a_525e, 0xee_f0f3, 0x76_7f8e),
};

/// Light on dark.
pub const DARK: Theme = Theme {
    scheme: Scheme::Dark,
    ground: rgb(0x13_161b),
    surface: rgb(0x1c_2027),
    well: rgb(0x16_1a20),
    text: rgb(0xe8_ebf0),
    soft: rgb(0xa8_b0bd),
    divider: rgb(0x2d_333d),
    outline: rgb(0x77_8090),
    accent: rgb(0x84_b4ff),
    accent_hover: rgb(0xa6_c9ff),
    on_accent: rgb(0x0d_1628),
    selected: rgb(0x26_3c5e),
    bar_made: rgb(0x4c_b17e),
    bar_failed: rgb(0xe3_6d76),
    bar_to_go: rgb(0x39_414d),
    shade: Color32::from_black_alpha(160),
    good: notice(0x7f_d8a6, 0x15_2b1f, 0x44_946b),
    busy: notice(0xa0_c6ff, 0x18_2740, 0x52_80c4),
    attention: notice(0xf4_c77c, 0x33_2710, 0xa6_7f3b),
    bad: notice(0xff_a0a6, 0x38_1b1e, 0xbf_636a),
    neutral: notice(0xbc_c3ce, 0x26_2b34, 0x77_8090),
};

/// White on black with strong lines.
pub const HIGH_CONTRAST: Theme = Theme {
    scheme: Scheme::HighContrast,
    ground: rgb(0x00_0000),
    surface: rgb(0x00_0000),
    well: rgb(0x00_0000),
    text: rgb(0xff_ffff),
    soft: rgb(0xff_ffff),
    divider: rgb(0xff_ffff),
    outline: rgb(0xff_ffff),
    accent: rgb(0xff_e14d),
    accent_hover: rgb(0xff_f0a0),
    on_accent: rgb(0x00_0000),
    selected: rgb(0x00_4a8f),
    bar_made: rgb(0x4d_ff9c),
    bar_failed: rgb(0xff_7a84),
    bar_to_go: rgb(0x4a_4a4a),
    shade: Color32::from_black_alpha(220),
    good: notice(0x4d_ff9c, 0x00_0000, 0x4d_ff9c),
    busy: notice(0x8c_c8ff, 0x00_0000, 0x8c_c8ff),
    attention: notice(0xff_e14d, 0x00_0000, 0xff_e14d),
    bad: notice(0xff_9aa1, 0x00_0000, 0xff_9aa1),
    neutral: notice(0xff_ffff, 0x00_0000, 0xff_ffff),
};

impl Theme {
    /// The colours of a notice of this tone.
    #[must_use]
    pub fn notice(&self, tone: Tone) -> Notice {
        match tone {
            Tone::Good => self.good,
            Tone::Busy => self.busy,
            Tone::Attention => self.attention,
            Tone::Bad => self.bad,
            Tone::Neutral => self.neutral,
        }
    }

    /// The colour for this ink.
    #[must_use]
    pub fn ink(&self, ink: Ink) -> Color32 {
        match ink {
            Ink::Text => self.text,
            Ink::Soft => self.soft,
            Ink::Accent => self.accent,
            Ink::OnAccent => self.on_accent,
            Ink::Tone(tone) => self.notice(tone).ink,
        }
    }

    /// How text of this kind is drawn.
    #[must_use]
    pub fn look(&self, of: Type, ink: Ink, wrap: Wrap) -> Look {
        Look {
            font: font(of),
            color: self.ink(ink),
            wrap,
        }
    }

    /// Whether the scheme is light on dark.
    #[must_use]
    pub fn is_dark(&self) -> bool {
        !matches!(self.scheme, Scheme::Light)
    }

    /// A card that holds one section.
    #[must_use]
    pub fn card(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.surface)
            .stroke(Stroke::new(1.0, self.divider))
            .corner_radius(CornerRadius::same(space::RADIUS))
            .inner_margin(Margin::same(16))
    }

    /// A notice of this tone.
    #[must_use]
    pub fn notice_frame(&self, tone: Tone) -> egui::Frame {
        let notice = self.notice(tone);
        egui::Frame::new()
            .fill(notice.fill)
            .stroke(Stroke::new(1.0, notice.line))
            .corner_radius(CornerRadius::same(space::RADIUS))
            .inner_margin(Margin::symmetric(16, 12))
    }

    /// A bar along an edge of the window.
    #[must_use]
    pub fn bar(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.surface)
            .inner_margin(Margin::symmetric(16, 10))
    }

    /// What opens above the rest.
    #[must_use]
    pub fn dialog(&self) -> egui::Frame {
        self.card().inner_margin(Margin::same(24))
    }

    /// The style that egui's own widgets take.
    #[must_use]
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
            (egui::TextStyle::Heading, font(Type::Heading)),
            (egui::TextStyle::Body, font(Type::Body)),
            (egui::TextStyle::Button, font(Type::Body)),
            (egui::TextStyle::Small, font(Type::Small)),
            (egui::TextStyle::Monospace, font(Type::Code)),
        ]
        .into();
        Arc::new(style)
    }

    fn visuals(&self) -> Visuals {
        let mut visuals = if self.is_dark() {
            Visuals::dark()
        } else {
            Visuals::light()
        };
        let radius = CornerRadius::same(space::RADIUS);
        visuals.panel_fill = self.ground;
        visuals.window_fill = self.surface;
        visuals.window_stroke = Stroke::new(1.0, self.divider);
        visuals.window_corner_radius = radius;
        visuals.menu_corner_radius = radius;
        visuals.popup_shadow = Shadow {
            color: Color32::from_black_alpha(40),
            ..visuals.popup_shadow
        };
        visuals.extreme_bg_color = self.well;
        visuals.text_edit_bg_color = Some(self.well);
        visuals.code_bg_color = self.well;
        visuals.faint_bg_color = self.well;
        visuals.hyperlink_color = self.accent;
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
}

/// The font of a kind of text.
#[must_use]
pub fn font(of: Type) -> FontId {
    let (size, family) = match of {
        Type::Title => (24.0, script::strong()),
        Type::Lead => (16.5, FontFamily::Proportional),
        Type::Heading => (16.0, script::strong()),
        Type::Strong => (14.0, script::strong()),
        Type::Body => (14.0, FontFamily::Proportional),
        Type::Small => (12.5, FontFamily::Proportional),
        Type::Code => (13.0, FontFamily::Monospace),
    };
    FontId::new(size, family)
}

#[cfg(test)]
mod tests;
