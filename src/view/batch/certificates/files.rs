//! The actions of one certificate: open, save, copy.

use egui::Ui;
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_OPEN_IN_BROWSER, ICON_SAVE};

use crate::domain::picture::FileLink;
use crate::domain::{Certificate, ServerText};
use crate::l10n::TextId;
use crate::state::{Action, DisplayedBatch, ExportIntent, FileForm, RemoteFile};
use crate::view::ViewCx;
use crate::view::batch::share;
use crate::view::widgets::Weight;

/// A button for each file. True when one was pressed.
pub fn files_ui(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    certificate: &Certificate,
    shown: &DisplayedBatch,
    weight: Weight,
) -> bool {
    let mut pressed = false;
    for file in FILES {
        let link = file.form.link(certificate);
        let button = cx
            .button(weight, file.label)
            .icon(file.icon)
            .enabled(matches!(link, FileLink::At(_)) && share::is_free(cx));
        if button.show(ui, cx).clicked()
            && let FileLink::At(address) = link
        {
            cx.send(ExportIntent::Fetch(RemoteFile {
                origin: cx.state.service.origin_for(shown.asked).clone(),
                address: address.clone(),
                certificate: certificate.known_as(),
                form: file.form,
                action: file.action,
                words: name_of(cx, certificate),
            }));
            pressed = true;
        }
    }
    pressed
}

struct File {
    label: TextId,
    icon: MaterialIcon,
    form: FileForm,
    action: Action,
}

const FILES: [File; 4] = [
    File {
        label: TextId::CertificateOpenPdf,
        icon: ICON_OPEN_IN_BROWSER,
        form: FileForm::Document,
        action: Action::Open,
    },
    File {
        label: TextId::CertificateSavePdf,
        icon: ICON_SAVE,
        form: FileForm::Document,
        action: Action::Save,
    },
    File {
        label: TextId::CertificateOpenPicture,
        icon: ICON_OPEN_IN_BROWSER,
        form: FileForm::Picture,
        action: Action::Open,
    },
    File {
        label: TextId::CertificateSavePicture,
        icon: ICON_SAVE,
        form: FileForm::Picture,
        action: Action::Save,
    },
];

pub fn name_of(cx: &ViewCx<'_>, certificate: &Certificate) -> String {
    let known = [
        &certificate.name,
        &certificate.reference_id,
        &certificate.id,
    ];
    let known = known.into_iter().flatten().find(|text| !text.is_blank());
    let nameless = || cx.l10n.text(TextId::CertificateNameless);
    known.map_or_else(nameless, ServerText::as_str).to_owned()
}
