//! The order of letters on a line (UAX #9), on strings alone: no fonts, no widths.

use std::{borrow::Cow, ops::Range};

use icu_properties::CodePointMapData;
use icu_properties::props::{BidiMirroringGlyph, Script};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

/// True where the order on screen may differ from the order in memory, by blocks of letters.
pub fn needs_order(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_of_right_to_left_block)
}

/// True where visible characters are made of several code points, as in Hindi or in emoji.
///
/// egui tells assistive technology the first of them again and again.
pub(super) fn has_clusters(text: &str) -> bool {
    text.graphemes(true).any(|g| g.chars().nth(1).is_some())
}

/// The blocks of right-to-left scripts, and the marks that turn the direction.
fn is_of_right_to_left_block(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A letter that makes egui's shaper take its surroundings for right-to-left, which the digits
/// of Arabic do as well. What several scripts share (blanks, the Arabic comma) does not.
pub(super) fn turns_the_shaper(c: char) -> bool {
    let shared = [Script::Common, Script::Inherited, Script::Unknown];
    is_of_right_to_left_block(c) && !shared.contains(&CodePointMapData::<Script>::new().get(c))
}

/// The stretches of a line of the paragraph whose letters all run one way, from the left of the
/// screen to the right. Those of an odd level run right to left.
pub(super) fn runs(
    paragraph: &ParagraphBidiInfo<'_>,
    line: Range<usize>,
) -> Vec<(Range<usize>, Level)> {
    if line.is_empty() {
        return Vec::new();
    }
    let (levels, runs) = paragraph.visual_runs(line);
    let level_at = |at: usize| levels.get(at).copied().unwrap_or_else(Level::ltr);
    runs.into_iter()
        .map(|range| (range.clone(), level_at(range.start)))
        .collect()
}

/// The text from its last letter to its first, brackets turned. Accents stay with their letters.
pub(super) fn turned(text: &str) -> String {
    backwards(text).chars().map(mirrored).collect()
}

/// The text from its last letter to its first, nothing else changed.
pub(super) fn backwards(text: &str) -> String {
    text.graphemes(true).rev().collect()
}

/// The bracket that looks like `c` in a mirror; anything else as it is.
fn mirrored(c: char) -> char {
    let glyph = CodePointMapData::<BidiMirroringGlyph>::new().get(c);
    glyph.mirroring_glyph.unwrap_or(c)
}

/// The text in the order of the screen, for egui parts that only take a string: words and
/// blanks are reordered, the letters of a right-to-left word are left to egui's shaper.
///
/// Not for anything that is read aloud or copied.
pub fn visual(text: &str) -> Cow<'_, str> {
    if !needs_order(text) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<String> = text.split('\n').map(visual_line).collect();
    Cow::Owned(lines.join("\n"))
}

fn visual_line(line: &str) -> String {
    let paragraph = ParagraphBidiInfo::new(line, None);
    let mut out = String::with_capacity(line.len());
    for (range, level) in runs(&paragraph, 0..line.len()) {
        let mut words = words_and_rest(&line[range]);
        if level.is_rtl() {
            words.reverse();
        }
        for (word, shaped_backwards) in words {
            match (level.is_rtl(), shaped_backwards) {
                (true, true) | (false, false) => out.push_str(word),
                (true, false) => out.push_str(&turned(word)),
                (false, true) => out.push_str(&backwards(word)),
            }
        }
    }
    out
}

