//! Fonts for tests, where there is no eframe that brings them.
//!
//! The name of a label is right without any. Other egui parts (buttons, fields) make a plain kittest
//! `Harness` panic on text beyond Latin: a test with such text, or one that looks at letters, builds
//! its harness with [`harness`], or hands [`install`] to `with_context_setup`.
//!
//! The fonts are the system's: on Debian `fonts-noto-core` and, for Chinese, `fonts-noto-cjk`.

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
