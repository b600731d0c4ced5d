//! The order of letters on a line (UAX #9), on strings alone: no fonts, no widths.

use std::{borrow::Cow, ops::Range};

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

/// Whether the order on screen may differ from the order in memory.
///
/// Quick, and `true` a little too often: it looks at blocks of letters only.
#[must_use]
pub fn needs_order(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_of_right_to_left_block)
}

/// The blocks of right-to-left scripts, and the marks that turn the direction.
fn is_of_right_to_left_block(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A letter that makes egui's shaper take its surroundings for right-to-left.
///
/// The comma, question mark and joining line of Arabic belong to several scripts and do not.
pub(super) fn turns_the_shaper(c: char) -> bool {
    match c {
        '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{640}' => false,
        '\u{66a}'..='\u{66d}' | '\u{6f0}'..='\u{6f9}' => true,
        c => matches!(bidi_class(c), BidiClass::R | BidiClass::AL),
    }
}

/// A stretch of a line whose letters all run one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Bytes of the paragraph.
    pub(super) range: Range<usize>,
    /// Embedding level: odd ones run right to left.
    pub(super) level: Level,
}

/// One paragraph with the direction of each of its letters.
pub(super) struct Paragraph<'t> {
    info: ParagraphBidiInfo<'t>,
}

impl<'t> Paragraph<'t> {
    /// `text` holds no line feed. Its first strong letter decides the direction.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            info: ParagraphBidiInfo::new(text, None),
        }
    }

    /// The beginning of another paragraph, whose direction it keeps.
    pub(super) fn cut_of(text: &'t str, whole: &Paragraph<'_>) -> Self {
        let level = whole.info.paragraph_level;
        Self {
            info: ParagraphBidiInfo::new(text, Some(level)),
        }
    }

    /// Its text as it is read.
    pub(super) fn text(&self) -> &'t str {
        self.info.text
    }

    /// Whether the paragraph as a whole runs right to left.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.info.paragraph_level.is_rtl()
    }

    /// The stretches of the line made of these bytes, from the left of the screen to the right.
    pub(super) fn runs(&self, line: Range<usize>) -> Vec<Run> {
        if line.is_empty() {
            return Vec::new();
        }
        let (levels, runs) = self.info.visual_runs(line);
        let level_at = |at: usize| levels.get(at).copied().unwrap_or_else(Level::ltr);
        runs.into_iter()
            .map(|range| Run {
                level: level_at(range.start),
                range,
            })
            .collect()
    }
}

/// The text from its last letter to its first, brackets turned. Accents stay with their letters.
pub(super) fn turned(text: &str) -> String {
    text.graphemes(true)
        .rev()
        .flat_map(str::chars)
        .map(mirrored)
        .collect()
}

/// The text from its last letter to its first, nothing else changed.
pub(super) fn backwards(text: &str) -> String {
    text.graphemes(true).rev().collect()
}

/// The bracket that looks like `c` in a mirror; anything else as it is.
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 15] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('⟨', '⟩'),
        ('⁅', '⁆'),
        ('〈', '〉'),
        ('《', '》'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('（', '）'),
    ];
    let other = |&(open, close): &(char, char)| match c {
        c if c == open => Some(close),
        c if c == close => Some(open),
        _ => None,
    };
    PAIRS.iter().find_map(other).unwrap_or(c)
}

/// The text in the order of the screen, for egui parts that only take a string: words and
/// blanks are reordered, the letters of a right-to-left word are left to egui's shaper.
///
/// Not for anything that is read aloud or copied.
#[must_use]
pub fn visual(text: &str) -> Cow<'_, str> {
    if !needs_order(text) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<String> = text.split('\n').map(visual_line).collect();
    Cow::Owned(lines.join("\n"))
}

