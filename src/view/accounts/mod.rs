//! The accounts: all of them in a dialog, and a switcher where there are several.

mod form;
mod progress;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    AtomExt as _, Button, Key, KeyboardShortcut, Modifiers, RichText, Role, Ui, WidgetInfo,
};
use egui_material_icons::icons::{
    ICON_ADD, ICON_CLOSE, ICON_DELETE, ICON_EDIT, ICON_GROUP, ICON_KEYBOARD_ARROW_UP,
    ICON_RADIO_BUTTON_CHECKED, ICON_RADIO_BUTTON_UNCHECKED,
};

pub use self::progress::awaited_ui;
use crate::bidi;
use crate::domain::{Account, AccountId};
use crate::l10n::TextId;
use crate::state::{AccountTask, AccountsIntent};
use crate::theme::{TextStyle, font, icon_size, space};
use crate::view::ViewCx;
use crate::view::widgets::list::ListRow;
use crate::view::widgets::{self, ResponseExt as _, Weight, focus};

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
        progress::removal_ui(ui, cx, removal);
        ui.add_space(space::MEDIUM);
    }
    cx.muted(ui, TextId::AccountsLead);
    ui.add_space(space::SMALL);
    for (place, account) in cx.state.accounts.list.iter().enumerate() {
        ui.push_id(&account.id, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::TIGHT;
                let width = ui.available_width() - space::SQUARE - space::TIGHT;
                choose_ui(ui, cx, (place, account), width);
                if !account.is_of_environment() {
                    more(ui, cx, account);
                }
            });
        });
    }
    ui.add_space(space::MEDIUM);
    cx.button(Weight::Secondary, TextId::AccountAdd)
        .icon(ICON_ADD)
        .sends(ui, cx, AccountsIntent::Add);
}

/// A row that goes to an account at its place in the list. True when pressed.
fn choose_ui(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    (place, account): (usize, &Account),
    width: f32,
) -> bool {
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
    let row = row.show(ui, cx, width, (Role::RadioButton, Some(is_chosen)));
    if row.clicked() {
        cx.send(AccountsIntent::Switch(account.id.clone()));
    }
    row.clicked()
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
        let rename = AccountsIntent::Rename(account.id.clone());
        cx.menu_item(ui, ICON_EDIT, TextId::AccountRename, rename);
        let forget = AccountsIntent::Forget(account.id.clone());
        cx.menu_item(ui, ICON_CLOSE, TextId::AccountForget, forget);
    });
}

fn question_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, id: &AccountId) {
    let Some(account) = cx.state.accounts.list.iter().find(|one| one.id == *id) else {
        return;
    };
    cx.bold(ui, &cx.l10n.forget_account(account));
    cx.body(ui, TextId::AccountForgetWhy);
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        cx.button(Weight::Primary, TextId::AccountForgetConfirm)
            .icon(ICON_DELETE)
            .sends(ui, cx, AccountsIntent::Confirm);
        cx.offer(ui, TextId::Cancel, AccountsIntent::CloseTask);
    });
}

/// The account in use and the way to the others; nothing where there is one.
pub fn switcher_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let is_sample = cx.is_sample();
    if is_sample || !cx.state.accounts.are_several() {
        return;
    }
    let home = &cx.state.service.home;
    let said = cx.l10n.account_in_use(home);
    let name = cx.l10n.account_name(home);
    let text = RichText::new(bidi::visual(&name))
        .font(font(TextStyle::Small))
        .color(cx.theme.text);
    let [group, up] = [ICON_GROUP, ICON_KEYBOARD_ARROW_UP]
        .map(|icon| icon.rich_text().size(icon_size::NOTE).color(cx.theme.soft));
    let button = Button::new((group, text.atom_shrink(true), up)).frame_when_inactive(false);
    let response = ui
        .scope(|ui| {
            ui.set_max_width(space::SIDE);
            let menu = MenuButton::from_button(button).config(MenuConfig::new());
            menu.ui(ui, |ui| {
                widgets::menu_contents(ui, |ui| menu_ui(ui, cx));
            })
            .0
        })
        .inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    response.announce();
    focus::ring(ui, cx.theme, &response);
    response.on_hover_text(bidi::visual(&said));
}

fn menu_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.set_width(space::SIDE);
    ui.spacing_mut().item_spacing.y = space::TINY;
    for (place, account) in cx.state.accounts.list.iter().enumerate() {
        let width = ui.available_width();
        let row = |ui: &mut Ui| choose_ui(ui, cx, (place, account), width);
        if ui.push_id(&account.id, row).inner {
            ui.close();
        }
    }
    ui.separator();
    cx.menu_item(ui, ICON_GROUP, TextId::MenuAccounts, AccountsIntent::Show);
}

/// Names the account of the token, where there are several.
pub fn whose_token_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if cx.state.accounts.are_several() {
        let home = &cx.state.service.home;
        cx.bold(ui, &cx.l10n.account_token_of(home.id.origin.host(), home));
        ui.add_space(space::SMALL);
    }
}
