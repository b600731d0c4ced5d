//! The guide to the first token, and the form to enter one.

use std::time::Duration;

use egui::{Id, TextEdit, Ui};
use egui_material_icons::icons::{ICON_KEY, ICON_LOCK, ICON_OPEN_IN_NEW, ICON_SCIENCE};
use zeroize::Zeroize;

use super::accounts::{awaited_ui, whose_token_ui};
use super::notes::notices_ui;
use super::wait::{PATIENCE, WAY_OUT, has_lasted};
use super::widgets::controls::{self, field_problem_ui};
use super::widgets::{self, Badge, Weight};
use super::{ViewCx, problem};
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{
    Draft, EntryReason, Focus, Removal, SampleIntent, SamplePhase, Session, TokenForm, TokenIntent,
    WindowIntent,
};
use crate::theme::{TextColor, TextStyle, font, space};

pub fn token_page_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    // From one account to another nothing else comes in between.
    if let Session::Reading {
        since,
        problem: None,
        ..
    } = cx.state.session
        && cx.state.accounts.are_several()
        && cx.now.elapsed.saturating_sub(since) < PATIENCE
    {
        return reading_ui(ui, cx, since);
    }
    ui.vertical_centered(|ui| {
        ui.set_max_width(space::PARAGRAPH.min(ui.available_width()));
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.add_space(space::LARGE);
            widgets::heading_at(ui, cx, TextStyle::Title, 1, TextId::StartTitle);
            widgets::text(ui, cx, TextStyle::Lead, TextColor::Muted, TextId::StartLead);
            ui.add_space(space::LARGE);
            notices_ui(ui, cx);
            if let Some(awaited) = &cx.state.accounts.awaited {
                awaited_ui(ui, cx, awaited);
            }
            whose_token_ui(ui, cx);
            match &cx.state.session {
                Session::Entering { form, .. }
                | Session::Ready {
                    replacing: Some(form),
                    ..
                } => form_page(ui, cx, form),
                Session::Reading { since, problem, .. } => match problem {
                    Some(problem) => problem::panel_ui(ui, cx, problem),
                    None => reading_ui(ui, cx, *since),
                },
                Session::Unasked | Session::Ready { .. } => {}
            }
            ui.add_space(space::LARGE);
            sample_offer(ui, cx);
        });
    });
}

fn reading_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, since: Duration) {
    if !has_lasted(ui, cx, since, PATIENCE) {
        return;
    }
    let silent = has_lasted(ui, cx, since, WAY_OUT);
    widgets::notice(ui, cx.theme, Tone::Busy, ICON_LOCK, |ui| {
        cx.bold(ui, TextId::ReadingToken);
        cx.body(ui, TextId::WaitingForStore);
        if silent {
            ui.horizontal_wrapped(|ui| {
                cx.offer(ui, TextId::ActionTryAgain, TokenIntent::RetryStore);
                cx.offer(ui, TextId::UseUntilClose, TokenIntent::UseUntilClose);
            });
        }
    });
}

fn form_page(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &TokenForm) {
    let (title, why) = match form.reason {
        EntryReason::FirstRun => (TextId::StartFirstRun, TextId::StartFirstRunWhy),
        EntryReason::Rejected => (TextId::StartReplace, TextId::StartRejectedWhy),
        EntryReason::Replace => (TextId::StartReplace, TextId::StartReplaceWhy),
        EntryReason::Forgotten => match cx.state.removal_here() {
            None => (TextId::StartForgotten, TextId::StartForgottenWhy),
            // The next one takes the place of the one that is there still.
            Some(Removal {
                problem: Some(_), ..
            }) => (TextId::StartReplace, TextId::StartReplaceWhy),
            Some(_) => (TextId::StartForgetting, TextId::StartForgettingWhy),
        },
        EntryReason::StoreTrouble => (TextId::StartStoreTrouble, TextId::StartStoreTroubleWhy),
    };
    let not_removed = cx.state.removal_here().and_then(|one| one.problem.as_ref());
    if let Some(problem) = form.not_saved().or(not_removed) {
        problem::panel_ui(ui, cx, problem);
        ui.add_space(space::LARGE);
    }
    widgets::card(ui, cx.theme, |ui| {
        widgets::heading(ui, cx, title);
        cx.muted(ui, why);
        ui.add_space(space::MEDIUM);
        steps_ui(ui, cx);
        ui.add_space(space::SMALL);
        entry(ui, cx, form);
    });
}

