//! The problem of the text in the ID field, under it, and the IDs it may mean.

use egui::{ScrollArea, Ui};

use super::ViewCx;
use super::widgets::Weight;
use super::widgets::field_problem::field_problem_ui;
use crate::domain::BatchId;
use crate::domain::batch_id::{Around, BatchIdProblem};
use crate::l10n::TextId;
use crate::state::LookupIntent;
use crate::theme::space;

pub fn id_problem_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(problem) = &cx.state.id_field.problem else {
        return;
    };
    ui.add_space(space::TINY);
    let said = cx.l10n.id_problem(problem);
    field_problem_ui(ui, cx, &said);
    match problem {
        BatchIdProblem::MoreThanOne(candidates) => {
            ScrollArea::vertical()
                .max_height(space::CHOICES)
                .min_scrolled_height(space::CHOICES)
                .show(ui, |ui| {
                    for candidate in candidates {
                        choice(ui, cx, candidate.id, &candidate.around);
                    }
                });
        }
        BatchIdProblem::LooksLike(found) => choice(ui, cx, found.id, &Around::default()),
        _ => {
            cx.note(ui, TextId::FieldIdExample);
        }
    }
}

/// An ID to check, and the words around it in the text.
fn choice(ui: &mut Ui, cx: &mut ViewCx<'_>, id: BatchId, around: &Around) {
    ui.horizontal_wrapped(|ui| {
        let text = cx.l10n.choose_id(id.to_string());
        let check = cx.button(Weight::Secondary, &text).show(ui, cx);
        if check.clicked() {
            cx.send(LookupIntent::Check(id));
        }
        if let Some(words) = cx.l10n.around(around) {
            cx.note_line(ui, &words);
        }
    });
}
