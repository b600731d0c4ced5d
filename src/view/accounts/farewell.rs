//! What became of an account that was forgotten: its token, and what was remembered of it.

use egui::Ui;

use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{Farewell, RecordsGone, TokenGone};
use crate::view::widgets::{ResponseExt as _, UiExt as _, cards};
use crate::view::{ViewCx, problem};

pub fn farewell_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, farewell: &Farewell) {
    let removal = &cx.state.removal;
    let failed = removal
        .problem()
        .filter(|_| removal.account() == Some(&farewell.account.id));
    if let Some(failed) = failed {
        problem::panel_ui(ui, cx, failed);
    }
    let l10n = cx.l10n;
    let title = if farewell.is_over() {
        l10n.account_gone(&farewell.account)
    } else {
        l10n.account_goes(&farewell.account)
    };
    let icon = cards::tone_icon(Tone::Neutral);
    cards::notice(ui, cx.theme, Tone::Neutral, icon, |ui| {
        ui.bold(cx.theme, &title);
        if failed.is_none() {
            let token = match farewell.token {
                TokenGone::NotYet => TextId::AccountTokenGoes,
                TokenGone::Gone => TextId::AccountTokenGone,
            };
            say(ui, cx, l10n.text(token));
        }
        match &farewell.records {
            RecordsGone::UnderWay(_) => say(ui, cx, l10n.text(TextId::AccountRecordsGo)),
            RecordsGone::Gone(cleared) => say(ui, cx, &l10n.cleared(cleared)),
            RecordsGone::Failed(_) => say(ui, cx, l10n.text(TextId::AccountRecordsLeft)),
        }
    });
}

fn say(ui: &mut Ui, cx: &ViewCx<'_>, said: &str) {
    ui.body(cx.theme, said).announce();
}
