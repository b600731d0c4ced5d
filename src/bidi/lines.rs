//! Breaks text into lines, in reading order, before each line is put in the order of the screen.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{
    Wrap,
    order::Paragraph,
    pieces::{Piece, Typesetter, Unit},
};

/// One line, ready to be put in place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextLine {
    /// Its parts from the left of the screen to the right.
    pub(super) units: Vec<Unit>,
    /// Blanks at the break: read and copied, not drawn.
    pub(super) hidden: String,
    /// Of its paragraph.
    pub(super) is_right_to_left: bool,
    /// Another paragraph follows.
    pub(super) ends_paragraph: bool,
}

/// All lines, and whether text was left out for want of room.
pub(super) struct Lines {
    pub(super) lines: Vec<TextLine>,
    pub(super) is_cut: bool,
}

/// Breaks `text` at `max_width` points.
pub(super) fn break_lines(
    typesetter: &mut Typesetter<'_, '_>,
    text: &str,
    max_width: f32,
) -> Lines {
    let room = match typesetter.style.wrap {
        Wrap::Truncate => 1,
        Wrap::Lines => usize::MAX,
        Wrap::AtMost(lines) => lines.max(1),
    };
    let mut lines: Vec<TextLine> = Vec::new();
    let mut paragraphs = text.split('\n').peekable();
    while let Some(text) = paragraphs.next() {
        let paragraph = Paragraph::new(text);
        let left = room - lines.len();
        let ranges = ranges(typesetter, &paragraph, max_width, left);
        let is_last = paragraphs.peek().is_none();
        let fits = ranges.len() < left || (ranges.len() == left && is_last);
        let kept = if fits { ranges.len() } else { left - 1 };
        for range in ranges.iter().take(kept) {
            let ends_text = range.end == text.len();
            let line = line(typesetter, &paragraph, range.clone());
            lines.push(TextLine {
                ends_paragraph: ends_text && !is_last,
                ..line
            });
        }
        if !fits {
            let rest = ranges.get(kept).map_or(0, |range| range.start);
            let limit = ranges.get(kept + 1).map_or(text.len(), |range| range.end);
            lines.push(cut_line(typesetter, &paragraph, rest..limit, max_width));
            return Lines {
                lines,
                is_cut: true,
            };
        }
    }
    Lines {
        lines,
        is_cut: false,
    }
}

fn line(
    typesetter: &mut Typesetter<'_, '_>,
    paragraph: &Paragraph<'_>,
    range: Range<usize>,
) -> TextLine {
    let (seen, hidden) = if range.end == paragraph.text().len() {
        (range.clone(), range.end..range.end)
    } else {
        let seen = without_blanks(paragraph.text(), range.clone());
        (seen.clone(), seen.end..range.end)
    };
    TextLine {
        units: typesetter.units(paragraph, seen),
        hidden: paragraph.text().get(hidden).unwrap_or_default().to_owned(),
        is_right_to_left: paragraph.is_right_to_left(),
        ends_paragraph: false,
    }
}

/// The bytes without the blanks at their end, unless there is nothing else.
fn without_blanks(text: &str, range: Range<usize>) -> Range<usize> {
    let trimmed = text.get(range.clone()).unwrap_or_default().trim_end();
    if trimmed.is_empty() {
        range
    } else {
        range.start..range.start + trimmed.len()
    }
}

/// The lines of one paragraph as ranges of bytes, at most one more than there is room for.
fn ranges(
    typesetter: &mut Typesetter<'_, '_>,
    paragraph: &Paragraph<'_>,
    max_width: f32,
    room: usize,
) -> Vec<Range<usize>> {
    let text = paragraph.text();
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut x = 0.0;
    for mut word in words(text) {
        let seen = typesetter.width(paragraph, without_blanks(text, word.clone()));
        if x + seen > max_width && start < word.start {
            ranges.push(start..word.start);
            (start, x) = (word.start, 0.0);
        }
        if x + seen > max_width {
            // Longer than a line: broken wherever it must be.
            break_word(
                typesetter,
                paragraph,
                &mut word,
                max_width,
                &mut ranges,
                room,
            );
            start = word.start;
        }
        if ranges.len() > room {
            return ranges;
        }
        x += typesetter.width(paragraph, word);
    }
    ranges.push(start..text.len());
    ranges
}

