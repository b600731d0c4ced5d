//! Taking a batch along: the menu, and what became of it.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, RichText, Role, Ui, Vec2, WidgetInfo};
use egui_material_icons::icons::{
    ICON_CHECK, ICON_CONTENT_COPY, ICON_DATA_OBJECT, ICON_OPEN_IN_BROWSER, ICON_PRINT, ICON_SHARE,
    ICON_TABLE,
};

use super::kit::{self, Press, Weight};
use super::{Pane, focus};
use crate::copy::{Label, ProblemPlace};
use crate::domain::FileName;
use crate::domain::verdict::Tone;
use crate::report::{self, Source, Subject};
use crate::state::{
    Document, ExportIntent, FileKind, FilePhase, Intent, Overlay, PictureSlot, SamplePhase, Shown,
    WindowIntent,
};
use crate::theme::{Ink, Type, font, icon_size, space};

/// The button with the menu.
pub fn share_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &Shown) {
    let (icon, label) = match kit::copied_for(pane, |copied| {
        copied == report::summary(pane.words, &subject(pane, shown))
    }) {
        Some(left) => {
            ui.ctx().request_repaint_after_secs(left);
            (ICON_CHECK, Label::Copied)
        }
        None => (ICON_SHARE, Label::Share),
    };
    let name = pane.words.say(label);
    let color = pane.theme.text;
    let text = RichText::new(name).font(font(Type::Body)).color(color);
    let button = Button::new((icon.rich_text().size(icon_size::TEXT).color(color), text))
        .min_size(Vec2::new(0.0, space::CONTROL));
    let (response, _) = MenuButton::from_button(button)
        .config(MenuConfig::new())
        .ui(ui, |ui| {
            kit::menu_contents(ui, |ui| menu(ui, pane, shown));
        });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
    focus::ring(ui, pane.theme, &response);
}

fn subject<'a>(pane: &'a Pane<'_>, shown: &'a Shown) -> Subject<'a> {
    let sample = matches!(pane.state.sample, SamplePhase::Running(_));
    Subject {
        asked: shown.asked,
        batch: &shown.answer.batch,
        checked_at: shown.fetched_at,
        service: pane.state.origin_for(shown.asked),
        picture: match &shown.picture {
            PictureSlot::Shown { info, .. } => Some(info),
            PictureSlot::None | PictureSlot::Loading { .. } | PictureSlot::Failed { .. } => None,
        },
        source: if sample {
            Source::Sample
        } else {
            Source::Service
        },
    }
}

fn menu(ui: &mut Ui, pane: &mut Pane<'_>, shown: &Shown) {
    let words = pane.words;
    let quiet = |label| Press::new(Weight::Quiet, words.say(label));
    let free = is_free(pane);
    item(
        ui,
        pane,
        quiet(Label::ShareSummary).icon(ICON_CONTENT_COPY),
        |pane| {
            Intent::Window(WindowIntent::Copy(report::summary(
                pane.words,
                &subject(pane, shown),
            )))
        },
    );
    let listed = free && report::has_signatories(&shown.answer.batch);
    let table = quiet(Label::ShareSignatories)
        .icon(ICON_TABLE)
        .ready(listed);
    item(ui, pane, table, |pane| {
        Intent::Export(ExportIntent::Save(table_of(pane, shown)))
    });
    let save = quiet(Label::ShareSaveReport).icon(ICON_PRINT).ready(free);
    item(ui, pane, save, |pane| {
        Intent::Export(ExportIntent::Save(report_of(pane, shown)))
    });
    let open = quiet(Label::ShareOpenReport)
        .icon(ICON_OPEN_IN_BROWSER)
        .ready(free);
    item(ui, pane, open, |pane| {
        Intent::Export(ExportIntent::Open(report_of(pane, shown)))
    });
    ui.separator();
    let technical = quiet(Label::ShareTechnical).icon(ICON_DATA_OBJECT);
    item(ui, pane, technical, |_| {
        Intent::Window(WindowIntent::Open(Overlay::TechnicalDetails))
    });
}

/// What is taken along is made only once it is wished for.
fn item(
    ui: &mut Ui,
    pane: &mut Pane<'_>,
    press: Press<'_>,
    intent: impl FnOnce(&Pane<'_>) -> Intent,
) {
    if press.show(ui, pane.theme).clicked() {
        let intent = intent(pane);
        pane.send(intent);
        ui.close();
    }
}

fn is_free(pane: &Pane<'_>) -> bool {
    let taken = pane.state.window.taken.as_ref();
    taken.is_none_or(|taken| taken.phase.under_way().is_none())
}

fn table_of(pane: &Pane<'_>, shown: &Shown) -> Document {
    let batch = &shown.answer.batch;
    Document {
        kind: FileKind::Signatories,
        name: FileName::new(&pane.words.signatories_file(batch), "csv"),
        bytes: report::csv(pane.words, batch).into(),
    }
}

fn report_of(pane: &Pane<'_>, shown: &Shown) -> Document {
    let html = report::html(pane.words, &subject(pane, shown));
    Document {
        kind: FileKind::Report,
        name: FileName::new(&pane.words.report_file(&shown.answer.batch), "html"),
        bytes: html.into_bytes().into(),
    }
}

/// What became of the file that was last taken along.
pub fn taken_ui(ui: &mut Ui, pane: &Pane<'_>) {
    let Some(taken) = &pane.state.window.taken else {
        return;
    };
    if taken.kind == FileKind::Picture {
        return;
    }
    let words = pane.words;
    let (ink, said) = match &taken.phase {
        FilePhase::Choosing(_) => return,
        FilePhase::Opening(_) => (Ink::Soft, words.say(Label::ReportOpening).to_owned()),
        FilePhase::Opened => (Ink::Soft, words.say(Label::ReportOpened).to_owned()),
        FilePhase::Saved(path) => (Ink::Tone(Tone::Good), words.file_saved(path)),
        FilePhase::Failed(problem) => {
            let told = words.problem(problem, ProblemPlace::Panel { wait: None });
            let parts = [Some(told.title + "."), told.why, told.next];
            let said: Vec<String> = parts.into_iter().flatten().collect();
            (Ink::Tone(Tone::Bad), said.join(" "))
        }
    };
    ui.add_space(space::TINY);
    let response = kit::text(ui, pane.theme, (Type::Small, ink), &said);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}
