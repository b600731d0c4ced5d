//! The removal of an account: its token, and the records of it.

use egui::Ui;

use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{AccountRemoval, RecordsState, TokenState};
use crate::view::widgets::{ResponseExt as _, cards};
use crate::view::{ViewCx, problem};

pub fn removal_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, removal: &AccountRemoval) {
    let in_store = cx.state.removals.of(&removal.account.id);
    let failed = in_store.and_then(|one| one.problem.as_ref());
    if let Some(failed) = failed {
        problem::panel_ui(ui, cx, failed);
    }
    let l10n = cx.l10n;
    let title = if removal.is_over() {
        l10n.account_gone(&removal.account)
    } else {
        l10n.account_goes(&removal.account)
    };
    let icon = cards::tone_icon(Tone::Neutral);
    cards::notice(ui, cx.theme, Tone::Neutral, icon, |ui| {
        cx.bold(ui, &title);
        if failed.is_none() {
            let token = match removal.token {
                TokenState::NotYet => TextId::AccountTokenGoes,
                TokenState::Gone => TextId::AccountTokenGone,
            };
            say(ui, cx, l10n.text(token));
        }
        match &removal.records {
            RecordsState::UnderWay(_) => say(ui, cx, l10n.text(TextId::AccountRecordsGo)),
            RecordsState::Gone(cleared) => say(ui, cx, &l10n.cleared(cleared)),
            RecordsState::Failed(_) => say(ui, cx, l10n.text(TextId::AccountRecordsLeft)),
        }
    });
}

fn say(ui: &mut Ui, cx: &ViewCx<'_>, said: &str) {
    cx.body(ui, said).announce();
}
