//! IDs in addresses, and in the addresses that mail filters, sign-in pages and
//! chats wrap into others.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

use super::BatchId;
use super::scan::{self, Form};

/// Longest address that is unwrapped, in bytes. Browsers and mail filters stop earlier.
const MAX_LENGTH: usize = 16 * 1024;

/// Addresses wrapped into each other that are unwrapped.
const MAX_LEVEL: usize = 5;

/// Fewest bytes of a value that holds an address or an ID.
const MIN_VALUE: usize = "http%3A%2F%2F".len();

/// Times a value is decoded at most: each relay on the way may encode it once more.
const MAX_DECODED: usize = 4;

/// What escapes begin with: everywhere, and in the links of Proofpoint.
pub const ESCAPES: [char; 3] = ['%', '*', '-'];

/// How an address begins in base64 ("http").
const BASE64_OF_ADDRESS: &str = "aHR0c";

/// How Proofpoint's second links write the beginning of an address.
const PROOFPOINT_SCHEME: &str = "-3A__";

/// An ID in an address.
#[derive(Debug, Clone)]
pub struct Hit {
    pub id: BatchId,
    /// The text it stands in, and where.
    pub text: Rc<str>,
    pub place: Range<usize>,
    pub form: Form,
    pub part: Part,
    /// How many addresses are wrapped around the one it stands in.
    pub level: usize,
    pub source: Source,
}

/// The part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Path,
    Query,
}

/// How a part became readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    AsWritten,
    Decoded,
}

/// Whether a text may hold an address, or a part of one, that needs reading of its own.
pub fn may_hold_one(text: &str) -> bool {
    text.contains('%') || text.contains("://")
}

/// Whether a word may be one.
pub fn is_address(word: &str) -> bool {
    (scan::MIN_LENGTH..=MAX_LENGTH).contains(&word.len()) && may_hold_one(word)
}

/// The IDs that the address `word` leads to. `as_written` are those that stand in it as it is.
pub fn hits(word: &str, as_written: &[scan::Hit]) -> Vec<Hit> {
    let query = word.find(['?', '#']).unwrap_or(word.len());
    let text: Rc<str> = word.into();
    let as_written = as_written.iter().map(|hit| Hit {
        id: hit.id,
        text: Rc::clone(&text),
        place: hit.place.clone(),
        form: hit.form,
        part: if hit.place.start < query {
            Part::Path
        } else {
            Part::Query
        },
        level: 0,
        source: Source::AsWritten,
    });
    let mut reader = Reader {
        hits: as_written.collect(),
        deepest: 0,
        is_whole: word.contains("://") || word.starts_with("mailto:"),
    };
    reader.address(word, 0);
    reader.choose()
}

/// Where in the addresses a text stands.
#[derive(Clone, Copy)]
struct Spot {
    level: usize,
    part: Part,
}

struct Reader {
    hits: Vec<Hit>,
    /// The most addresses found around another.
    deepest: usize,
    /// Whether it begins as an address does, and is no piece of one.
    is_whole: bool,
}

impl Reader {
    fn address(&mut self, address: &str, level: usize) {
        self.deepest = self.deepest.max(level);
        if level > MAX_LEVEL {
            return;
        }
        let address = without_stars(address);
        // What a filter wraps as it is keeps its own question mark.
        let wrapped = scheme_in(&address, 1).filter(|at| !address[..*at].contains('='));
        let path = Spot {
            level,
            part: Part::Path,
        };
        if let Some(at) = wrapped {
            self.value(&address[..at], path);
            return self.address(&address[at..], level + 1);
        }
        let end = address.find(['?', '#']).unwrap_or(address.len());
        self.value(&address[..end], path);
        let query = Spot {
            level,
            part: Part::Query,
        };
        for part in address[end..].split(['?', '&', '#', ';']) {
            self.value(part.split_once('=').map_or(part, |(_, value)| value), query);
        }
    }

    /// Reads a value that may hold another address, encoded any number of times.
    fn value(&mut self, written: &str, spot: Spot) {
        if written.len() < MIN_VALUE {
            return;
        }
        let mut value = proofpoint(written);
        for _ in 0..MAX_DECODED {
            if let Some((before, inner)) = inner_address(&value, spot.part) {
                self.scan(before, spot);
                return self.address(&inner, spot.level + 1);
            }
            let decoded = percent_decode_str(&value).decode_utf8_lossy();
            if decoded == value {
                break;
            }
            value = Cow::Owned(decoded.into_owned());
        }
        if spot.level > 0 || value != written {
            self.scan(&value, spot);
        }
    }

