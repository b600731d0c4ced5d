//! Long text cut into rows of equal height, so that only those in sight are
//! drawn.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line it belongs to, counted from 0.
    pub line: usize,
    /// In bytes.
    pub range: Range<usize>,
}

/// The rows of a text in columns of one letter's width. A line that is longer
/// goes on in the next row. Letters beyond ASCII may be twice as wide, and are
/// taken to be.
pub fn rows(text: &str, columns: usize) -> Vec<Row> {
    let columns = columns.max(2);
    let mut rows = Vec::new();
    let mut start = 0;
    for (line, content) in text.split('\n').enumerate() {
        let mut push = |from: usize, to: usize| {
            rows.push(Row {
                line,
                range: start + from..start + to,
            });
        };
        let mut from = 0;
        let mut width = 0;
        for (at, character) in pieces(content) {
            let wide = if character.is_ascii() {
                character.len()
            } else {
                2
            };
            if width + wide > columns && at > from {
                push(from, at);
                (from, width) = (at, 0);
            }
            width += wide;
        }
        push(from, content.len());
        start += content.len() + 1;
    }
    rows
}

/// The characters as people see them, with their places.
fn pieces(line: &str) -> Box<dyn Iterator<Item = (usize, &str)> + '_> {
    if line.is_ascii() {
        Box::new((0..line.len()).filter_map(|at| Some((at, line.get(at..=at)?))))
    } else {
        Box::new(line.grapheme_indices(true))
    }
}

/// The lines that hold `wanted`, counted from 0, whatever the case of letters.
pub fn find(text: &str, wanted: &str) -> Vec<usize> {
    let wanted = wanted.to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let lines = text.split('\n').enumerate();
    lines
        .filter(|(_, line)| line.to_lowercase().contains(&wanted))
        .map(|(number, _)| number)
        .collect()
}
