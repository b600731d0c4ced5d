//! Fonts for the letters of each script.

use std::sync::Arc;

use egui::{Context, FontDefinitions, Id};

use super::joined::Joined;
use super::system::{Search, SystemFonts};

/// Installs `fonts`, and for every script they lack the system's, in place of eframe's way to them.
///
/// Cheap: nothing of the system is read here. When a script is first seen, its font is looked
/// up in the background; until it is there, a fraction of a second later, its letters are blank
/// in the labels of this room. Never panics when the system has no such font.
pub fn install(ctx: &Context, fonts: FontDefinitions) {
    install_with(ctx, fonts, Search::InBackground);
}

/// Like [`install`], but looks fonts up on the spot, while the caller waits: for tests that
/// take pictures.
pub fn install_at_once(ctx: &Context, fonts: FontDefinitions) {
    install_with(ctx, fonts, Search::AtOnce);
}

fn install_with(ctx: &Context, mut fonts: FontDefinitions, search: Search) {
    if system(ctx).is_some() {
        return;
    }
    for joined in [Joined::Arabic, Joined::Hebrew] {
        fonts.families.insert(joined.family(), Vec::new());
    }
    let system = Arc::new(SystemFonts::new(search));
    ctx.data_mut(|data| data.insert_temp(key(), Arc::clone(&system)));
    ctx.set_fonts(fonts);
    ctx.set_font_providers(vec![Arc::clone(&system) as _]);
    let look_up = move |ui: &mut egui::Ui| system.look_up_what_was_missed(ui.ctx());
    ctx.on_end_pass("system fonts", Arc::new(look_up));
}

fn key() -> Id {
    Id::unique("script fonts")
}

/// The fonts [`install`] brought, if it was called.
pub(super) fn system(ctx: &Context) -> Option<Arc<SystemFonts>> {
    ctx.data(|data| data.get_temp(key()))
}

/// Changes whenever fonts were added.
pub(super) fn edition(ctx: &Context) -> u64 {
    system(ctx).map_or(0, |system| system.edition())
}