fn entry(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &TokenForm) {
    let label = cx.bold(ui, TextId::ApiToken);
    field(ui, cx, form, label.id);
    if let Some(problem) = form.problem {
        field_problem_ui(ui, cx, &cx.l10n.token_problem(problem));
    }
    ui.add_space(space::TINY);
    match form.saving_since() {
        Some(since) => saving_ui(ui, cx, since),
        None => buttons(ui, cx, form),
    }
}

/// The field for the token. The text lives in the state, which wipes it; egui's own memory of
/// it, the undo list, is emptied with every change.
fn field(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &TokenForm, label: Id) {
    let id = Id::unique("token field");
    let mut text = form.draft.typed().to_owned();
    let hint = cx.l10n.text(TextId::ApiTokenHint);
    let edit = controls::field(&mut text, TextStyle::Code, hint).id(id);
    let response = ui.add(edit.password(true)).labelled_by(label);
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        state.clear_undoer();
        state.store(ui.ctx(), id);
    }
    if response.changed() {
        cx.send(TokenIntent::Edit(Draft::new(text.clone())));
    }
    text.zeroize();
    if controls::attend(ui, cx, &response, Focus::Token) {
        // It stays here until the token is kept; what is typed meanwhile is not taken.
        response.request_focus();
        cx.send(TokenIntent::Save);
    }
}

fn buttons(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &TokenForm) {
    ui.horizontal_wrapped(|ui| {
        cx.button(Weight::Primary, TextId::SaveToken)
            .icon(ICON_KEY)
            .sends(ui, cx, TokenIntent::Save);
        // After a save that failed the panel above offers this.
        if form.not_saved().is_none() {
            cx.offer(ui, TextId::UseUntilClose, TokenIntent::UseUntilClose);
        }
        if cx.state.session.token().is_some() {
            cx.button(Weight::Quiet, TextId::Cancel)
                .sends(ui, cx, TokenIntent::CloseForm);
        }
    });
}

fn saving_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, since: Duration) {
    cx.body(ui, TextId::SavingToken);
    if !has_lasted(ui, cx, since, PATIENCE) {
        return;
    }
    cx.note(ui, TextId::WaitingForStore);
    if has_lasted(ui, cx, since, WAY_OUT) {
        cx.offer(ui, TextId::UseUntilClose, TokenIntent::UseUntilClose);
    }
}

fn sample_offer(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if cx.is_sample() {
        return;
    }
    if let SamplePhase::Failed(problem) = &cx.state.service.sample {
        problem::panel_ui(ui, cx, problem);
        ui.add_space(space::MEDIUM);
    }
    if cx.state.accounts.awaited.is_some() {
        // There may be a token.
        return;
    }
    widgets::steady(ui, "sample", |ui| {
        ui.horizontal_wrapped(|ui| {
            cx.muted_line(ui, TextId::NoTokenQuestion);
            let starting = matches!(cx.state.service.sample, SamplePhase::Starting(_));
            let label = if starting {
                TextId::StartingSample
            } else {
                TextId::MenuSample
            };
            cx.button(Weight::Secondary, label)
                .icon(ICON_SCIENCE)
                .enabled(!starting && !cx.state.session.is_saving())
                .sends(ui, cx, SampleIntent::Explore);
        });
    });
}

fn steps_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let steps = [
        (TextId::StepSignIn, TextId::StepSignInHow),
        (TextId::StepMakeToken, TextId::StepMakeTokenHow),
        (TextId::StepPasteToken, TextId::StepPasteTokenHow),
    ];
    for (number, (title, how)) in (1_u64..).zip(steps) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            let badge = Badge {
                tone: Tone::Busy,
                mark: &number.to_string(),
                font: font(TextStyle::Strong),
                name: &cx.l10n.step(number),
            };
            badge.show(ui, cx);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::TIGHT;
                cx.bold(ui, title);
                cx.muted(ui, how);
                if title == TextId::StepSignIn {
                    cx.button(Weight::Quiet, TextId::OpenSignIn)
                        .icon(ICON_OPEN_IN_NEW)
                        .sends(ui, cx, WindowIntent::OpenSignIn);
                }
            });
        });
        ui.add_space(space::SMALL);
    }
}
