//! What opens above the rest of the window.

use egui::{Id, Modal, Role, ScrollArea, Ui};
use egui_material_icons::icons::{ICON_CLOSE, ICON_CONTENT_COPY, ICON_DELETE};

use super::kit::{self, Press, Weight};
use super::{Pane, connection_test, picture, problem, recents, technical};
use crate::copy::{About, Label};
use crate::state::{Intent, Overlay, RecentsIntent, TokenIntent, WindowIntent};
use crate::theme::{Ink, Type, space};

pub fn dialogs_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    if let Some(fault) = &pane.state.window.fault {
        dialog(ui, pane, ("fault", None), |ui, pane| {
            problem::panel_ui(ui, pane, fault);
        });
        return;
    }
    if pane.state.window.overlay != Some(Overlay::Picture) {
        picture::look_anew(ui.ctx());
    }
    match pane.state.window.overlay {
        None => {}
        Some(Overlay::Picture) => picture::picture_ui(ui, pane),
        Some(Overlay::About) => {
            dialog(ui, pane, ("about", Some(Label::MenuAbout)), about_ui);
        }
        Some(Overlay::Shortcuts) => {
            dialog(
                ui,
                pane,
                ("shortcuts", Some(Label::ShortcutsTitle)),
                shortcuts_ui,
            );
        }
        Some(Overlay::ConnectionTest) => {
            let ui_of = connection_test::connection_test_ui;
            dialog(ui, pane, ("test", Some(Label::TestTitle)), ui_of);
        }
        Some(Overlay::TechnicalDetails) => technical::technical_ui(ui, pane),
        Some(Overlay::ForgetToken) => {
            dialog(ui, pane, ("forget", Some(Label::ForgetTitle)), forget_ui);
        }
        Some(Overlay::ForgetEverything) => {
            let title = Some(Label::ForgetEverythingTitle);
            dialog(ui, pane, ("forget-all", title), forget_everything_ui);
        }
        Some(Overlay::Recents) => dialog(ui, pane, ("recents", None), recents::recents_ui),
    }
}

fn dialog(
    ui: &Ui,
    pane: &mut Pane<'_>,
    (id, title): (&'static str, Option<Label>),
    add: impl FnOnce(&mut Ui, &mut Pane<'_>),
) {
    let screen = ui.ctx().content_rect();
    let modal = Modal::new(Id::unique(id))
        .frame(pane.theme.dialog())
        .backdrop_color(pane.theme.shade);
    let response = modal.show(ui.ctx(), |ui| {
        ui.set_width(space::DIALOG.min(screen.width() - space::AROUND));
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Dialog);
            if let Some(title) = title {
                node.set_label(pane.words.say(title));
            }
        });
        ui.horizontal(|ui| {
            if let Some(title) = title {
                kit::heading(ui, pane.theme, pane.words.say(title));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let close = pane.words.say(Label::Close);
                if kit::icon_button(ui, pane.theme, ICON_CLOSE, close).clicked() {
                    pane.send(WindowIntent::CloseOverlay);
                }
            });
        });
        ui.add_space(space::SMALL);
        ScrollArea::vertical()
            .max_height((screen.height() - space::DIALOG_REST).max(space::DIALOG_LEAST))
            .show(ui, |ui| add(ui, pane));
    });
    if response.should_close() {
        pane.send(WindowIntent::CloseOverlay);
    }
}

fn about_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let words = pane.words;
    let body = (Type::Body, Ink::Text);
    kit::text(ui, pane.theme, (Type::Strong, Ink::Text), &words.version());
    kit::text(ui, pane.theme, body, words.say(Label::AppDescription));
    kit::text(ui, pane.theme, body, words.say(Label::AboutNewer));
    kit::text(
        ui,
        pane.theme,
        body,
        &words.service(&pane.state.origin().host()),
    );
    kit::text(ui, pane.theme, body, words.say(Label::AboutToken));
    if let Some(folders) = pane.kept_in {
        kit::text(ui, pane.theme, body, &words.kept_in(folders));
    }
    kit::text(
        ui,
        pane.theme,
        (Type::Body, Ink::Soft),
        words.say(Label::AboutLicence),
    );
    ui.add_space(space::SMALL);
    let copy = Press::new(Weight::Secondary, words.say(Label::AboutCopy)).icon(ICON_CONTENT_COPY);
    if copy.show(ui, pane.theme).clicked() {
        pane.send(WindowIntent::Copy(words.about(&About::default())));
    }
}

fn shortcuts_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    use egui::{Key, KeyboardShortcut, Modifiers};
    let command = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
    let plain = |key| KeyboardShortcut::new(Modifiers::NONE, key);
    let keys = [
        (plain(Key::Enter), Label::KeyCheck),
        (command(Key::L), Label::KeyField),
        (command(Key::R), Label::KeyRefresh),
        (plain(Key::F5), Label::KeyRefresh),
        (command(Key::V), Label::KeyPaste),
        (plain(Key::Escape), Label::KeyEscape),
        (command(Key::Plus), Label::KeyLarger),
        (command(Key::Minus), Label::KeySmaller),
        (command(Key::Num0), Label::KeyReset),
        (plain(Key::Tab), Label::KeyTab),
        (plain(Key::F1), Label::KeyHelp),
        (plain(Key::Plus), Label::KeyZoom),
        (plain(Key::ArrowLeft), Label::KeyMove),
    ];
    egui::Grid::new("keys")
        .num_columns(2)
        .spacing([space::HUGE, space::SMALL])
        .show(ui, |ui| {
            for (keys, label) in keys {
                let keys = ui.ctx().format_shortcut(&keys);
                kit::line(ui, pane.theme, (Type::Code, Ink::Text), &keys);
                kit::line(
                    ui,
                    pane.theme,
                    (Type::Body, Ink::Text),
                    pane.words.say(label),
                );
                ui.end_row();
            }
        });
}

fn forget_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let labels = [Label::ForgetWhy, Label::ForgetConfirm];
    confirm_ui(ui, pane, labels, Intent::Token(TokenIntent::Forget));
}

fn forget_everything_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let labels = [Label::ForgetEverythingWhy, Label::ForgetEverythingConfirm];
    confirm_ui(
        ui,
        pane,
        labels,
        Intent::Recents(RecentsIntent::ForgetEverything),
    );
}

/// A question, what comes of it, and the two answers.
fn confirm_ui(ui: &mut Ui, pane: &mut Pane<'_>, [why, confirm]: [Label; 2], intent: Intent) {
    let words = pane.words;
    kit::text(ui, pane.theme, (Type::Body, Ink::Text), words.say(why));
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let confirm = Press::new(Weight::Primary, words.say(confirm)).icon(ICON_DELETE);
        if confirm.show(ui, pane.theme).clicked() {
            pane.send(intent);
        }
        let cancel = Press::new(Weight::Secondary, words.say(Label::Cancel));
        if cancel.show(ui, pane.theme).clicked() {
            pane.send(WindowIntent::CloseOverlay);
        }
    });
}
