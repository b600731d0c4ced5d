//! "Test connection": the steps, one after the other.

use egui::{Spinner, Ui};
use egui_material_icons::icons::{
    ICON_CHECK_CIRCLE, ICON_CONTENT_COPY, ICON_ERROR, ICON_PENDING, ICON_REFRESH,
};

use super::Pane;
use super::kit::{self, Press, Weight};
use crate::copy::Label;
use crate::domain::checkup::{Finding, Step};
use crate::domain::verdict::Tone;
use crate::state::{ConnectionTest, Overlay, WindowIntent};
use crate::theme::{Ink, Type, icon_size, space};

pub fn connection_test_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(test) = &pane.state.window.test else {
        return;
    };
    let lead = pane.words.test_lead(&test.host);
    kit::text(ui, pane.theme, (Type::Body, Ink::Soft), &lead);
    ui.add_space(space::SMALL);
    for (at, step) in Step::ALL.into_iter().enumerate() {
        step_ui(ui, pane, (test, at, step));
    }
    ui.add_space(space::SMALL);
    if test.is_over() {
        over_ui(ui, pane, test);
    }
}

fn step_ui(ui: &mut Ui, pane: &Pane<'_>, (test, at, step): (&ConnectionTest, usize, Step)) {
    let theme = pane.theme;
    let report = test.reports.get(at);
    let running = report.is_none() && at == test.reports.len() && !test.is_over();
    let said = match report {
        Some(report) => pane.words.finding(&report.finding),
        None if running => pane.words.say(Label::TestRunning).to_owned(),
        None => pane.words.say(Label::TestNotReached).to_owned(),
    };
    ui.horizontal_top(|ui| {
        let (tone, icon) = match report.map(|report| &report.finding) {
            Some(Finding::Failed(_)) => (Tone::Bad, ICON_ERROR),
            Some(_) => (Tone::Good, ICON_CHECK_CIRCLE),
            None => (Tone::Neutral, ICON_PENDING),
        };
        if running && ui.style().animation_time > 0.0 {
            let name = pane.words.say(Label::TestRunning);
            let spinner = ui.add_sized(
                kit::icon_room(icon_size::HEADING),
                Spinner::new().color(theme.accent),
            );
            spinner.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, name)
            });
        } else {
            kit::icon(ui, icon, (icon_size::HEADING, theme.notice(tone).ink));
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::TIGHT;
            let name = pane.words.test_step(step);
            kit::text(ui, theme, (Type::Strong, Ink::Text), name);
            let ink = if report.is_some() {
                Ink::Text
            } else {
                Ink::Soft
            };
            kit::text(ui, theme, (Type::Body, ink), &said);
        });
    });
    ui.add_space(space::TINY);
}

fn over_ui(ui: &mut Ui, pane: &mut Pane<'_>, test: &ConnectionTest) {
    let words = pane.words;
    let stopped = test
        .reports
        .iter()
        .any(|report| matches!(report.finding, Finding::Failed(_)));
    let label = if stopped {
        Label::TestStopped
    } else {
        Label::TestAllWell
    };
    let tone = if stopped { Tone::Bad } else { Tone::Good };
    let result = kit::text(
        ui,
        pane.theme,
        (Type::Strong, Ink::Tone(tone)),
        words.say(label),
    );
    ui.ctx().accesskit_node_builder(result.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
    ui.horizontal_wrapped(|ui| {
        let again = Press::new(Weight::Secondary, words.say(Label::TestAgain)).icon(ICON_REFRESH);
        if again.show(ui, pane.theme).clicked() {
            pane.send(WindowIntent::Open(Overlay::ConnectionTest));
        }
        let copy = Press::new(Weight::Secondary, words.say(Label::TestCopy));
        if copy.icon(ICON_CONTENT_COPY).show(ui, pane.theme).clicked() {
            pane.send(WindowIntent::Copy(
                words.test_report(&test.host, &test.reports),
            ));
        }
    });
}
