//! The top of the window: the batch ID, the button, the menu.

use egui::{
    Atom, Id, IdSalt, Key, Layout, Pos2, Rect, Role, ScrollArea, TextEdit, Ui, Vec2, WidgetInfo,
};
use egui_material_icons::icons::{
    ICON_CLOSE, ICON_FORMAT_SIZE, ICON_HISTORY, ICON_INFO, ICON_KEY, ICON_KEYBOARD,
    ICON_LEFT_PANEL_CLOSE, ICON_LEFT_PANEL_OPEN, ICON_LOGOUT, ICON_MENU, ICON_NETWORK_CHECK,
    ICON_RADIO_BUTTON_CHECKED, ICON_RADIO_BUTTON_UNCHECKED, ICON_SCIENCE, ICON_SEARCH,
    ICON_TEXT_DECREASE, ICON_TEXT_INCREASE,
};

use super::kit::{self, Press, Weight};
use super::{Pane, ends, focus, follow, sample_list};
use crate::copy::Label;
use crate::domain::batch_id::BatchIdProblem;
use crate::domain::verdict::Tone;
use crate::state::{Focus, Intent, Overlay, SamplePhase, Switch, TextSizeStep, ThemeChoice};
use crate::theme::{Ink, Type, font, icon_size, space};

pub fn top_bar_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    ui.horizontal(|ui| {
        if ui.available_width() >= space::NAME_BESIDE {
            recents_button(ui, pane);
            let name = pane.words.say(Label::AppName);
            kit::line(ui, pane.theme, (Type::Strong, Ink::Text), name);
            ui.add_space(space::LARGE);
        }
        ends::on_one_row_or_two(ui, pane, near, far);
    });
    problem(ui, pane);
}

/// Opens the recent batches, or folds them away; nothing where there are none.
fn recents_button(ui: &mut Ui, pane: &mut Pane<'_>) {
    let state = pane.state;
    if state.recents.list.is_empty() {
        return;
    }
    let is_sample = matches!(state.sample, SamplePhase::Running(_));
    let room = ui.available_width() >= space::TWO_COLUMNS + space::SIDE && !is_sample;
    let (icon, label, intent) = match (room, state.window.settings.side_list) {
        (true, Switch::On) => {
            let fold = Intent::SideList(Switch::Off);
            (ICON_LEFT_PANEL_CLOSE, Label::RecentsFold, fold)
        }
        (true, Switch::Off) => {
            let unfold = Intent::SideList(Switch::On);
            (ICON_LEFT_PANEL_OPEN, Label::RecentsOpen, unfold)
        }
        (false, _) => {
            let open = Intent::Open(Overlay::Recents);
            (ICON_LEFT_PANEL_OPEN, Label::RecentsOpen, open)
        }
    };
    if kit::icon_button(ui, pane.theme, icon, pane.words.say(label)).clicked() {
        pane.wish(intent);
    }
}

fn near(ui: &mut Ui, pane: &mut Pane<'_>) {
    let label = pane.words.say(Label::BatchId);
    let label = kit::line(ui, pane.theme, (Type::Body, Ink::Soft), label);
    field(ui, pane, label.id);
}

fn far(ui: &mut Ui, pane: &mut Pane<'_>) {
    let check = pane.words.say(Label::CheckBatch);
    let check = Press::new(Weight::Primary, check)
        .icon(ICON_SEARCH)
        .show(ui, pane.theme);
    if check.clicked() {
        pane.wish(Intent::Check);
    }
    menu(ui, pane);
}

fn field(ui: &mut Ui, pane: &mut Pane<'_>, label: Id) {
    let id = Id::unique("batch id field");
    let mut text = pane.state.id_field.text.clone();
    let width = ui.available_width();
    let mut edit = TextEdit::singleline(&mut text)
        .id(id)
        .font(font(Type::Code))
        .hint_text(pane.words.say(Label::BatchIdHint))
        .margin(space::FIELD_MARGIN)
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(width);
    let end = IdSalt::new("end");
    if !pane.state.id_field.text.is_empty() {
        edit = edit.suffix(Atom::custom(end, space::FIELD_END));
    }
    let output = edit.show(ui);
    let end = output.response.rect(end);
    let response = output.response.response.labelled_by(label);
    if response.changed() {
        pane.wish(Intent::EditId(text.clone()));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        pane.wish(Intent::Check);
    }
    if pane.focus == Some(Focus::BatchId) {
        response.request_focus();
        select_all(ui, id, text.chars().count());
    }
    focus::ring(ui, pane.theme, &response);
    if let Some(end) = end {
        let middle = Pos2::new(end.center().x, response.rect.center().y);
        clear(ui, pane, middle);
    }
}

/// The button at the end of the field, which is higher than a line of text.
fn clear(ui: &mut Ui, pane: &mut Pane<'_>, middle: Pos2) {
    let place = Rect::from_center_size(middle, Vec2::splat(space::SQUARE));
    let name = pane.words.say(Label::ClearId);
    kit::inside(ui, (place, Layout::default()), |ui| {
        if kit::icon_button(ui, pane.theme, ICON_CLOSE, name).clicked() {
            pane.wish(Intent::EditId(String::new()));
            pane.wish(Intent::ChangeId);
        }
    });
}

fn select_all(ui: &Ui, id: Id, end: usize) {
    use egui::text::{CCursor, CCursorRange};
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), id) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(end));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
}