/// Cuts where letters that turn the shaper meet others; tells which they are.
fn words_and_rest(text: &str) -> Vec<(&str, bool)> {
    let clusters: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    let turns = |cluster: &str| cluster.chars().next().is_some_and(turns_the_shaper);
    let words = clusters.chunk_by(|(_, one), (_, next)| turns(one) == turns(next));
    let word = |word: &[(usize, &'_ str)]| {
        let start = word[0].0;
        let length = word.iter().map(|(_, cluster)| cluster.len()).sum::<usize>();
        (&text[start..start + length], turns(word[0].1))
    };
    words.map(word).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Letters on screen from left to right.
    fn on_screen(text: &str) -> String {
        let paragraph = ParagraphBidiInfo::new(text, None);
        let shown = |(range, level): (Range<usize>, Level)| {
            let part = &text[range];
            if level.is_rtl() {
                turned(part)
            } else {
                part.to_owned()
            }
        };
        let runs = runs(&paragraph, 0..text.len());
        runs.into_iter().map(shown).collect()
    }

    #[test]
    fn lines_stand_as_uax_9_has_them() {
        for (read, seen) in [
            ("abc אבג def", "abc גבא def"),
            ("אבג abc דהו", "והד abc גבא"),
            // Numbers keep their own order inside right-to-left text …
            ("אבג 123 דהו", "והד 123 גבא"),
            ("كتاب 12.5", "12.5 باتك"),
            // … and after an Arabic letter join it, even in a left-to-right line.
            ("Faizan علی 2024", "Faizan 2024 یلع"),
            ("٢٠٢٤", "٢٠٢٤"),
            ("۲۰۲۴ Faizan", "۲۰۲۴ Faizan"),
            // Brackets turn, and belong to what they enclose (N0).
            ("(علی) Certificate 3", "Certificate 3 (یلع)"),
            ("אבג (abc) דהו", "והד (abc) גבא"),
            ("a[אב]c", "a[בא]c"),
            ("≪אב≫", "≪בא≫"),
            ("⟨אב⟩【גד】", "【דג】⟨בא⟩"),
            // Blanks at the end go with the paragraph (L1).
            ("אב ", " בא"),
            ("ab אב ", "ab בא "),
            // Accents stay on their letters.
            ("שָׁלוֹם", "םוֹלשָׁ"),
            ("דוד: 50%", "50% :דוד"),
            ("", ""),
        ] {
            assert_eq!(on_screen(read), seen, "{read}");
        }
    }

    #[test]
    fn strings_for_egui_keep_words_whole_for_the_shaper() {
        for (read, given) in [
            ("Certificate", "Certificate"),
            ("محمد بن علي", "علي بن محمد"),
            ("דוד לוי", "לוי דוד"),
            ("(علی) Certificate 3", "Certificate 3 (علی)"),
            ("one\nדוד לוי", "one\nלוי דוד"),
            // The shaper turns these digits although they run left to right.
            ("۱۲۳", "۳۲۱"),
            ("١٢٫٣", "٣٫٢١"),
        ] {
            assert_eq!(visual(read), given, "{read}");
        }
        assert!(matches!(visual("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_what_needs_it_takes_the_longer_way() {
        let plain = "Faizan Ali|Zoë Müller – «x» €|王小明|이순신|Дмитрий|🚀 ✅";
        let clustered = "नमस्ते|ที่|Zoe\u{308}|👩‍👩‍👧|🇫🇷";
        let turned = "علی|דוד|x ﷺ|ܫܠܡܐ|𞤀|a\u{202e}b|۱";
        for (texts, needs, clusters) in [
            (plain, false, false),
            (clustered, false, true),
            (turned, true, false),
        ] {
            for text in texts.split('|') {
                let found = (needs_order(text), has_clusters(text));
                assert_eq!(found, (needs, clusters), "{text}");
            }
        }
    }

    /// Text in which directions, numbers, brackets and controls meet.
    fn mixed() -> impl Strategy<Value = String> {
        let letter = prop_oneof![
            "[a-c0-3 .,:%()\\[\\]<>-]",
            "[א-דء-غ١-٣۱-۳\u{5b7}\u{64b}]",
            "[\u{200c}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{85}\u{2029}]",
            any::<char>()
                .prop_filter("one paragraph", |c| *c != '\n')
                .prop_map(String::from),
        ];
        proptest::collection::vec(letter, 0..24).prop_map(|letters| letters.concat())
    }

    fn sorted(text: &str) -> Vec<char> {
        let mut chars: Vec<char> = text.chars().map(|c| c.min(mirrored(c))).collect();
        chars.sort_unstable();
        chars
    }

    proptest! {
        #[test]
        fn every_letter_stands_on_screen_once(text in mixed()) {
            prop_assert_eq!(sorted(&on_screen(&text)), sorted(&text));
            prop_assert_eq!(sorted(&visual(&text)), sorted(&text));
        }
    }
}
