//! All accounts, and what can be done about each.

use egui::Ui;
use egui_material_icons::icons::{ICON_ADD, ICON_DELETE};

use super::{form, removal, row};
use crate::domain::AccountId;
use crate::l10n::TextId;
use crate::state::{AccountTask, AccountsIntent};
use crate::theme::space;
use crate::view::ViewCx;
use crate::view::widgets::{self, Weight};

pub fn accounts_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    match &cx.state.accounts.task {
        None => list_ui(ui, cx),
        Some(AccountTask::Edit(form)) => {
            widgets::steady(ui, "form", |ui| form::form_ui(ui, cx, form));
        }
        Some(AccountTask::Forget(id)) => {
            widgets::steady(ui, "question", |ui| question_ui(ui, cx, id));
        }
    }
}

fn list_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if let Some(removal) = &cx.state.accounts.removal {
        removal::removal_ui(ui, cx, removal);
        ui.add_space(space::MEDIUM);
    }
    cx.muted(ui, TextId::AccountsLead);
    ui.add_space(space::SMALL);
    for (place, account) in cx.state.accounts.list.iter().enumerate() {
        row::row_ui(ui, cx, row::Entry { place, account });
    }
    ui.add_space(space::MEDIUM);
    cx.button(Weight::Secondary, TextId::AccountAdd)
        .icon(ICON_ADD)
        .sends(ui, cx, AccountsIntent::Add);
}

fn question_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, id: &AccountId) {
    let l10n = cx.l10n;
    let Some(account) = cx.state.accounts.list.iter().find(|one| one.id == *id) else {
        return;
    };
    let question = l10n.forget_account(account);
    cx.bold(ui, &question);
    cx.body(ui, TextId::AccountForgetWhy);
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        cx.button(Weight::Primary, TextId::AccountForgetConfirm)
            .icon(ICON_DELETE)
            .sends(ui, cx, AccountsIntent::Confirm);
        cancel_ui(ui, cx);
    });
}

pub(super) fn cancel_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    cx.button(Weight::Secondary, TextId::Cancel)
        .sends(ui, cx, AccountsIntent::CloseTask);
}
