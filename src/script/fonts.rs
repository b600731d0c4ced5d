//! Which fonts draw which letters.

use egui::{Context, FontDefinitions};

/// Installs the fonts: egui's own, one-colour emoji and the icons.
///
/// Cheap: nothing of the system is read here. Other scripts come from the system's fonts when
/// a letter of theirs is first drawn.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    let icons = egui_material_icons::font_insert();
    for wanted in icons.families {
        let family = fonts.families.entry(wanted.family).or_default();
        family.push(icons.name.clone());
    }
    fonts.font_data.insert(icons.name, icons.data.into());
    ctx.set_fonts(fonts);
}
