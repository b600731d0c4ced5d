//! The form for an account: its name, and its service where it is new.

use egui::{CollapsingHeader, Key, TextEdit, Ui};
use egui_material_icons::icons::{ICON_ADD, ICON_CHECK};

use super::dialog::cancel_ui;
use crate::l10n::TextId;
use crate::state::{AccountForm, AccountsIntent, Focus, FormProblem, Purpose};
use crate::theme::{TextStyle, font, space};
use crate::view::ViewCx;
use crate::view::widgets::field_problem::field_problem_ui;
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
        cancel_ui(ui, cx);
    });
}

fn name_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &AccountForm) {
    let hint = match form.purpose {
        Purpose::Add => cx.state.accounts.usual.host(),
        Purpose::Rename(_) => String::new(),
    };
    let field = Field {
        label: TextId::AccountName,
        typed: &form.name,
        hint,
    };
    let typed = field.show(ui, cx);
    if let Some(name) = typed {
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
            let field = Field {
                label: TextId::AccountAddress,
                typed: &form.address,
                hint: cx.state.accounts.usual.to_string(),
            };
            if let Some(address) = field.show(ui, cx) {
                cx.send(AccountsIntent::EditAddress(address));
            }
        });
    focus::ring(ui, cx.theme, &header.header_response);
    if let Some(FormProblem::Address(problem)) = form.problem {
        let said = cx.l10n.account_address_problem(problem);
        field_problem_ui(ui, cx, &said);
    }
}

struct Field<'a> {
    label: TextId,
    typed: &'a str,
    hint: String,
}

impl Field<'_> {
    /// Draws it; the text where it changed.
    fn show(self, ui: &mut Ui, cx: &mut ViewCx<'_>) -> Option<String> {
        let label = cx.body(ui, self.label);
        let mut text = self.typed.to_owned();
        let edit = TextEdit::singleline(&mut text)
            .id_salt(self.label)
            .hint_text(self.hint)
            .font(font(TextStyle::Body))
            .margin(space::FIELD_MARGIN)
            .desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        if cx.focus == Some(Focus::AccountName) && self.label == TextId::AccountName {
            response.request_focus();
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            cx.send(AccountsIntent::Confirm);
        }
        focus::ring(ui, cx.theme, &response);
        response.changed().then_some(text)
    }
}
