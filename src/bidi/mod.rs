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

use egui::{Color32, FontId};

pub use fonts::{install, install_at_once};
pub use label::{galley, heading, label};
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
