//! Lists: rows that are painted alike, and long lists of which only the rows in sight are laid
//! out, so that thousands scroll as fast as ten.

use std::sync::Arc;

use egui::style::ScrollAnimation;
use egui::{
    Align, Color32, Galley, Id, Key, Layout, Modifiers, Rect, Response, Role, Sense, Ui,
    UiStackInfo, Vec2, WidgetInfo, pos2, vec2,
};
use egui_extras::{Column, TableBuilder};
use egui_material_icons::MaterialIcon;

use super::{ResponseExt as _, focus, paint_icon};
use crate::bidi::{self, Wrap};
use crate::domain::verdict::Tone;
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::ViewCx;

/// A row of a list: icon, name, and facts below.
pub struct ListRow<'a> {
    pub icon: MaterialIcon,
    pub color: Color32,
    pub name: &'a str,
    pub facts: &'a str,
    pub wrap: Wrap,
    /// The tone of what the eye is to meet first.
    pub loud: Option<Tone>,
    /// A mark at the end, and its meaning.
    pub mark: Option<(MaterialIcon, &'a str)>,
}

impl<'a> ListRow<'a> {
    pub fn of_tone(cx: &ViewCx<'_>, tone: Tone, name: &'a str, facts: &'a str) -> Self {
        Self {
            icon: super::tone_icon(tone),
            color: cx.theme.notice(tone).foreground,
            name,
            facts,
            wrap: Wrap::AtMost(2),
            loud: None,
            mark: None,
        }
    }

    pub fn name_look(&self) -> (TextStyle, TextColor) {
        let style = self.loud.map_or(TextStyle::Body, |_| TextStyle::Strong);
        (style, TextColor::Text)
    }

    /// Draws it as one thing to press, chosen among others where that is told.
    pub fn show(
        &self,
        ui: &mut Ui,
        cx: &ViewCx<'_>,
        width: f32,
        role: (Role, Option<bool>),
    ) -> Response {
        let width = width.max(space::SQUARE);
        let lines = self.lines(ui, cx, width);
        let needed: f32 = lines.iter().map(|line| line.size().y).sum();
        let size = Vec2::new(width, space::RECENT.max(needed + space::SMALL));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        self.fill(ui, cx, &response, role);
        if ui.is_rect_visible(rect) {
            return self.show_lines(ui, cx, response, rect);
        }
        response
    }

    /// Says what a row is, and draws what lies behind and around it.
    pub fn fill(
        &self,
        ui: &Ui,
        cx: &ViewCx<'_>,
        row: &Response,
        (role, chosen): (Role, Option<bool>),
    ) {
        let mark = self.mark.map(|(_, meaning)| meaning);
        let said = [Some(self.name), Some(self.facts), mark];
        let said = said.into_iter().flatten().filter(|said| !said.is_empty());
        let said = said.collect::<Vec<_>>().join(", ");
        row.widget_info(|| match chosen {
            Some(chosen) => WidgetInfo::selected(role, true, chosen, &said),
            None => WidgetInfo::labeled(role, true, &said),
        });
        let color = match chosen {
            Some(true) => Some(cx.theme.selected),
            _ => row.hovered().then_some(cx.theme.inset),
        };
        if let Some(color) = color {
            ui.painter().rect_filled(row.rect, space::RADIUS, color);
        }
        focus::ring(ui, cx.theme, row);
    }

