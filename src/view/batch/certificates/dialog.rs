//! Every field of one certificate.

use egui::Ui;

use super::files;
use crate::l10n::{ProblemPlace, TextId};
use crate::state::{FileKind, OpenCertificate, RemotePhase};
use crate::theme::space;
use crate::view::ViewCx;
use crate::view::batch::{fields, share};
use crate::view::widgets::{ResponseExt as _, Weight};

pub fn certificate_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let (
        Some(OpenCertificate {
            certificate, check, ..
        }),
        Some(shown),
    ) = (
        cx.state.certificates.opened.as_deref(),
        cx.state.lookup.shown.as_ref(),
    )
    else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        files::files_ui(ui, cx, certificate, shown, Weight::Secondary);
    });
    share::export_ui(ui, cx, &[FileKind::Certificate]);
    if let RemotePhase::Failed(problem) = &check.phase {
        let told = cx.l10n.problem(problem, ProblemPlace::Panel { wait: None });
        let response = cx.bold(ui, &told.title);
        response.announce();
        cx.muted(ui, TextId::CertificateAsListed);
    }
    ui.add_space(space::SMALL);
    for field in &cx.l10n.certificate_fields(certificate, cx.now.timestamp) {
        fields::field_ui(ui, cx, field);
    }
}
