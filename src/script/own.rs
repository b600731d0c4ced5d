//! The fonts the program brings along: Inter, in a regular and a strong cut.

use std::sync::{Arc, LazyLock};

use egui::{FontData, FontDefinitions, FontFamily};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
const STRONG: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");

/// The family for headings and whatever is to stand out.
#[must_use]
pub fn strong() -> FontFamily {
    static FAMILY: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("strong".into()));
    FAMILY.clone()
}

/// Puts the program's own fonts before egui's.
pub(super) fn add(fonts: &mut FontDefinitions) {
    let regular = fonts.families.entry(FontFamily::Proportional).or_default();
    regular.insert(0, "Inter".to_owned());
    let mut heavy = regular.clone();
    heavy.insert(0, "Inter strong".to_owned());
    fonts.families.insert(strong(), heavy);
    for (name, data) in [("Inter", REGULAR), ("Inter strong", STRONG)] {
        let data = Arc::new(FontData::from_static(data));
        fonts.font_data.insert(name.to_owned(), data);
    }
}
