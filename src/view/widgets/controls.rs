//! Fields, choices and switches.

use egui::accesskit::Live;
use egui::{Align2, CollapsingHeader, ComboBox, Id, Key, Response, Role, TextEdit, Ui, WidgetInfo};
use egui_material_icons::icons::{
    ICON_CHECK_BOX, ICON_CHECK_BOX_OUTLINE_BLANK, ICON_RADIO_BUTTON_CHECKED,
    ICON_RADIO_BUTTON_UNCHECKED,
};

use super::{Weight, focus, text};
use crate::bidi;
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{Focus, Intent, Switch};
use crate::theme::{TextColor, TextStyle, font, space};
use crate::view::ViewCx;

/// A field of one line to fill in, as wide as there is room.
pub fn field<'t>(text: &'t mut String, style: TextStyle, hint: &str) -> TextEdit<'t> {
    TextEdit::singleline(text)
        .hint_text(hint)
        .font(font(style))
        .margin(space::FIELD_MARGIN)
        .align(Align2::LEFT_CENTER)
        .desired_width(f32::INFINITY)
}

/// Marks the focus of a field, and gives it the focus where it is due. True when Enter was
/// pressed in it.
pub fn attend(ui: &Ui, cx: &ViewCx<'_>, field: &Response, on: Focus) -> bool {
    if cx.focus == Some(on) {
        field.request_focus();
    }
    focus::ring(ui, cx.theme, field);
    is_entered(ui, field)
}

pub fn is_entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// The problem of a field, under it; a screen reader says it at once.
pub fn field_problem_ui(ui: &mut Ui, cx: &ViewCx<'_>, said: &str) {
    let color = TextColor::Tone(Tone::Bad);
    let response = text(ui, cx, TextStyle::Body, color, said);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(Live::Assertive);
    });
}

/// A field of one line to search with; `name` is what it says while it is empty. A change of
/// its text sends the intent.
pub fn search_field_ui<I: Into<Intent>>(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    (name, width): (TextId, f32),
    text: &str,
    intent: impl FnOnce(String) -> I,
) -> Response {
    let (name, mut text) = (cx.l10n.text(name), text.to_owned());
    let edit = TextEdit::singleline(&mut text)
        .hint_text(name)
        .margin(space::SEARCH_MARGIN)
        .desired_width(width.min(ui.available_width()));
    let response = ui.add(edit).accessible_name(name);
    focus::ring(ui, cx.theme, &response);
    if response.changed() {
        cx.send(intent(text));
    }
    response
}

/// A choice among a few options, of which one is always chosen.
pub struct Choice<'a, T> {
    pub id: &'static str,
    pub label: TextId,
    /// The others, beside none of them.
    pub options: &'a [T],
    pub chosen: &'a Option<T>,
}

impl<T: PartialEq + Clone> Choice<'_, T> {
    /// Shows it; another choice sends the intent.
    pub fn show<I: Into<Intent>>(
        self,
        ui: &mut Ui,
        cx: &mut ViewCx<'_>,
        name: impl Fn(Option<&T>) -> String,
        intent: impl FnOnce(Option<T>) -> I,
    ) {
        let chosen = name(self.chosen.as_ref());
        let said = format!("{}: {chosen}", cx.l10n.text(self.label));
        let mut wanted = None;
        let button: Option<Id> = ui.data(|data| data.get_temp(Id::unique(self.id)));
        let shown = ComboBox::from_id_salt(self.id)
            .selected_text(bidi::visual(&chosen))
            .height(f32::INFINITY)
            .show_ui(ui, |ui| {
                for value in std::iter::once(None).chain(self.options.iter().map(Some)) {
                    let is_chosen = value == self.chosen.as_ref();
                    let option = ui.selectable_label(is_chosen, bidi::visual(&name(value)));
                    // Opened by keyboard, which goes on from what is chosen.
                    let focused = ui.memory(egui::Memory::focused);
                    if is_chosen && focused.is_some() && focused == button && !ui.is_sizing_pass() {
                        option.request_focus();
                    }
                    if option.clicked() {
                        wanted = Some(value.cloned());
                        // A key closes nothing by itself.
                        ui.close();
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
        focus::ring(ui, cx.theme, &shown.response);
        if let Some(wanted) = wanted {
            shown.response.request_focus();
            cx.send(intent(wanted));
        }
    }
}

/// A part that is folded up at first.
pub fn folded_ui(
    ui: &mut Ui,
    cx: &mut ViewCx<'_>,
    title: TextId,
    add: impl FnOnce(&mut Ui, &mut ViewCx<'_>),
) {
    let header = CollapsingHeader::new(cx.l10n.text(title))
        .id_salt(title)
        .show(ui, |ui| add(ui, cx));
    ui.ctx()
        .accesskit_node_builder(header.header_response.id, |node| {
            // AccessKit tells Linux of nothing that is expanded.
            node.set_toggled((header.openness > 0.0).into());
        });
    focus::ring(ui, cx.theme, &header.header_response);
}

/// A setting that is on or off. True when pressed.
pub fn switch_ui(ui: &mut Ui, cx: &ViewCx<'_>, label: TextId, on: Switch) -> bool {
    // In line with the text above and below it.
    ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = space::TIGHT;
        toggle_ui(ui, cx, label, (Role::CheckBox, on == Switch::On))
    })
    .inner
}

/// A box to check, or one of several to choose. True when pressed.
pub fn toggle_ui(ui: &mut Ui, cx: &ViewCx<'_>, label: TextId, (role, on): (Role, bool)) -> bool {
    let icon = match (role, on) {
        (Role::CheckBox, true) => ICON_CHECK_BOX,
        (Role::CheckBox, false) => ICON_CHECK_BOX_OUTLINE_BLANK,
        (_, true) => ICON_RADIO_BUTTON_CHECKED,
        (_, false) => ICON_RADIO_BUTTON_UNCHECKED,
    };
    let response = cx.button(Weight::Quiet, label).icon(icon).show(ui, cx);
    response.widget_info(|| WidgetInfo::selected(role, true, on, cx.l10n.text(label)));
    response.clicked()
}
