//! Texts that are almost a batch ID: never changed silently, but offered.

use super::find::is_of_mail;
use super::letter::{digit, looks_like_digit};
use super::scan::{self, Group, digits_in};
use super::{BatchId, BatchIdProblem, DIGITS};
use crate::domain::api_token;

/// Longest text that is searched for what is almost an ID, in bytes.
const MAX_SEARCHED: usize = 64 * 1024;

/// Signs of links that hide where they lead: of Mimecast and Inky, of others, and short links.
const HIDING: &str = "?domain= &domain= .edgepilot.com/ .symantec.com/ /ls/click /track/click \
    //bit.ly/ //t.co/ //lnkd.in/ //tinyurl.com/";

/// Fewest true digits in what looks like an ID.
const MIN_TRUE: usize = 24;

/// Digits of what may be an ID with some missing, or with some too many.
const ALMOST: std::ops::RangeInclusive<usize> = scan::MIN_DIGITS..=44;

/// A text that looks like an ID, and the one it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooksLike {
    pub id: BatchId,
    pub written: String,
    pub flaw: Flaw,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// These characters only look like digits.
    Letters(Vec<LookAlike>),
    Hyphens,
    Glued,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookAlike {
    pub written: char,
    pub digit: char,
}

pub fn problem(text: &str) -> BatchIdProblem {
    if api_token::holds_token(text) {
        return BatchIdProblem::LooksLikeToken;
    }
    let text = &text[..text.floor_char_boundary(MAX_SEARCHED)];
    let mut chains = scan::chains(text, digit);
    chains.retain(|groups| !is_of_mail(text, &(groups[0].start..groups[groups.len() - 1].end)));
    let letters = || text.split_whitespace().find_map(with_other_letters);
    letters()
        .or_else(|| with_other_hyphens(text, &chains))
        .map(BatchIdProblem::LooksLike)
        .or_else(|| wrong_length(&chains))
        .or_else(|| is_link(text).then_some(BatchIdProblem::NotInLink))
        .unwrap_or(BatchIdProblem::NotFound)
}

/// Tells a link alone, and a text with one that hides where it leads.
fn is_link(text: &str) -> bool {
    let is_hiding = |word: &str| HIDING.split(' ').any(|sign| word.contains(sign));
    let is_web = |word: &str| word.starts_with("https://") || word.starts_with("http://");
    let text = text.trim();
    text.split_whitespace().any(is_hiding) || is_web(text) && !text.contains(char::is_whitespace)
}

fn with_other_letters(word: &str) -> Option<LooksLike> {
    let true_digits = |text: &str| text.chars().filter(char::is_ascii_hexdigit).count();
    if true_digits(word) < MIN_TRUE {
        return None;
    }
    let read = |c| digit(c).or_else(|| looks_like_digit(c));
    let chains = scan::chains(word, read);
    let places = chains.iter().flat_map(|groups| scan::places(groups));
    let mut ids = places.map(|place| &word[place]);
    let written = ids.find(|id| true_digits(id) >= MIN_TRUE)?;
    let mut letters: Vec<LookAlike> = Vec::new();
    for c in written.chars() {
        if let Some(digit) = looks_like_digit(c)
            && letters.iter().all(|letter| letter.written != c)
        {
            letters.push(LookAlike { written: c, digit });
        }
    }
    let id = scan::digits_of(written, read)?;
    (!letters.is_empty()).then(|| LooksLike {
        id,
        written: written.to_owned(),
        flaw: Flaw::Letters(letters),
    })
}

fn with_other_hyphens(text: &str, chains: &[Vec<Group>]) -> Option<LooksLike> {
    let lines = (chains.iter()).flat_map(|groups| groups.chunk_by(|_, next| next.gap.is_in_line()));
    let mut groups = lines.chain(words(chains));
    let groups = groups.find(|groups| digits_in(groups) == DIGITS)?;
    let written = &text[groups.first()?.start..groups.last()?.end];
    Some(LooksLike {
        id: scan::digits_of(written, digit)?,
        written: written.to_owned(),
        flaw: Flaw::Hyphens,
    })
}

fn wrong_length(chains: &[Vec<Group>]) -> Option<BatchIdProblem> {
    let mut counts = words(chains).map(digits_in);
    let found = counts.find(|digits| ALMOST.contains(digits))?;
    Some(BatchIdProblem::WrongLength { found })
}

fn words(chains: &[Vec<Group>]) -> impl Iterator<Item = &[Group]> {
    (chains.iter()).flat_map(|groups| groups.chunk_by(|_, next| next.gap.is_in_word()))
}
