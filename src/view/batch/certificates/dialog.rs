//! Every field of one certificate.

use egui::Ui;

use super::files;
use crate::state::FileKind;
use crate::theme::space;
use crate::view::ViewCx;
use crate::view::batch::{fields, share};
use crate::view::widgets::Weight;

pub fn certificate_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let (Some(certificate), Some(shown)) = (
        cx.state.certificates.opened.as_deref(),
        cx.state.lookup.shown.as_ref(),
    ) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        files::files_ui(ui, cx, certificate, shown, Weight::Secondary);
    });
    share::export_ui(ui, cx, &[FileKind::Certificate]);
    ui.add_space(space::SMALL);
    for field in &cx.l10n.certificate_fields(certificate, cx.now.wall) {
        fields::field_ui(ui, cx, field);
    }
}
