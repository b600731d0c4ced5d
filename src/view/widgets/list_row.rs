//! A row of a list: icon, name, and facts below.

use egui::{Color32, Rect, Response, Ui, pos2, vec2};

use super::cards;
use crate::bidi::{self, Wrap};
use crate::domain::verdict::Tone;
use crate::theme::{TextColor, TextStyle, Theme, icon_size, space};
use crate::view::{ViewCx, widgets};

/// Colours what lies behind a row: `chosen` where it has a colour of its own, else that of the
/// one under the pointer.
pub fn fill(ui: &Ui, theme: &Theme, row: &Response, chosen: Option<Color32>) {
    let color = chosen.or(row.hovered().then_some(theme.inset));
    if let Some(color) = color {
        ui.painter().rect_filled(row.rect, space::RADIUS, color);
    }
}

pub struct ListRow<'a> {
    pub tone: Tone,
    pub name: &'a str,
    pub facts: &'a str,
}

impl ListRow<'_> {
    pub fn paint(&self, ui: &Ui, cx: &ViewCx<'_>, rect: Rect) {
        let color = cx.theme.notice(self.tone).foreground;
        let icon_at = rect.left_center() + vec2(space::SMALL + icon_size::TEXT / 2.0, 0.0);
        let icon = cards::tone_icon(self.tone);
        widgets::paint_icon(ui, icon, icon_at, icon_size::TEXT, color);
        let left = rect.left() + 2.0 * space::SMALL + icon_size::TEXT;
        let room = rect.right() - space::SMALL - left;
        let galley = |style, color, text| {
            let style = cx.theme.label_style(style, color, Wrap::Truncate);
            bidi::galley(ui, text, &style, room)
        };
        let name = galley(TextStyle::Body, TextColor::Text, self.name);
        let facts = galley(TextStyle::Small, TextColor::Muted, self.facts);
        let top = rect.center().y - name.size().y.midpoint(facts.size().y);
        let below = top + name.size().y;
        let painter = ui.painter();
        painter.galley(pos2(left, top), name, cx.theme.text);
        painter.galley(pos2(left, below), facts, cx.theme.soft);
    }
}
