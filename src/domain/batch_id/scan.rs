//! IDs as they stand in a text: groups of digits and what is between them.

use std::ops::Range;

use uuid::Uuid;

use super::letter::{Between, digit};
use super::{BatchId, DIGITS};

/// Characters between two groups of one ID at most: blanks, a line end, quote marks.
const MAX_GAP: usize = 48;

/// Digits before each of the four hyphens.
const HYPHENS: [usize; 4] = [8, 12, 16, 20];

/// Fewest digits on either side of a line end inside a group: fewer may be a word.
const MIN_WRAPPED: usize = 3;

/// Most letters of a word that may be digits of the ID it is glued to.
const MAX_GLUED: usize = 8;

/// Chains that are read without the letters beside them: a file of digits would take a minute.
const MAX_CUT: usize = 1_000;

/// Fewest digits in what is an ID, or almost one.
pub const MIN_DIGITS: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub id: BatchId,
    /// In bytes, with the word glued to it.
    pub place: Range<usize>,
    /// Glued to a letter that may be a digit of it.
    pub is_glued: bool,
}

#[derive(Debug, Clone, Copy)]
pub struct Group {
    pub start: usize,
    pub end: usize,
    pub digits: usize,
    pub gap: Gap,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Gap {
    length: usize,
    /// One bit for each kind of character in it.
    kinds: u8,
}

impl Gap {
    fn has(self, kind: Between) -> bool {
        self.kinds & (1 << kind as u8) != 0
    }

    pub fn is_in_line(self) -> bool {
        !self.has(Between::LineEnd)
    }

    pub fn is_in_word(self) -> bool {
        self.is_in_line() && !self.has(Between::Blank)
    }

    /// Nothing that can be seen.
    fn is_joined(self) -> bool {
        self.is_in_word() && !self.has(Between::Dash)
    }

    /// Adds a character; tells whether an ID may still go on after it.
    fn take(&mut self, c: char) -> bool {
        let Some(kind) = Between::of(c) else {
            return false;
        };
        self.length += 1;
        self.kinds |= 1 << kind as u8;
        self.length <= MAX_GAP && (kind != Between::QuoteMark || !self.is_in_line())
    }
}

pub fn hits(text: &str) -> Vec<Hit> {
    let chains = chains(text, digit).into_iter();
    let chains = chains.map(|groups| groups[0].start..groups[groups.len() - 1].end);
    let hits = chains.enumerate().flat_map(|(nth, chain)| {
        let beside = (nth < MAX_CUT).then(|| letters_beside(text, &chain));
        hits_of_chain(text, &chain, beside.unwrap_or_default())
    });
    hits.collect()
}

/// The stretches of groups with nothing but gaps between them that have [`MIN_DIGITS`] or more.
pub fn chains(text: &str, digit: impl Fn(char) -> Option<char>) -> Vec<Vec<Group>> {
    let (mut chains, mut groups) = (Vec::new(), Vec::new());
    let mut gap = Gap::default();
    let mut end = |groups: &mut Vec<Group>| {
        if digits_in(groups) >= MIN_DIGITS {
            chains.push(std::mem::take(groups));
        }
        groups.clear();
    };
    for (at, c) in text.char_indices() {
        if digit(c).is_some() {
            if gap.length > 0 || groups.is_empty() {
                groups.push(Group {
                    start: at,
                    end: at,
                    digits: 0,
                    gap: std::mem::take(&mut gap),
                });
            }
            if let Some(last) = groups.last_mut() {
                last.end = at + c.len_utf8();
                last.digits += 1;
            }
        } else if !groups.is_empty() && !gap.take(c) {
            end(&mut groups);
            gap = Gap::default();
        }
    }
    end(&mut groups);
    chains
}

pub fn digits_in(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.digits).sum()
}

/// The places of the IDs in a chain, one after the other.
pub fn places(groups: &[Group]) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut first = 0;
    while first < groups.len() {
        let last = id_from(groups, first);
        places.extend(last.map(|last| groups[first].start..groups[last].end));
        first = last.unwrap_or(first) + 1;
    }
    places
}