    fn scan(&mut self, text: &str, Spot { level, part }: Spot) {
        let hits = scan::hits(text);
        if hits.is_empty() {
            return;
        }
        let text: Rc<str> = text.into();
        self.hits.extend(hits.into_iter().map(|hit| Hit {
            id: hit.id,
            text: Rc::clone(&text),
            place: hit.place,
            form: hit.form,
            part,
            level,
            source: Source::Decoded,
        }));
    }

    /// What the innermost address names counts; the numbers that filters add outside it do not.
    /// What can be read as it is written is never lost.
    fn choose(self) -> Vec<Hit> {
        let innermost = self.hits.iter().map(|hit| hit.level).max().unwrap_or(0);
        let is_grouped = |hit: &Hit| hit.form == Form::Grouped;
        let is_path = |hit: &Hit| hit.part == Part::Path;
        let is_grouped_inside = self
            .hits
            .iter()
            .any(|hit| hit.level == innermost && is_grouped(hit));
        let is_filters_own = |hit: &Hit| {
            let is_piece = hit.level == 0 && !self.is_whole;
            hit.source == Source::Decoded
                && !is_grouped(hit)
                && (hit.level < self.deepest || is_piece)
        };
        let counts = |hit: &&Hit| {
            let is_inner = hit.level == innermost && !is_filters_own(hit);
            let is_best = is_grouped(hit) || is_path(hit) || !is_grouped_inside;
            (is_inner && is_best) || (is_grouped(hit) && is_path(hit))
        };
        let chosen: Vec<Hit> = self.hits.iter().filter(counts).cloned().collect();
        if chosen.is_empty() {
            let is_written = |hit: &&Hit| hit.source == Source::AsWritten;
            return self.hits.iter().filter(is_written).cloned().collect();
        }
        chosen
    }
}

/// The address inside a value, and what stands before it.
fn inner_address(value: &str, part: Part) -> Option<(&str, Cow<'_, str>)> {
    let (own_scheme, is_relative) = match part {
        Part::Path => (1, false),
        Part::Query => (0, value.starts_with('/')),
    };
    if let Some(at) = scheme_in(value, own_scheme) {
        return Some((&value[..at], Cow::Borrowed(&value[at..])));
    }
    if is_relative {
        return Some(("", Cow::Borrowed(value)));
    }
    let inner = match part {
        Part::Path => value.split('/').find_map(base64_address),
        Part::Query => base64_address(value),
    };
    inner.map(|inner| ("", Cow::Owned(inner)))
}

/// Where the next address begins, `from` bytes into a text or later.
fn scheme_in(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut starts = text.match_indices("://").filter_map(|(colon, _)| {
        let begins = |scheme: &&str| {
            let start = colon.checked_sub(scheme.len());
            start.is_some_and(|start| bytes[start..colon].eq_ignore_ascii_case(scheme.as_bytes()))
        };
        ["https", "http"]
            .into_iter()
            .find(begins)
            .map(|scheme| colon - scheme.len())
    });
    starts.find(|start| *start >= from)
}

fn base64_address(value: &str) -> Option<String> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let value = value.trim();
    if !value.starts_with(BASE64_OF_ADDRESS) {
        return None;
    }
    let value = value.replace('+', "-").replace('/', "_");
    let bytes = GeneralPurpose::new(&URL_SAFE, config).decode(value).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Proofpoint's second links write `-` for `%` and `_` for `/`.
fn proofpoint(value: &str) -> Cow<'_, str> {
    if value.contains(PROOFPOINT_SCHEME) {
        Cow::Owned(value.replace('-', "%").replace('_', "/"))
    } else {
        Cow::Borrowed(value)
    }
}

/// Proofpoint's third links write `*` for `%`.
fn without_stars(address: &str) -> Cow<'_, str> {
    if address.contains("/v3/__") {
        Cow::Owned(address.replace('*', "%"))
    } else {
        Cow::Borrowed(address)
    }
}
