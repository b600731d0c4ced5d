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

/// The characters between two groups.
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

/// The IDs in `text`, in their order.
pub fn hits(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    chains(text, digit, |groups| {
        let chain = groups[0].start..groups[groups.len() - 1].end;
        let from = hits.len();
        hits_of_chain(text, groups, &mut hits);
        add_glued(text, chain, from, &mut hits);
    });
    hits
}

/// Hands each stretch of groups with nothing but gaps between them to `each`, where it has
/// [`MIN_DIGITS`] or more.
pub fn chains(text: &str, digit: impl Fn(char) -> Option<char>, mut each: impl FnMut(&[Group])) {
    let mut groups: Vec<Group> = Vec::new();
    let mut gap = Gap::default();
    let mut digits = 0;
    for (at, c) in text.char_indices() {
        if digit(c).is_some() {
            let end = at + c.len_utf8();
            digits += 1;
            match groups.last_mut() {
                Some(last) if gap.length == 0 => {
                    last.end = end;
                    last.digits += 1;
                }
                _ => groups.push(Group {
                    start: at,
                    end,
                    digits: 1,
                    gap: std::mem::take(&mut gap),
                }),
            }
        } else if digits > 0 && !gap.take(c) {
            if digits >= MIN_DIGITS {
                each(&groups);
            }
            groups.clear();
            gap = Gap::default();
            digits = 0;
        }
    }
    if digits >= MIN_DIGITS {
        each(&groups);
    }
}

fn hits_of_chain(text: &str, groups: &[Group], hits: &mut Vec<Hit>) {
    let mut first = 0;
    while first < groups.len() {
        let Some(last) = id_from(groups, first) else {
            first += 1;
            continue;
        };
        let place = groups[first].start..groups[last].end;
        if let Some(id) = digits_of(&text[place.clone()], digit) {
            hits.push(Hit {
                id,
                place,
                is_glued: false,
            });
        }
        first = last + 1;
    }
}

/// Adds the IDs of a chain without the letters at its ends that may be of the words around it,
/// where they are not among the hits `from` on.
fn add_glued(text: &str, chain: Range<usize>, from: usize, hits: &mut Vec<Hit>) {
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
        let mut found = Vec::new();
        chains(cut, digit, |groups| hits_of_chain(cut, groups, &mut found));
        found.retain(|hit| hits[from..].iter().all(|known| known.id != hit.id));
        hits.extend(found.into_iter().map(|hit| Hit {
            place: if lead > 0 {
                chain.start - before
            } else {
                chain.start + hit.place.start
            }..if trail > 0 {
                chain.end + after
            } else {
                chain.start + lead + hit.place.end
            },
            is_glued: true,
            ..hit
        }));
    }
}

/// The last group of the ID that begins with the group `first`.
pub fn id_from(groups: &[Group], first: usize) -> Option<usize> {
    let last = |rule| last_of(groups, first, rule);
    last(Rule::Hyphens)
        .or_else(|| last(Rule::Spaces))
        .or_else(|| {
            let last = stands_alone(groups, first)
                .then(|| last(Rule::Joined))
                .flatten()?;
            let next_stands_alone =
                last == first || groups.len() <= last + 1 || stands_alone(groups, last + 1);
            next_stands_alone.then_some(last)
        })
}

/// Characters allowed between the digits.
#[derive(Clone, Copy)]
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

    /// Tells if a group may reach from one place of a hyphen over the next.
    fn allows_without_hyphen(self) -> bool {
        matches!(self, Self::Joined)
    }
}

fn last_of(groups: &[Group], first: usize, rule: Rule) -> Option<usize> {
    let mut position = 0;
    for at in first..groups.len() {
        let group = groups[at];
        if at > first && !rule.allows(position, groups[at - 1], group) {
            return None;
        }
        let end = position + group.digits;
        let skips_hyphen = HYPHENS
            .iter()
            .any(|hyphen| (position + 1..end).contains(hyphen));
        if end > DIGITS || (skips_hyphen && !rule.allows_without_hyphen()) {
            return None;
        }
        if end == DIGITS {
            return Some(at);
        }
        position = end;
    }
    None
}

/// Tells that no other digits are beside the beginning of a group, seen or unseen. Digits that
/// make an ID without an unseen letter among them stand alone wherever they are.
fn stands_alone(groups: &[Group], at: usize) -> bool {
    at == 0 || !groups[at].gap.is_joined() || groups[at].digits == DIGITS
}

/// The ID whose digits are the digits of `text`.
pub fn digits_of(text: &str, digit: impl Fn(char) -> Option<char>) -> Option<BatchId> {
    let digits: String = text.chars().filter_map(digit).collect();
    Uuid::try_parse(&digits).ok().map(BatchId)
}
