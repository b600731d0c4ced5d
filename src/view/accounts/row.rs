//! One of the accounts: a press goes to it, a menu renames or forgets it.

use egui::containers::menu::MenuConfig;
use egui::{Key, KeyboardShortcut, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo};
use egui::{pos2, vec2};
use egui_material_icons::icons::{
    ICON_CLOSE, ICON_EDIT, ICON_MORE_VERT, ICON_RADIO_BUTTON_CHECKED, ICON_RADIO_BUTTON_UNCHECKED,
};

use crate::bidi::{self, Wrap};
use crate::domain::Account;
use crate::l10n::TextId;
use crate::state::AccountsIntent;
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::ViewCx;
use crate::view::widgets::{self, Weight, focus, list_row};

/// The keys that go to the first accounts, in the order of the list.
pub const KEYS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// An account and its place in the list, counted from 0.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub place: usize,
    pub account: &'a Account,
}

/// The row without its menu.
pub fn choose_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: Entry<'_>) {
    let account = entry.account;
    ui.push_id(&account.id, |ui| {
        let width = ui.available_width();
        if choose(ui, cx, entry, width).clicked() {
            cx.send(AccountsIntent::Switch(account.id.clone()));
        }
    });
}

pub fn row_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, entry: Entry<'_>) {
    let account = entry.account;
    ui.push_id(&account.id, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            let width = ui.available_width() - space::SQUARE - space::TIGHT;
            if choose(ui, cx, entry, width).clicked() {
                cx.send(AccountsIntent::Switch(account.id.clone()));
            }
            if !account.is_of_environment() {
                more(ui, cx, account);
            }
        });
    });
}

/// Name, host and keys, as one thing to press.
fn choose(ui: &mut Ui, cx: &ViewCx<'_>, entry: Entry<'_>, width: f32) -> Response {
    let Entry { place, account } = entry;
    let size = vec2(width.max(space::SQUARE), space::RECENT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_chosen = cx.state.service.home.id == account.id;
    let name = cx.l10n.account_name(account);
    let facts = facts(ui, cx, place, account);
    let said = format!("{name}, {facts}");
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &said));
    if ui.is_rect_visible(rect) {
        let chosen = is_chosen.then_some(cx.theme.selected);
        list_row::fill(ui, cx.theme, &response, chosen);
        let icon = if is_chosen {
            ICON_RADIO_BUTTON_CHECKED
        } else {
            ICON_RADIO_BUTTON_UNCHECKED
        };
        let at = rect.left_center() + vec2(space::SMALL + icon_size::TEXT / 2.0, 0.0);
        widgets::paint_icon(ui, icon, at, icon_size::TEXT, cx.theme.soft);
        paint(ui, cx, rect, &name, &facts);
    }
    focus::ring(ui, cx.theme, &response);
    response.on_hover_text(bidi::visual(&name))
}

fn facts(ui: &Ui, cx: &ViewCx<'_>, place: usize, account: &Account) -> String {
    let mut facts = vec![account.id.origin.host()];
    if account.is_of_environment() {
        facts.push(cx.l10n.text(TextId::AccountEnvironmentHow).to_owned());
    }
    if let Some(key) = KEYS.get(place).filter(|_| cx.state.accounts.are_several()) {
        let keys = KeyboardShortcut::new(Modifiers::COMMAND, *key);
        facts.push(ui.ctx().format_shortcut(&keys));
    }
    facts.join(" · ")
}

fn paint(ui: &Ui, cx: &ViewCx<'_>, rect: Rect, name: &str, facts: &str) {
    let left = rect.left() + 2.0 * space::SMALL + icon_size::TEXT;
    let room = rect.right() - space::SMALL - left;
    let galley = |style, color, text| {
        let style = cx.theme.label_style(style, color, Wrap::Truncate);
        bidi::galley(ui, text, &style, room)
    };
    let name = galley(TextStyle::Body, TextColor::Text, name);
    let facts = galley(TextStyle::Small, TextColor::Muted, facts);
    let top = rect.center().y - name.size().y.midpoint(facts.size().y);
    let below = top + name.size().y;
    ui.painter().galley(pos2(left, top), name, cx.theme.text);
    ui.painter().galley(pos2(left, below), facts, cx.theme.soft);
}

fn more(ui: &mut Ui, cx: &mut ViewCx<'_>, account: &Account) {
    let name = cx.l10n.more_about_account(account);
    let icon = ICON_MORE_VERT
        .rich_text()
        .size(icon_size::ALONE)
        .color(cx.theme.soft);
    let config = MenuConfig::new();
    let response = widgets::square_menu(ui, icon, space::SQUARE, config, |ui| {
        for (icon, label, intent) in [
            (
                ICON_EDIT,
                TextId::AccountRename,
                AccountsIntent::Rename(account.id.clone()),
            ),
            (
                ICON_CLOSE,
                TextId::AccountForget,
                AccountsIntent::Forget(account.id.clone()),
            ),
        ] {
            let item = cx.button(Weight::Quiet, label).icon(icon);
            if item.show(ui, cx).clicked() {
                cx.send(intent);
                ui.close();
            }
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus::ring(ui, cx.theme, &response);
    response.on_hover_text(bidi::visual(&name));
}
