//! Accounts that are read, and one that goes.

use egui::Ui;
use egui_material_icons::icons::ICON_GROUP;

use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{
    AccountRemoval, AccountsIntent, Awaited, AwaitedPhase, RecordsState, TokenState,
};
use crate::view::wait::{PATIENCE, WAY_OUT, has_lasted};
use crate::view::widgets::{ResponseExt as _, cards};
use crate::view::{ViewCx, problem};

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
            let (why, last) = (
                cx.l10n.account_unknown(problem),
                Some(TextId::AccountsUseLast),
            );
            (Tone::Attention, TextId::AccountsUnknown, why, last)
        }
    };
    cards::notice(ui, cx.theme, tone, ICON_GROUP, |ui| {
        cx.bold(ui, title).announce();
        cx.body(ui, &why).announce();
        if let Some(action) = action {
            cx.offer(ui, action, AccountsIntent::ReadAgain);
        }
    });
}

/// The removal of an account: its token, and the records of it.
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
    let token = match removal.token {
        TokenState::NotYet => TextId::AccountTokenGoes,
        TokenState::Gone => TextId::AccountTokenGone,
    };
    let records = match &removal.records {
        RecordsState::UnderWay(_) => l10n.text(TextId::AccountRecordsGo).to_owned(),
        RecordsState::Gone(cleared) => l10n.cleared(cleared),
        RecordsState::Failed(_) => l10n.text(TextId::AccountRecordsLeft).to_owned(),
    };
    let icon = cards::tone_icon(Tone::Neutral);
    cards::notice(ui, cx.theme, Tone::Neutral, icon, |ui| {
        cx.bold(ui, &title);
        if failed.is_none() {
            cx.body(ui, token).announce();
        }
        cx.body(ui, &records).announce();
    });
}
