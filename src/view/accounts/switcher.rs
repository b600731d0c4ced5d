//! The account in use and the way to the others; nothing where there is one.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, RichText, Role, Ui, WidgetInfo};
use egui_material_icons::icons::{ICON_GROUP, ICON_KEYBOARD_ARROW_UP};

use super::row;
use crate::bidi;
use crate::domain::Account;
use crate::l10n::TextId;
use crate::state::{AccountsIntent, SamplePhase};
use crate::theme::{TextStyle, font, icon_size, space};
use crate::view::ViewCx;
use crate::view::widgets::{self, ResponseExt as _, Weight, focus};

pub fn switcher_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let is_sample = matches!(cx.state.service.sample, SamplePhase::Running(_));
    if is_sample || !cx.state.accounts.are_several() {
        return;
    }
    let home = &cx.state.service.home;
    let said = cx.l10n.account_in_use(home);
    let name = cx.l10n.account_name(home);
    let color = cx.theme.text;
    let text = RichText::new(bidi::visual(&name))
        .font(font(TextStyle::Small))
        .color(color);
    let icon = |icon: egui_material_icons::MaterialIcon| {
        icon.rich_text().size(icon_size::NOTE).color(cx.theme.soft)
    };
    let button = Button::new((
        icon(ICON_GROUP),
        egui::AtomExt::atom_shrink(text, true),
        icon(ICON_KEYBOARD_ARROW_UP),
    ))
    .frame_when_inactive(false);
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
        let before = cx.intents.len();
        row::choose_ui(ui, cx, row::Entry { place, account });
        if cx.intents.len() > before {
            ui.close();
        }
    }
    ui.separator();
    cx.button(Weight::Quiet, TextId::MenuAccounts)
        .icon(ICON_GROUP)
        .chooses(ui, cx, AccountsIntent::Show);
}

/// Names the account of the token, where there are several.
pub fn whose_token_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let state = cx.state;
    if !state.accounts.are_several() {
        return;
    }
    let home: &Account = &state.service.home;
    let whose = cx.l10n.account_token_of(home.id.origin.host(), home);
    cx.bold(ui, &whose);
    ui.add_space(space::SMALL);
}
