//! Repairs JSON that a strict parser refuses for one letter or one number.

use std::str::Chars;

use serde::de::IgnoredAny;
use serde_json::Value;

/// The deepest nesting that is kept; the reader takes 127.
const MAX_DEPTH: usize = 100;

/// The same JSON for a strict parser: half a surrogate pair becomes U+FFFD, a control character is
/// escaped, a number that no computer holds is text, and too deep a nesting is null.
pub(super) fn mended(json: &str) -> String {
    let mut mended = String::with_capacity(json.len());
    let mut rest = json;
    let (mut depth, mut shallow) = (0_usize, 0);
    while let Some(at) = rest.find(|c: char| "\"-{}[]".contains(c) || c.is_ascii_digit()) {
        mended.push_str(&rest[..at]);
        let (first, after) = rest[at..].split_at(1);
        rest = match first {
            "\"" => text(after, &mut mended),
            "{" | "[" => {
                depth += 1;
                if depth == MAX_DEPTH + 1 {
                    shallow = mended.len();
                }
                mended.push_str(first);
                after
            }
            "}" | "]" => {
                mended.push_str(first);
                if depth == MAX_DEPTH + 1 {
                    mended.truncate(shallow);
                    mended.push_str("null");
                }
                depth = depth.saturating_sub(1);
                after
            }
            _ => number(&rest[at..], &mut mended),
        };
    }
    mended + rest
}

/// Writes a string anew from behind its first quote; returns the text after its last.
fn text<'a>(rest: &'a str, mended: &mut String) -> &'a str {
    let mut units = Vec::new();
    let mut letters = rest.chars();
    loop {
        match letters.next() {
            Some('"') => break,
            Some('\\') => units.extend(escaped(&mut letters)),
            Some(letter) => units.extend_from_slice(letter.encode_utf16(&mut [0; 2])),
            // The reader finds no end either.
            None => {
                mended.push('"');
                return "";
            }
        }
    }
    let text = String::from_utf16_lossy(&units);
    mended.push_str(&Value::from(text).to_string());
    letters.as_str()
}

/// The letter behind a backslash, or half of one.
fn escaped(letters: &mut Chars<'_>) -> Option<u16> {
    let letter = match letters.next()? {
        'u' => {
            let (digits, rest) = letters.as_str().split_at_checked(4)?;
            let unit = u16::from_str_radix(digits, 16).ok()?;
            *letters = rest.chars();
            return Some(unit);
        }
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        itself => itself,
    };
    u16::try_from(u32::from(letter)).ok()
}

fn number<'a>(from: &'a str, mended: &mut String) -> &'a str {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let (number, rest) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
    // The reader itself decides: the largest that are held are too large for it. Text that is no
    // number at all is left for it to name.
    let is_number = serde_json::from_str::<IgnoredAny>(number).is_ok();
    if is_number && serde_json::from_str::<f64>(number).is_err() {
        mended.extend(["\"", number, "\""]);
    } else {
        mended.push_str(number);
    }
    rest
}
