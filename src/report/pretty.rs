//! The answer as it came, indented: same values, same order, same numbers. Cut into rows of equal
//! height, so that only those in sight are drawn.

use std::fmt::Write as _;
use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::Deserializer;
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::is_shown;

/// Longest text that is made, in bytes. An answer has at most half of that;
/// blanks in front of deeply nested lines could make any number of it.
const MAX_BYTES: usize = 16 << 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pretty {
    /// The lines; valid JSON where `is_whole`.
    pub text: String,
    pub is_whole: bool,
}

/// Indents JSON. Letters that were written as numbers are written as letters;
/// what cannot be seen, or would deceive, is written as a number. What is no
/// JSON is left as it is but for that.
pub fn pretty(raw: &str) -> Pretty {
    let mut printer = Printer::default();
    if serde_json::from_str::<IgnoredAny>(raw).is_ok() {
        printer.json(raw);
    } else {
        printer.plain(raw);
    }
    Pretty {
        is_whole: !printer.is_full(),
        text: printer.out,
    }
}

#[derive(Default)]
struct Printer {
    out: String,
    depth: usize,
}

impl Printer {
    fn is_full(&self) -> bool {
        self.out.len() > MAX_BYTES
    }

    fn plain(&mut self, text: &str) {
        for c in text.chars() {
            if self.is_full() {
                return;
            }
            match c {
                '\n' => self.out.push(c),
                c => push_plain(&mut self.out, c),
            }
        }
    }

    /// `rest` is valid JSON.
    fn json(&mut self, mut rest: &str) {
        while let Some(first) = rest.trim_start().chars().next() {
            if self.is_full() {
                return;
            }
            rest = rest.trim_start();
            let (token, after) = rest.split_at(match first {
                '{' | '[' | '}' | ']' | ',' | ':' => 1,
                _ => scalar_length(rest),
            });
            rest = after;
            match first {
                '{' | '[' => {
                    self.out.push(first);
                    self.depth += 1;
                    if !rest.trim_start().starts_with(['}', ']']) {
                        self.new_line();
                    }
                }
                '}' | ']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if !self.out.ends_with(['{', '[']) {
                        self.new_line();
                    }
                    self.out.push(first);
                }
                ',' => {
                    self.out.push(first);
                    self.new_line();
                }
                ':' => self.out.push_str(": "),
                '"' => self.string(token),
                _ => self.out.push_str(token),
            }
        }
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn string(&mut self, token: &str) {
        // Half a character, by number, is no text: it stays as it came.
        let text = serde_json::from_str::<String>(token);
        let text = text.and_then(|text| serde_json::to_string(&text));
        let text = text.as_deref().unwrap_or(token);
        text.chars().for_each(|c| push_plain(&mut self.out, c));
    }
}

/// The length of the text, number or word in front, in bytes.
fn scalar_length(rest: &str) -> usize {
    let mut values = Deserializer::from_str(rest).into_iter::<IgnoredAny>();
    values.next();
    values.byte_offset()
}

/// The character, or its number as JSON writes it.
fn push_plain(out: &mut String, c: char) {
    if is_shown(c) {
        out.push(c);
        return;
    }
    for unit in c.encode_utf16(&mut [0; 2]) {
        // Writing to a text does not fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// The line it belongs to, counted from 0.
    pub line: usize,
    /// In bytes.
    pub range: Range<usize>,
}

/// The rows of a text in columns of one letter's width. A line that is longer
/// goes on in the next row. Letters beyond ASCII may be twice as wide, and are
/// taken to be.
pub fn rows(text: &str, columns: usize) -> Vec<TextRow> {
    let columns = columns.max(2);
    let mut rows = Vec::new();
    let mut start = 0;
    for (line, content) in text.split('\n').enumerate() {
        let mut row = start..start;
        let mut width = 0;
        for character in content.graphemes(true) {
            let wide = if character.is_ascii() { 1 } else { 2 };
            if width + wide > columns {
                let next = row.end..row.end;
                let range = std::mem::replace(&mut row, next);
                rows.push(TextRow { line, range });
                width = 0;
            }
            width += wide;
            row.end += character.len();
        }
        rows.push(TextRow { line, range: row });
        start += content.len() + 1;
    }
    rows
}

/// The lines that hold `wanted`, counted from 0, whatever the case of letters.
pub fn find(text: &str, wanted: &str) -> Vec<usize> {
    let wanted = wanted.to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let lines = (0..).zip(text.split('\n'));
    let found = lines.filter(|(_, line)| line.to_lowercase().contains(&wanted));
    found.map(|(number, _)| number).collect()
}
