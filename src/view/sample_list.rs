//! The list of what the sample data have to show.

use egui::{Button, RichText, Role, ScrollArea, Ui, Vec2, WidgetInfo};

use super::{Pane, focus, kit};
use crate::copy::Label;
use crate::domain::sample::{SampleAct, SampleEntry};
use crate::state::{SampleIntent, SamplePhase};
use crate::theme::{Ink, Type, font, space};

pub fn sample_list_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let SamplePhase::Running(sample) = &pane.state.sample else {
        return;
    };
    let words = pane.words;
    kit::heading(ui, pane.theme, words.say(Label::SampleTitle));
    kit::text(
        ui,
        pane.theme,
        (Type::Small, Ink::Soft),
        words.say(Label::SampleLead),
    );
    ScrollArea::vertical()
        .id_salt("sample list")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.set_width(space::SIDE_CONTENT);
            ui.spacing_mut().item_spacing.y = 1.0;
            let mut batches: Option<bool> = None;
            for (line, entry) in sample.entries.iter().enumerate() {
                if batches != Some(entry.kind.is_batch()) {
                    batches = Some(entry.kind.is_batch());
                    let title = if entry.kind.is_batch() {
                        Label::SampleBatches
                    } else {
                        Label::SampleProblems
                    };
                    ui.add_space(space::SMALL);
                    kit::text(ui, pane.theme, (Type::Strong, Ink::Text), words.say(title));
                }
                line_ui(ui, pane, (line, entry));
            }
            ui.add_space(space::SMALL);
            let leave = kit::Press::new(kit::Weight::Secondary, words.say(Label::MenuLeaveSample));
            if leave.show(ui, pane.theme).clicked() {
                pane.send(SampleIntent::Leave);
            }
        });
}

fn line_ui(ui: &mut Ui, pane: &mut Pane<'_>, (line, entry): (usize, &SampleEntry)) {
    let text = pane.words.sample_line(entry.kind);
    let asked = pane.state.lookup.phase.id().or_else(|| {
        let shown = pane.state.lookup.shown.as_ref()?;
        Some(shown.asked)
    });
    let chosen = matches!(&entry.act, SampleAct::Check { id, .. } if Some(*id) == asked);
    let color = if chosen {
        pane.theme.accent
    } else {
        pane.theme.text
    };
    let rich = RichText::new(text).font(font(Type::Body)).color(color);
    let button = Button::selectable(chosen, rich)
        .wrap()
        .min_size(Vec2::new(ui.available_width(), space::LIST_LINE));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    focus::ring(ui, pane.theme, &response);
    if response.clicked() {
        pane.send(SampleIntent::Choose(line));
        ui.close();
    }
}
