//! Dialogs above the rest of the window.

mod connection_test;
mod enlarged;
mod technical;

use egui::{
    Frame, Grid, Id, Key, KeyboardShortcut, Label, Modal, Modifiers, RichText, ScrollArea, Ui,
    UiKind,
};
use egui_material_icons::icons::{ICON_CLOSE, ICON_CONTENT_COPY, ICON_DELETE};

use self::connection_test::connection_test_ui;
use crate::l10n::TextId;
use crate::state::{Overlay, RecentsIntent, TokenIntent, WindowIntent};
use crate::theme::{TextStyle, font, space};
use crate::view::accounts::accounts_ui;
use crate::view::batch::certificates::one::certificate_ui;
use crate::view::widgets::controls::switch_ui;
use crate::view::widgets::{self, Weight, focus, scroll_keys, split_row};
use crate::view::{ViewCx, problem, recents};

pub fn dialogs_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if cx.state.is_closing() {
        dialog(ui, cx, "closing", Some(TextId::ClosingTitle), |ui, cx| {
            cx.body(ui, TextId::ClosingWhy);
        });
        return;
    }
    if let Some(fault) = &cx.state.window.error_dialog {
        dialog(ui, cx, "fault", None, |ui, cx| {
            name(ui, &cx.l10n.problem(fault, None).title);
            problem::panel_ui(ui, cx, fault);
        });
        return;
    }
    let overlay = cx.state.window.overlay;
    if overlay != Some(Overlay::Picture) {
        enlarged::reset_camera(ui.ctx());
    }
    if overlay != Some(Overlay::TechnicalDetails) {
        technical::drop_sheet(ui.ctx());
    }
    let Some(overlay) = overlay else {
        return focus::restore(ui, cx);
    };
    let (id, title, add): (_, _, fn(&mut Ui, &mut ViewCx<'_>)) = match overlay {
        Overlay::Picture => return enlarged::picture_ui(ui, cx),
        Overlay::TechnicalDetails => return technical::technical_ui(ui, cx),
        Overlay::Recents => ("recents", TextId::RecentsTitle, recents::recents_ui),
        Overlay::Accounts => ("accounts", TextId::AccountsTitle, accounts_ui),
        Overlay::Certificate => ("certificate", TextId::CertificateTitle, certificate_ui),
        Overlay::About => ("about", TextId::MenuAbout, about_ui),
        Overlay::Shortcuts => ("shortcuts", TextId::MenuShortcuts, shortcuts_ui),
        Overlay::ConnectionTest => ("test", TextId::MenuTestConnection, connection_test_ui),
        Overlay::ForgetToken(_) => ("forget", TextId::ForgetTitle, forget_ui),
        Overlay::CloseWhileSaving => {
            let title = TextId::CloseWhileSavingTitle;
            ("close", title, close_while_saving_ui)
        }
        Overlay::ForgetEverything => {
            let title = TextId::ForgetEverythingTitle;
            ("forget-all", title, forget_everything_ui)
        }
    };
    dialog(ui, cx, id, Some(title), add);
}

fn dialog(
    ui: &Ui,
    cx: &mut ViewCx<'_>,
    id: &'static str,
    title: Option<TextId>,
    add: impl FnOnce(&mut Ui, &mut ViewCx<'_>),
) {
    let screen = ui.ctx().content_rect();
    modal(ui, cx, id, cx.theme.dialog(), |ui, cx| {
        ui.set_width(space::DIALOG.min(screen.width() - space::AROUND));
        // egui itself gives it no more than 400 points. Later it would move what is there.
        ui.set_max_height(screen.height());
        head(ui, cx, title);
        ui.add_space(space::SMALL);
        let height = (screen.height() - space::DIALOG_REST).max(space::DIALOG_LEAST);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            add(ui, cx);
            scroll_keys::page(ui);
        });
    });
}

/// Whatever lies above the rest of the window; a press beside it closes it.
fn modal(
    ui: &Ui,
    cx: &mut ViewCx<'_>,
    id: &'static str,
    frame: Frame,
    add: impl FnOnce(&mut Ui, &mut ViewCx<'_>),
) {
    let modal = Modal::new(Id::unique(id))
        .frame(frame)
        .backdrop_color(cx.theme.backdrop);
    if modal.show(ui.ctx(), |ui| add(ui, cx)).should_close() {
        cx.send(WindowIntent::CloseOverlay);
    }
}

/// The title of a dialog, and the button that closes it, which has the focus first.
fn head(ui: &mut Ui, cx: &mut ViewCx<'_>, title: Option<TextId>) {
    if let Some(title) = title {
        name(ui, cx.l10n.text(title));
    }
    let leading = |ui: &mut Ui, cx: &mut ViewCx<'_>| {
        if let Some(title) = title {
            widgets::heading(ui, cx, title);
        }
    };
    split_row::one_row(ui, cx, leading, |ui, cx| {
        let close = widgets::icon_button(ui, cx, ICON_CLOSE, TextId::Close);
        focus::begin_at(ui, cx, &close);
        if close.clicked() {
            cx.send(WindowIntent::CloseOverlay);
        }
    });
}

