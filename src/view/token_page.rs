//! The guide to the first token, and the form to enter one.

use std::time::Duration;

use egui::{Id, Key, TextEdit, Ui, Vec2};
use egui_material_icons::icons::{ICON_KEY, ICON_LOCK, ICON_OPEN_IN_NEW, ICON_SCIENCE};
use zeroize::Zeroize;

use super::kit::{self, Press, Weight};
use super::{Pane, cards, focus, problem};
use crate::copy::Label;
use crate::domain::verdict::Tone;
use crate::script::{self, Wrap};
use crate::state::{
    Draft, EntryReason, Focus, FormPhase, Intent, SampleIntent, SamplePhase, Session, TokenForm,
    TokenIntent, WindowIntent,
};
use crate::theme::{Ink, Type, font, space};

/// A password store quicker than this is not worth a word.
const STORE_PATIENCE: Duration = Duration::from_millis(300);

/// After this long the person may go on without the store.
const STORE_WAY_OUT: Duration = Duration::from_secs(5);

pub fn token_page_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(space::PARAGRAPH.min(ui.available_width()));
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            introduction(ui, pane);
            match &pane.state.session {
                Session::Entering { form, .. }
                | Session::Ready {
                    replacing: Some(form),
                    ..
                } => form_page(ui, pane, form),
                Session::Reading { since, .. } => reading_ui(ui, pane, *since),
                Session::Blocked { problem, .. } => problem::panel_ui(ui, pane, problem),
                Session::Unasked
                | Session::Ready {
                    replacing: None, ..
                } => {}
            }
            ui.add_space(space::LARGE);
            sample_offer(ui, pane);
        });
    });
}

fn introduction(ui: &mut Ui, pane: &Pane<'_>) {
    ui.add_space(space::LARGE);
    let title = pane.words.say(Label::StartTitle);
    let look = pane.theme.look(Type::Title, Ink::Text, Wrap::Lines);
    script::heading(ui, title, &look, 1);
    let lead = pane.words.say(Label::StartLead);
    kit::text(ui, pane.theme, (Type::Lead, Ink::Soft), lead);
    ui.add_space(space::LARGE);
}

/// The password store is being asked.
fn reading_ui(ui: &mut Ui, pane: &mut Pane<'_>, since: Duration) {
    let waited = pane.now.since_start.saturating_sub(since);
    if waited < STORE_PATIENCE {
        ui.ctx()
            .request_repaint_after(STORE_PATIENCE.saturating_sub(waited));
        return;
    }
    let silent = waited >= STORE_WAY_OUT;
    if !silent {
        ui.ctx()
            .request_repaint_after(STORE_WAY_OUT.saturating_sub(waited));
    }
    cards::notice(ui, pane.theme, (Tone::Busy, ICON_LOCK), |ui| {
        let reading = pane.words.say(Label::ReadingToken);
        kit::text(ui, pane.theme, (Type::Strong, Ink::Text), reading);
        let waiting = pane.words.say(Label::WaitingForStore);
        kit::text(ui, pane.theme, (Type::Body, Ink::Text), waiting);
        if silent {
            ways_out(ui, pane);
        }
    });
}

fn ways_out(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.horizontal_wrapped(|ui| {
        for (label, intent) in [
            (
                Label::ActionTryAgain,
                Intent::Token(TokenIntent::RetryStore),
            ),
            (
                Label::UseUntilClose,
                Intent::Token(TokenIntent::UseUntilClose),
            ),
        ] {
            let button = Press::new(Weight::Secondary, pane.words.say(label));
            if button.show(ui, pane.theme).clicked() {
                pane.send(intent);
            }
        }
    });
}

fn form_page(ui: &mut Ui, pane: &mut Pane<'_>, form: &TokenForm) {
    let (title, why) = match form.reason {
        EntryReason::FirstRun => (Label::StartFirstRun, Label::StartFirstRunWhy),
        EntryReason::Rejected => (Label::StartRejected, Label::StartRejectedWhy),
        EntryReason::Replace => (Label::StartReplace, Label::StartReplaceWhy),
        EntryReason::Forgotten => (Label::StartForgotten, Label::StartForgottenWhy),
        EntryReason::StoreTrouble => (Label::StartStoreTrouble, Label::StartStoreTroubleWhy),
    };
    if let FormPhase::NotSaved { problem, .. } = &form.phase {
        problem::panel_ui(ui, pane, problem);
        ui.add_space(space::LARGE);
    }
    cards::card(ui, pane.theme, |ui| {
        kit::heading(ui, pane.theme, pane.words.say(title));
        kit::text(ui, pane.theme, (Type::Body, Ink::Soft), pane.words.say(why));
        ui.add_space(space::MEDIUM);
        steps(ui, pane);
        ui.add_space(space::SMALL);
        entry(ui, pane, form);
    });
}

fn steps(ui: &mut Ui, pane: &mut Pane<'_>) {
    let steps = [
        (Label::StepSignIn, Label::StepSignInHow),
        (Label::StepMakeToken, Label::StepMakeTokenHow),
        (Label::StepPasteToken, Label::StepPasteTokenHow),
    ];
    for (number, (title, how)) in (1..).zip(steps) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            step_number(ui, pane, number);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::TIGHT;
                kit::text(
                    ui,
                    pane.theme,
                    (Type::Strong, Ink::Text),
                    pane.words.say(title),
                );
                kit::text(ui, pane.theme, (Type::Body, Ink::Soft), pane.words.say(how));
                if title == Label::StepSignIn {
                    let open = Press::new(Weight::Quiet, pane.words.say(Label::OpenSignIn));
                    if open.icon(ICON_OPEN_IN_NEW).show(ui, pane.theme).clicked() {
                        pane.send(WindowIntent::OpenSignIn);
                    }
                }
            });
        });
        ui.add_space(space::SMALL);
    }
}

