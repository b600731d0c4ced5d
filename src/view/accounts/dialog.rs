//! All accounts, and what can be done about each.

use egui::Ui;
use egui_material_icons::icons::{ICON_ADD, ICON_DELETE};

use super::{form, removal, row};
use crate::domain::AccountId;
use crate::l10n::TextId;
use crate::state::{AccountTask, AccountsIntent};
use crate::theme::space;
use crate::view::ViewCx;
use crate::view::widgets::{self, AppButton, UiExt as _, Weight};

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
    let lead = cx.l10n.text(TextId::AccountsLead);
    ui.muted(cx.theme, lead);
    ui.add_space(space::SMALL);
    for (place, account) in cx.state.accounts.list.iter().enumerate() {
        row::row_ui(ui, cx, row::Entry { place, account });
    }
    ui.add_space(space::MEDIUM);
    let add = AppButton::new(Weight::Secondary, cx.l10n.text(TextId::AccountAdd)).icon(ICON_ADD);
    if add.show(ui, cx.theme).clicked() {
        cx.send(AccountsIntent::Add);
    }
}

fn question_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, id: &AccountId) {
    let l10n = cx.l10n;
    let Some(account) = cx.state.accounts.list.iter().find(|one| one.id == *id) else {
        return;
    };
    let question = l10n.forget_account(account);
    ui.bold(cx.theme, &question);
    let why = l10n.text(TextId::AccountForgetWhy);
    ui.body(cx.theme, why);
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let forget = l10n.text(TextId::AccountForgetConfirm);
        let forget = AppButton::new(Weight::Primary, forget).icon(ICON_DELETE);
        if forget.show(ui, cx.theme).clicked() {
            cx.send(AccountsIntent::Confirm);
        }
        cancel_ui(ui, cx);
    });
}

pub(super) fn cancel_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let cancel = AppButton::new(Weight::Secondary, cx.l10n.text(TextId::Cancel));
    if cancel.show(ui, cx.theme).clicked() {
        cx.send(AccountsIntent::CloseTask);
    }
}