/// The IDs of a chain, and those that come to light without the letters at its ends that may be of
/// the words around it.
fn hits_of_chain(text: &str, chain: &Range<usize>, (before, after): (usize, usize)) -> Vec<Hit> {
    let digits = text[chain.clone()].chars().take(MAX_GLUED);
    let leading = if before > 0 { letters(digits) } else { 0 };
    let digits = text[chain.clone()].chars().rev().take(MAX_GLUED);
    let trailing = if after > 0 { letters(digits) } else { 0 };
    let cuts = (0..=leading).flat_map(|lead| (0..=trailing).map(move |trail| (lead, trail)));
    let mut hits: Vec<Hit> = Vec::new();
    for (lead, trail) in cuts {
        let is_glued = lead + trail > 0;
        let from = chain.start + lead;
        let cut = &text[from..chain.end - trail];
        for place in chains(cut, digit).iter().flat_map(|groups| places(groups)) {
            let id = digits_of(&cut[place.clone()], digit);
            let is_known = |id: &BatchId| is_glued && hits.iter().any(|known| known.id == *id);
            let Some(id) = id.filter(|id| !is_known(id)) else {
                continue;
            };
            let mut place = from + place.start..from + place.end;
            if is_glued {
                let (before, after) = letters_beside(text, &place);
                place = place.start - before..place.end + after;
            }
            hits.push(Hit {
                id,
                place,
                is_glued,
            });
        }
    }
    hits
}

/// Letters right before and right after a place.
fn letters_beside(text: &str, place: &Range<usize>) -> (usize, usize) {
    let before = text[..place.start].chars().rev();
    (letters(before), letters(text[place.end..].chars()))
}

fn letters(chars: impl Iterator<Item = char>) -> usize {
    chars.take_while(char::is_ascii_alphabetic).count()
}

/// The last group of the ID that begins with the group `first`.
fn id_from(groups: &[Group], first: usize) -> Option<usize> {
    let joined = || {
        let last = last_of(groups, first, Rule::Joined)?;
        let is_apart = groups.len() <= last + 1 || stands_alone(groups, last + 1);
        (stands_alone(groups, first) && (last == first || is_apart)).then_some(last)
    };
    last_of(groups, first, Rule::Grouped).or_else(joined)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Anything in the places of the four hyphens, and at most a line end elsewhere.
    Grouped,
    /// Nothing that can be seen.
    Joined,
}

impl Rule {
    /// Tells if the group `next` may follow on `before`, `position` digits into the ID.
    fn allows(self, position: usize, before: Group, next: Group) -> bool {
        let gap = next.gap;
        match self {
            Self::Grouped if HYPHENS.contains(&position) => {
                gap.has(Between::SoftHyphen) || !gap.is_joined()
            }
            Self::Grouped => {
                let wraps = before.digits >= MIN_WRAPPED && next.digits >= MIN_WRAPPED;
                gap.is_joined() || (!gap.is_in_line() && wraps)
            }
            Self::Joined => gap.is_joined(),
        }
    }
}

fn last_of(groups: &[Group], first: usize, rule: Rule) -> Option<usize> {
    let mut position = 0;
    for at in first..groups.len() {
        let group = groups[at];
        if at > first && !rule.allows(position, groups[at - 1], group) {
            return None;
        }
        let inside = position + 1..position + group.digits;
        let skips_hyphen = HYPHENS.iter().any(|hyphen| inside.contains(hyphen));
        if inside.end > DIGITS || (skips_hyphen && rule != Rule::Joined) {
            return None;
        }
        if inside.end == DIGITS {
            return Some(at);
        }
        position = inside.end;
    }
    None
}

/// Tells that no other digits are beside the beginning of a group, seen or unseen. Digits that
/// make an ID without an unseen letter among them stand alone wherever they are.
fn stands_alone(groups: &[Group], at: usize) -> bool {
    at == 0 || !groups[at].gap.is_joined() || groups[at].digits == DIGITS
}

pub fn digits_of(text: &str, digit: impl Fn(char) -> Option<char>) -> Option<BatchId> {
    let digits: String = text.chars().filter_map(digit).collect();
    Uuid::try_parse(&digits).ok().map(BatchId)
}
