//! The IDs in whatever was pasted, read as it stands and as what it is the source of.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use base64::Engine as _;
use quoted_printable::ParseMode;

use super::letter::Between;
use super::{Candidate, DIGITS, address, scan};
use crate::domain::ServerText;

/// As many different IDs are found at most; nobody chooses among more.
const MAX_FOUND: usize = 20;

/// Times that a mail is decoded: each that it is sent on in may be encoded once more.
const MAX_NESTED: usize = 3;

/// Longest line in the head of a mail, in bytes, with what it goes on in.
const MAX_HEAD: usize = 4 * 1024;

/// Longest tag of a page, in bytes; an address in it may be long.
const MAX_TAG: usize = 4 * 1024;

pub fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let sources = sources(text);
    let pages: Vec<String> = sources.iter().filter_map(|text| html(text)).collect();
    let sources = || sources.iter().map(AsRef::as_ref);
    for reading in sources().chain(pages.iter().map(String::as_str)) {
        add(&mut found, &places(reading), reading);
    }
    for source in sources().filter(|text| text.contains('%') && text.contains('\n')) {
        // An address may be wrapped anywhere.
        let joined: String = source.lines().map(without_margin).collect();
        let mut places = places(&joined);
        places.retain(|place| place.hits.iter().all(|(_, address)| address.is_some()));
        add(&mut found, &places, &joined);
    }
    found
}

/// The text as it stands, and as the source of a mail, whose parts may be encoded repeatedly.
fn sources(text: &str) -> Vec<Cow<'_, str>> {
    let mut sources = vec![Cow::Borrowed(text)];
    let mut from = 0;
    for _ in 0..MAX_NESTED {
        let decoded: Vec<String> = sources[from..]
            .iter()
            .flat_map(|text| [base64(text), quoted_printable(text), encoded_words(text)])
            .flatten()
            .collect();
        from = sources.len();
        sources.extend(decoded.into_iter().map(Cow::Owned));
    }
    sources
}

/// The words of a page, if `text` may be its source.
fn html(text: &str) -> Option<String> {
    let shown = without_tags(text);
    let decoded = html_escape::decode_html_entities(&shown);
    (decoded != text).then(|| decoded.into_owned())
}

/// Each tag becomes a line end; `<wbr>` shows nothing at all.
fn without_tags(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        shown.push_str(before);
        let Some(tag) = tag_at(after) else {
            shown.push('<');
            rest = after;
            continue;
        };
        if !tag.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("wbr") {
            shown.push('\n');
        }
        rest = &after[tag.len() + 1..];
    }
    shown.push_str(rest);
    shown
}

fn tag_at(text: &str) -> Option<&str> {
    let head = &text[..text.floor_char_boundary(MAX_TAG)];
    let is_tag = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let end = is_tag.then(|| head.find(['<', '>'])).flatten()?;
    // An address of a mail stands in brackets too.
    let is_address = head[..end].split(' ').next()?.contains('@');
    (head[end..].starts_with('>') && !is_address).then(|| &head[..end])
}

/// Decodes quoted-printable, which breaks lines with `=`, and writes `=3D` for it and may write
/// hyphens as `=2D` or, outside ASCII, as three bytes.
fn quoted_printable(text: &str) -> Option<String> {
    const SIGNS: [&str; 5] = ["=\n", "=\r\n", "=3D", "=2D", "=E2=80=9"];
    if !SIGNS.iter().any(|sign| text.contains(sign)) {
        return None;
    }
    let bytes = quoted_printable::decode(text, ParseMode::Robust).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Decodes each stretch of lines in base64 that is long enough for an ID. Nothing else is kept,
/// so that the words around an ID are its own.
fn base64(text: &str) -> Option<String> {
    let is_base64 = |line: &&str| {
        let mut bytes = line.bytes();
        !line.is_empty() && bytes.all(|c| c.is_ascii_alphanumeric() || b"+/=".contains(&c))
    };
    let lines: Vec<&str> = text.lines().map(without_margin).collect();
    let stretches = lines.chunk_by(|a, b| is_base64(a) && is_base64(b));
    let mut shown = String::new();
    for stretch in stretches.filter(|lines| is_base64(&lines[0])) {
        let stretch = stretch.concat();
        for part in stretch.split('=').filter(|part| part.len() > DIGITS) {
            let is_cut_off = part.len() % 4 == 1;
            let whole = &part[..part.len() - usize::from(is_cut_off)];
            if let Ok(bytes) = address::BASE64.decode(whole) {
                shown.push_str(&String::from_utf8_lossy(&bytes));
                shown.push_str("\n\n");
            }
        }
    }
    (!shown.is_empty()).then_some(shown)
}

/// Decodes the words of a mail's head in base64 (RFC 2047); an ID may go on from one to the next.
fn encoded_words(text: &str) -> Option<String> {
    let mut shown = String::new();
    for word in text.split("=?").skip(1) {
        let mut parts = word.splitn(4, '?').skip(1);
        let (Some("B" | "b"), Some(body)) = (parts.next(), parts.next()) else {
            continue;
        };
        let bytes = address::BASE64.decode(body).unwrap_or_default();
        shown.push_str(&String::from_utf8_lossy(&bytes));
        let after = parts.next().unwrap_or_default();
        if !after.trim_start_matches('=').trim().is_empty() {
            shown.push('\n');
        }
    }
    (!shown.is_empty()).then_some(shown)
}

fn without_margin(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c == '|' || c.is_whitespace())
        .trim_end()
}

