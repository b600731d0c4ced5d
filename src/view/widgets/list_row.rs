//! A row of a list: icon, name, and facts below.

use egui::{Color32, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};
use egui_material_icons::MaterialIcon;

use super::{cards, focus};
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
    pub icon: MaterialIcon,
    pub color: Color32,
    pub name: &'a str,
    pub facts: &'a str,
    /// A mark at the end.
    pub mark: Option<MaterialIcon>,
}

impl<'a> ListRow<'a> {
    pub fn of_tone(cx: &ViewCx<'_>, tone: Tone, name: &'a str, facts: &'a str) -> Self {
        Self {
            icon: cards::tone_icon(tone),
            color: cx.theme.notice(tone).foreground,
            name,
            facts,
            mark: None,
        }
    }

    /// Draws it as one thing to press, chosen among others where that is told.
    pub fn show(
        &self,
        ui: &mut Ui,
        cx: &ViewCx<'_>,
        width: f32,
        (role, chosen): (Role, Option<bool>),
    ) -> Response {
        let size = Vec2::new(width.max(space::SQUARE), space::RECENT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let said = format!("{}, {}", self.name, self.facts);
        response.widget_info(|| match chosen {
            Some(chosen) => WidgetInfo::selected(role, true, chosen, &said),
            None => WidgetInfo::labeled(role, true, &said),
        });
        if ui.is_rect_visible(rect) {
            let chosen = (chosen == Some(true)).then_some(cx.theme.selected);
            fill(ui, cx.theme, &response, chosen);
            self.paint(ui, cx, rect);
        }
        focus::ring(ui, cx.theme, &response);
        response.on_hover_text(bidi::visual(self.name))
    }

    pub fn paint(&self, ui: &Ui, cx: &ViewCx<'_>, rect: Rect) {
        let icon_at = rect.left_center() + vec2(space::SMALL + icon_size::TEXT / 2.0, 0.0);
        widgets::paint_icon(ui, self.icon, icon_at, icon_size::TEXT, self.color);
        let left = rect.left() + 2.0 * space::SMALL + icon_size::TEXT;
        let mut right = rect.right() - space::SMALL;
        if let Some(mark) = self.mark {
            let at = pos2(right - icon_size::MARK / 2.0, rect.center().y);
            widgets::paint_icon(ui, mark, at, icon_size::MARK, cx.theme.soft);
            right -= icon_size::MARK + space::TINY;
        }
        let galley = |style, color, text| {
            let style = cx.theme.label_style(style, color, Wrap::Truncate);
            bidi::galley(ui, text, &style, right - left)
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
