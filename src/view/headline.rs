//! The answer: name, status, one sentence, progress.

use egui::{Role, Ui};
use egui_material_icons::icons::{ICON_DRAW, ICON_OPEN_IN_NEW, ICON_REFRESH, ICON_REPORT};

use super::kit::{self, Press, Weight};
use super::{Pane, cards, ends, follow, progress, share};
use crate::copy::{Headline, Label};
use crate::domain::Batch;
use crate::domain::verdict::Tone;
use crate::state::{Focus, LookupIntent, Shown, WindowIntent};
use crate::theme::{Ink, Type, icon_size, space};

pub fn headline_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &Shown) {
    another_batch(ui, pane, shown);
    let headline = pane.words.headline(&shown.answer.batch);
    cards::card(ui, pane.theme, |ui| {
        name_and_status(ui, pane, &headline);
        ui.add_space(space::TINY);
        sentence(ui, pane, &headline);
        ui.add_space(space::SMALL);
        progress::progress_ui(ui, pane, &shown.answer.batch);
        signatures_and_age(ui, pane, shown);
        follow::follow_ui(ui, pane, shown);
        share::taken_ui(ui, pane);
    });
    my_signature(ui, pane, shown);
}

fn name_and_status(ui: &mut Ui, pane: &mut Pane<'_>, headline: &Headline) {
    ends::on_one_row_or_two(
        ui,
        pane,
        |ui, pane| kit::focus_heading(ui, pane, (&headline.name, 1), Focus::Answer),
        |ui, pane| status_chip(ui, pane, headline),
    );
}

/// The status as icon, word and colour.
fn status_chip(ui: &mut Ui, pane: &Pane<'_>, headline: &Headline) {
    let notice = pane.theme.notice(headline.tone);
    pane.theme.chip(headline.tone).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::BESIDE_ICON;
        kit::icon(
            ui,
            cards::tone_icon(headline.tone),
            (icon_size::TEXT, notice.ink),
        );
        let look = (Type::Strong, Ink::Tone(headline.tone));
        kit::line(ui, pane.theme, look, &headline.status);
    });
}

fn sentence(ui: &mut Ui, pane: &Pane<'_>, headline: &Headline) {
    let response = kit::text(ui, pane.theme, (Type::Lead, Ink::Text), &headline.sentence);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Label);
        node.set_live(egui::accesskit::Live::Polite);
    });
}

fn signatures_and_age(ui: &mut Ui, pane: &mut Pane<'_>, shown: &Shown) {
    let beside = ui.available_width() >= space::SHARE_BESIDE;
    ends::on_one_row_or_two(
        ui,
        pane,
        |ui, pane| signatures(ui, pane, &shown.answer.batch),
        |ui, pane| {
            let (age, ink) = age(pane, shown);
            let exact = pane.words.local_time(shown.fetched_at);
            kit::line(ui, pane.theme, (Type::Small, ink), &age).on_hover_text(exact);
            let name = pane.words.say(Label::Refresh);
            if kit::icon_button(ui, pane.theme, ICON_REFRESH, name).clicked() {
                pane.send(LookupIntent::Refresh);
            }
            if beside {
                share::share_ui(ui, pane, shown);
            }
        },
    );
    if !beside {
        share::share_ui(ui, pane, shown);
    }
    refresh_the_age(ui, pane, shown);
}

/// How old the answer is. One that was only remembered says so.
fn age(pane: &Pane<'_>, shown: &Shown) -> (String, Ink) {
    if shown.is_fresh() {
        let age = pane.words.checked(shown.fetched_at, pane.now.wall);
        return (age, Ink::Soft);
    }
    let as_of = pane.words.as_of(shown.fetched_at);
    (as_of, Ink::Tone(Tone::Attention))
}

/// Whether signatures are needed, and the person's own.
fn signatures(ui: &mut Ui, pane: &Pane<'_>, batch: &Batch) {
    if let Some(said) = pane.words.signatures(batch) {
        kit::icon(ui, ICON_DRAW, (icon_size::NOTE, pane.theme.soft));
        kit::text(ui, pane.theme, (Type::Body, Ink::Soft), &said);
    }
}

/// "2 minutes ago" must not grow old itself.
fn refresh_the_age(ui: &Ui, pane: &Pane<'_>, shown: &Shown) {
    let age = pane.now.wall.as_second() - shown.fetched_at.as_second();
    // The next full minute; the clock of the computer may have been set back.
    let left = 60 - age.rem_euclid(60).unsigned_abs();
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_secs(left));
}

fn my_signature(ui: &mut Ui, pane: &mut Pane<'_>, shown: &Shown) {
    if shown.answer.batch.requires_my_signature != Some(true) {
        return;
    }
    ui.add_space(space::MEDIUM);
    cards::notice(ui, pane.theme, (Tone::Attention, ICON_DRAW), |ui| {
        if ui.available_width() >= space::PARAGRAPH {
            ends::on_one_row_or_two(
                ui,
                pane,
                |ui, pane| _ = ui.vertical(|ui| why_sign(ui, pane)),
                open_sign_in,
            );
        } else {
            why_sign(ui, pane);
            open_sign_in(ui, pane);
        }
    });
}

fn why_sign(ui: &mut Ui, pane: &Pane<'_>) {
    let needed = pane.words.say(Label::MySignatureNeeded);
    kit::text(ui, pane.theme, (Type::Strong, Ink::Text), needed);
    let how = pane.words.say(Label::MySignatureHow);
    kit::text(ui, pane.theme, (Type::Body, Ink::Text), how);
}

fn open_sign_in(ui: &mut Ui, pane: &mut Pane<'_>) {
    let open = Press::new(Weight::Secondary, pane.words.say(Label::OpenSignIn));
    if open.icon(ICON_OPEN_IN_NEW).show(ui, pane.theme).clicked() {
        pane.send(WindowIntent::OpenSignIn);
    }
}

/// The service answered about another batch: said above the data.
fn another_batch(ui: &mut Ui, pane: &Pane<'_>, shown: &Shown) {
    let Some(got) = &shown.answer.batch.id else {
        return;
    };
    if !shown.answer.batch.is_another_than(shown.asked) {
        return;
    }
    cards::notice(ui, pane.theme, (Tone::Bad, ICON_REPORT), |ui| {
        let title = pane.words.say(Label::AnotherBatch);
        kit::text(ui, pane.theme, (Type::Strong, Ink::Text), title);
        let why = pane.words.another_batch(&shown.asked.to_string(), got);
        kit::text(ui, pane.theme, (Type::Body, Ink::Text), &why);
    });
    ui.add_space(space::MEDIUM);
}
