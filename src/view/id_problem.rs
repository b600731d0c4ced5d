//! What is wrong with the text in the ID field, under it, and the IDs it may mean.

use egui::{ScrollArea, Ui};

use super::Pane;
use super::kit::{self, Press, Weight};
use crate::copy::Label;
use crate::domain::BatchId;
use crate::domain::batch_id::{Around, BatchIdProblem};
use crate::domain::verdict::Tone;
use crate::state::LookupIntent;
use crate::theme::{Ink, Type, space};

pub fn id_problem_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(problem) = &pane.state.id_field.problem else {
        return;
    };
    ui.add_space(space::TINY);
    let said = pane.words.id_problem(problem);
    let response = kit::text(ui, pane.theme, (Type::Body, Ink::Tone(Tone::Bad)), &said);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Assertive);
    });
    match problem {
        BatchIdProblem::MoreThanOne(candidates) => {
            ScrollArea::vertical()
                .max_height(space::CHOICES)
                .min_scrolled_height(space::CHOICES)
                .show(ui, |ui| {
                    for candidate in candidates {
                        choice(ui, pane, candidate.id, &candidate.around);
                    }
                });
        }
        BatchIdProblem::LooksLike(found) => choice(ui, pane, found.id, &Around::default()),
        BatchIdProblem::Empty
        | BatchIdProblem::NotFound
        | BatchIdProblem::NotInFile
        | BatchIdProblem::WrongLength { .. }
        | BatchIdProblem::LooksLikeToken => {
            let example = pane.words.say(Label::FieldIdExample);
            kit::text(ui, pane.theme, (Type::Small, Ink::Soft), example);
        }
    }
}

/// An ID to check, and the words around it in the text.
fn choice(ui: &mut Ui, pane: &mut Pane<'_>, id: BatchId, around: &Around) {
    ui.horizontal_wrapped(|ui| {
        let text = pane.words.choose_id(&id.to_string());
        let check = Press::new(Weight::Secondary, &text).show(ui, pane.theme);
        if check.clicked() {
            pane.send(LookupIntent::Check(id));
        }
        if let Some(words) = pane.words.around(around) {
            kit::line(ui, pane.theme, (Type::Small, Ink::Soft), &words);
        }
    });
}
