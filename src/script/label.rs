//! Labels and headings.

use std::sync::Arc;

use egui::{
    Galley, Label, Response, Role, Ui, WidgetInfo,
    text::{LayoutJob, TextWrapping},
};

use super::{Look, Wrap};

/// See [`super::label`].
pub(super) fn show(ui: &mut Ui, text: &str, look: &Look) -> Response {
    let label = Label::new(job(text, look, ui.available_width())).selectable(true);
    // egui sets the width itself and leaves the number of rows alone.
    ui.add(if look.wrap == Wrap::Cut {
        label.truncate()
    } else {
        label.wrap()
    })
}

/// See [`super::heading`].
pub(super) fn show_heading(ui: &mut Ui, text: &str, look: &Look, level: usize) -> Response {
    let response = show(ui, text, look);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, ui.is_enabled(), text));
    ui.accesskit_node_builder(response.id, |node| node.set_level(level));
    response
}

/// See [`super::galley`].
pub(super) fn lay_out(ui: &Ui, text: &str, look: &Look, max_width: f32) -> Arc<Galley> {
    ui.fonts_mut(|fonts| fonts.layout_job(job(text, look, max_width)))
}

fn job(text: &str, look: &Look, max_width: f32) -> LayoutJob {
    let mut job = LayoutJob::simple(text.to_owned(), look.font.clone(), look.color, max_width);
    job.wrap = match look.wrap {
        Wrap::Cut => TextWrapping::truncate_at_width(max_width),
        Wrap::Lines => TextWrapping::wrap_at_width(max_width),
        Wrap::AtMost(rows) => TextWrapping {
            max_rows: rows.max(1),
            ..TextWrapping::wrap_at_width(max_width)
        },
    };
    job
}