struct Place {
    range: Range<usize>,
    /// Each with the text that it stands in, where that is an address and not the reading.
    hits: Vec<(scan::Hit, Option<Rc<str>>)>,
}

fn places(text: &str) -> Vec<Place> {
    let mut hits = scan::hits(text).into_iter().peekable();
    let mut places = Vec::new();
    let plain = |hit: scan::Hit| {
        let range = hit.place.clone();
        let is_found = !is_of_mail(text, &range);
        let hits = is_found.then_some((hit, None)).into_iter().collect();
        Place { range, hits }
    };
    for word in addresses(text) {
        while let Some(hit) = hits.next_if(|hit| hit.place.start < word.start) {
            places.push(plain(hit));
        }
        while hits.next_if(|hit| hit.place.end <= word.end).is_some() {}
        let found = address::hits(&text[word.clone()]).into_iter();
        places.push(Place {
            range: word,
            hits: found.map(|hit| (hit.found, Some(hit.text))).collect(),
        });
    }
    places.extend(hits.map(plain));
    places.retain(|place| !place.hits.is_empty());
    places
}

/// Tells an ID of a mail itself: of the message, of a part, or between its parts. Its lines may
/// have been joined.
pub(super) fn is_of_mail(text: &str, place: &Range<usize>) -> bool {
    const HEADS: &str = "message-id in-reply-to references content-id";
    let from = text.ceil_char_boundary(place.start.saturating_sub(MAX_HEAD));
    let before = text[from..place.start].to_ascii_lowercase();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let is_between = word.contains("boundary") || word.contains("apple-mail");
    let (head, rest) = before.rsplit_once(':').unwrap_or_default();
    let is_in_brackets = rest.ends_with('<') && text[place.end..].starts_with('@');
    let is_message = is_in_brackets && HEADS.split(' ').any(|name| head.ends_with(name));
    let is_unique = rest.trim().is_empty() && head.ends_with("universally-unique-identifier");
    is_between || is_message || is_unique
}

/// The stretches without a blank, a bracket of an address, or a quote, that may be addresses.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = |c: char| matches!(c, '<' | '>' | '"' | '|') || c.is_whitespace();
    let start = text.as_ptr().addr();
    let words = text.split(ends).filter(|word| address::may_be_one(word));
    words.map(move |word| {
        let at = word.as_ptr().addr() - start;
        at..at + word.len()
    })
}

fn add(found: &mut Vec<Candidate>, places: &[Place], text: &str) {
    for (at, place) in places.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &places[before]);
        let from = before.map_or(0, |place| place.range.end);
        let next = places.get(at + 1);
        let to = next.map_or(text.len(), |place| place.range.start);
        for (hit, address) in &place.hits {
            if let Some(known) = found.iter_mut().find(|known| known.id == hit.id) {
                known.glued.take_if(|_| !hit.is_glued);
            } else if found.len() < MAX_FOUND {
                let outside = Around::of(text, &place.range, &(from..to));
                let address = address.as_deref();
                let written = &address.unwrap_or(text)[hit.place.clone()];
                let inside =
                    |text: &str| Around::of(text, &hit.place, &(0..text.len())).inside(&outside);
                found.push(Candidate {
                    id: hit.id,
                    around: address.map_or(outside.clone(), inside),
                    glued: hit.is_glued.then(|| written.to_owned()),
                });
            }
        }
    }
}

/// Characters kept on either side.
const AROUND: usize = 40;

/// Bytes read on either side for them.
const REACH: usize = 400;

/// Words before and after an ID, on its line or on the line before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    pub before: String,
    pub after: String,
}

impl Around {
    /// Words around `place`, as far as `within` reaches.
    pub(super) fn of(text: &str, place: &Range<usize>, within: &Range<usize>) -> Self {
        let from = text.ceil_char_boundary(place.start.saturating_sub(REACH));
        let to = text.floor_char_boundary(place.end.saturating_add(REACH));
        let before = &text[within.start.max(from).min(place.start)..place.start];
        let after = &text[place.end..within.end.min(to).max(place.end)];
        let is_blank = |line: &&str| line.trim().is_empty();
        let before = before.rsplit(ends_line).find(|line| !is_blank(line));
        let after = after.split(ends_line).next();
        Self {
            before: ending(before.unwrap_or_default()),
            after: beginning(after.unwrap_or_default()),
        }
    }

    pub(super) fn inside(self, word: &Self) -> Self {
        Self {
            before: ending(&format!("{} {}", word.before, self.before)),
            after: beginning(&format!("{} {}", self.after, word.after)),
        }
    }
}

/// Joined pastes are lines too.
fn ends_line(c: char) -> bool {
    c == '·' || Between::of(c) == Some(Between::LineEnd)
}

fn ending(text: &str) -> String {
    let text = shown(text);
    let from = text.char_indices().rev().nth(AROUND - 1);
    match from {
        Some((from, _)) if from > 0 => {
            let end = &text[from..];
            let words = end.find(' ').map_or(end, |blank| &end[blank..]);
            format!("…{}", words.trim())
        }
        _ => text,
    }
}

fn beginning(text: &str) -> String {
    let text = shown(text);
    match text.char_indices().nth(AROUND) {
        Some((to, _)) => {
            let start = &text[..to];
            let words = start.rfind(' ').map_or(start, |blank| &start[..blank]);
            format!("{}…", words.trim())
        }
        None => text,
    }
}

/// Safe to show, with single blanks.
fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    ServerText::new(&words.join(" ")).to_string()
}
