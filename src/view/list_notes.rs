//! Notes in the place of a list, or below it: loading, empty, failed.

use std::time::Duration;

use egui::Ui;
use egui_material_icons::icons::ICON_REFRESH;

use super::widgets::{self, ResponseExt as _, Weight, cards};
use super::{ViewCx, problem, wait};
use crate::domain::page::Row;
use crate::domain::verdict::Tone;
use crate::l10n::{ProblemPlace, TextId};
use crate::state::{Intent, PagedList, RemotePhase, TokenIntent};
use crate::theme::TextStyle;

/// A page is on its way since then, from the start of the program.
pub fn loading_ui(ui: &mut Ui, cx: &ViewCx<'_>, since: Duration, said: TextId) {
    if wait::has_lasted(ui, cx, since, wait::PATIENCE) {
        cx.muted(ui, said);
    }
}

/// Near the end of a list: asks for its next page as soon as the service may be asked.
pub fn more_ui<T: Row>(
    ui: &Ui,
    cx: &mut ViewCx<'_>,
    pages: &PagedList<T>,
    more: impl Into<Intent>,
) {
    let Some(from) = pages.more_from() else {
        return;
    };
    let left = from.saturating_sub(cx.now.elapsed);
    if left.is_zero() {
        cx.want(more);
    } else {
        ui.ctx().request_repaint_after(left);
    }
}

/// Rows that are missing although no more of them come, and the way to have them after all.
pub fn shortfall_ui<T: Row>(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    pages: &PagedList<T>,
    again: impl Into<Intent>,
) {
    let Some(short) = pages.shortfall() else {
        return;
    };
    let icon = cards::tone_icon(Tone::Attention);
    cards::notice(ui, cx.theme, Tone::Attention, icon, |ui| {
        cx.body(ui, &cx.l10n.shortfall(short)).announce();
        cx.button(Weight::Secondary, TextId::ListLoadAgain)
            .icon(ICON_REFRESH)
            .sends(ui, cx, again);
    });
}

/// A page that could not be loaded, told calmly: everything else works all the same.
pub fn problem_ui<T: Row>(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    pages: &PagedList<T>,
    again: impl Into<Intent>,
) {
    let RemotePhase::Failed(why) = &pages.remote.phase else {
        return;
    };
    let wait = wait::left(ui, cx, why);
    let place = match wait {
        Some(wait) if pages.remote.repeats_at().is_some() => ProblemPlace::RepeatingList { wait },
        wait => ProblemPlace::List { wait },
    };
    let copy = cx.l10n.problem(why, place);
    let icon = cards::tone_icon(Tone::Neutral);
    cards::notice(ui, cx.theme, Tone::Neutral, icon, |ui| {
        widgets::heading_at(ui, cx, TextStyle::Strong, 2, &copy.title).announce();
        problem::sentences(ui, cx, &copy);
        ui.horizontal_wrapped(|ui| {
            cx.button(Weight::Secondary, TextId::ActionTryAgain)
                .enabled(wait.is_none())
                .sends(ui, cx, again);
            if why.kind.needs_credentials() {
                cx.button(Weight::Secondary, TextId::MenuReplaceToken)
                    .sends(ui, cx, TokenIntent::Replace);
            }
            problem::copy_details_ui(ui, cx, why);
        });
    });
}
