//! Which fonts draw which letters.

use std::sync::{Arc, LazyLock};

use egui::{Context, FontDefinitions, FontFamily, Id};

use super::system::{Search, SystemFonts};

/// Installs the fonts: the program's own, and for every other script the system's in place of
/// eframe's way to them.
///
/// Cheap: nothing of the system is read here. When a script is first seen, its font is looked
/// up in the background; until it is there, a fraction of a second later, its letters are blank
/// in the labels of this room. Never panics when the system has no such font.
pub fn install(ctx: &Context) {
    install_with(ctx, Search::InBackground);
}

/// Like [`install`], but looks fonts up on the spot, while the caller waits: for tests that
/// take pictures.
pub fn install_at_once(ctx: &Context) {
    install_with(ctx, Search::AtOnce);
}

fn install_with(ctx: &Context, search: Search) {
    if system(ctx).is_some() {
        return;
    }
    let system = Arc::new(SystemFonts::new(search));
    ctx.data_mut(|data| data.insert_temp(key(), Arc::clone(&system)));
    ctx.set_fonts(definitions());
    ctx.set_font_providers(vec![Arc::clone(&system) as _]);
    let look_up = move |ui: &mut egui::Ui| system.look_up_what_was_missed(ui.ctx());
    ctx.on_end_pass("system fonts", Arc::new(look_up));
}

fn key() -> Id {
    Id::unique("script fonts")
}

fn definitions() -> FontDefinitions {
    let mut fonts = super::own::definitions();
    for joined in [Joined::Arabic, Joined::Hebrew] {
        fonts.families.insert(joined.family(), Vec::new());
    }
    fonts
}

/// The fonts [`install`] brought, if it was called.
pub(super) fn system(ctx: &Context) -> Option<Arc<SystemFonts>> {
    ctx.data(|data| data.get_temp(key()))
}

/// Changes whenever fonts were added.
pub(super) fn edition(ctx: &Context) -> u64 {
    system(ctx).map_or(0, |system| system.edition())
}

/// A right-to-left script with a font family of its own, in which the one font of the system
/// comes first, so that a whole phrase with its blanks is one run for egui's shaper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Joined {
    Arabic,
    Hebrew,
}

impl Joined {
    /// The script `c` is written in, if it is one of these.
    pub(super) fn of(c: char) -> Option<Self> {
        match c {
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{870}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' => Some(Self::Arabic),
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Some(Self::Hebrew),
            _ => None,
        }
    }

    /// The script that has this family.
    pub(super) fn of_family(family: &FontFamily) -> Option<Self> {
        [Self::Arabic, Self::Hebrew]
            .into_iter()
            .find(|joined| joined.family() == *family)
    }

    /// The family to lay the script's letters out in.
    pub(super) fn family(self) -> FontFamily {
        static ARABIC: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("Arabic".into()));
        static HEBREW: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name("Hebrew".into()));
        match self {
            Self::Arabic => ARABIC.clone(),
            Self::Hebrew => HEBREW.clone(),
        }
    }

    /// Fonts that read well at the size of an interface, the best first: Debian and other
    /// Linux, Windows, macOS.
    pub(super) fn preferred(self) -> &'static [&'static str] {
        match self {
            Self::Arabic => &[
                "Noto Sans Arabic",
                "Noto Sans Arabic UI",
                "Noto Naskh Arabic",
                "Vazirmatn",
                "Segoe UI",
                "SF Arabic",
                "Geeza Pro",
                "Tahoma",
                "Arial",
                "Noto Kufi Arabic",
                "Noto Nastaliq Urdu",
            ],
            Self::Hebrew => &[
                "Noto Sans Hebrew",
                "Segoe UI",
                "SF Hebrew",
                "Arial Hebrew",
                "Arial",
                "DejaVu Sans",
            ],
        }
    }

    /// Letters one font should have all of, because a word in two fonts falls apart: for Arabic
    /// those of Persian and Urdu as well.
    pub(super) fn repertoire(self) -> &'static str {
        match self {
            Self::Arabic => "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةپچژگکیٹڈڑںہھےۓ",
            Self::Hebrew => "אבגדהוזחטיכלמנסעפצקרשתםןףץך",
        }
    }
}
