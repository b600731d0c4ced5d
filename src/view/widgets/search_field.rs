//! A field to search with.

use egui::{Response, TextEdit, Ui};

use super::focus;
use crate::theme::{Theme, space};

/// A field of one line to search with; `name` is what it says while it is empty.
pub fn search_field_ui(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    width: f32,
    text: &mut String,
) -> Response {
    let edit = TextEdit::singleline(text)
        .hint_text(name)
        .margin(space::SEARCH_MARGIN)
        .desired_width(width);
    let response = ui.add(edit).accessible_name(name);
    focus::ring(ui, theme, &response);
    response
}
