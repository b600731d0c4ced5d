//! The fonts the program brings along: Inter, in a regular and a strong cut, one for
//! code, one for emoji, and the icons.

use std::sync::{Arc, LazyLock};

use egui::epaint::text::FontTweak;
use egui::{FontData, FontDefinitions, FontFamily};
use epaint_default_fonts::{HACK_REGULAR, NOTO_EMOJI_REGULAR};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
const STRONG: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
const ICONS: &[u8] = include_bytes!("../../assets/fonts/MaterialSymbols.ttf");

/// The family for headings and whatever is to stand out.
pub(super) fn strong() -> FontFamily {
    static FAMILY: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("strong".into()));
    FAMILY.clone()
}

/// These fonts, and which of them draws what.
pub fn font_definitions() -> FontDefinitions {
    let icons = egui_material_icons::FONT_FAMILY_OUTLINED;
    let families = [
        (FontFamily::Proportional, &["Inter", "Emoji"][..]),
        (strong(), &["Inter strong", "Inter", "Emoji"]),
        (FontFamily::Monospace, &["Hack", "Inter", "Emoji"]),
        (FontFamily::Name(icons.into()), &["Icons"]),
    ];
    let fonts = [
        ("Inter", FontData::from_static(REGULAR)),
        ("Inter strong", FontData::from_static(STRONG)),
        ("Hack", FontData::from_static(HACK_REGULAR)),
        ("Emoji", tweaked(NOTO_EMOJI_REGULAR, 0.81, 0.0)),
        ("Icons", tweaked(ICONS, 1.0, 0.05)),
    ];
    let mut all = FontDefinitions::empty();
    for (name, font) in fonts {
        all.font_data.insert(name.to_owned(), Arc::new(font));
    }
    for (family, names) in families {
        let names = names.iter().map(|name| (*name).to_owned());
        all.families.insert(family, names.collect());
    }
    all
}

/// A font made smaller, and lowered by a part of its size, to sit well beside Inter.
fn tweaked(font: &'static [u8], scale: f32, y_offset_factor: f32) -> FontData {
    FontData::from_static(font).tweak(FontTweak {
        scale,
        y_offset_factor,
        ..FontTweak::default()
    })
}