/// Names the dialog around this for assistive technology.
fn name(ui: &Ui, name: &str) {
    let mut around = ui.stack().iter();
    if let Some(dialog) = around.find(|part| part.kind() == Some(UiKind::Modal)) {
        ui.ctx()
            .accesskit_node_builder(dialog.unique_id, |node| node.set_label(name));
    }
}

fn about_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let l10n = cx.l10n;
    cx.bold(ui, TextId::AboutVersion);
    cx.body(ui, TextId::AppDescription);
    cx.body(ui, TextId::AboutNewer);
    cx.body(ui, &l10n.service(cx.state.service.origin().host()));
    cx.body(ui, TextId::AboutToken);
    if let Some(folders) = cx.data_folders {
        let [cache, config] = [&folders.cache, &folders.config].map(|at| at.display().to_string());
        cx.body(ui, &l10n.about_folders(cache, config));
    }
    cx.muted(ui, TextId::AboutLicence);
    ui.add_space(space::SMALL);
    cx.button(Weight::Secondary, TextId::AboutCopy)
        .icon(ICON_CONTENT_COPY)
        .copies(ui, cx, &l10n.about());
}

const SHORTCUTS: [(Modifiers, Key, TextId); 15] = [
    (Modifiers::NONE, Key::Enter, TextId::KeyCheck),
    (Modifiers::COMMAND, Key::L, TextId::KeyField),
    (Modifiers::COMMAND, Key::R, TextId::KeyRefresh),
    (Modifiers::NONE, Key::F5, TextId::KeyRefresh),
    (Modifiers::COMMAND, Key::V, TextId::KeyPaste),
    (Modifiers::ALT, Key::ArrowLeft, TextId::BrowseBack),
    (Modifiers::NONE, Key::Escape, TextId::KeyEscape),
    (Modifiers::COMMAND, Key::Plus, TextId::TextLarger),
    (Modifiers::COMMAND, Key::Minus, TextId::TextSmaller),
    (Modifiers::COMMAND, Key::Num0, TextId::TextReset),
    (Modifiers::COMMAND, Key::Num1, TextId::KeyAccount),
    (Modifiers::NONE, Key::Tab, TextId::KeyTab),
    (Modifiers::NONE, Key::F1, TextId::KeyHelp),
    (Modifiers::NONE, Key::Plus, TextId::KeyZoom),
    (Modifiers::NONE, Key::ArrowLeft, TextId::KeyMove),
];

fn shortcuts_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    Grid::new("keys")
        .num_columns(2)
        .spacing([space::HUGE, 0.0])
        .show(ui, |ui| {
            let several = cx.state.accounts.are_several();
            let listed = |one: &(_, _, TextId)| several || one.2 != TextId::KeyAccount;
            for (modifiers, key, label) in SHORTCUTS.into_iter().filter(listed) {
                let keys = KeyboardShortcut::new(modifiers, key);
                let keys = RichText::new(ui.ctx().format_shortcut(&keys));
                ui.add(Label::new(keys.font(font(TextStyle::Code))).extend());
                cx.body(ui, label);
                ui.end_row();
            }
        });
}

fn forget_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(Overlay::ForgetToken(memory)) = cx.state.window.overlay else {
        return;
    };
    cx.body(ui, TextId::ForgetWhy);
    ui.add_space(space::SMALL);
    if switch_ui(ui, cx, TextId::ForgetMemory, memory) {
        cx.send(WindowIntent::Open(Overlay::ForgetToken(memory.flipped())));
    }
    cx.muted(ui, TextId::ForgetMemoryWhy);
    let forget = (ICON_DELETE, TextId::ForgetConfirm);
    let intent = TokenIntent::Forget(memory);
    cx.answers(ui, forget, intent, WindowIntent::CloseOverlay);
}

fn forget_everything_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    cx.body(ui, TextId::ForgetEverythingWhy);
    let forget = (ICON_DELETE, TextId::ForgetEverythingConfirm);
    let close = WindowIntent::CloseOverlay;
    cx.answers(ui, forget, RecentsIntent::ForgetEverything, close);
}

fn close_while_saving_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    cx.body(ui, TextId::CloseWhileSavingWhy);
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        let go_on = cx.button(Weight::Primary, TextId::CloseWhileSavingGoOn);
        go_on.sends(ui, cx, WindowIntent::CloseOverlay);
        cx.offer(ui, TextId::CloseWhileSavingConfirm, WindowIntent::Close);
    });
}