    /// Its name on one line, and its facts below, in a row so wide.
    fn lines(&self, ui: &Ui, cx: &ViewCx<'_>, row: f32) -> Vec<Arc<Galley>> {
        let mark = self.mark.map_or(0.0, |_| icon_size::MARK + space::TINY);
        let room = row - 3.0 * space::SMALL - icon_size::TEXT - mark;
        let color = self.loud.map_or(TextColor::Muted, TextColor::Tone);
        // No line breaks in the last of them.
        let facts = match self.facts.rsplit_once(" · ") {
            Some((rest, last)) => format!("{rest} · {}", last.replace(' ', "\u{a0}")),
            None => self.facts.to_owned(),
        };
        let facts = (facts.as_str(), (TextStyle::Small, color), self.wrap);
        let lines = [(self.name, self.name_look(), Wrap::Truncate), facts];
        let lines = lines.into_iter().filter(|(text, ..)| !text.is_empty());
        let lines = lines.map(|(text, (style, color), wrap)| {
            bidi::galley(ui, text, &cx.theme.label_style(style, color, wrap), room)
        });
        lines.collect()
    }

    /// Draws its contents, which can be read whole on hover where they are cut.
    pub fn show_lines(&self, ui: &Ui, cx: &ViewCx<'_>, row: Response, rect: Rect) -> Response {
        let left = self.paint_icon(ui, rect);
        if let Some((mark, _)) = self.mark {
            let from_end = space::SMALL + icon_size::MARK / 2.0;
            let at = pos2(rect.right() - from_end, rect.center().y);
            paint_icon(ui, mark, at, icon_size::MARK, cx.theme.soft);
        }
        let lines = self.lines(ui, cx, rect.width());
        let is_cut = lines.iter().any(|line| line.elided);
        let height: f32 = lines.iter().map(|line| line.size().y).sum();
        let mut top = rect.center().y - height / 2.0;
        for galley in lines {
            let below = top + galley.size().y;
            ui.painter().galley(pos2(left, top), galley, cx.theme.text);
            top = below;
        }
        if is_cut {
            return row.on_hover_said(cx.theme, &[self.name, self.facts].join("\n"));
        }
        row
    }

    /// Paints the icon alone; the place where the text begins, in points.
    pub fn paint_icon(&self, ui: &Ui, rect: Rect) -> f32 {
        let middle = rect.left_center() + vec2(space::SMALL + icon_size::TEXT / 2.0, 0.0);
        paint_icon(ui, self.icon, middle, icon_size::TEXT, self.color);
        rect.left() + 2.0 * space::SMALL + icon_size::TEXT
    }
}

const PASSED_OVER: &str = "passed-over";

/// The sense of a button, which in a list depends on its row.
pub fn button_sense(ui: &Ui) -> Sense {
    let mut around = ui.stack().iter();
    if around.any(|part| part.tags().contains(PASSED_OVER)) {
        Sense::click() - Sense::FOCUSABLE
    } else {
        Sense::click()
    }
}

/// Rows that page keys pass over.
const PAGE: usize = 10;

/// A list of rows of one height that scrolls by itself. Tab comes to one of the rows, the
/// arrow keys lead from it to the others.
pub struct LongList {
    /// Key of what is listed: another one begins at its top.
    pub id: Id,
    pub row_height: f32,
    pub max_height: f32,
    pub rows: usize,
}

/// The keyboard's row.
#[derive(Debug, Clone, Copy, Default)]
pub struct RowKeys {
    /// The row that Tab comes to.
    pub current: usize,
    /// The row that is to get the focus as soon as it is drawn.
    wanted: Option<usize>,
    last: usize,
}

impl RowKeys {
    fn of(ui: &Ui, id: Id, rows: usize) -> Self {
        let kept: Self = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let last = rows.saturating_sub(1);
        Self {
            current: kept.current.min(last),
            wanted: kept.wanted.map(|row| row.min(last)),
            last,
        }
    }

    /// The sense of a row, of which Tab comes to the current one only.
    pub fn sense(&self, at: usize, of_current: Sense) -> Sense {
        if self.current == at {
            of_current
        } else {
            of_current - Sense::FOCUSABLE
        }
    }

    /// Makes Tab pass over the buttons in a row that is not the current one.
    pub fn mark(&self, at: usize) -> UiStackInfo {
        let info = UiStackInfo::default();
        if self.current == at {
            info
        } else {
            info.with_tag(PASSED_OVER)
        }
    }

