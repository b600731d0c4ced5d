//! The menu at the end of the top bar.

use egui::containers::menu::MenuConfig;
use egui::{Id, Role, Ui, UiBuilder, WidgetInfo};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_FORMAT_SIZE, ICON_HISTORY, ICON_INFO, ICON_KEY, ICON_KEYBOARD, ICON_LOGOUT, ICON_MENU,
    ICON_NETWORK_CHECK, ICON_RADIO_BUTTON_CHECKED, ICON_RADIO_BUTTON_UNCHECKED, ICON_SCIENCE,
    ICON_TEXT_DECREASE, ICON_TEXT_INCREASE,
};

use super::kit::{self, Press, Weight};
use super::{Pane, focus, follow, sample_list};
use crate::copy::Label;
use crate::state::{
    Intent, Overlay, SampleIntent, SamplePhase, Setting, TextSizeStep, ThemeChoice, TokenIntent,
    WindowIntent,
};
use crate::theme::{Ink, Type, icon_size, space};

pub fn menu_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let name = pane.words.say(Label::Menu);
    let icon = ICON_MENU.rich_text().size(icon_size::MENU);
    // The same one wherever the bar has it, so that it stays open while the text
    // size changes.
    let itself = UiBuilder::new().scope_id(Id::unique("menu"));
    let response = ui.scope_builder(itself, |ui| {
        kit::square_menu(ui, (icon, space::CONTROL), stays_open(), |ui| {
            kit::menu_contents(ui, |ui| items(ui, pane));
        })
    });
    let response = response.inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    focus::ring(ui, pane.theme, &response);
}

/// Items close the menu themselves; choosing a look or a size leaves it open,
/// to see what it does and to choose on.
fn stays_open() -> MenuConfig {
    MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
}

fn item(ui: &mut Ui, pane: &mut Pane<'_>, (icon, label): (MaterialIcon, Label), intent: Intent) {
    let press = Press::new(Weight::Quiet, pane.words.say(label)).icon(icon);
    if press.show(ui, pane.theme).clicked() {
        pane.send(intent);
        ui.close();
    }
}

fn items(ui: &mut Ui, pane: &mut Pane<'_>) {
    if !pane.state.recents.list.is_empty() {
        let open = Intent::Window(WindowIntent::Open(Overlay::Recents));
        item(ui, pane, (ICON_HISTORY, Label::RecentsTitle), open);
    }
    token(ui, pane);
    let test = (ICON_NETWORK_CHECK, Label::MenuTestConnection);
    item(
        ui,
        pane,
        test,
        Intent::Window(WindowIntent::Open(Overlay::ConnectionTest)),
    );
    sample(ui, pane);
    ui.separator();
    themes(ui, pane);
    ui.separator();
    sizes(ui, pane);
    ui.separator();
    notify(ui, pane);
    ui.separator();
    let keys = Intent::Window(WindowIntent::Open(Overlay::Shortcuts));
    item(ui, pane, (ICON_KEYBOARD, Label::MenuShortcuts), keys);
    let about = Intent::Window(WindowIntent::Open(Overlay::About));
    item(ui, pane, (ICON_INFO, Label::MenuAbout), about);
}

fn token(ui: &mut Ui, pane: &mut Pane<'_>) {
    let replace = (ICON_KEY, Label::MenuReplaceToken);
    item(ui, pane, replace, Intent::Token(TokenIntent::Replace));
    if pane.state.session.can_be_forgotten() {
        let forget = (ICON_LOGOUT, Label::MenuForgetToken);
        item(
            ui,
            pane,
            forget,
            Intent::Window(WindowIntent::Open(Overlay::ForgetToken)),
        );
    }
}

fn sample(ui: &mut Ui, pane: &mut Pane<'_>) {
    if matches!(pane.state.sample, SamplePhase::Running(_)) {
        let leave = (ICON_SCIENCE, Label::MenuLeaveSample);
        item(ui, pane, leave, Intent::Sample(SampleIntent::Leave));
        ui.menu_button(pane.words.say(Label::SampleTitle), |ui| {
            sample_list::sample_list_ui(ui, pane);
        });
    } else {
        let explore = (ICON_SCIENCE, Label::MenuSample);
        item(ui, pane, explore, Intent::Sample(SampleIntent::Explore));
    }
}

fn notify(ui: &mut Ui, pane: &mut Pane<'_>) {
    let notify = pane.state.window.settings.notify;
    let label = pane.words.say(Label::MenuNotify);
    if follow::switch(ui, pane, (label, notify)) {
        pane.send(WindowIntent::Set(Setting::Notify(notify.flipped())));
    }
}

fn themes(ui: &mut Ui, pane: &mut Pane<'_>) {
    let words = pane.words;
    kit::line(
        ui,
        pane.theme,
        (Type::Small, Ink::Soft),
        words.say(Label::MenuTheme),
    );
    for (theme, label) in [
        (ThemeChoice::System, Label::ThemeSystem),
        (ThemeChoice::Light, Label::ThemeLight),
        (ThemeChoice::Dark, Label::ThemeDark),
        (ThemeChoice::HighContrast, Label::ThemeHighContrast),
    ] {
        let chosen = pane.state.window.settings.theme == theme;
        let icon = if chosen {
            ICON_RADIO_BUTTON_CHECKED
        } else {
            ICON_RADIO_BUTTON_UNCHECKED
        };
        let name = words.say(label);
        let response = Press::new(Weight::Quiet, name)
            .icon(icon)
            .show(ui, pane.theme);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name));
        if response.clicked() {
            pane.send(WindowIntent::Set(Setting::Theme(theme)));
        }
    }
}

fn sizes(ui: &mut Ui, pane: &mut Pane<'_>) {
    let words = pane.words;
    let percent = words.text_size(pane.state.window.settings.text_percent);
    kit::line(ui, pane.theme, (Type::Small, Ink::Soft), &percent);
    ui.horizontal(|ui| {
        for (icon, label, step) in [
            (
                ICON_TEXT_DECREASE,
                Label::TextSmaller,
                TextSizeStep::Smaller,
            ),
            (ICON_FORMAT_SIZE, Label::TextReset, TextSizeStep::Reset),
            (ICON_TEXT_INCREASE, Label::TextLarger, TextSizeStep::Larger),
        ] {
            if kit::icon_button(ui, pane.theme, icon, words.say(label)).clicked() {
                pane.send(WindowIntent::ChangeTextSize(step));
            }
        }
    });
}
