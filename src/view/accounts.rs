//! The accounts: all of them in a dialog, a form for one, and a switcher where there are several.

use egui::{
    Align2, AtomExt as _, Button, Key, KeyboardShortcut, Modifiers, Popup, RichText, Role, Ui,
    WidgetInfo,
};
use egui_material_icons::icons::{
    ICON_ADD, ICON_CHECK, ICON_CLOSE, ICON_DELETE, ICON_EDIT, ICON_GROUP, ICON_KEYBOARD_ARROW_UP,
    ICON_RADIO_BUTTON_CHECKED, ICON_RADIO_BUTTON_UNCHECKED,
};

use super::wait::{PATIENCE, WAY_OUT, has_lasted};
use super::widgets::controls::{self, field_problem_ui};
use super::widgets::list::ListRow;
use super::widgets::{self, ResponseExt as _, Weight, focus};
use super::{ViewCx, problem};
use crate::bidi::{self, Wrap};
use crate::domain::verdict::Tone;
use crate::domain::{Account, AccountId};
use crate::l10n::TextId;
use crate::state::{
    AccountForm, AccountRemoval, AccountTask, AccountsIntent, Awaited, AwaitedPhase, Focus,
    FormProblem, Purpose, RecordsState,
};
use crate::theme::{TextStyle, font, icon_size, space};

/// The keys that go to the first accounts, in the order of the list.
pub const KEYS: [Key; 9] = {
    use Key::{Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9};
    [Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9]
};

pub fn accounts_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    match &cx.state.accounts.task {
        None => list_ui(ui, cx),
        Some(AccountTask::Edit(form)) => {
            widgets::steady(ui, "form", |ui| form_ui(ui, cx, form));
        }
        Some(AccountTask::Forget(id)) => {
            widgets::steady(ui, "question", |ui| question_ui(ui, cx, id));
        }
    }
}

fn list_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if let Some(removal) = cx.state.accounts.removals.last() {
        removal_ui(ui, cx, removal);
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
                if !account.id.is_of_environment() {
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
        wrap: Wrap::AtMost(2),
        icon: if is_chosen {
            ICON_RADIO_BUTTON_CHECKED
        } else {
            ICON_RADIO_BUTTON_UNCHECKED
        },
        color: cx.theme.soft,
        name: &cx.l10n.account_name(account),
        facts: &facts(ui, cx, place, account),
        loud: None,
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
    // Its name until the person gives it another.
    facts.retain(|host| *host != cx.l10n.account_name(account));
    if account.id.is_of_environment() {
        facts.push(cx.l10n.text(TextId::AccountEnvironmentHow).to_owned());
    }
    if let Some(key) = KEYS.get(place).filter(|_| cx.state.accounts.are_several()) {
        let keys = KeyboardShortcut::new(Modifiers::COMMAND, *key);
        facts.push(ui.ctx().format_shortcut(&keys));
    }
    facts.join(" · ")
}

fn more(ui: &mut Ui, cx: &mut ViewCx<'_>, account: &Account) {
    let name = cx.l10n.more_about_this(account);
    widgets::more_menu(ui, cx.theme, &name, |ui| {
        let rename = AccountsIntent::Rename(account.id.clone());
        cx.menu_item(ui, ICON_EDIT, TextId::AccountRename, rename);
        let forget = AccountsIntent::Forget(account.id.clone());
        cx.menu_item(ui, ICON_CLOSE, TextId::AccountForget, forget);
    });
}

fn question_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, id: &AccountId) {
    use AccountsIntent::{CloseTask, Confirm};
    let Some(account) = cx.state.accounts.list.iter().find(|one| one.id == *id) else {
        return;
    };
    cx.bold(ui, &cx.l10n.forget_account(account));
    cx.body(ui, TextId::AccountForgetWhy);
    if cx.state.is_at_store() {
        // One removal at a time.
        cx.muted(ui, TextId::WaitingForStore);
        return cx.offer(ui, TextId::Cancel, CloseTask);
    }
    let forget = (ICON_DELETE, TextId::AccountForgetConfirm);
    cx.answers(ui, forget, Confirm, CloseTask);
}

