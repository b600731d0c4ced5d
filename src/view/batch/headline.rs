//! The answer: name, status, one sentence, progress, and following the batch.

use egui::Ui;
use egui_material_icons::icons::{
    ICON_DRAW, ICON_HISTORY, ICON_OPEN_IN_NEW, ICON_REFRESH, ICON_REPORT, ICON_SYNC_PROBLEM,
};

use super::{progress, share};
use crate::domain::difference::Difference;
use crate::domain::verdict::Tone;
use crate::domain::{Batch, Problem};
use crate::l10n::{Headline, TextId};
use crate::state::{
    Announcement, DisplayedBatch, FileKind, Focus, LookupIntent, Pause, Polling, PollingPhase,
    Setting, WindowIntent,
};
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::widgets::controls::switch_ui;
use crate::view::widgets::{self, FocusHeading, ResponseExt as _, Weight, split_row};
use crate::view::{ViewCx, wait};

pub fn headline_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    another_batch(ui, cx, shown);
    let headline = cx.l10n.headline(&shown.answer.batch);
    widgets::card(ui, cx.theme, |ui| {
        split_row::wrapping(
            ui,
            cx,
            |ui, cx| name(ui, cx, shown, &headline),
            |ui, cx| status_chip(ui, cx, &headline),
        );
        ui.add_space(space::TINY);
        let sentence = &headline.sentence;
        widgets::text(ui, cx, TextStyle::Lead, TextColor::Text, sentence)
            .announce_changes(sentence);
        ui.add_space(space::SMALL);
        progress::progress_ui(ui, cx, &shown.answer.batch);
        signatures_and_age(ui, cx, shown);
        polling_ui(ui, cx, shown);
        share::export_ui(ui, cx, &[FileKind::Signatories, FileKind::Report]);
    });
    my_signature(ui, cx, shown);
}

/// The name. With the focus on it the status and the sentence are read out as well.
fn name(ui: &mut Ui, cx: &ViewCx<'_>, shown: &DisplayedBatch, headline: &Headline) {
    let Headline {
        status, sentence, ..
    } = headline;
    let mut more = format!("{status}. {sentence}");
    if !shown.is_fresh {
        more = format!("{more} {}", age(cx, shown).0);
    }
    FocusHeading::new(&headline.name, &more, Focus::Answer).show(ui, cx);
}

fn status_chip(ui: &mut Ui, cx: &ViewCx<'_>, headline: &Headline) {
    let (tone, icon) = (headline.tone, widgets::tone_icon(headline.tone));
    cx.theme.chip(tone).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::BESIDE_ICON;
        let color = cx.theme.notice(tone).foreground;
        widgets::icon(ui, icon, icon_size::TEXT, color);
        let color = TextColor::Tone(tone);
        widgets::line(ui, cx, TextStyle::Strong, color, &headline.status);
    });
}

fn signatures_and_age(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let beside = ui.available_width() >= space::SHARE_BESIDE;
    split_row::wrapping(
        ui,
        cx,
        |ui, cx| signatures(ui, cx, &shown.answer.batch),
        |ui, cx| {
            age_ui(ui, cx, shown);
            cx.offer_icon(ui, ICON_REFRESH, TextId::Refresh, LookupIntent::Refresh);
            if beside {
                share::share_ui(ui, cx, shown);
            }
        },
    );
    if !beside {
        share::share_ui(ui, cx, shown);
    }
}

fn age_ui(ui: &mut Ui, cx: &ViewCx<'_>, shown: &DisplayedBatch) {
    let (said, color) = age(cx, shown);
    let exact = cx.l10n.local_time(shown.fetched_at);
    let seconds = wait::age(ui, cx, shown.fetched_at);
    // Each check is a part of its own, so that the same words are read out once more.
    ui.push_id(shown.fetched_at, |ui| {
        let line = widgets::line(ui, cx, TextStyle::Small, color, &said);
        if shown.announcement == Announcement::AskedFor && (0..60).contains(&seconds) {
            line.announce();
        }
        line.on_hover_text(exact);
    });
}

/// The age of the answer. A remembered one says so.
fn age(cx: &ViewCx<'_>, shown: &DisplayedBatch) -> (String, TextColor) {
    if shown.is_fresh {
        let age = cx.l10n.ago(shown.fetched_at, cx.now.timestamp);
        return (cx.l10n.checked_at(age), TextColor::Muted);
    }
    let as_of = cx.l10n.as_of(shown.fetched_at);
    (as_of, TextColor::Tone(Tone::Attention))
}

/// Changes that are listed; the sum holds all of them.
const LISTED: usize = 8;

