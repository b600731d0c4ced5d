//! The words around an ID, by which a person tells it from others.

use std::ops::Range;

use super::letter::Between;
use crate::domain::ServerText;

/// Characters kept on either side.
const LENGTH: usize = 40;

/// Bytes read on either side for them.
const REACH: usize = 400;

/// Words before and after an ID, on its line or on the line before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    pub before: String,
    pub after: String,
}

impl Around {
    /// Words around `place`, as far as `within` reaches.
    pub(super) fn of(text: &str, place: &Range<usize>, within: &Range<usize>) -> Self {
        let from = text.ceil_char_boundary(place.start.saturating_sub(REACH));
        let to = text.floor_char_boundary(place.end.saturating_add(REACH));
        let before = &text[within.start.max(from).min(place.start)..place.start];
        let after = &text[place.end..within.end.min(to).max(place.end)];
        let is_blank = |line: &&str| line.trim().is_empty();
        let before = before.rsplit(ends_line).find(|line| !is_blank(line));
        let after = after.split(ends_line).next();
        Self {
            before: ending(before.unwrap_or_default()),
            after: beginning(after.unwrap_or_default()),
        }
    }

    /// Adds what stands around the word that these are in.
    pub(super) fn inside(self, word: &Self) -> Self {
        Self {
            before: ending(&format!("{} {}", word.before, self.before)),
            after: beginning(&format!("{} {}", self.after, word.after)),
        }
    }
}

/// Joined pastes are lines too.
fn ends_line(c: char) -> bool {
    c == '·' || Between::of(c) == Some(Between::LineEnd)
}

fn ending(text: &str) -> String {
    let text = shown(text);
    let from = text.char_indices().rev().nth(LENGTH - 1);
    match from {
        Some((from, _)) if from > 0 => {
            let end = &text[from..];
            let words = end.find(' ').map_or(end, |blank| &end[blank..]);
            format!("…{}", words.trim())
        }
        _ => text,
    }
}

fn beginning(text: &str) -> String {
    let text = shown(text);
    match text.char_indices().nth(LENGTH) {
        Some((to, _)) => {
            let start = &text[..to];
            let words = start.rfind(' ').map_or(start, |blank| &start[..blank]);
            format!("{}…", words.trim())
        }
        None => text,
    }
}

/// Safe to show, with single blanks.
fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    ServerText::new(&words.join(" ")).to_string()
}
