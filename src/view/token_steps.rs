//! The way to a token, in three steps.

use egui::{Ui, Vec2};
use egui_material_icons::icons::ICON_OPEN_IN_NEW;

use super::ViewCx;
use super::widgets::Weight;
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::WindowIntent;
use crate::theme::{TextStyle, font, space};

pub fn steps_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    let steps = [
        (TextId::StepSignIn, TextId::StepSignInHow),
        (TextId::StepMakeToken, TextId::StepMakeTokenHow),
        (TextId::StepPasteToken, TextId::StepPasteTokenHow),
    ];
    for (number, (title, how)) in (1..).zip(steps) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            step_number(ui, cx, number);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::TIGHT;
                cx.bold(ui, title);
                cx.muted(ui, how);
                if title == TextId::StepSignIn {
                    cx.button(Weight::Quiet, TextId::OpenSignIn)
                        .icon(ICON_OPEN_IN_NEW)
                        .sends(ui, cx, WindowIntent::OpenSignIn);
                }
            });
        });
        ui.add_space(space::SMALL);
    }
}

fn step_number(ui: &mut Ui, cx: &ViewCx<'_>, number: u64) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(space::BADGE), egui::Sense::hover());
    let notice = cx.theme.notice(Tone::Busy);
    let line = egui::Stroke::new(1.0, notice.line);
    ui.painter()
        .circle(rect.center(), space::BADGE / 2.0 - 1.0, notice.fill, line);
    let middle = egui::Align2::CENTER_CENTER;
    ui.painter().text(
        rect.center(),
        middle,
        number,
        font(TextStyle::Strong),
        notice.foreground,
    );
    let name = cx.l10n.step(number);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
}
