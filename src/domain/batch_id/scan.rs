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

/// Fewest digits in what is an ID, or almost one.
pub const MIN_DIGITS: usize = 20;

/// Fewest bytes an ID is written in.
pub const MIN_LENGTH: usize = DIGITS;

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
    hyphen: Hyphen,
    has_blank: bool,
    has_line_end: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Hyphen {
    #[default]
    None,
    Soft,
    Seen,
}

impl Gap {
    /// Nothing that can be seen.
    pub fn is_joined(self) -> bool {
        self.hyphen != Hyphen::Seen && !self.has_blank && !self.has_line_end
    }

    pub fn is_in_line(self) -> bool {
        !self.has_line_end
    }

    pub fn is_in_word(self) -> bool {
        self.is_in_line() && !self.has_blank
    }

    fn is_hyphen(self) -> bool {
        match self.hyphen {
            Hyphen::Seen => true,
            Hyphen::Soft => !self.has_blank,
            Hyphen::None => false,
        }
    }

    /// Adds a character; tells whether an ID may still go on after it.
    fn take(&mut self, c: char) -> bool {
        self.length += 1;
        match Between::of(c) {
            Some(Between::Dash) => self.hyphen = Hyphen::Seen,
            Some(Between::Blank) => self.has_blank = true,
            Some(Between::LineEnd) => self.has_line_end = true,
            Some(Between::SoftHyphen) => self.hyphen = self.hyphen.max(Hyphen::Soft),
            Some(Between::Silent) => {}
            Some(Between::QuoteMark) if self.has_line_end => {}
            Some(Between::QuoteMark) | None => return false,
        }
        self.length <= MAX_GAP
    }
}

pub fn hits(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    for groups in chains(text, digit) {
        let mut of_chain = hits_of_chain(text, &groups);
        add_glued(
            text,
            groups[0].start..groups[groups.len() - 1].end,
            &mut of_chain,
        );
        hits.append(&mut of_chain);
    }
    hits
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

fn hits_of_chain(text: &str, groups: &[Group]) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut first = 0;
    while first < groups.len() {
        let last = id_from(groups, first);
        hits.extend(last.and_then(|last| {
            let place = groups[first].start..groups[last].end;
            let id = digits_of(&text[place.clone()], digit)?;
            let is_glued = false;
            Some(Hit {
                id,
                place,
                is_glued,
            })
        }));
        first = last.unwrap_or(first) + 1;
    }
    hits
}

/// Adds the IDs of a chain without the letters at its ends that may be of the words around it,
/// where they are not among its hits.
fn add_glued(text: &str, chain: Range<usize>, hits: &mut Vec<Hit>) {
    let letters =
        |chars: &mut dyn Iterator<Item = char>| chars.take_while(char::is_ascii_alphabetic).count();
    let most = |beside: usize| if beside > 0 { MAX_GLUED } else { 0 };
    let digits = &text[chain.clone()];
    let before = letters(&mut text[..chain.start].chars().rev());
    let after = letters(&mut text[chain.end..].chars());
    let leading = letters(&mut digits.chars().take(most(before)));
    let trailing = letters(&mut digits.chars().rev().take(most(after)));
    let cuts = (0..=leading).flat_map(|lead| (0..=trailing).map(move |trail| (lead, trail)));
    for (lead, trail) in cuts.skip(1) {
        let cut = &digits[lead..digits.len() - trail];
        let from = chain.start + lead;
        for groups in chains(cut, digit) {
            for Hit { id, place, .. } in hits_of_chain(cut, &groups) {
                if hits.iter().all(|known| known.id != id) {
                    let start = if lead > 0 {
                        chain.start - before
                    } else {
                        from + place.start
                    };
                    let end = if trail > 0 {
                        chain.end + after
                    } else {
                        from + place.end
                    };
                    hits.push(Hit {
                        id,
                        place: start..end,
                        is_glued: true,
                    });
                }
            }
        }
    }
}

/// The last group of the ID that begins with the group `first`.
pub fn id_from(groups: &[Group], first: usize) -> Option<usize> {
    let last = |rule| last_of(groups, first, rule);
    let joined = || {
        let last = last(Rule::Joined).filter(|_| stands_alone(groups, first))?;
        let is_apart = groups.len() <= last + 1 || stands_alone(groups, last + 1);
        (last == first || is_apart).then_some(last)
    };
    last(Rule::Hyphens)
        .or_else(|| last(Rule::Spaces))
        .or_else(joined)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Hyphens in their four places; a line may end anywhere.
    Hyphens,
    /// Anything in the four places, and nothing elsewhere.
    Spaces,
    /// Nothing that can be seen.
    Joined,
}

impl Rule {
    /// Tells if the group `next` may follow on `before`, `position` digits into the ID.
    fn allows(self, position: usize, before: Group, next: Group) -> bool {
        let gap = next.gap;
        let in_place = HYPHENS.contains(&position);
        match self {
            Self::Hyphens if in_place => gap.is_hyphen(),
            Self::Hyphens => {
                let wraps = before.digits >= MIN_WRAPPED && next.digits >= MIN_WRAPPED;
                gap.is_joined() || (gap.has_line_end && wraps)
            }
            Self::Spaces => in_place != gap.is_joined(),
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
