//! The letters of an answer, drawn before it comes: the first frame that shows it has
//! hundreds that were on no screen yet. Without, it takes 16 ms instead of 6 on two slow
//! processors.

use std::time::Duration;

use egui::Context;

use crate::theme;

/// How long after they were asked for: what the person just did shows first.
const PAUSE: Duration = Duration::from_millis(100);

/// Whether they are drawn.
#[derive(Default)]
pub(super) enum Letters {
    #[default]
    NotAsked,
    /// When, from the start of the program.
    Due(Duration),
    Drawn,
}

impl Letters {
    /// Has them drawn soon, unless they are or will be.
    pub(super) fn ask(&mut self, now: Duration) {
        if matches!(self, Self::NotAsked) {
            *self = Self::Due(now + PAUSE);
        }
    }

    /// Draws them when it is time, and has the window woken for that.
    pub(super) fn attend(&mut self, context: &Context, now: Duration) {
        let Self::Due(at) = self else {
            return;
        };
        let left = at.saturating_sub(now);
        if left.is_zero() {
            theme::draw_letters(context);
            *self = Self::Drawn;
        } else {
            context.request_repaint_after(left);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Color32, RawInput, Ui, ViewportId};

    use super::*;
    use crate::theme::{self, TextStyle, font};

    /// Draws a frame: how much of it was new to the graphics card, in pixels, and when
    /// the next is due.
    fn frame(context: &Context, draw: impl FnMut(&mut Ui)) -> (usize, Duration) {
        let mut output = context.run_ui(RawInput::default(), draw);
        let deltas = output.textures_delta.set.values().flatten();
        let sizes = deltas.map(|delta| delta.image.width() * delta.image.height());
        let new = sizes.sum();
        output.textures_delta.clear();
        (new, output.viewport_output[&ViewportId::ROOT].repaint_delay)
    }

    /// How much of an answer is new.
    fn new_in_answer(context: &Context) -> usize {
        let draw = |ui: &mut Ui| {
            for of in [
                TextStyle::Body,
                TextStyle::Strong,
                TextStyle::Small,
                TextStyle::Code,
            ] {
                let line = "Faizan Ali, Software Developer, 120 of 120 certificates".to_owned();
                ui.fonts_mut(|fonts| fonts.layout_no_wrap(line, font(of), Color32::BLACK));
            }
        };
        frame(context, draw).0
    }

    fn attend(letters: &mut Letters, context: &Context, now: Duration) -> Duration {
        frame(context, |ui| letters.attend(ui.ctx(), now)).1
    }

    fn window() -> Context {
        let context = Context::default();
        crate::bidi::install_at_once(&context, theme::font_definitions());
        // What egui asks for at the start is over.
        for _ in 0..3 {
            frame(&context, |_| {});
        }
        context
    }

    #[test]
    fn letters_are_drawn_once_and_not_before_a_pause() {
        let context = window();
        let mut letters = Letters::default();
        let start = Duration::from_secs(1);
        assert_eq!(attend(&mut letters, &context, start), Duration::MAX);
        letters.ask(start);
        assert_eq!(attend(&mut letters, &context, start), PAUSE);
        assert!(matches!(letters, Letters::Due(_)));
        attend(&mut letters, &context, start + PAUSE);
        letters.ask(start + 2 * PAUSE);
        assert!(matches!(letters, Letters::Drawn), "once is enough");
        let without = new_in_answer(&window());
        let with = new_in_answer(&context);
        assert!(10 * with < without, "{with} of {without} pixels");
    }
}
