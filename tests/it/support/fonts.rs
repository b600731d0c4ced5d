//! Fonts for tests, where there is no eframe that brings them.
//!
//! * A test that finds labels by their name needs nothing: what `script::label` cannot draw it
//!   shows by number, and the name is right all the same.
//! * Other egui parts (buttons, fields) with text beyond Latin make a plain kittest `Harness`
//!   panic; a test with such text, and one that takes pictures or looks at where letters stand,
//!   builds its harness with [`harness`], or hands [`install`] to `with_context_setup`.
//!
//! The fonts are the system's, looked up at once. On Debian `fonts-noto-core` has Arabic, Hebrew,
//! Devanagari and Thai, `fonts-noto-cjk` Chinese, Japanese and Korean.

use egui_kittest::{Harness, HarnessBuilder};
use vec_batch_viewer::{bidi, theme};

/// The program's fonts, each found before the text that needs it is laid out.
pub fn install(ctx: &egui::Context) {
    bidi::install_at_once(ctx, theme::font_definitions());
}

/// A harness in which text of every script is drawn.
pub fn harness() -> HarnessBuilder<()> {
    Harness::builder().with_context_setup(install)
}