fn form_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &AccountForm) {
    use AccountsIntent::{CloseTask, Confirm};
    use TextId::{AccountAddConfirm, AccountAddTitle, AccountRenameConfirm, AccountRenameTitle};
    let is_new = form.purpose == Purpose::Add;
    let (title, confirm) = if is_new {
        (AccountAddTitle, (ICON_ADD, AccountAddConfirm))
    } else {
        (AccountRenameTitle, (ICON_CHECK, AccountRenameConfirm))
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
    cx.answers(ui, confirm, Confirm, CloseTask);
}

fn name_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &AccountForm) {
    let hint = match form.purpose {
        Purpose::Add => cx.state.accounts.usual.host(),
        Purpose::Rename(_) => String::new(),
    };
    if let Some(name) = form_field_ui(ui, cx, TextId::AccountName, &form.name, &hint) {
        cx.send(AccountsIntent::EditName(name));
    }
    if let Some(FormProblem::Name(problem)) = form.problem {
        field_problem_ui(ui, cx, cx.l10n.account_name_problem(problem));
    }
}

fn address_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, form: &AccountForm) {
    controls::folded_ui(ui, cx, TextId::AccountAnotherService, |ui, cx| {
        cx.note(ui, TextId::AccountAddressHow);
        let hint = cx.state.accounts.usual.to_string();
        let typed = form_field_ui(ui, cx, TextId::AccountAddress, &form.address, &hint);
        if let Some(address) = typed {
            cx.send(AccountsIntent::EditAddress(address));
        }
    });
    if let Some(FormProblem::Address(problem)) = form.problem {
        field_problem_ui(ui, cx, &cx.l10n.account_address_problem(problem));
    }
}

/// A field with its label; the text where it changed.
fn form_field_ui(
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

/// The page until the accounts are read: what is waited for, or why they are not there.
pub fn awaited_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, awaited: &Awaited) {
    let (tone, title, why, action) = match &awaited.phase {
        AwaitedPhase::Reading(since) => {
            if !has_lasted(ui, cx, *since, PATIENCE) {
                return;
            }
            let again = has_lasted(ui, cx, *since, WAY_OUT).then_some(TextId::ActionTryAgain);
            let why = cx.l10n.text(TextId::AccountsReadingWhy).to_owned();
            (Tone::Busy, TextId::AccountsReading, why, again)
        }
        AwaitedPhase::NotRead(error) => {
            let (why, again) = (cx.l10n.storage_error(error), Some(TextId::ActionTryAgain));
            (Tone::Attention, TextId::AccountsNotRead, why, again)
        }
        AwaitedPhase::Unknown(problem) => {
            let (why, last) = (cx.l10n.account_unknown(problem), TextId::AccountsUseLast);
            (Tone::Attention, TextId::AccountsUnknown, why, Some(last))
        }
    };
    widgets::notice(ui, cx.theme, tone, ICON_GROUP, |ui| {
        cx.bold(ui, title).announce();
        cx.body(ui, &why).announce();
        if let Some(action) = action {
            cx.offer(ui, action, AccountsIntent::ReadAgain);
        }
    });
}

fn removal_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, removal: &AccountRemoval) {
    let in_store = cx.state.removals.of(&removal.account.id);
    let failed = in_store.and_then(|one| one.problem.as_ref());
    if let Some(failed) = failed {
        problem::panel_ui(ui, cx, failed);
    }
    let l10n = cx.l10n;
    let title = if removal.is_over(&cx.state.removals) {
        l10n.account_gone(&removal.account)
    } else {
        l10n.account_goes(&removal.account)
    };
    let token = match in_store {
        Some(_) => TextId::AccountTokenGoes,
        None => TextId::AccountTokenGone,
    };
    let records = match &removal.records {
        RecordsState::UnderWay(_) => l10n.text(TextId::AccountRecordsGo).to_owned(),
        RecordsState::Gone(cleared) => l10n.cleared(cleared),
        RecordsState::Failed(_) => l10n.text(TextId::AccountRecordsLeft).to_owned(),
    };
    let icon = widgets::tone_icon(Tone::Neutral);
    widgets::notice(ui, cx.theme, Tone::Neutral, icon, |ui| {
        cx.bold(ui, &title);
        if failed.is_none() {
            cx.body(ui, token).announce();
        }
        cx.body(ui, &records).announce();
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
    let drawn = ui.scope(|ui| {
        ui.set_max_width(space::SIDE);
        ui.add(button)
    });
    let response = drawn.inner;
    let contents = |ui: &mut Ui| menu_ui(ui, cx);
    Popup::menu(&response).show(|ui| widgets::menu_contents(ui, contents));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    response.announce();
    focus::ring(ui, cx.theme, &response);
    response.on_hover_said(cx.theme, &said);
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
