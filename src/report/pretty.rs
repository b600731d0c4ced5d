//! The answer as it came, indented: same values, same order, same numbers.

use std::fmt::Write as _;

use serde::de::IgnoredAny;

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
            let length = match first {
                '"' => string_length(rest),
                '{' | '[' | '}' | ']' | ',' | ':' => 1,
                _ => rest
                    .find(|c: char| c.is_ascii_whitespace() || ",:]}".contains(c))
                    .unwrap_or(rest.len()),
            };
            let (token, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            rest = after;
            self.token(token, rest.trim_start().chars().next());
        }
    }

    fn token(&mut self, token: &str, next: Option<char>) {
        match token {
            "{" | "[" => {
                self.out.push_str(token);
                self.depth += 1;
                if !matches!(next, Some('}' | ']')) {
                    self.new_line();
                }
            }
            "}" | "]" => {
                self.depth = self.depth.saturating_sub(1);
                if !self.out.ends_with(['{', '[']) {
                    self.new_line();
                }
                self.out.push_str(token);
            }
            "," => {
                self.out.push(',');
                self.new_line();
            }
            ":" => self.out.push_str(": "),
            string if string.starts_with('"') => self.string(string),
            other => self.out.push_str(other),
        }
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn string(&mut self, token: &str) {
        match serde_json::from_str::<String>(token) {
            Ok(text) => {
                self.out.push('"');
                text.chars().for_each(|c| push_escaped(&mut self.out, c));
                self.out.push('"');
            }
            // Half a character, by number: it stays a number.
            Err(_) => token.chars().for_each(|c| push_plain(&mut self.out, c)),
        }
    }
}

/// The length of the string in front, in bytes, with both quotes.
fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn push_escaped(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c => push_plain(out, c),
    }
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
