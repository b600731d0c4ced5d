//! IDs in addresses, and in those that mail filters, sign-in pages and chats wrap into others.

use std::borrow::Cow;
use std::rc::Rc;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

use super::{BatchId, DIGITS, scan};

/// Longest address that is unwrapped, in bytes. Browsers and mail filters stop earlier.
const MAX_LENGTH: usize = 16 * 1024;

/// Addresses wrapped into each other that are unwrapped.
const MAX_LEVEL: usize = 5;

/// Fewest bytes of a value that holds an address or an ID.
const MIN_VALUE: usize = "http%3A%2F%2F".len();

/// Times a value is decoded at most: each relay on the way may encode it once more.
const MAX_DECODED: usize = 4;

const ENDS_PARAMETER: [char; 4] = ['?', '&', '#', ';'];

/// Base64 that may be cut off anywhere.
pub const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Beginning of an address in base64 ("http").
const BASE64_OF_ADDRESS: &str = "aHR0c";

/// Beginning of an address in Proofpoint's second links.
const PROOFPOINT_SCHEME: &str = "-3A__";

/// Parameters in which filters and sign-in pages carry numbers of their own, in lower case, with
/// the sign by which each is known in an address; the last are everybody's.
const OWN: [(&str, &[&str]); 12] = [
    ("safelinks.", &["data", "sdata"]),
    ("/owa/redir", &["c"]),
    ("urldefense.", &["k", "r"]),
    (".cudasvc.com", &["c"]),
    (".fireeye.com", &["e", "k"]),
    (".trellix.com", &["e", "k"]),
    (".trendmicro.com", &["auth", "umid"]),
    (".sophos.com", &["h", "i", "t"]),
    (".vadesecure.com", &["s"]),
    ("urlisolation.com", &["clickid", "tracetoken"]),
    ("RelayState=", &["id"]),
    ("", &["client_id", "nonce", "session_state", "state"]),
];

#[derive(Debug, Clone)]
pub struct Hit {
    pub found: scan::Hit,
    pub text: Rc<str>,
    /// Number of addresses wrapped around the one it stands in.
    level: usize,
    /// Stands among a filter's own numbers.
    is_own: bool,
    /// Stands in the address as it was written.
    is_written: bool,
}

/// Tells an address, or a part of one, that needs reading of its own.
pub fn may_be_one(word: &str) -> bool {
    let may_hold_id = (DIGITS..=MAX_LENGTH).contains(&word.len());
    may_hold_id && (word.contains('%') || word.contains("://"))
}

/// The IDs that the address `word` leads to.
pub fn hits(word: &str) -> Vec<Hit> {
    let text: Rc<str> = word.into();
    let mut reader = Reader {
        hits: Vec::new(),
        deepest: 0,
        is_whole: word.contains(['?', ':']),
    };
    for found in scan::hits(word) {
        let before = word[..found.place.start].rsplit(ENDS_PARAMETER).next();
        let name = before.and_then(|parameter| parameter.split('=').next());
        reader.hits.push(Hit {
            found,
            text: Rc::clone(&text),
            level: 0,
            is_own: name.is_some_and(|name| reader.is_own(word, name)),
            is_written: true,
        });
    }
    reader.address(word, 0);
    reader.choose()
}

/// Place of a text in the addresses.
#[derive(Clone, Copy)]
struct Spot {
    level: usize,
    is_query: bool,
    is_own: bool,
}

struct Reader {
    hits: Vec<Hit>,
    /// The most addresses found around another.
    deepest: usize,
    /// Begins as an address does, and is no piece of one.
    is_whole: bool,
}

