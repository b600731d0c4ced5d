//! A setting that is on or off.

use egui::{Role, Ui, WidgetInfo};
use egui_material_icons::icons::{ICON_CHECK_BOX, ICON_CHECK_BOX_OUTLINE_BLANK};

use super::Weight;
use crate::l10n::TextId;
use crate::state::Switch;
use crate::theme::space;
use crate::view::ViewCx;

/// True when pressed.
pub fn switch_ui(ui: &mut Ui, cx: &ViewCx<'_>, label: TextId, on: Switch) -> bool {
    let icon = match on {
        Switch::On => ICON_CHECK_BOX,
        Switch::Off => ICON_CHECK_BOX_OUTLINE_BLANK,
    };
    let button = cx.button(Weight::Quiet, label).icon(icon);
    // In line with the text above and below it.
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding.x = space::TIGHT;
            button.show(ui, cx)
        })
        .inner;
    let is_on = on == Switch::On;
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, cx.l10n.text(label)));
    response.clicked()
}
