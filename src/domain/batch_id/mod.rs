//! The ID of a batch, and finding one in whatever was pasted.

mod address;
mod almost;
mod find;
mod letter;
mod scan;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ServerText;

pub use almost::{Flaw, LookAlike, LooksLike};
pub use find::Around;

/// Hexadecimal digits in a batch ID, hyphens left out.
pub const DIGITS: usize = 32;

/// Longest pasted text that is searched, in bytes: a mail with all that is attached to it as text.
pub const MAX_SEARCHED: usize = 2 * 1024 * 1024;

/// The ID of one batch. Always well formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BatchId(Uuid);

impl fmt::Display for BatchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl BatchId {
    /// Reads an ID that stands alone, as 8-4-4-4-12 or 32 digits of ASCII.
    pub fn plain(text: &str) -> Option<Self> {
        let text = Some(text).filter(|text| [DIGITS, DIGITS + 4].contains(&text.len()));
        Uuid::try_parse(text?).ok().map(Self)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub id: BatchId,
    /// The words around it, by which it can be told from the others.
    pub around: Around,
    /// The characters in the text, if a word runs into it.
    glued: Option<String>,
}

/// Why a text holds no batch ID that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchIdProblem {
    Empty,
    /// No run of letters and digits looks like an ID.
    NotFound,
    /// Two or more different IDs, in the order they stand in.
    MoreThanOne(Vec<Candidate>),
    /// Something is an ID but for letters or hyphens, which are never changed silently.
    LooksLike(LooksLike),
    /// A link that hides where it leads, or leads to no batch.
    NotInLink,
    /// Nothing in a file, or it cannot be read.
    NotInFile,
    /// One run looks like an ID but has too few or too many digits.
    WrongLength {
        found: usize,
    },
    /// The text looks like an API token, which is not sent anywhere as an ID.
    LooksLikeToken,
}

impl BatchIdProblem {
    /// The point of a long text: the IDs in it with their words, or what looks like one.
    pub fn excerpt(&self) -> Option<String> {
        match self {
            Self::MoreThanOne(candidates) => {
                let each: Vec<String> = candidates.iter().map(Candidate::to_string).collect();
                Some(each.join(" · "))
            }
            Self::LooksLike(found) => Some(found.written.clone()),
            _ => None,
        }
    }
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, around, .. } = self;
        let words = format!("{} {id} {}", around.before, around.after);
        f.write_str(words.trim())
    }
}

impl FromStr for BatchId {
    type Err = BatchIdProblem;

    /// Finds the one batch ID in the first [`MAX_SEARCHED`] bytes of `text`, however offices
    /// wrap it: in links that mail filters rewrite, quoted mail, HTML, names of files, with
    /// any dash, any script's digits, and letters that cannot be seen.
    ///
    /// # Errors
    /// [`BatchIdProblem`] where there is none, or more than one.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = &text[..text.floor_char_boundary(MAX_SEARCHED)];
        let candidates = find::candidates(text);
        match candidates.as_slice() {
            [Candidate { id, glued, .. }] => match glued.clone() {
                None => Ok(*id),
                Some(written) => Err(BatchIdProblem::LooksLike(LooksLike {
                    id: *id,
                    written,
                    flaw: Flaw::Glued,
                })),
            },
            [] if ServerText::new(text).is_blank() => Err(BatchIdProblem::Empty),
            [] => Err(almost::problem(text)),
            _ => Err(BatchIdProblem::MoreThanOne(candidates)),
        }
    }
}

/// Longest paste that reaches a field as it came, in bytes: longer than any token or link.
const LONG: usize = 2_000;

/// The point of a long text, or of one of several lines, which a field would run together; else
/// its beginning. `None` where the text can stay as it is.
pub fn gist(text: &str) -> Option<String> {
    let is_long = text.len() > LONG;
    if !is_long && !text.contains('\n') {
        return None;
    }
    match text.parse::<BatchId>() {
        Ok(id) => is_long.then(|| id.to_string()),
        Err(problem) => problem
            .excerpt()
            .or_else(|| is_long.then(|| text[..text.floor_char_boundary(LONG)].to_owned())),
    }
}