impl Reader {
    fn address(&mut self, address: &str, level: usize) {
        self.deepest = self.deepest.max(level);
        let address = without_stars(address);
        // An address that a filter wraps as it is keeps its own question mark.
        let wrapped = scheme_in(&address, 1).filter(|at| !address[..*at].contains('='));
        let path = Spot {
            level,
            is_query: false,
            is_own: false,
        };
        if level > MAX_LEVEL {
            return self.scan(&address, path);
        }
        if let Some(at) = wrapped {
            self.value(&address[..at], path);
            return self.address(&address[at..], level + 1);
        }
        let end = address.find(ENDS_PARAMETER).unwrap_or(address.len());
        self.value(&address[..end], path);
        for parameter in address[end..].split(ENDS_PARAMETER) {
            let (name, value) = parameter.split_once('=').unwrap_or(("", parameter));
            let spot = Spot {
                level,
                is_query: true,
                is_own: self.is_own(&address, name),
            };
            self.value(value, spot);
        }
    }

    fn is_own(&self, address: &str, name: &str) -> bool {
        OWN.iter().any(|(sign, names)| {
            names.iter().any(|own| own.eq_ignore_ascii_case(name))
                && (!self.is_whole || address.contains(sign))
        })
    }

    /// Reads a value that may hold another address, encoded any number of times.
    fn value(&mut self, written: &str, spot: Spot) {
        if written.len() < MIN_VALUE {
            return;
        }
        let mut value = proofpoint(written);
        for _ in 0..MAX_DECODED {
            if let Some((before, inner)) = inner_address(&value, spot.is_query) {
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

    fn scan(&mut self, text: &str, spot: Spot) {
        let hits = scan::hits(text);
        if hits.is_empty() {
            return;
        }
        let text: Rc<str> = text.into();
        self.hits.extend(hits.into_iter().map(|found| Hit {
            found,
            text: Rc::clone(&text),
            level: spot.level,
            is_own: spot.is_own,
            is_written: false,
        }));
    }

    /// All but the numbers that filters add around the address they lead to. An ID that can be
    /// read as it is written is never lost.
    fn choose(mut self) -> Vec<Hit> {
        let (deepest, is_whole) = (self.deepest, self.is_whole);
        let is_around = |hit: &Hit| {
            if is_whole {
                hit.level < deepest
            } else {
                !hit.is_written
            }
        };
        let is_own = |hit: &Hit| hit.is_own && is_around(hit);
        let hits = self.hits.iter();
        let decoded = hits.filter(|hit| is_own(hit) && !hit.is_written);
        let own: Vec<BatchId> = decoded.map(|hit| hit.found.id).collect();
        let counts = |hit: &Hit| !(is_own(hit) || hit.is_written && own.contains(&hit.found.id));
        if self.hits.iter().any(counts) {
            self.hits.retain(counts);
        } else {
            self.hits.retain(|hit| hit.is_written);
        }
        self.hits
    }
}

fn inner_address(value: &str, is_query: bool) -> Option<(&str, Cow<'_, str>)> {
    if let Some(at) = scheme_in(value, usize::from(!is_query)) {
        return Some((&value[..at], Cow::Borrowed(&value[at..])));
    }
    if is_query && value.starts_with('/') {
        return Some(("", Cow::Borrowed(value)));
    }
    let inner = if is_query {
        base64_address(value)
    } else {
        value.split('/').find_map(base64_address)
    };
    inner.map(|inner| ("", Cow::Owned(inner)))
}

/// Start of the next address, `from` bytes into a text or later.
fn scheme_in(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut starts = text.match_indices("://").filter_map(|(colon, _)| {
        ["https", "http"].into_iter().find_map(|scheme| {
            let start = colon.checked_sub(scheme.len())?;
            let is_it = bytes[start..colon].eq_ignore_ascii_case(scheme.as_bytes());
            is_it.then_some(start)
        })
    });
    starts.find(|start| *start >= from)
}

fn base64_address(value: &str) -> Option<String> {
    let value = value.trim();
    if !value.starts_with(BASE64_OF_ADDRESS) {
        return None;
    }
    let value = value.replace('-', "+").replace('_', "/");
    let bytes = BASE64.decode(value).ok()?;
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
