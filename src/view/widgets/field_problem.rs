//! The problem of a field, under it.

use egui::Ui;
use egui::accesskit::Live;

use crate::domain::verdict::Tone;
use crate::theme::{TextColor, TextStyle};
use crate::view::{ViewCx, widgets};

/// Shows it; a screen reader says it at once.
pub fn field_problem_ui(ui: &mut Ui, cx: &ViewCx<'_>, said: &str) {
    let color = TextColor::Tone(Tone::Bad);
    let response = widgets::text(ui, cx, TextStyle::Body, color, said);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(Live::Assertive);
    });
}