    pub fn go_to(&mut self, row: usize) {
        self.current = row.min(self.last);
        self.wanted = Some(self.current);
    }

    /// Gives a row the focus where it is to get it; reads the keys where it has it.
    pub fn attend(&mut self, ui: &Ui, row: &Response, at: usize) {
        if self.wanted == Some(at) {
            row.request_focus();
            self.wanted = None;
        }
        if row.has_focus() {
            focus::own_arrows(ui, row.id);
            let ways = [
                (Key::ArrowDown, at + 1),
                (Key::ArrowUp, at.saturating_sub(1)),
                (Key::PageDown, at + PAGE),
                (Key::PageUp, at.saturating_sub(PAGE)),
                (Key::Home, 0),
                (Key::End, self.last),
            ];
            let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if let Some((_, to)) = ways.into_iter().find(|(key, _)| pressed(*key)) {
                self.go_to(to);
            }
        }
    }
}

impl LongList {
    /// Draws the rows that are in sight.
    pub fn show(&self, ui: &mut Ui, mut row_ui: impl FnMut(&mut Ui, &mut RowKeys, usize)) {
        let id = ui.scope_id().with(self.id);
        let mut keys = RowKeys::of(ui, id, self.rows);
        let mut drawn = Vec::new();
        let scroll_to = keys.wanted;
        let row = |ui: &mut Ui, at| {
            drawn.push(at);
            row_ui(ui, &mut keys, at);
        };
        ui.scope(|ui| self.rows(ui, scroll_to, row));
        if keys.wanted.is_some() {
            ui.ctx().request_repaint();
        } else if let [first, ..] = drawn[..]
            && !drawn.contains(&keys.current)
        {
            // Tab finds only drawn rows.
            keys.current = first;
        }
        ui.data_mut(|data| data.insert_temp(id, keys));
    }

    fn rows(&self, ui: &mut Ui, scroll_to: Option<usize>, mut row_ui: impl FnMut(&mut Ui, usize)) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = self.top_of(self.rows).min(self.max_height);
        let mut table = TableBuilder::new(ui)
            .id_salt(self.id)
            // Cut at the edge, or it would never get narrower with the window.
            .column(Column::remainder().clip(true))
            .cell_layout(Layout::top_down(Align::Min))
            .min_scrolled_height(height)
            .max_scroll_height(height)
            .auto_shrink([false, true])
            .animate_scrolling(false);
        if let Some(row) = scroll_to {
            table = table.scroll_to_row(row, None);
        }
        let mut drawn_from = None;
        let drawn = table.body(|body| {
            body.rows(self.row_height, self.rows, |mut row| {
                row.set_overline(true);
                let at = row.index();
                let (rect, _) = row.col(|ui| row_ui(ui, at));
                drawn_from.get_or_insert(self.top_of(at) - rect.top());
            });
        });
        // Scrolled beyond its end, as when it got shorter, it was drawn where nothing is.
        let room = drawn.inner_rect;
        if let (Some(row), Some(from)) = (scroll_to, drawn_from) {
            // A row beyond the edge of the page is not drawn.
            let top = self.top_of(row) - from;
            let top = top.min(room.bottom() - self.row_height).max(room.top());
            let place = Rect::from_x_y_ranges(room.x_range(), top..=top + self.row_height);
            ui.scroll_to_rect_animation(place, None, ScrollAnimation::none());
        }
        let furthest = (self.top_of(self.rows) - room.height()).max(0.0);
        let is_beyond = drawn_from.is_none_or(|from: f32| room.top() + from > furthest + 1.0);
        if is_beyond && ui.is_rect_visible(room) {
            ui.ctx().request_discard("the list ends before");
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "more rows than that do not fit")]
    fn top_of(&self, row: usize) -> f32 {
        row as f32 * self.row_height
    }
}
