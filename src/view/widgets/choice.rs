//! A choice among a few options, of which one is always chosen.

use egui::{ComboBox, Id, Role, Ui, WidgetInfo};

use super::focus;
use crate::bidi;
use crate::theme::Theme;

pub struct Choice<'a, T> {
    pub id: &'static str,
    pub label: &'a str,
    pub options: Vec<(T, String)>,
    pub chosen: &'a T,
}

impl<T: PartialEq> Choice<'_, T> {
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Option<T> {
        let chosen = self.options.iter().find(|(value, _)| value == self.chosen);
        let name = chosen.map_or("", |(_, name)| name).to_owned();
        let said = format!("{}: {name}", self.label);
        let mut wanted = None;
        let button: Option<Id> = ui.data(|data| data.get_temp(Id::unique(self.id)));
        let shown = ComboBox::from_id_salt(self.id)
            .selected_text(bidi::visual(&name))
            .height(f32::INFINITY)
            .show_ui(ui, |ui| {
                for (value, name) in self.options {
                    let is_chosen = value == *self.chosen;
                    let option = ui.selectable_label(is_chosen, bidi::visual(&name));
                    // Opened by keyboard, which goes on from what is chosen.
                    let focused = ui.memory(egui::Memory::focused);
                    if is_chosen && focused.is_some() && focused == button && !ui.is_sizing_pass() {
                        option.request_focus();
                    }
                    if option.clicked() {
                        wanted = Some(value);
                    }
                }
            });
        shown
            .response
            .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
        ui.ctx().accesskit_node_builder(shown.response.id, |node| {
            node.set_expanded(shown.inner.is_some());
        });
        ui.data_mut(|data| data.insert_temp(Id::unique(self.id), shown.response.id));
        focus::ring(ui, theme, &shown.response);
        wanted
    }
}
