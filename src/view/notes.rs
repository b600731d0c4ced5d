//! Notes above the page, and in the place of a list or below it.

use std::time::Duration;

use egui::Ui;
use egui::style::ScrollAnimation;
use egui_material_icons::icons::{ICON_HELP, ICON_REFRESH, ICON_WARNING};

use super::wait::{self, PATIENCE, has_lasted};
use super::widgets::{self, ResponseExt as _, Weight};
use super::{ViewCx, problem};
use crate::domain::page::{Cause, Row};
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{
    Focus, Intent, Notice, PagedList, RecentsIntent, RemotePhase, TokenIntent, WindowIntent,
};
use crate::theme::space;

/// Notices above the page that are about no batch.
pub fn notices_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let said = notices(cx);
    if said.is_empty() {
        return widgets::absent(ui);
    }
    widgets::notice(ui, cx.theme, Tone::Neutral, ICON_HELP, |ui| {
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

fn notices(cx: &ViewCx<'_>) -> Vec<String> {
    let recents = &cx.state.recents;
    let errors = recents.storage_errors.iter();
    let errors = errors.map(|at| cx.l10n.storage_error(at));
    let cleared = recents.cleared.as_ref().map(|gone| cx.l10n.cleared(gone));
    let notice = cx.state.window.notice.map(|notice| match notice {
        Notice::SampleLeft => TextId::SampleLeft,
        Notice::NothingPasted => TextId::NothingPasted,
        Notice::SavingStopped => TextId::SavingStopped,
    });
    let notice = notice.map(|said| cx.l10n.text(said).to_owned());
    errors.chain(cleared).chain(notice).collect()
}

/// Below a list: tells that a page is on its way or failed, or that there are no rows.
pub fn below_list_ui<T: Row>(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    pages: &PagedList<T>,
    (loading, none): (TextId, TextId),
    again: impl Into<Intent>,
) {
    match &pages.remote.phase {
        RemotePhase::Loading { since, .. } => {
            if has_lasted(ui, cx, *since, PATIENCE) {
                cx.muted(ui, loading);
            }
        }
        RemotePhase::Failed(_) if !pages.is_kept() => list_problem_ui(ui, cx, pages, again),
        RemotePhase::Done if pages.list.rows().is_empty() && pages.shortfall().is_none() => {
            cx.muted(ui, none);
        }
        RemotePhase::Done | RemotePhase::Failed(_) | RemotePhase::Unasked => {}
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
    if has_lasted(ui, cx, from, Duration::ZERO) {
        cx.want(more);
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
    widgets::notice(ui, cx.theme, Tone::Attention, ICON_WARNING, |ui| {
        cx.body(ui, &cx.l10n.shortfall(short)).announce();
        if short.cause != Cause::Limit {
            cx.button(Weight::Secondary, TextId::ListLoadAgain)
                .icon(ICON_REFRESH)
                .sends(ui, cx, again);
        }
    });
}

/// A page that could not be loaded, told calmly: everything else works all the same.
pub fn list_problem_ui<T: Row>(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    pages: &PagedList<T>,
    again: impl Into<Intent>,
) {
    let RemotePhase::Failed(why) = &pages.remote.phase else {
        return;
    };
    let wait = wait::left(ui, cx, why);
    let mut copy = cx.l10n.list_problem(why, wait);
    if let (Some(wait), Some(_)) = (wait, pages.remote.repeats_at()) {
        copy.next = Some(cx.l10n.list_repeats(wait));
    }
    widgets::notice(ui, cx.theme, Tone::Neutral, ICON_HELP, |ui| {
        problem::told_ui(ui, cx, &copy, Focus::ListProblem);
        ui.horizontal_wrapped(|ui| {
            if why.kind.needs_credentials() {
                problem::copy_details_ui(ui, cx, why);
                cx.offer(ui, TextId::MenuReplaceToken, TokenIntent::Replace);
            }
            cx.button(Weight::Secondary, TextId::ActionTryAgain)
                .enabled(wait.is_none())
                .sends(ui, cx, again);
            if !why.kind.needs_credentials() {
                problem::copy_details_ui(ui, cx, why);
            }
        });
        problem::list_details_ui(ui, cx, why);
        if cx.focus == Some(Focus::ListProblem) {
            ui.scroll_to_rect_animation(ui.min_rect(), None, ScrollAnimation::none());
        }
    });
}
