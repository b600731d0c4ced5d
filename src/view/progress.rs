//! The progress of a batch: a bar in three parts, and the numbers in words.

use egui::{
    Align, Align2, Color32, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

use crate::bidi::{self, Wrap};
use crate::domain::batch::Batch;
use crate::domain::progress::{Part, Percent};
use crate::domain::verdict::Tone;
use crate::l10n::{PartWords, ProgressWords, TextId};
use crate::theme::{TextColor, TextStyle, Theme, space};
use crate::view::{ViewCx, widgets};

pub fn progress_ui(ui: &mut Ui, cx: &ViewCx<'_>, batch: &Batch) {
    let words = cx.l10n.progress(batch);
    // An empty bar would say "nothing is made", which nobody said.
    if let Some(filled) = Filled::of(batch) {
        bar(ui, cx, &filled, words.line());
    }
    numbers(ui, cx, &words);
    for said in &words.disagreement {
        cx.note(ui, said);
    }
}

struct Filled {
    /// Made and failed, 0 to 1.
    shares: [f32; 2],
    /// In percent, where it is known.
    value: Option<f64>,
}

impl Filled {
    #[expect(clippy::cast_possible_truncation, reason = "a percentage")]
    fn of(batch: &Batch) -> Option<Self> {
        let reported = batch.progress.map(Percent::value);
        let value = reported.or_else(|| batch.counts.percent_done());
        let shares = match batch.counts.shares() {
            Some([made, failed, _]) => [made, failed],
            None => [(value? / 100.0) as f32, 0.0],
        };
        Some(Self { shares, value })
    }
}

/// A bar that is filled to a share, 0 to 1, with what is said of it below.
#[expect(clippy::cast_possible_truncation, reason = "a share")]
pub fn fraction_ui(ui: &mut Ui, cx: &ViewCx<'_>, share: f64, said: &str) {
    let filled = Filled {
        shares: [share as f32, 0.0],
        value: Some(share * 100.0),
    };
    bar(ui, cx, &filled, said.to_owned());
    cx.note(ui, said);
}

/// Paints a bar in three parts, of which the shares made and failed are told; the rest is to go.
fn paint(ui: &Ui, theme: &Theme, rect: Rect, shares: [f32; 2]) {
    let round = rect.height() / 2.0;
    ui.painter().rect_filled(rect, round, theme.bar_to_go);
    let mut left = rect.left();
    let colors = [theme.bar_made, theme.bar_failed];
    for (share, color) in shares.into_iter().zip(colors) {
        // A part that is there is never too thin to be seen.
        let least = if share > 0.0 { space::BAR_PART } else { 0.0 };
        let right = (left + (share * rect.width()).max(least)).min(rect.right());
        let part = Rect::from_x_y_ranges(left..=right, rect.y_range());
        ui.painter()
            .with_clip_rect(part.intersect(ui.clip_rect()))
            .rect_filled(rect, round, color);
        left = right;
    }
    let outline = Stroke::new(1.0, theme.outline);
    ui.painter()
        .rect_stroke(rect, round, outline, StrokeKind::Inside);
}

/// Paints a thin bar at the beginning of a cell, where a batch has one; the room for its numbers.
pub fn paint_in_cell(ui: &Ui, cx: &ViewCx<'_>, cell: Rect, batch: &Batch) -> Rect {
    let room = space::NUMBERS.max(cell.width() / 2.0);
    let numbers = cell.with_min_x(cell.right() - room);
    if let Some(filled) = Filled::of(batch) {
        let width = numbers.left() - space::SMALL - cell.left();
        let size = Vec2::new(width, space::THIN_BAR);
        let bar = Align2::LEFT_CENTER.align_size_within_rect(size, cell);
        paint(ui, cx.theme, bar, filled.shares);
    }
    numbers
}

fn bar(ui: &mut Ui, cx: &ViewCx<'_>, filled: &Filled, line: String) {
    let size = Vec2::new(ui.available_width(), space::BAR);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint(ui, cx.theme, rect, filled.shares);
    // egui's own bar has no name, and cuts the value; this one says both in full.
    let name = cx.l10n.text(TextId::Progress);
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(line.as_str());
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
        if let Some(value) = filled.value {
            node.set_numeric_value(value);
        }
        node.set_value(line);
    });
}

fn numbers(ui: &mut Ui, cx: &ViewCx<'_>, words: &ProgressWords) {
    let theme = cx.theme;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        ui.spacing_mut().interact_size.y = space::LINE;
        if !words.percent.is_empty() {
            let percent = &words.percent;
            widgets::line(ui, cx, TextStyle::Strong, TextColor::Text, percent);
        }
        for PartWords { part, text } in &words.parts {
            let (color, tone) = match part {
                Part::Made => (theme.bar_made, Tone::Good),
                Part::Failed => (theme.bar_failed, Tone::Bad),
                Part::ToGo => (theme.bar_to_go, Tone::Neutral),
            };
            number(ui, cx, text, color, theme.notice(tone).line);
        }
        cx.muted_line(ui, &words.of);
    });
}

/// A dot and a number; both go to the next line where there is no room.
fn number(ui: &mut Ui, cx: &ViewCx<'_>, part: &str, fill: Color32, line: Color32) {
    let style = cx
        .theme
        .label_style(TextStyle::Body, TextColor::Text, Wrap::Truncate);
    let text = bidi::galley(ui, part, &style, f32::INFINITY).size();
    // Rounded up, so that the text is not cut for a fraction of a point.
    let size = Vec2::new(
        (space::DOT + space::BESIDE_ICON + text.x).ceil() + 1.0,
        text.y.max(space::LINE),
    );
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().item_spacing.x = space::BESIDE_ICON;
        let (dot, _) = ui.allocate_exact_size(Vec2::splat(space::DOT), Sense::hover());
        let (middle, outline) = (dot.center(), Stroke::new(1.0, line));
        ui.painter().circle(middle, space::DOT / 2.0, fill, outline);
        widgets::line(ui, cx, TextStyle::Body, TextColor::Text, part);
    });
}