/// What is wrong with the text in the field, under it.
fn problem(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(problem) = &pane.state.id_field.problem else {
        return;
    };
    ui.add_space(space::TINY);
    let said = pane.words.id_problem(problem);
    let response = kit::text(ui, pane.theme, (Type::Body, Ink::Tone(Tone::Bad)), &said);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Assertive);
    });
    if let BatchIdProblem::MoreThanOne(ids) = problem {
        ui.horizontal_wrapped(|ui| {
            for id in ids.iter().take(8) {
                let text = pane.words.choose_id(&id.to_string());
                if Press::new(Weight::Secondary, &text)
                    .show(ui, pane.theme)
                    .clicked()
                {
                    pane.wish(Intent::CheckBatch(*id));
                }
            }
        });
    } else {
        let example = pane.words.say(Label::FieldIdExample);
        kit::text(ui, pane.theme, (Type::Small, Ink::Soft), example);
    }
}

fn menu(ui: &mut Ui, pane: &mut Pane<'_>) {
    let name = pane.words.say(Label::Menu);
    let icon = ICON_MENU.rich_text().size(icon_size::MENU);
    let response = kit::square_menu(ui, (icon, space::CONTROL), stays_open(), |ui| {
        // In a small window, or with large text, not all of it fits.
        let height = ui.ctx().content_rect().height() - 3.0 * space::CONTROL;
        ScrollArea::vertical()
            .max_height(height)
            .show(ui, |ui| focus::follow(ui, |ui| menu_items(ui, pane)));
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    focus::ring(ui, pane.theme, &response);
}

/// Items close the menu themselves; choosing a look or a size leaves it open,
/// to see what it does and to choose on.
fn stays_open() -> egui::containers::menu::MenuConfig {
    egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
}

fn item(ui: &mut Ui, pane: &mut Pane<'_>, press: Press<'_>, intent: Intent) {
    if press.show(ui, pane.theme).clicked() {
        pane.wish(intent);
        ui.close();
    }
}

fn menu_items(ui: &mut Ui, pane: &mut Pane<'_>) {
    let words = pane.words;
    let quiet = |label| Press::new(Weight::Quiet, words.say(label));
    ui.set_min_width(space::SIDE.min(ui.ctx().content_rect().width() - space::HUGE * 2.0));
    if !pane.state.recents.list.is_empty() {
        let recents = quiet(Label::RecentsTitle).icon(ICON_HISTORY);
        item(ui, pane, recents, Intent::Open(Overlay::Recents));
    }
    item(
        ui,
        pane,
        quiet(Label::MenuReplaceToken).icon(ICON_KEY),
        Intent::ReplaceToken,
    );
    if pane.state.token.can_be_forgotten() {
        item(
            ui,
            pane,
            quiet(Label::MenuForgetToken).icon(ICON_LOGOUT),
            Intent::AskToForget,
        );
    }
    let test = quiet(Label::MenuTestConnection).icon(ICON_NETWORK_CHECK);
    item(ui, pane, test, Intent::TestConnection);
    let sample = ICON_SCIENCE;
    if matches!(pane.state.sample, SamplePhase::Running(_)) {
        item(
            ui,
            pane,
            quiet(Label::MenuLeaveSample).icon(sample),
            Intent::LeaveSample,
        );
        ui.menu_button(words.say(Label::SampleTitle), |ui| {
            sample_list::sample_list_ui(ui, pane);
        });
    } else {
        item(
            ui,
            pane,
            quiet(Label::MenuSample).icon(sample),
            Intent::ExploreSample,
        );
    }
    ui.separator();
    themes(ui, pane);
    ui.separator();
    sizes(ui, pane);
    ui.separator();
    let notify = pane.state.window.settings.notify;
    if follow::switch(ui, pane, (words.say(Label::MenuNotify), notify)) {
        pane.wish(Intent::Notify(notify.flipped()));
    }
    ui.separator();
    let keys = quiet(Label::MenuShortcuts).icon(ICON_KEYBOARD);
    item(ui, pane, keys, Intent::Open(Overlay::Shortcuts));
    let about = quiet(Label::MenuAbout).icon(ICON_INFO);
    item(ui, pane, about, Intent::Open(Overlay::About));
}

fn themes(ui: &mut Ui, pane: &mut Pane<'_>) {
    let words = pane.words;
    kit::line(
        ui,
        pane.theme,
        (Type::Small, Ink::Soft),
        words.say(Label::MenuTheme),
    );
    for (theme, label) in [
        (ThemeChoice::System, Label::ThemeSystem),
        (ThemeChoice::Light, Label::ThemeLight),
        (ThemeChoice::Dark, Label::ThemeDark),
        (ThemeChoice::HighContrast, Label::ThemeHighContrast),
    ] {
        let chosen = pane.state.window.settings.theme == theme;
        let icon = if chosen {
            ICON_RADIO_BUTTON_CHECKED
        } else {
            ICON_RADIO_BUTTON_UNCHECKED
        };
        let name = words.say(label);
        let response = Press::new(Weight::Quiet, name)
            .icon(icon)
            .show(ui, pane.theme);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name));
        if response.clicked() {
            pane.wish(Intent::ChooseTheme(theme));
        }
    }
}

fn sizes(ui: &mut Ui, pane: &mut Pane<'_>) {
    let words = pane.words;
    let percent = words.text_size(pane.state.window.settings.text_percent);
    kit::line(ui, pane.theme, (Type::Small, Ink::Soft), &percent);
    ui.horizontal(|ui| {
        for (icon, label, step) in [
            (
                ICON_TEXT_DECREASE,
                Label::TextSmaller,
                TextSizeStep::Smaller,
            ),
            (ICON_FORMAT_SIZE, Label::TextReset, TextSizeStep::Reset),
            (ICON_TEXT_INCREASE, Label::TextLarger, TextSizeStep::Larger),
        ] {
            if kit::icon_button(ui, pane.theme, icon, words.say(label)).clicked() {
                pane.wish(Intent::ChangeTextSize(step));
            }
        }
    });
}
