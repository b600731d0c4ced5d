//! One certificate: every field of it, its files, its name.

use egui::Ui;
use egui_material_icons::icons::{ICON_OPEN_IN_BROWSER, ICON_SAVE};

use crate::domain::Certificate;
use crate::domain::picture::FileLink;
use crate::l10n::TextId;
use crate::state::{
    Action, DisplayedBatch, ExportIntent, FileForm, FileKind, OpenCertificate, RemoteFile,
    RemotePhase,
};
use crate::theme::space;
use crate::view::ViewCx;
use crate::view::batch::{fields, share};
use crate::view::widgets::{ResponseExt as _, Weight};

pub fn certificate_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let opened = cx.state.certificates.opened.as_deref();
    let Some((opened, shown)) = opened.zip(cx.state.lookup.shown.as_ref()) else {
        return;
    };
    let OpenCertificate {
        certificate, check, ..
    } = opened;
    ui.horizontal_wrapped(|ui| files_ui(ui, cx, certificate, shown, Weight::Secondary));
    share::export_ui(ui, cx, &[FileKind::Certificate]);
    if let RemotePhase::Failed(problem) = &check.phase {
        let told = cx.l10n.problem(problem, None);
        cx.bold(ui, &told.title).announce();
        cx.muted(ui, TextId::CertificateAsListed);
    }
    ui.add_space(space::SMALL);
    for field in &cx.l10n.certificate_fields(certificate, cx.now.timestamp) {
        fields::field_ui(ui, cx, field);
    }
}

/// A button for each file. True when one was pressed.
pub fn files_ui(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    certificate: &Certificate,
    shown: &DisplayedBatch,
    weight: Weight,
) -> bool {
    let mut pressed = false;
    for (label, form, action) in FILES {
        let link = form.link(certificate);
        let icon = match action {
            Action::Open => ICON_OPEN_IN_BROWSER,
            Action::Save => ICON_SAVE,
        };
        let button = cx
            .button(weight, label)
            .icon(icon)
            .enabled(matches!(link, FileLink::At(_)) && !cx.state.exports.is_busy());
        if button.show(ui, cx).clicked()
            && let FileLink::At(address) = link
        {
            cx.send(ExportIntent::Fetch(RemoteFile {
                origin: cx.state.service.origin_for(shown.asked).clone(),
                address: address.clone(),
                certificate: certificate.known_as(),
                form,
                action,
                words: cx.l10n.certificate_name(certificate),
            }));
            pressed = true;
        }
    }
    pressed
}

const FILES: [(TextId, FileForm, Action); 4] = {
    use Action::{Open, Save};
    use FileForm::{Document, Picture};
    [
        (TextId::CertificateOpenPdf, Document, Open),
        (TextId::CertificateSavePdf, Document, Save),
        (TextId::CertificateOpenPicture, Picture, Open),
        (TextId::SavePicture, Picture, Save),
    ]
};