fn step_number(ui: &mut Ui, pane: &Pane<'_>, number: u64) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(space::BADGE), egui::Sense::hover());
    let notice = pane.theme.notice(Tone::Busy);
    let line = egui::Stroke::new(1.0, notice.line);
    ui.painter()
        .circle(rect.center(), space::BADGE / 2.0 - 1.0, notice.fill, line);
    let middle = egui::Align2::CENTER_CENTER;
    ui.painter().text(
        rect.center(),
        middle,
        number,
        font(Type::Strong),
        notice.ink,
    );
    let name = pane.words.step(number);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
}

fn entry(ui: &mut Ui, pane: &mut Pane<'_>, form: &TokenForm) {
    let label = pane.words.say(Label::ApiToken);
    let label = kit::text(ui, pane.theme, (Type::Strong, Ink::Text), label);
    field(ui, pane, (form, label.id));
    if let Some(problem) = form.problem {
        let said = pane.words.token_problem(problem);
        let response = kit::text(ui, pane.theme, (Type::Body, Ink::Tone(Tone::Bad)), &said);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_live(egui::accesskit::Live::Assertive);
        });
    }
    ui.add_space(space::TINY);
    match form.phase {
        FormPhase::Saving { since, .. } => saving_ui(ui, pane, since),
        FormPhase::Editing | FormPhase::NotSaved { .. } => buttons(ui, pane, form),
    }
}

/// The field for the token. What is typed lives in the state, which wipes it;
/// egui's own memory of it, the undo list, is emptied with every change.
fn field(ui: &mut Ui, pane: &mut Pane<'_>, (form, label): (&TokenForm, Id)) {
    let id = Id::unique("token field");
    let mut text = form.draft.typed().to_owned();
    let editable = !matches!(form.phase, FormPhase::Saving { .. });
    let edit = TextEdit::singleline(&mut text)
        .id(id)
        .password(true)
        .interactive(editable)
        .font(font(Type::Code))
        .hint_text(pane.words.say(Label::ApiTokenHint))
        .margin(space::FIELD_MARGIN)
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).labelled_by(label);
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        state.clear_undoer();
        state.store(ui.ctx(), id);
    }
    if response.changed() {
        pane.send(TokenIntent::Edit(Draft::new(text.clone())));
    }
    text.zeroize();
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        pane.send(TokenIntent::Save);
    }
    if pane.focus == Some(Focus::Token) {
        response.request_focus();
    }
    focus::ring(ui, pane.theme, &response);
}

fn buttons(ui: &mut Ui, pane: &mut Pane<'_>, form: &TokenForm) {
    ui.horizontal_wrapped(|ui| {
        let save = Press::new(Weight::Primary, pane.words.say(Label::SaveToken)).icon(ICON_KEY);
        if save.show(ui, pane.theme).clicked() {
            pane.send(TokenIntent::Save);
        }
        // After a save that failed the panel above offers this.
        if !matches!(form.phase, FormPhase::NotSaved { .. }) {
            let until = Press::new(Weight::Secondary, pane.words.say(Label::UseUntilClose));
            if until.show(ui, pane.theme).clicked() {
                pane.send(TokenIntent::UseUntilClose);
            }
        }
        if pane.state.session.token().is_some() {
            let cancel = Press::new(Weight::Quiet, pane.words.say(Label::Cancel));
            if cancel.show(ui, pane.theme).clicked() {
                pane.send(TokenIntent::CloseForm);
            }
        }
    });
}

fn saving_ui(ui: &mut Ui, pane: &mut Pane<'_>, since: Duration) {
    let waited = pane.now.since_start.saturating_sub(since);
    kit::text(
        ui,
        pane.theme,
        (Type::Body, Ink::Text),
        pane.words.say(Label::SavingToken),
    );
    if waited < STORE_PATIENCE {
        ui.ctx()
            .request_repaint_after(STORE_PATIENCE.saturating_sub(waited));
        return;
    }
    let waiting = pane.words.say(Label::WaitingForStore);
    kit::text(ui, pane.theme, (Type::Small, Ink::Soft), waiting);
    if waited < STORE_WAY_OUT {
        ui.ctx()
            .request_repaint_after(STORE_WAY_OUT.saturating_sub(waited));
        return;
    }
    let until = Press::new(Weight::Secondary, pane.words.say(Label::UseUntilClose));
    if until.show(ui, pane.theme).clicked() {
        pane.send(TokenIntent::UseUntilClose);
    }
}

fn sample_offer(ui: &mut Ui, pane: &mut Pane<'_>) {
    if matches!(pane.state.sample, SamplePhase::Running(_)) {
        return;
    }
    if let SamplePhase::Failed(problem) = &pane.state.sample {
        problem::panel_ui(ui, pane, problem);
        ui.add_space(space::MEDIUM);
    }
    ui.horizontal_wrapped(|ui| {
        let question = pane.words.say(Label::NoTokenQuestion);
        kit::line(ui, pane.theme, (Type::Body, Ink::Soft), question);
        let starting = matches!(pane.state.sample, SamplePhase::Starting(_));
        let label = if starting {
            Label::StartingSample
        } else {
            Label::ExploreSample
        };
        let explore = Press::new(Weight::Secondary, pane.words.say(label)).icon(ICON_SCIENCE);
        if explore.ready(!starting).show(ui, pane.theme).clicked() {
            pane.send(SampleIntent::Explore);
        }
    });
}
