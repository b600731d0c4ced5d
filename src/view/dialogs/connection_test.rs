//! "Test connection": the steps, one after the other.

use egui::{Role, Spinner, Ui, WidgetInfo};
use egui_material_icons::icons::{
    ICON_CHECK_CIRCLE, ICON_CONTENT_COPY, ICON_ERROR, ICON_PENDING, ICON_REFRESH,
};

use crate::domain::checkup::{Finding, Step};
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{ConnectionTest, Overlay, WindowIntent};
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::ViewCx;
use crate::view::widgets::{self, ResponseExt as _, Weight};

pub fn connection_test_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let Some(test) = &cx.state.window.test else {
        return;
    };
    cx.muted(ui, &cx.l10n.test_lead(&test.host));
    ui.add_space(space::SMALL);
    for (at, step) in Step::ALL.into_iter().enumerate() {
        step_ui(ui, cx, test, at, step);
    }
    ui.add_space(space::SMALL);
    if test.is_over() {
        over_ui(ui, cx, test);
    }
}

fn step_ui(ui: &mut Ui, cx: &ViewCx<'_>, test: &ConnectionTest, at: usize, step: Step) {
    let report = test.reports.get(at);
    let running = report.is_none() && at == test.reports.len() && !test.is_over();
    let waits = if running {
        TextId::TestRunning
    } else {
        TextId::TestNotReached
    };
    let (tone, icon, color) = match report.map(|report| &report.finding) {
        Some(Finding::Failed(_)) => (Tone::Bad, ICON_ERROR, TextColor::Text),
        Some(_) => (Tone::Good, ICON_CHECK_CIRCLE, TextColor::Text),
        None => (Tone::Neutral, ICON_PENDING, TextColor::Muted),
    };
    ui.horizontal_top(|ui| {
        if running && ui.style().animation_time > 0.0 {
            let spinner = Spinner::new().color(cx.theme.accent);
            let spinner = ui.add_sized(widgets::icon_room(icon_size::HEADING), spinner);
            let name = cx.l10n.text(waits);
            spinner.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
        } else {
            let color = cx.theme.notice(tone).foreground;
            widgets::icon(ui, icon, icon_size::HEADING, color);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::TIGHT;
            cx.bold(ui, cx.l10n.test_step(step));
            let said = match report {
                Some(report) => &cx.l10n.finding(&report.finding),
                None => cx.l10n.text(waits),
            };
            let said = widgets::text(ui, cx, TextStyle::Body, color, said);
            if tone == Tone::Bad {
                said.announce();
            }
        });
    });
    ui.add_space(space::TINY);
}

fn over_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, test: &ConnectionTest) {
    let mut findings = test.reports.iter().map(|report| &report.finding);
    let (label, tone) = if findings.any(|one| matches!(one, Finding::Failed(_))) {
        (TextId::TestStopped, Tone::Bad)
    } else {
        (TextId::TestAllWell, Tone::Good)
    };
    let color = TextColor::Tone(tone);
    widgets::text(ui, cx, TextStyle::Strong, color, label).announce();
    ui.horizontal_wrapped(|ui| {
        cx.button(Weight::Secondary, TextId::TestAgain)
            .icon(ICON_REFRESH)
            .sends(ui, cx, WindowIntent::Open(Overlay::ConnectionTest));
        let report = cx.l10n.test_report(&test.host, &test.reports);
        cx.button(Weight::Secondary, TextId::TestCopy)
            .icon(ICON_CONTENT_COPY)
            .copies(ui, cx, &report);
    });
}
