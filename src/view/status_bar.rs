//! The bottom of the window: what is going on, and whose data are shown.

use egui::{Align, Layout, Ui};
use egui_material_icons::icons::{ICON_CLOSE, ICON_KEY, ICON_SCIENCE};

use super::accounts::switcher_ui;
use super::sample_list::sample_list_ui;
use super::widgets::{self, ResponseExt as _, Weight};
use super::{ViewCx, recents, wait};
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{LookupIntent, SampleIntent, Session, TokenSource};
use crate::theme::{TextColor, TextStyle, icon_size, space};

pub fn status_bar_ui(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    ui.set_min_height(space::CONTROL);
    if cx.is_sample() && !recents::has_room(ui) {
        let is_slim = ui.available_width() < space::SAMPLE_WORDS;
        let (long, short) = (TextId::SampleBanner, TextId::SampleTitle);
        ui.horizontal_wrapped(|ui| {
            let list = cx.button(Weight::Secondary, if is_slim { short } else { long });
            list.icon(ICON_SCIENCE).opens(ui, cx, sample_list_ui);
            loading(ui, cx);
        });
        return;
    }
    // The buttons take their room first; a narrow window cuts the rest.
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        switcher_ui(ui, cx);
        loading(ui, cx);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| whose(ui, cx));
    });
}

/// Names the sample data, or the place of the token.
fn whose(ui: &mut Ui, cx: &ViewCx<'_>) {
    if cx.is_sample() {
        let color = cx.theme.notice(Tone::Attention).foreground;
        widgets::icon(ui, ICON_SCIENCE, icon_size::NOTE, color);
        let color = TextColor::Tone(Tone::Attention);
        widgets::line(ui, cx, TextStyle::Small, color, TextId::SampleBanner);
    } else if let Session::Ready { source, .. } = cx.state.session {
        let kept = match source {
            TokenSource::PasswordStore => TextId::TokenKeptStore,
            TokenSource::UntilClose => TextId::TokenKeptUntilClose,
            TokenSource::Environment => TextId::TokenKeptEnvironment,
            TokenSource::Sample => TextId::TokenKeptSample,
        };
        widgets::icon(ui, ICON_KEY, icon_size::NOTE, cx.theme.soft);
        cx.note_line(ui, kept);
    }
}

fn loading(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    if wait::waiting(ui, cx).is_none() {
        if cx.is_sample() {
            // A narrow window has room for one button.
            cx.offer(ui, TextId::MenuLeaveSample, SampleIntent::Leave);
        }
        return;
    }
    cx.button(Weight::Secondary, TextId::Cancel)
        .icon(ICON_CLOSE)
        .sends(ui, cx, LookupIntent::Cancel);
    widgets::line(ui, cx, TextStyle::Body, TextColor::Text, TextId::Loading).announce();
}
