//! One of the accounts: a press goes to it, a menu renames or forgets it.

use egui::{Key, KeyboardShortcut, Modifiers, Response, Role, Ui};
use egui_material_icons::icons::{
    ICON_CLOSE, ICON_EDIT, ICON_RADIO_BUTTON_CHECKED, ICON_RADIO_BUTTON_UNCHECKED,
};

use crate::domain::Account;
use crate::l10n::TextId;
use crate::state::AccountsIntent;
use crate::theme::space;
use crate::view::ViewCx;
use crate::view::widgets::list_row::ListRow;
use crate::view::widgets::{self, Weight};

/// The keys that go to the first accounts, in the order of the list.
pub const KEYS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// An account and its place in the list, counted from 0.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub place: usize,
    pub account: &'a Account,
}

/// The row without its menu.
pub fn choose_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: Entry<'_>) {
    let account = entry.account;
    ui.push_id(&account.id, |ui| {
        let width = ui.available_width();
        if choose(ui, cx, entry, width).clicked() {
            cx.send(AccountsIntent::Switch(account.id.clone()));
        }
    });
}

pub fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: Entry<'_>) {
    let account = entry.account;
    ui.push_id(&account.id, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            let width = ui.available_width() - space::SQUARE - space::TIGHT;
            if choose(ui, cx, entry, width).clicked() {
                cx.send(AccountsIntent::Switch(account.id.clone()));
            }
            if !account.is_of_environment() {
                more(ui, cx, account);
            }
        });
    });
}

fn choose(ui: &mut Ui, cx: &ViewCx<'_>, entry: Entry<'_>, width: f32) -> Response {
    let Entry { place, account } = entry;
    let is_chosen = cx.state.service.home.id == account.id;
    let row = ListRow {
        icon: if is_chosen {
            ICON_RADIO_BUTTON_CHECKED
        } else {
            ICON_RADIO_BUTTON_UNCHECKED
        },
        color: cx.theme.soft,
        name: &cx.l10n.account_name(account),
        facts: &facts(ui, cx, place, account),
        mark: None,
    };
    row.show(ui, cx, width, (Role::RadioButton, Some(is_chosen)))
}

fn facts(ui: &Ui, cx: &ViewCx<'_>, place: usize, account: &Account) -> String {
    let mut facts = vec![account.id.origin.host()];
    if account.is_of_environment() {
        facts.push(cx.l10n.text(TextId::AccountEnvironmentHow).to_owned());
    }
    if let Some(key) = KEYS.get(place).filter(|_| cx.state.accounts.are_several()) {
        let keys = KeyboardShortcut::new(Modifiers::COMMAND, *key);
        facts.push(ui.ctx().format_shortcut(&keys));
    }
    facts.join(" · ")
}

fn more(ui: &mut Ui, cx: &mut ViewCx<'_>, account: &Account) {
    let name = cx.l10n.more_about_account(account);
    widgets::more_menu(ui, cx.theme, &name, |ui| {
        cx.button(Weight::Quiet, TextId::AccountRename)
            .icon(ICON_EDIT)
            .chooses(ui, cx, AccountsIntent::Rename(account.id.clone()));
        cx.button(Weight::Quiet, TextId::AccountForget)
            .icon(ICON_CLOSE)
            .chooses(ui, cx, AccountsIntent::Forget(account.id.clone()));
    });
}
