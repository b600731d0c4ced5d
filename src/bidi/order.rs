//! The order of letters on a line (UAX #9), on strings alone: no fonts, no widths.

use std::{borrow::Cow, ops::Range};

use icu_properties::CodePointMapData;
use icu_properties::props::{BidiMirroringGlyph, Script};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

/// True where the order on screen may differ from the order in memory.
///
/// Quick, and `true` a little too often: it looks at blocks of letters only.
pub fn needs_order(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_of_right_to_left_block)
}

/// True where visible characters are made of several code points, as in Hindi or in emoji.
///
/// egui tells assistive technology the first of them again and again.
pub(super) fn has_clusters(text: &str) -> bool {
    let stands_alone = |c: char| {
        matches!(c,
            '\0'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{58f}'
            | '\u{1e00}'..='\u{200a}' | '\u{2010}'..='\u{2029}' | '\u{3030}'..='\u{3098}'
            | '\u{309b}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ff9d}')
    };
    !text.chars().all(stands_alone) && text.graphemes(true).any(|g| g.chars().nth(1).is_some())
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
    let is_shared = || {
        matches!(
            CodePointMapData::<Script>::new().get(c),
            Script::Common | Script::Inherited | Script::Unknown
        )
    };
    is_of_right_to_left_block(c) && !is_shared()
}

/// A stretch of a line whose letters all run one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
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
mod tests;
