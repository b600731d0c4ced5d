//! Cards and notices.

use egui::Ui;
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_CHECK_CIRCLE, ICON_ERROR, ICON_HELP, ICON_HOURGLASS_TOP, ICON_WARNING,
};

use crate::domain::verdict::Tone;
use crate::theme::{Theme, icon_size};
use crate::view::widgets;

pub fn card<R>(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui) -> R) -> R {
    framed(ui, theme.card(), add)
}

/// A notice of full width, its icon beside the contents.
pub fn notice<R>(
    ui: &mut Ui,
    theme: &Theme,
    tone: Tone,
    icon: MaterialIcon,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    framed(ui, theme.notice_frame(tone), |ui| {
        ui.horizontal_top(|ui| {
            widgets::icon(ui, icon, icon_size::HEADING, theme.notice(tone).foreground);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                add(ui)
            })
            .inner
        })
        .inner
    })
}

fn framed<R>(ui: &mut Ui, frame: egui::Frame, add: impl FnOnce(&mut Ui) -> R) -> R {
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
        .inner
}

pub fn tone_icon(tone: Tone) -> MaterialIcon {
    match tone {
        Tone::Good => ICON_CHECK_CIRCLE,
        Tone::Busy => ICON_HOURGLASS_TOP,
        Tone::Attention => ICON_WARNING,
        Tone::Bad => ICON_ERROR,
        Tone::Neutral => ICON_HELP,
    }
}
