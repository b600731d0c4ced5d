//! Notices above the page that are about no batch.

use egui::Ui;

use super::ViewCx;
use super::widgets::{ResponseExt as _, Weight, cards};
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{Notice, RecentsIntent, WindowIntent};
use crate::theme::space;

pub fn notices_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let said = said(cx);
    if said.is_empty() {
        return;
    }
    let icon = cards::tone_icon(Tone::Neutral);
    cards::notice(ui, cx.theme, Tone::Neutral, icon, |ui| {
        for said in said {
            cx.body(ui, &said).announce();
        }
        let read = cx.button(Weight::Secondary, TextId::Understood);
        if read.show(ui, cx).clicked() {
            cx.send(RecentsIntent::DismissErrors);
            cx.send(WindowIntent::CloseNotice);
        }
    });
    ui.add_space(space::LARGE);
}

fn said(cx: &ViewCx<'_>) -> Vec<String> {
    let recents = &cx.state.recents;
    let storage_errors = recents
        .storage_errors
        .iter()
        .map(|at| cx.l10n.storage_error(at));
    let cleared = recents.cleared.as_ref().map(|gone| cx.l10n.cleared(gone));
    let notice = cx.state.window.notice.map(|notice| match notice {
        Notice::SampleLeft => cx.l10n.text(TextId::SampleLeft).to_owned(),
        Notice::NothingPasted => cx.l10n.text(TextId::NothingPasted).to_owned(),
        Notice::SavingStopped => cx.l10n.text(TextId::SavingStopped).to_owned(),
    });
    storage_errors.chain(cleared).chain(notice).collect()
}
