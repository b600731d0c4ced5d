//! The ID of a batch, and finding one in whatever was pasted.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// Letters and digits in a batch ID, hyphens left out.
pub const DIGITS: usize = 32;

/// Longest pasted text that is searched, in bytes. An ID pasted with a whole
/// mail around it still fits; a megabyte of anything is not worth the wait.
pub const MAX_SEARCHED: usize = 256 * 1024;

/// The ID of one batch. Always well formed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BatchId(Uuid);

impl fmt::Display for BatchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Debug for BatchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BatchId({self})")
    }
}

/// Why a text holds no batch ID that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BatchIdProblem {
    /// Nothing but blanks.
    #[error("nothing was entered")]
    Empty,
    /// No run of letters and digits looks like an ID.
    #[error("no batch ID in this text")]
    NotFound,
    /// Two or more different IDs, in the order they stand in.
    #[error("{} batch IDs in this text", .0.len())]
    MoreThanOne(Vec<BatchId>),
    /// One run looks like an ID but has too few or too many digits.
    #[error("{found} letters and digits instead of {DIGITS}")]
    WrongLength {
        /// Letters and digits found.
        found: usize,
    },
    /// The text looks like an API token, which is not sent anywhere as an ID.
    #[error("this looks like an API token")]
    LooksLikeToken,
}

impl FromStr for BatchId {
    type Err = BatchIdProblem;

    /// Finds the one batch ID in `text`: capitals, missing hyphens, braces,
    /// quotes, `urn:uuid:`, a link around it, invisible characters, dashes of a
    /// word processor and full-width digits are all understood.
    ///
    /// # Errors
    /// [`BatchIdProblem`] where there is none, or more than one.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = clip(text);
        if text.trim_matches(is_blank).is_empty() {
            return Err(BatchIdProblem::Empty);
        }
        let folded = fold(text);
        let runs: Vec<&str> = runs(&folded).collect();
        let mut found: Vec<BatchId> = Vec::new();
        for id in runs.iter().filter_map(|run| exact(run)) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        match found.as_slice() {
            [id] => Ok(*id),
            [] => Err(near_miss(text, &runs)),
            _ => Err(BatchIdProblem::MoreThanOne(found)),
        }
    }
}

fn clip(text: &str) -> &str {
    if text.len() <= MAX_SEARCHED {
        return text;
    }
    let end = (0..=MAX_SEARCHED)
        .rev()
        .find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Characters that a copy picks up and nobody sees.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Makes every dash a hyphen and every full-width character narrow, and leaves
/// out what cannot be seen (line ends and tabs become blanks).
fn fold(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' => Some(' '),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
                Some('-')
            }
            '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
                char::from_u32(u32::from(c) - 0xfee0)
            }
            c if is_invisible(c) => None,
            c => Some(c),
        })
        .collect()
}

/// The stretches of letters, digits and hyphens.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
        .map(|run| run.trim_matches(['-', '_']))
        .filter(|run| !run.is_empty())
}

/// An ID written as 32 digits or as 8-4-4-4-12.
fn exact(run: &str) -> Option<BatchId> {
    let plain = run.len() == DIGITS;
    let hyphenated = run.len() == DIGITS + 4;
    (plain || hyphenated)
        .then(|| Uuid::try_parse(run).ok())
        .flatten()
        .map(BatchId)
}

fn near_miss(text: &str, runs: &[&str]) -> BatchIdProblem {
    if super::api_token::resembles_token(text) {
        return BatchIdProblem::LooksLikeToken;
    }
    let hex_digits = |run: &&str| {
        let hex = run.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        let digits = run.chars().filter(char::is_ascii_hexdigit).count();
        (hex && (20..=44).contains(&digits)).then_some(digits)
    };
    runs.iter()
        .find_map(hex_digits)
        .map_or(BatchIdProblem::NotFound, |found| {
            BatchIdProblem::WrongLength { found }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";

    fn found(text: &str) -> Option<String> {
        text.parse::<BatchId>().ok().map(|id| id.to_string())
    }

    #[test]
    fn an_id_is_found_however_it_was_pasted() {
        for text in [
            ID.to_owned(),
            ID.to_uppercase(),
            ID.replace('-', ""),
            format!("  {ID}\r\n"),
            format!("{{{ID}}}"),
            format!("\"{ID}\""),
            format!("“{ID}”,"),
            format!("urn:uuid:{ID}"),
            format!("https://vec.digital/batches/{ID}?tab=1#x"),
            format!("Batch: {ID} is ready."),
            format!("\u{feff}{ID}\u{200b}"),
            ID.replace('-', "\u{2013}"),
            ID.replace('9', "\u{ff19}"),
            ID.replace("401f", "40\u{200d}1f"),
            format!("{ID} {}", ID.to_uppercase()),
        ] {
            assert_eq!(found(&text).as_deref(), Some(ID), "in {text:?}");
        }
    }

    #[test]
    fn anything_else_is_named() {
        let problem = |text: &str| text.parse::<BatchId>().unwrap_err();
        assert_eq!(problem(" \u{200b}\n"), BatchIdProblem::Empty);
        assert_eq!(problem("Class 10th"), BatchIdProblem::NotFound);
        assert_eq!(problem("../../etc/passwd"), BatchIdProblem::NotFound);
        assert_eq!(
            problem(&ID[..35]),
            BatchIdProblem::WrongLength { found: 31 }
        );
        assert_eq!(
            problem(&ID.replace('9', "g")),
            BatchIdProblem::NotFound,
            "a letter that is no digit"
        );
        let other = "11111111-2222-4333-8444-555555555555";
        assert!(matches!(
            problem(&format!("{ID}, {other}")),
            BatchIdProblem::MoreThanOne(ids) if ids.len() == 2
        ));
        assert_eq!(
            problem("12|AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGh"),
            BatchIdProblem::LooksLikeToken
        );
    }

    #[test]
    fn a_megabyte_of_text_is_answered_at_once() {
        assert_eq!(
            "-\u{e9}".repeat(1 << 20).parse::<BatchId>(),
            Err(BatchIdProblem::NotFound)
        );
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = text.parse::<BatchId>();
        }

        #[test]
        fn what_is_shown_is_found_again(bytes in any::<[u8; 16]>(), before in "[ \\{\"(]{0,4}", after in "[ \\}\").,]{0,4}") {
            let id = BatchId(Uuid::from_bytes(bytes));
            prop_assert_eq!(format!("{before}{id}{after}").parse(), Ok(id));
        }
    }
}
