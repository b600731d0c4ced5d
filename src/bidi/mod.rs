//! Text of every script, drawn right and read right.
//!
//! egui 0.37 shapes each word correctly but has no bidirectional step: the words of an Arabic,
//! Urdu or Hebrew line stand in the wrong order, and assistive technology gets them scrambled.
//! This room adds that step, and nothing else depends on how. Once egui does it, [`label()`],
//! [`heading`] and [`galley`] become plain egui calls and the rest of the room goes.

mod fonts;
mod label;
mod lines;
mod order;
mod pieces;
mod plan;

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Response, Ui};

use label::Part;

pub use fonts::{install, install_at_once};
pub use order::visual;

#[derive(Clone, Debug, PartialEq)]
pub struct LabelStyle {
    /// Size in points, and the family for left-to-right text.
    pub font: FontId,
    pub color: Color32,
    pub wrap: Wrap,
}

/// Handling of text that is wider than its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wrap {
    /// One line, cut with an ellipsis; the whole text on hover.
    Truncate,
    /// As many lines as needed.
    Lines,
    /// At most this many lines, the last one cut with an ellipsis; the whole text on hover.
    AtMost(usize),
}

/// A label that can be selected and copied, in the right order on screen, on the clipboard
/// and for assistive technology (whose role it has is `Label`, its value is `text`).
pub fn label(ui: &mut Ui, text: &str, style: &LabelStyle) -> Response {
    label::show(ui, text, style, Part::Label)
}

/// A label that assistive technology announces as a heading of `level` 1 (page) to 3.
pub fn heading(ui: &mut Ui, text: &str, style: &LabelStyle, level: usize) -> Response {
    label::show(ui, text, style, Part::Heading(level))
}

/// The text laid out at most `max_width` points wide, for painters, tables and buttons.
///
/// Its `text()` is the text as it is read, not as it stands on screen.
pub fn galley(ui: &Ui, text: &str, style: &LabelStyle, max_width: f32) -> Arc<Galley> {
    label::lay_out(ui, text, style, max_width)
}
