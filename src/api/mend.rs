//! Repairs JSON that a strict parser refuses for one letter or one number.

use serde::de::IgnoredAny;

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

/// Copies a string from behind its first quote; returns the text after its last.
fn text<'a>(mut rest: &'a str, mended: &mut String) -> &'a str {
    mended.push('"');
    loop {
        let special = |c: char| c == '"' || c == '\\' || c.is_ascii_control();
        let Some(at) = rest.find(special) else {
            mended.push_str(rest);
            return "";
        };
        let (plain, from) = rest.split_at(at);
        mended.push_str(plain);
        rest = match from.as_bytes() {
            [b'"', ..] => {
                mended.push('"');
                return &from[1..];
            }
            [b'\\', b'u', ..] => escaped(from, mended),
            // One letter is escaped.
            [b'\\', ..] => {
                let end = from.chars().take(2).map(char::len_utf8).sum();
                mended.push_str(&from[..end]);
                &from[end..]
            }
            [control, ..] => {
                let digit = |of: u8| char::from_digit(u32::from(of), 16).unwrap_or('0');
                mended.push_str("\\u00");
                mended.extend([digit(control >> 4), digit(control & 15)]);
                &from[1..]
            }
            [] => return "",
        };
    }
}

/// Copies one `\u` escape, or two that are a pair.
fn escaped<'a>(from: &'a str, mended: &mut String) -> &'a str {
    let unit = |from: &str| {
        let digits = from.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (end, is_letter) = match (unit(from), from.get(6..).and_then(unit)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, true),
        (Some(0xd800..=0xdfff), _) => (6, false),
        (Some(_), _) => (6, true),
        (None, _) => (2, true),
    };
    mended.push_str(if is_letter { &from[..end] } else { "\\ufffd" });
    &from[end..]
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_right_stays(text in any::<String>(), number in any::<f64>()) {
            let _ = mended(&text);
            let _ = mended(&format!("\"\\u{text}"));
            let json = serde_json::json!([text, number, { text.clone(): text }]).to_string();
            prop_assert_eq!(&mended(&json), &json);
        }
    }
}
