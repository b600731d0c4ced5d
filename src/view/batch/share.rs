//! Exports of a batch: the menu, and what became of the last one.

use egui::{Id, Ui};
use egui_material_icons::icons::{
    ICON_CONTENT_COPY, ICON_DATA_OBJECT, ICON_OPEN_IN_BROWSER, ICON_PRINT, ICON_SHARE, ICON_TABLE,
};

use crate::domain::FileName;
use crate::domain::sample::Data;
use crate::domain::table::TableFormat;
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::report::{self, Subject};
use crate::state::{
    Contents, DisplayedBatch, Document, ExportIntent, FileKind, FilePhase, Overlay, WindowIntent,
};
use crate::theme::{TextColor, TextStyle, space};
use crate::view::widgets::{self, ResponseExt as _, Weight};
use crate::view::{ViewCx, problem, wait};

pub fn share_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let id = ui.next_auto_id();
    let button = cx.button(Weight::Secondary, TextId::Share).icon(ICON_SHARE);
    button.says_copied(ui, cx, id, |button, ui, cx| {
        button.opens(ui, cx, |ui, cx| menu(ui, cx, shown, id))
    });
}

fn subject<'a>(cx: &'a ViewCx<'_>, shown: &'a DisplayedBatch) -> Subject<'a> {
    let sample = cx.is_sample();
    let certificates = &cx.state.certificates;
    // Rows of other numbers than the batch's own are older than it.
    let is_of_answer = certificates.counts == shown.answer.batch.counts;
    let rows = certificates.pages.list.rows();
    Subject {
        asked: shown.asked,
        batch: &shown.answer.batch,
        checked_at: shown.fetched_at,
        service: cx.state.service.origin_for(shown.asked),
        certificates: if is_of_answer { rows } else { &[] },
        picture: shown.picture.shown.as_ref().map(|picture| &picture.info),
        source: if sample { Data::Sample } else { Data::Service },
    }
}

fn menu(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch, button: Id) {
    let free = !cx.state.exports.is_busy();
    let listed = free && report::has_signatories(&shown.answer.batch);
    let summary = cx.item(ICON_CONTENT_COPY, TextId::ShareSummary);
    if summary.closes(ui, cx) {
        let summary = report::summary(cx.l10n, &subject(cx, shown));
        widgets::copy(ui, cx, button, &summary);
    }
    for (label, format) in [
        (TextId::ShareSignatoriesExcel, TableFormat::Workbook),
        (TextId::ShareSignatories, TableFormat::Csv),
    ] {
        let save = cx.item(ICON_TABLE, label).enabled(listed);
        if save.closes(ui, cx) {
            cx.send(ExportIntent::Save(table_of(cx, shown, format)));
        }
    }
    let save = cx.item(ICON_PRINT, TextId::ShareSaveReport);
    if save.enabled(free).closes(ui, cx) {
        cx.send(ExportIntent::Save(report_of(cx, shown)));
    }
    let open = cx.item(ICON_OPEN_IN_BROWSER, TextId::ShareOpenReport);
    if open.enabled(free).closes(ui, cx) {
        cx.send(ExportIntent::Open(report_of(cx, shown)));
    }
    ui.separator();
    let technical = WindowIntent::Open(Overlay::TechnicalDetails);
    cx.menu_item(ui, ICON_DATA_OBJECT, TextId::ShareTechnical, technical);
}

fn table_of(cx: &ViewCx<'_>, shown: &DisplayedBatch, format: TableFormat) -> Document {
    let batch = &shown.answer.batch;
    let words = cx.l10n.file_signatories(cx.l10n.file_name(batch));
    let table = report::signatories_table(cx.l10n, batch);
    Document::table(FileKind::Signatories, &words, table, format)
}

fn report_of(cx: &ViewCx<'_>, shown: &DisplayedBatch) -> Document {
    let html = report::html(cx.l10n, &subject(cx, shown));
    let words = cx.l10n.file_report(cx.l10n.file_name(&shown.answer.batch));
    Document {
        kind: FileKind::Report,
        name: FileName::new(&words, "html"),
        contents: Contents::Bytes(html.into_bytes().into()),
    }
}

/// Tells of the last export, and returns true, where it is of one of these kinds. The same part
/// wherever it stands: a dialog that closes leaves it to the page without its being read out anew.
pub fn export_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, kinds: &[FileKind]) -> bool {
    let Some((color, said)) = export_text(cx, kinds) else {
        return false;
    };
    widgets::part(ui, Id::unique("export"), |ui| {
        ui.add_space(space::TINY);
        widgets::text(ui, cx, TextStyle::Small, color, &said).announce();
        let last = cx.state.exports.last.as_ref();
        if let Some(FilePhase::Failed(problem)) = last.map(|export| &export.phase) {
            if let Some(wait) = wait::left(ui, cx, problem) {
                let next = cx.l10n.list_problem(problem, Some(wait)).next;
                widgets::text(ui, cx, TextStyle::Small, color, &next.unwrap_or_default());
            }
            problem::copy_details_ui(ui, cx, problem);
        }
    });
    true
}

/// The result of the last export, where it is of one of these kinds, without the seconds of a
/// wait: announced, each would be read out.
fn export_text(cx: &ViewCx<'_>, kinds: &[FileKind]) -> Option<(TextColor, String)> {
    let export = cx.state.exports.last.as_ref();
    let export = export.filter(|export| kinds.contains(&export.kind))?;
    let l10n = cx.l10n;
    let quiet = |said| (TextColor::Muted, l10n.text(said).to_owned());
    let (opening, opened) = match export.kind {
        FileKind::Certificate => (TextId::FileOpening, TextId::FileOpened),
        FileKind::Picture | FileKind::Signatories | FileKind::Report | FileKind::Certificates => {
            (TextId::ReportOpening, TextId::ReportOpened)
        }
    };
    Some(match &export.phase {
        FilePhase::Choosing => return None,
        FilePhase::Fetching => quiet(TextId::FileFetching),
        FilePhase::Opening => quiet(opening),
        FilePhase::Opened => quiet(opened),
        FilePhase::Saved(path) => (TextColor::Tone(Tone::Good), l10n.file_saved(path)),
        FilePhase::Failed(problem) => {
            let told = l10n.list_problem(problem, None);
            let next = told.next.filter(|_| problem.kind.retry_after().is_none());
            let parts = [Some(told.title + "."), told.why, next];
            let said: Vec<String> = parts.into_iter().flatten().collect();
            (TextColor::Tone(Tone::Bad), said.join(" "))
        }
    })
}
