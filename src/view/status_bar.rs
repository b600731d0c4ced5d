//! The bottom of the window: what is going on, and whose data are shown.

use std::time::Duration;

use egui::{Align, Color32, Layout, Painter, Rect, Role, Ui, Vec2, WidgetInfo};
use egui_material_icons::icons::{ICON_CLOSE, ICON_KEY, ICON_SCIENCE};

use super::ViewCx;
use super::accounts::switcher::switcher_ui;
use super::widgets::{self, ResponseExt as _, Weight};
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{LookupIntent, RemotePhase, SamplePhase, Session, TokenSource};
use crate::theme::{TextColor, TextStyle, icon_size, space};

/// An answer quicker than this shows no sign of waiting.
pub const PATIENCE: Duration = Duration::from_millis(200);

/// The pace of the moving bar: often enough to be seen, seldom enough to cost next to
/// nothing where the processor draws.
const BEAT: Duration = Duration::from_millis(250);

/// Duration of the check, once it is worth showing.
pub fn waiting(cx: &ViewCx<'_>) -> Option<Duration> {
    if let RemotePhase::Loading { since, .. } = cx.state.lookup.remote.phase {
        worth_showing(cx, since)
    } else {
        None
    }
}

pub fn worth_showing(cx: &ViewCx<'_>, since: Duration) -> Option<Duration> {
    let elapsed = cx.now.elapsed.saturating_sub(since);
    (elapsed >= PATIENCE).then_some(elapsed)
}

/// The part of its way that the moving bar goes in a second.
const SPEED: f32 = 0.4;

/// The part of its way that the moving bar covers.
const LENGTH: f32 = 0.3;

pub fn status_bar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.set_min_height(space::CONTROL);
    // The buttons take their room first; a narrow window cuts the rest.
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        switcher_ui(ui, cx);
        loading(ui, cx);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| whose(ui, cx));
    });
}

/// Names the sample data, or the place of the token.
fn whose(ui: &mut Ui, cx: &ViewCx<'_>) {
    if matches!(cx.state.service.sample, SamplePhase::Running(_)) {
        let color = cx.theme.notice(Tone::Attention).foreground;
        widgets::icon(ui, ICON_SCIENCE, icon_size::NOTE, color);
        let color = TextColor::Tone(Tone::Attention);
        widgets::line(ui, cx, TextStyle::Small, color, TextId::SampleBanner);
    } else if let Some(kept) = where_kept(cx) {
        widgets::icon(ui, ICON_KEY, icon_size::NOTE, cx.theme.soft);
        cx.note_line(ui, kept);
    }
}

fn where_kept(cx: &ViewCx<'_>) -> Option<TextId> {
    match cx.state.session {
        Session::Ready { source, .. } => Some(match source {
            TokenSource::PasswordStore => TextId::TokenKeptStore,
            TokenSource::UntilClose => TextId::TokenKeptUntilClose,
            TokenSource::Environment => TextId::TokenKeptEnvironment,
            TokenSource::Sample => TextId::TokenKeptSample,
        }),
        Session::Unasked
        | Session::Reading { .. }
        | Session::Blocked { .. }
        | Session::Entering { .. } => None,
    }
}

fn loading(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if !cx.state.lookup.remote.is_loading() {
        return;
    }
    if waiting(cx).is_none() {
        ui.ctx().request_repaint_after(PATIENCE);
        return;
    }
    cx.button(Weight::Secondary, TextId::Cancel)
        .icon(ICON_CLOSE)
        .sends(ui, cx, LookupIntent::Cancel);
    widgets::line(ui, cx, TextStyle::Body, TextColor::Text, TextId::Loading).announce();
}

/// A thin bar along the top edge that moves while a check is under way. It lies
/// over the page, so nothing jumps.
pub fn moving_bar(ui: &mut Ui, cx: &ViewCx<'_>) {
    let Some(elapsed) = waiting(cx) else {
        return;
    };
    let track = Rect::from_min_size(
        ui.max_rect().min,
        Vec2::new(ui.max_rect().width(), space::WAITING.y),
    );
    let painter = ui.ctx().layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        egui::Id::unique("moving bar"),
    ));
    move_along(ui, &painter, track, cx.theme.accent, elapsed);
    let name = cx.l10n.text(TextId::Loading);
    let response = ui.interact(
        track,
        ui.scope_id().with("moving bar"),
        egui::Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
}

/// Draws where the bar is after so much time, and has it drawn again when it has
/// moved; it stands still where nothing is to move.
pub fn move_along(ui: &Ui, painter: &Painter, track: Rect, color: Color32, elapsed: Duration) {
    let still = ui.style().animation_time <= 0.0;
    let place = if still {
        0.5
    } else {
        elapsed.as_secs_f32() * SPEED % 1.0
    };
    let length = track.width() * LENGTH;
    let left = track.left() + (track.width() + length) * place - length;
    let size = Vec2::new(length, track.height());
    let thumb = Rect::from_min_size(egui::pos2(left, track.top()), size);
    painter.rect_filled(thumb.intersect(track), 0.0, color);
    if !still {
        ui.ctx().request_repaint_after(BEAT);
    }
}
