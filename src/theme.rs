//! Every colour and size, by role. Views name roles and nothing else.

mod fonts;
mod schemes;
pub mod space;
mod style;

use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Stroke};

use crate::bidi::{LabelStyle, Wrap};
use crate::domain::verdict::Tone;

pub use fonts::font_definitions;
pub use schemes::{DARK, HIGH_CONTRAST, LIGHT};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// The name of the batch; the start.
    Title,
    /// The one sentence that answers.
    Lead,
    Heading,
    /// Headings of groups, names of people.
    Strong,
    Body,
    Small,
    Code,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextColor {
    Text,
    Muted,
    OnAccent,
    Tone(Tone),
}

/// The colours of a notice: text and icon on a fill within a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    pub foreground: Color32,
    pub fill: Color32,
    pub line: Color32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
    /// White on black with strong lines.
    HighContrast,
}

/// The colours of one scheme, by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub scheme: Scheme,
    pub background: Color32,
    pub surface: Color32,
    /// Fields, and the picture's place.
    pub inset: Color32,
    pub text: Color32,
    pub soft: Color32,
    pub divider: Color32,
    /// Lines around what can be used.
    pub outline: Color32,
    pub accent: Color32,
    pub accent_hover: Color32,
    pub on_accent: Color32,
    /// Behind selected text and rows.
    pub selected: Color32,
    /// The part of the bar that is made.
    pub bar_made: Color32,
    pub bar_failed: Color32,
    pub bar_to_go: Color32,
    /// Over the window while something is open above it.
    pub backdrop: Color32,
    good: Notice,
    busy: Notice,
    attention: Notice,
    bad: Notice,
    neutral: Notice,
}

/// The opacity of what is out of date.
pub const FADED: f32 = 0.6;

/// Nothing is added to the colours of a picture.
pub const AS_IT_IS: Color32 = Color32::WHITE;

impl Theme {
    pub fn notice(&self, tone: Tone) -> Notice {
        match tone {
            Tone::Good => self.good,
            Tone::Busy => self.busy,
            Tone::Attention => self.attention,
            Tone::Bad => self.bad,
            Tone::Neutral => self.neutral,
        }
    }

    pub fn text_color(&self, color: TextColor) -> Color32 {
        match color {
            TextColor::Text => self.text,
            TextColor::Muted => self.soft,
            TextColor::OnAccent => self.on_accent,
            TextColor::Tone(tone) => self.notice(tone).foreground,
        }
    }

    pub fn label_style(&self, of: TextStyle, color: TextColor, wrap: Wrap) -> LabelStyle {
        LabelStyle {
            font: font(of),
            color: self.text_color(color),
            wrap,
        }
    }

    pub fn is_dark(&self) -> bool {
        !matches!(self.scheme, Scheme::Light)
    }

    /// A card that holds one section.
    pub fn card(&self) -> egui::Frame {
        framed(self.surface, self.divider).inner_margin(Margin::same(16))
    }

    pub fn notice_frame(&self, tone: Tone) -> egui::Frame {
        let notice = self.notice(tone);
        framed(notice.fill, notice.line).inner_margin(Margin::symmetric(16, 12))
    }

    /// A word with an icon, in the colours of a tone.
    pub fn chip(&self, tone: Tone) -> egui::Frame {
        self.notice_frame(tone)
            .inner_margin(Margin::symmetric(10, 5))
            .corner_radius(CornerRadius::same(16))
    }

    /// A bar along an edge of the window.
    pub fn bar(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.surface)
            .inner_margin(Margin::symmetric(16, 10))
    }

    /// The bar along the lower edge.
    pub fn foot(&self) -> egui::Frame {
        self.bar().inner_margin(Margin::symmetric(16, 6))
    }

    /// Frame of a dialog above the rest.
    pub fn dialog(&self) -> egui::Frame {
        self.card().inner_margin(Margin::same(24))
    }

    /// Frame of a picture as large as can be.
    pub fn picture_dialog(&self) -> egui::Frame {
        self.card().inner_margin(Margin::same(12))
    }
}

fn framed(fill: Color32, line: Color32) -> egui::Frame {
    egui::Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(CornerRadius::same(space::RADIUS))
}

/// The sizes of icons, in points.
pub mod icon_size {
    /// Beside a note in a row.
    pub const MARK: f32 = 14.0;
    /// Beside small text, and in a circle.
    pub const NOTE: f32 = 16.0;
    /// Beside text, and in buttons.
    pub const TEXT: f32 = 17.0;
    pub const ALONE: f32 = 18.0;
    /// On the button of the menu.
    pub const MENU: f32 = 20.0;
    pub const HEADING: f32 = 22.0;
    /// In the place of a picture.
    pub const PICTURE: f32 = 36.0;
    /// On a page with nothing else.
    pub const PAGE: f32 = 44.0;
}

pub fn font(of: TextStyle) -> FontId {
    let (size, family) = match of {
        TextStyle::Title => (24.0, fonts::strong()),
        TextStyle::Lead => (16.5, FontFamily::Proportional),
        TextStyle::Heading => (16.0, fonts::strong()),
        TextStyle::Strong => (14.0, fonts::strong()),
        TextStyle::Body => (14.0, FontFamily::Proportional),
        TextStyle::Small => (12.5, FontFamily::Proportional),
        TextStyle::Code => (13.0, FontFamily::Monospace),
    };
    FontId::new(size, family)
}

#[cfg(test)]
mod tests;
