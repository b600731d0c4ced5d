//! The menu at the end of the top bar.

use egui::{Id, Role, Ui, UiBuilder};
use egui_material_icons::icons::{
    ICON_FORMAT_SIZE, ICON_GROUP, ICON_HISTORY, ICON_INFO, ICON_KEY, ICON_KEYBOARD, ICON_LOGOUT,
    ICON_NETWORK_CHECK, ICON_SCIENCE, ICON_TEXT_DECREASE, ICON_TEXT_INCREASE,
};

use super::widgets;
use super::widgets::controls::{switch_ui, toggle_ui};
use super::{ViewCx, sample_list};
use crate::l10n::TextId;
use crate::state::{
    AccountsIntent, Overlay, SampleIntent, Setting, Switch, TextSizeStep, ThemeChoice, TokenIntent,
    WindowIntent,
};
use crate::theme::space;

pub fn menu_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let name = cx.l10n.text(TextId::Menu);
    // The same one wherever the bar has it, so that it stays open while the text
    // size changes.
    let itself = UiBuilder::new().scope_id(Id::unique("menu"));
    ui.scope_builder(itself, |ui| {
        widgets::main_menu(ui, cx.theme, name, |ui| items(ui, cx));
    });
}

fn items(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    use WindowIntent::Open;
    ui.spacing_mut().item_spacing.y = space::TINY;
    let is_sample = cx.is_sample();
    if !is_sample || !cx.state.recents.list.is_empty() {
        let recents = Open(Overlay::Recents);
        cx.menu_item(ui, ICON_HISTORY, TextId::RecentsTitle, recents);
    }
    if cx.state.accounts.awaited.is_none() {
        account(ui, cx);
    }
    let (icon, test) = (ICON_NETWORK_CHECK, Open(Overlay::ConnectionTest));
    cx.menu_item(ui, icon, TextId::MenuTestConnection, test);
    if is_sample {
        let leave = SampleIntent::Leave;
        cx.menu_item(ui, ICON_SCIENCE, TextId::MenuLeaveSample, leave);
        ui.menu_button(cx.l10n.text(TextId::SampleTitle), |ui| {
            sample_list::sample_list_ui(ui, cx);
        });
    } else {
        let explore = cx.item(ICON_SCIENCE, TextId::MenuSample);
        if explore
            .enabled(!cx.state.session.is_saving())
            .closes(ui, cx)
        {
            cx.send(SampleIntent::Explore);
        }
    }
    ui.separator();
    themes(ui, cx);
    ui.separator();
    sizes(ui, cx);
    ui.separator();
    let follow = cx.state.follows();
    if switch_ui(ui, cx, TextId::MenuFollow, follow) {
        cx.send(WindowIntent::Set(Setting::Follow(follow.flipped())));
    }
    let notify = cx.state.window.settings.notify;
    if switch_ui(ui, cx, TextId::MenuNotify, notify) {
        cx.send(WindowIntent::Set(Setting::Notify(notify.flipped())));
    }
    ui.separator();
    let keys = Open(Overlay::Shortcuts);
    cx.menu_item(ui, ICON_KEYBOARD, TextId::MenuShortcuts, keys);
    cx.menu_item(ui, ICON_INFO, TextId::MenuAbout, Open(Overlay::About));
}

fn account(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let replace = cx.item(ICON_KEY, TextId::MenuReplaceToken);
    if replace
        .enabled(!cx.state.session.is_saving())
        .closes(ui, cx)
    {
        cx.send(TokenIntent::Replace);
    }
    if cx.state.session.can_be_forgotten() {
        let forget = cx.item(ICON_LOGOUT, TextId::MenuForgetToken);
        if forget.enabled(!cx.state.is_at_store()).closes(ui, cx) {
            cx.send(WindowIntent::Open(Overlay::ForgetToken(Switch::On)));
        }
    }
    let accounts = AccountsIntent::Show;
    cx.menu_item(ui, ICON_GROUP, TextId::MenuAccounts, accounts);
}

fn themes(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    cx.note_line(ui, TextId::MenuTheme);
    for (theme, label) in [
        (ThemeChoice::System, TextId::ThemeSystem),
        (ThemeChoice::Light, TextId::ThemeLight),
        (ThemeChoice::Dark, TextId::ThemeDark),
        (ThemeChoice::HighContrast, TextId::ThemeHighContrast),
    ] {
        let chosen = cx.state.window.settings.theme == theme;
        if toggle_ui(ui, cx, label, (Role::RadioButton, chosen)) {
            cx.send(WindowIntent::Set(Setting::Theme(theme)));
        }
    }
}

fn sizes(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    use TextSizeStep::{Larger, Reset, Smaller};
    let percent = cx.state.window.settings.text_percent;
    cx.note_line(ui, &cx.l10n.text_size(percent));
    ui.horizontal(|ui| {
        for (icon, label, step) in [
            (ICON_TEXT_DECREASE, TextId::TextSmaller, Smaller),
            (ICON_FORMAT_SIZE, TextId::TextReset, Reset),
            (ICON_TEXT_INCREASE, TextId::TextLarger, Larger),
        ] {
            cx.offer_icon(ui, icon, label, WindowIntent::Set(Setting::TextSize(step)));
        }
    });
}
