//! The scripts whose letters join, and their fonts.

use std::sync::LazyLock;

use egui::FontFamily;

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
