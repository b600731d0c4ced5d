//! The form for an account: its name, and its service where it is new.

use egui::{Align2, CollapsingHeader, Ui};
use egui_material_icons::icons::{ICON_ADD, ICON_CHECK};

use crate::l10n::TextId;
use crate::state::{AccountForm, AccountsIntent, Focus, FormProblem, Purpose};
use crate::theme::{TextStyle, space};
use crate::view::ViewCx;
use crate::view::widgets::controls::{self, field_problem_ui};
use crate::view::widgets::{Weight, focus};

pub fn form_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &AccountForm) {
    let is_new = form.purpose == Purpose::Add;
    let (title, confirm, icon) = if is_new {
        (TextId::AccountAddTitle, TextId::AccountAddConfirm, ICON_ADD)
    } else {
        let confirm = TextId::AccountRenameConfirm;
        (TextId::AccountRenameTitle, confirm, ICON_CHECK)
    };
    cx.bold(ui, title);
    if is_new {
        cx.muted(ui, TextId::AccountAddHow);
    }
    ui.add_space(space::SMALL);
    name_ui(ui, cx, form);
    if is_new {
        address_ui(ui, cx, form);
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        cx.button(Weight::Primary, confirm)
            .icon(icon)
            .sends(ui, cx, AccountsIntent::Confirm);
        cx.offer(ui, TextId::Cancel, AccountsIntent::CloseTask);
    });
}

fn name_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &AccountForm) {
    let hint = match form.purpose {
        Purpose::Add => cx.state.accounts.usual.host(),
        Purpose::Rename(_) => String::new(),
    };
    if let Some(name) = field_ui(ui, cx, TextId::AccountName, &form.name, &hint) {
        cx.send(AccountsIntent::EditName(name));
    }
    if let Some(FormProblem::Name(problem)) = form.problem {
        field_problem_ui(ui, cx, cx.l10n.account_name_problem(problem));
    }
}

fn address_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &AccountForm) {
    let title = cx.l10n.text(TextId::AccountAnotherService);
    let header = CollapsingHeader::new(title)
        .id_salt("another service")
        .show(ui, |ui| {
            cx.note(ui, TextId::AccountAddressHow);
            let hint = cx.state.accounts.usual.to_string();
            let typed = field_ui(ui, cx, TextId::AccountAddress, &form.address, &hint);
            if let Some(address) = typed {
                cx.send(AccountsIntent::EditAddress(address));
            }
        });
    focus::ring(ui, cx.theme, &header.header_response);
    if let Some(FormProblem::Address(problem)) = form.problem {
        field_problem_ui(ui, cx, &cx.l10n.account_address_problem(problem));
    }
}

/// A field with its label; the text where it changed.
fn field_ui(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    label: TextId,
    typed: &str,
    hint: &str,
) -> Option<String> {
    let name = cx.body(ui, label);
    let mut text = typed.to_owned();
    let edit = controls::field(&mut text, TextStyle::Body, hint)
        .id_salt(label)
        .align(Align2::LEFT_TOP);
    let response = ui.add(edit).labelled_by(name.id);
    if cx.focus == Some(Focus::AccountName) && label == TextId::AccountName {
        response.request_focus();
    }
    focus::ring(ui, cx.theme, &response);
    if controls::is_entered(ui, &response) {
        cx.send(AccountsIntent::Confirm);
    }
    response.changed().then_some(text)
}