fn visual_line(line: &str) -> String {
    let paragraph = Paragraph::new(line);
    let mut out = String::with_capacity(line.len());
    for run in paragraph.runs(0..line.len()) {
        let text = line.get(run.range).unwrap_or_default();
        let mut words = words_and_rest(text);
        if run.level.is_rtl() {
            words.reverse();
        }
        for (word, shaped_backwards) in words {
            match (run.level.is_rtl(), shaped_backwards) {
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
    let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
    for (at, cluster) in text.grapheme_indices(true) {
        let turns = cluster.chars().next().is_some_and(turns_the_shaper);
        let end = at + cluster.len();
        match parts.last_mut() {
            Some((range, same)) if *same == turns => range.end = end,
            _ => parts.push((at..end, turns)),
        }
    }
    parts
        .into_iter()
        .filter_map(|(range, turns)| Some((text.get(range)?, turns)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What stands on screen from left to right, letter by letter.
    fn on_screen(text: &str) -> String {
        let paragraph = Paragraph::new(text);
        let runs = paragraph.runs(0..text.len());
        let shown = |run: &Run| match run.level.is_rtl() {
            true => turned(&text[run.range.clone()]),
            false => text[run.range.clone()].to_owned(),
        };
        runs.iter().map(shown).collect()
    }

    #[test]
    fn lines_stand_as_uax_9_has_them() {
        for (read, seen) in [
            ("Faizan Ali 2024", "Faizan Ali 2024"),
            ("דוד לוי", "יול דוד"),
            ("abc אבג def", "abc גבא def"),
            ("אבג abc דהו", "והד abc גבא"),
            // Numbers keep their own order inside right-to-left text …
            ("אבג 123 דהו", "והד 123 גבא"),
            ("كتاب 12.5", "12.5 باتك"),
            // … and after an Arabic letter join it, even in a left-to-right line.
            ("Faizan علی 2024", "Faizan 2024 یلع"),
            ("Faizan לוי 2024", "Faizan 2024 יול"),
            ("٢٠٢٤", "٢٠٢٤"),
            ("۲۰۲۴ Faizan", "۲۰۲۴ Faizan"),
            // Brackets turn, and belong to what they enclose (N0).
            ("(علی) Certificate 3", "Certificate 3 (یلع)"),
            ("Certificate (علی)", "Certificate (یلع)"),
            ("אבג (abc) דהו", "והד (abc) גבא"),
            ("a[אב]c", "a[בא]c"),
            ("«אב»", "«בא»"),
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
            ("١٢٣", "١٢٣"),
        ] {
            assert_eq!(visual(read), given, "{read}");
        }
        assert!(matches!(visual("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_right_to_left_text_takes_the_longer_way() {
        for plain in [
            "",
            "Faizan Ali",
            "Zoë",
            "王小明",
            "नमस्ते",
            "ภาษาไทย",
            "👩‍👩‍👧 🚀 ✅",
        ] {
            assert!(!needs_order(plain), "{plain}");
        }
        for turned in ["علی", "דוד", "x ﷺ", "ܫܠܡܐ", "𞤀", "a\u{202e}b", "۱"] {
            assert!(needs_order(turned), "{turned}");
        }
    }

    /// Text in which directions, numbers, brackets and controls meet.
    fn mixed() -> impl Strategy<Value = String> {
        let letter = prop_oneof![
            "[a-c0-3 .,:%()\\[\\]<>-]",
            "[א-דء-غ١-٣۱-۳ַً]",
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

        #[test]
        fn every_line_of_a_paragraph_keeps_its_letters(text in mixed(), cut in any::<prop::sample::Index>()) {
            let mut at = cut.index(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let paragraph = Paragraph::new(&text);
            for line in [0..at, at..text.len()] {
                let mut ranges: Vec<_> = paragraph.runs(line.clone()).into_iter().map(|r| r.range).collect();
                ranges.sort_by_key(|range| range.start);
                let glued = ranges.iter().try_fold(line.start, |end, r| (r.start == end).then_some(r.end));
                prop_assert_eq!(glued, Some(line.end));
            }
        }
    }
}
