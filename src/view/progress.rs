//! How far a batch is: a bar in three parts, and the numbers in words.

use egui::{Align, Color32, CornerRadius, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2};

use super::{ViewCx, widgets};
use crate::bidi::{self, Wrap};
use crate::domain::batch::Batch;
use crate::domain::progress::Parts;
use crate::domain::verdict::Tone;
use crate::l10n::{ProgressWords, TextId};
use crate::theme::{TextColor, TextStyle, space};

pub fn progress_ui(ui: &mut Ui, cx: &ViewCx<'_>, batch: &Batch) {
    let words = cx.l10n.progress(batch);
    let value = batch
        .progress
        .map(crate::domain::progress::Percent::value)
        .or_else(|| batch.counts.parts().map(|parts| parts.percent_done()));
    // An empty bar would say "nothing is made", which nobody said.
    if value.is_some() {
        bar(ui, cx, (batch.counts.parts(), value, &words));
    }
    numbers(ui, cx, &words);
    if let Some(disagreement) = &words.disagreement {
        widgets::text(
            ui,
            cx.theme,
            TextStyle::Small,
            TextColor::Muted,
            disagreement,
        );
    }
}

type Told<'a> = (Option<Parts>, Option<f64>, &'a ProgressWords);

fn bar(ui: &mut Ui, cx: &ViewCx<'_>, (parts, value, words): Told<'_>) {
    let size = Vec2::new(ui.available_width(), space::BAR);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let theme = cx.theme;
    let round = CornerRadius::same(6);
    ui.painter().rect_filled(rect, round, theme.bar_to_go);
    let shares = match (parts, value) {
        (Some(parts), _) => parts.shares(),
        #[expect(clippy::cast_possible_truncation, reason = "a percentage")]
        (None, Some(value)) => [(value / 100.0) as f32, 0.0, 0.0],
        (None, None) => [0.0; 3],
    };
    let mut left = rect.left();
    for (share, color) in shares.into_iter().zip([theme.bar_made, theme.bar_failed]) {
        // A part that is there is never too thin to be seen.
        let least = if share > 0.0 { space::BAR_PART } else { 0.0 };
        let right = (left + (share * rect.width()).max(least)).min(rect.right());
        let part = Rect::from_x_y_ranges(left..=right, rect.y_range());
        ui.painter()
            .with_clip_rect(part)
            .rect_filled(rect, round, color);
        left = right;
    }
    let outline = Stroke::new(1.0, theme.outline);
    ui.painter()
        .rect_stroke(rect, round, outline, StrokeKind::Inside);
    describe(ui, &response, cx.l10n.text(TextId::Progress), value, words);
}

/// egui's own bar has no name, and cuts the value; this one says both in full.
fn describe(
    ui: &Ui,
    response: &egui::Response,
    name: &str,
    value: Option<f64>,
    words: &ProgressWords,
) {
    let line = words.line();
    response.widget_info(|| egui::WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ProgressIndicator);
        node.set_label(name);
        node.set_description(line.as_str());
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
        if let Some(value) = value {
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
            widgets::line(
                ui,
                theme,
                TextStyle::Strong,
                TextColor::Text,
                &words.percent,
            );
        }
        let colors = [theme.bar_made, theme.bar_failed, theme.bar_to_go];
        let tones = [Tone::Good, Tone::Bad, Tone::Neutral];
        for ((part, color), tone) in words.parts.iter().zip(colors).zip(tones) {
            number(ui, cx, part, color, theme.notice(tone).line);
        }
        widgets::line(ui, theme, TextStyle::Body, TextColor::Muted, &words.of);
    });
}

/// A dot and a number; both go to the next line where there is no room.
fn number(ui: &mut Ui, cx: &ViewCx<'_>, part: &str, fill: Color32, line: Color32) {
    let look = cx
        .theme
        .look(TextStyle::Body, TextColor::Text, Wrap::Truncate);
    let text = bidi::galley(ui, part, &look, f32::INFINITY).size();
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
        widgets::line(ui, cx.theme, TextStyle::Body, TextColor::Text, part);
    });
}
