//! Breaks text into lines, in reading order, before each line is put in the order of the screen.

use std::ops::Range;

use unicode_bidi::ParagraphBidiInfo;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Wrap,
    pieces::{Typesetter, Unit},
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

/// The lines of `text` broken at `max_width` points; true where some text is left out.
pub(super) fn break_lines(
    typesetter: &mut Typesetter<'_, '_>,
    text: &str,
    max_width: f32,
) -> (Vec<TextLine>, bool) {
    let room = match typesetter.style.wrap {
        Wrap::Truncate => 1,
        Wrap::Lines => usize::MAX,
        Wrap::AtMost(lines) => lines.max(1),
    };
    let mut lines: Vec<TextLine> = Vec::new();
    let mut paragraphs = text.split('\n').peekable();
    while let Some(text) = paragraphs.next() {
        let mut breaker = Breaker {
            typesetter,
            paragraph: ParagraphBidiInfo::new(text, None),
            max_width,
            room: room - lines.len(),
        };
        let ranges = breaker.ranges();
        let is_last = paragraphs.peek().is_none();
        let left = breaker.room;
        let fits = ranges.len() < left || (ranges.len() == left && is_last);
        let kept = if fits { ranges.len() } else { left - 1 };
        for range in &ranges[..kept] {
            let mut line = breaker.line(range.clone());
            line.ends_paragraph = range.end == text.len() && !is_last;
            lines.push(line);
        }
        if !fits {
            let rest = ranges.get(kept).map_or(0, |range| range.start);
            let limit = ranges.get(kept + 1).map_or(text.len(), |range| range.end);
            lines.push(breaker.cut_line(rest..limit));
            return (lines, true);
        }
    }
    (lines, false)
}

/// One paragraph while it is broken.
struct Breaker<'a, 'b, 'f, 't> {
    typesetter: &'a mut Typesetter<'b, 'f>,
    paragraph: ParagraphBidiInfo<'t>,
    max_width: f32,
    /// Lines that there is room for.
    room: usize,
}

impl Breaker<'_, '_, '_, '_> {
    fn line(&mut self, range: Range<usize>) -> TextLine {
        let text = self.paragraph.text;
        let seen = if range.end == text.len() {
            range.clone()
        } else {
            without_blanks(text, range.clone())
        };
        TextLine {
            hidden: text[seen.end..range.end].to_owned(),
            units: self.typesetter.units(&self.paragraph, seen),
            is_right_to_left: self.paragraph.paragraph_level.is_rtl(),
            ends_paragraph: false,
        }
    }

    fn width(&mut self, range: Range<usize>) -> f32 {
        self.typesetter.width(&self.paragraph, range)
    }

    /// The lines as ranges of bytes, at most one more than there is room for.
    fn ranges(&mut self) -> Vec<Range<usize>> {
        let text = self.paragraph.text;
        let mut ranges = Vec::new();
        let mut start = 0;
        let mut x = 0.0;
        for mut word in words(text) {
            let seen = self.width(without_blanks(text, word.clone()));
            if x + seen > self.max_width && start < word.start {
                ranges.push(start..word.start);
                (start, x) = (word.start, 0.0);
            }
            if x + seen > self.max_width {
                // Longer than a line: broken wherever it must be.
                self.break_word(&mut word, &mut ranges);
                start = word.start;
            }
            if ranges.len() > self.room {
                return ranges;
            }
            x += self.width(word);
        }
        ranges.push(start..text.len());
        ranges
    }

    /// Breaks the beginning of the word into lines of a cluster at least, and leaves the rest.
    fn break_word(&mut self, word: &mut Range<usize>, ranges: &mut Vec<Range<usize>>) {
        let text = self.paragraph.text;
        let ends = ends_of_clusters(text, without_blanks(text, word.clone()));
        let mut ends = ends.as_slice();
        while ranges.len() <= self.room {
            let fits = |end: usize| self.width(word.start..end) <= self.max_width;
            let count = count_fitting(ends, fits).max(1);
            if count >= ends.len() {
                break;
            }
            ranges.push(word.start..ends[count - 1]);
            word.start = ends[count - 1];
            ends = &ends[count..];
        }
    }

    /// The line from `range.start` on, ended by an ellipsis where the width ends.
    fn cut_line(&mut self, range: Range<usize>) -> TextLine {
        let (text, start) = (self.paragraph.text, range.start);
        let level = Some(self.paragraph.paragraph_level);
        let shortened = |end: usize| {
            let kept = text[start..end].trim_end();
            format!("{}{kept}…", &text[..start])
        };
        let ends = ends_of_clusters(text, range);
        let count = count_fitting(&ends, |end| {
            let text = shortened(end);
            let cut = ParagraphBidiInfo::new(&text, level);
            self.typesetter.width(&cut, start..text.len()) <= self.max_width
        });
        let text = shortened(count.checked_sub(1).map_or(start, |last| ends[last]));
        let cut = ParagraphBidiInfo::new(&text, level);
        TextLine {
            units: self.typesetter.units(&cut, start..text.len()),
            hidden: String::new(),
            is_right_to_left: cut.paragraph_level.is_rtl(),
            ends_paragraph: false,
        }
    }
}

/// The bytes without the blanks at their end, unless there is nothing else.
fn without_blanks(text: &str, range: Range<usize>) -> Range<usize> {
    match text[range.clone()].trim_end().len() {
        0 => range,
        length => range.start..range.start + length,
    }
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

fn ends_of_clusters(text: &str, range: Range<usize>) -> Vec<usize> {
    let clusters = text[range.clone()].grapheme_indices(true);
    clusters
        .map(|(at, cluster)| range.start + at + cluster.len())
        .collect()
}

/// Counts the growing lengths that fit. Looks little further than that.
fn count_fitting(ends: &[usize], mut fits: impl FnMut(usize) -> bool) -> usize {
    let mut most = 8;
    while ends.get(most - 1).is_some_and(|&end| fits(end)) {
        most *= 2;
    }
    ends[..most.min(ends.len())].partition_point(|&end| fits(end))
}