/// Words with the blanks after them.
fn words(text: &str) -> Vec<Range<usize>> {
    let is_break = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut after_blank = true;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(word) if is_break(c) || !after_blank => word.end = end,
            _ => words.push(at..end),
        }
        after_blank = is_break(c);
    }
    words
}

/// Breaks the beginning of the word into lines, each of at least one character as people see
/// it, and leaves the rest.
fn break_word(
    typesetter: &mut Typesetter<'_, '_>,
    paragraph: &Paragraph<'_>,
    word: &mut Range<usize>,
    max_width: f32,
    ranges: &mut Vec<Range<usize>>,
    room: usize,
) {
    let ends = ends_of_clusters(
        paragraph.text(),
        without_blanks(paragraph.text(), word.clone()),
    );
    let mut ends = ends.as_slice();
    while ranges.len() <= room {
        let fits = |end: usize| typesetter.width(paragraph, word.start..end) <= max_width;
        let count = count_fitting(ends, fits).max(1);
        let Some((line, rest)) = ends.split_at_checked(count) else {
            break;
        };
        let Some(&end) = line.last().filter(|_| !rest.is_empty()) else {
            break;
        };
        ranges.push(word.start..end);
        word.start = end;
        ends = rest;
    }
}

/// The line from `range.start` on, ended by an ellipsis where the width ends.
fn cut_line(
    typesetter: &mut Typesetter<'_, '_>,
    paragraph: &Paragraph<'_>,
    range: Range<usize>,
    max_width: f32,
) -> TextLine {
    let start = range.start;
    let shortened = |end: usize| {
        let kept = paragraph.text().get(..end).unwrap_or_default();
        let kept = if end > start {
            kept.get(..start.max(kept.trim_end().len())).unwrap_or(kept)
        } else {
            kept
        };
        format!("{kept}…")
    };
    let ends = ends_of_clusters(paragraph.text(), range);
    let count = count_fitting(&ends, |end| {
        let text = shortened(end);
        typesetter.width(&Paragraph::cut_of(&text, paragraph), start..text.len()) <= max_width
    });
    let end = count
        .checked_sub(1)
        .and_then(|last| ends.get(last))
        .copied()
        .unwrap_or(start);
    let text = shortened(end);
    let cut = Paragraph::cut_of(&text, paragraph);
    TextLine {
        units: typesetter.units(&cut, start..text.len()),
        hidden: String::new(),
        is_right_to_left: cut.is_right_to_left(),
        ends_paragraph: false,
    }
}

fn ends_of_clusters(text: &str, range: Range<usize>) -> Vec<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    part.grapheme_indices(true)
        .map(|(at, cluster)| range.start + at + cluster.len())
        .collect()
}

/// Counts the growing lengths that fit. Looks little further than that.
fn count_fitting(ends: &[usize], mut fits: impl FnMut(usize) -> bool) -> usize {
    let mut fits_first = |count: usize| ends.get(count - 1).is_some_and(|&end| fits(end));
    let (mut fitting, mut step) = (0, 8);
    while fits_first(fitting + step) {
        fitting += step;
        step *= 2;
    }
    let mut too_many = (fitting + step).min(ends.len() + 1);
    while fitting + 1 < too_many {
        let middle = usize::midpoint(fitting, too_many);
        if fits_first(middle) {
            fitting = middle;
        } else {
            too_many = middle;
        }
    }
    fitting
}

impl TextLine {
    /// Its pieces from the left of the screen to the right.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.units.iter().flat_map(|unit| &unit.pieces)
    }
}