/// The switch with what it does, under the answer. Nothing where the batch is
/// finished.
fn polling_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    if let Some(following) = &shown.polling {
        ui.horizontal(|ui| {
            let on = cx.state.follows();
            if switch_ui(ui, cx, TextId::Follow, on) {
                cx.send(WindowIntent::Set(Setting::Follow(on.flipped())));
            }
            if let Some(said) = next_check(cx, following) {
                cx.note_line(ui, &said);
            }
        });
        if let Some(problem) = &following.problem {
            widgets::steady(ui, "missed", |ui| missed(ui, cx, problem));
        }
    }
    if let Some(all) = shown.history.altogether() {
        widgets::steady(ui, "changes", |ui| changes(ui, cx, shown, &all));
    }
}

fn next_check(cx: &ViewCx<'_>, following: &Polling) -> Option<String> {
    let now = cx.now;
    match (cx.state.pause(now.elapsed), following.phase) {
        (_, PollingPhase::Asking(_)) => Some(cx.l10n.text(TextId::FollowChecking).to_owned()),
        (Some(Pause::SwitchedOff | Pause::Busy), _) => None,
        (Some(Pause::Hidden), _) => Some(cx.l10n.text(TextId::FollowHidden).to_owned()),
        (None, PollingPhase::Resting(until)) => {
            let left = until.saturating_sub(now.elapsed);
            let at = now.timestamp.checked_add(left).ok()?;
            Some(cx.l10n.follow_next(cx.l10n.clock(at, now.timestamp)))
        }
    }
}

/// A check that failed does not blank what is shown.
fn missed(ui: &mut Ui, cx: &ViewCx<'_>, problem: &Problem) {
    ui.horizontal(|ui| {
        let color = cx.theme.notice(Tone::Attention).foreground;
        widgets::icon(ui, ICON_SYNC_PROBLEM, icon_size::NOTE, color);
        let said = cx.l10n.poll_failed(problem, cx.now.timestamp);
        let color = TextColor::Tone(Tone::Attention);
        widgets::text(ui, cx, TextStyle::Small, color, &said).announce();
    });
}

/// The changes since the batch was first shown: their sum, and each on request.
fn changes(ui: &mut Ui, cx: &ViewCx<'_>, shown: &DisplayedBatch, all: &Difference) {
    ui.horizontal(|ui| {
        widgets::icon(ui, ICON_HISTORY, icon_size::NOTE, cx.theme.soft);
        let since = cx.l10n.clock(shown.history.since, cx.now.timestamp);
        let said = cx.l10n.difference_since(cx.l10n.difference(all), since);
        cx.body(ui, &said).announce();
    });
    let changes = &shown.history.changes;
    if changes.len() < 2 {
        return;
    }
    let id = ui.scope_id().with(("changes", shown.asked));
    let open = widgets::open_button(ui, cx, id, TextId::ShowChanges);
    if open {
        for change in changes.iter().rev().take(LISTED) {
            let at = cx.l10n.clock(change.at, cx.now.timestamp);
            cx.note(
                ui,
                &cx.l10n.difference_at(cx.l10n.difference(&change.what), at),
            );
        }
    }
}

fn signatures(ui: &mut Ui, cx: &ViewCx<'_>, batch: &Batch) {
    if let Some(said) = cx.l10n.signatures(batch) {
        widgets::icon(ui, ICON_DRAW, icon_size::NOTE, cx.theme.soft);
        cx.muted(ui, &said);
    }
}

fn my_signature(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    if shown.answer.batch.requires_my_signature != Some(true) {
        return widgets::absent(ui);
    }
    ui.add_space(space::MEDIUM);
    widgets::notice(ui, cx.theme, Tone::Attention, ICON_DRAW, |ui| {
        if ui.available_width() >= space::PARAGRAPH {
            split_row::wrapping(
                ui,
                cx,
                |ui, cx| _ = ui.vertical(|ui| why_sign(ui, cx)),
                open_sign_in,
            );
        } else {
            why_sign(ui, cx);
            open_sign_in(ui, cx);
        }
    });
}

fn why_sign(ui: &mut Ui, cx: &ViewCx<'_>) {
    cx.bold(ui, TextId::MySignatureNeeded);
    cx.body(ui, TextId::MySignatureHow);
}

fn open_sign_in(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    cx.button(Weight::Secondary, TextId::OpenSignIn)
        .icon(ICON_OPEN_IN_NEW)
        .sends(ui, cx, WindowIntent::OpenSignIn);
}

/// The service answered about another batch: said above the data.
fn another_batch(ui: &mut Ui, cx: &ViewCx<'_>, shown: &DisplayedBatch) {
    let batch = &shown.answer.batch;
    let another = batch.id.as_ref();
    let Some(got) = another.filter(|_| batch.is_another_than(shown.asked)) else {
        return widgets::absent(ui);
    };
    widgets::notice(ui, cx.theme, Tone::Bad, ICON_REPORT, |ui| {
        cx.bold(ui, TextId::AnotherBatch);
        cx.body(ui, &cx.l10n.another_batch_why(shown.asked.to_string(), got));
    });
    ui.add_space(space::MEDIUM);
}
