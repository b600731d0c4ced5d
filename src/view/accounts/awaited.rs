//! The page until the accounts are read: what is waited for, or why they are not there.

use egui::Ui;
use egui_material_icons::icons::ICON_GROUP;

use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{AccountsIntent, Awaited, AwaitedPhase};
use crate::view::ViewCx;
use crate::view::wait::{PATIENCE, WAY_OUT, has_lasted};
use crate::view::widgets::{ResponseExt as _, Weight, cards};

pub fn awaited_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, awaited: &Awaited) {
    let l10n = cx.l10n;
    let (title, why, action) = match &awaited.phase {
        AwaitedPhase::Reading(since) => {
            if !has_lasted(ui, cx, *since, PATIENCE) {
                return;
            }
            let again = has_lasted(ui, cx, *since, WAY_OUT).then_some(TextId::ActionTryAgain);
            let why = l10n.text(TextId::AccountsReadingWhy).to_owned();
            (TextId::AccountsReading, why, again)
        }
        AwaitedPhase::NotRead(error) => {
            let why = l10n.storage_error(error);
            (TextId::AccountsNotRead, why, Some(TextId::ActionTryAgain))
        }
        AwaitedPhase::Unknown(problem) => {
            let why = l10n.account_unknown(problem);
            (TextId::AccountsUnknown, why, Some(TextId::AccountsUseLast))
        }
    };
    let tone = match awaited.phase {
        AwaitedPhase::Reading(_) => Tone::Busy,
        AwaitedPhase::NotRead(_) | AwaitedPhase::Unknown(_) => Tone::Attention,
    };
    cards::notice(ui, cx.theme, tone, ICON_GROUP, |ui| {
        cx.bold(ui, title).announce();
        cx.body(ui, &why).announce();
        if let Some(action) = action {
            cx.button(Weight::Secondary, action)
                .sends(ui, cx, AccountsIntent::ReadAgain);
        }
    });
}
