//! The list of what the sample data have to show.

use egui::{Button, RichText, Role, ScrollArea, Ui, Vec2, WidgetInfo};

use super::ViewCx;
use super::widgets::{self, focus};
use crate::domain::ProblemKind;
use crate::domain::sample::{SampleAct, SampleEntry};
use crate::l10n::TextId;
use crate::state::{SampleIntent, Screen, Session};
use crate::theme::{TextStyle, font, space};

pub fn sample_list_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(sample) = cx.state.service.running() else {
        return;
    };
    widgets::heading(ui, cx, TextId::SampleTitle);
    cx.note(ui, TextId::SampleLead);
    ScrollArea::vertical()
        .id_salt("sample list")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.set_width(space::SIDE_CONTENT);
            ui.spacing_mut().item_spacing.y = 1.0;
            for (title, batches) in [
                (TextId::SampleBatches, true),
                (TextId::SampleProblems, false),
            ] {
                ui.add_space(space::SMALL);
                cx.bold(ui, title);
                let entries = sample.entries.iter();
                for entry in entries.filter(|one| one.kind.is_batch() == batches) {
                    line_ui(ui, cx, entry);
                }
            }
        });
}

fn line_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: &SampleEntry) {
    let text = cx.l10n.sample_line(entry.kind);
    let lookup = &cx.state.lookup;
    let asked = lookup.wanted.or(lookup.asked());
    let chosen = match &entry.act {
        SampleAct::Check { id, .. } => cx.state.screen() == Screen::Batch && Some(*id) == asked,
        SampleAct::Store(fault) => matches!(
            &cx.state.session,
            Session::Reading { problem: Some(shown), .. } if shown.kind == ProblemKind::Store(*fault)
        ),
    };
    let color = if chosen {
        cx.theme.accent
    } else {
        cx.theme.text
    };
    let rich = RichText::new(&text).font(font(TextStyle::Body));
    let button = Button::selectable(chosen, rich.color(color))
        .wrap()
        .min_size(Vec2::new(ui.available_width(), space::LIST_LINE));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &text));
    focus::ring(ui, cx.theme, &response);
    if response.clicked() {
        cx.send(SampleIntent::Choose(entry.act.clone()));
        ui.close();
    }
}
