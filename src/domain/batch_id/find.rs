//! The IDs in whatever was pasted, read as it stands and as what it is the source of.

use std::borrow::Cow;
use std::ops::Range;

use quoted_printable::ParseMode;

use super::around::Around;
use super::{BatchId, Candidate, address, scan};

/// As many different IDs are found at most; nobody chooses among more.
const MAX_FOUND: usize = 100;

/// Longest tag of a page, in bytes; an address in it may be long.
const MAX_TAG: usize = 4 * 1024;

/// The different IDs in `text`, in their order.
pub fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    for reading in readings(text) {
        add(&mut found, &places(&reading), &reading);
    }
    if found.is_empty() && text.contains('%') {
        let joined = joined_lines(text);
        let mut places = places(&joined);
        places.retain(|place| matches!(place.content, Content::Address(_)));
        add(&mut found, &places, &joined);
    }
    found
}

/// The text as it stands; as HTML; as the source of a mail; as HTML in that source.
fn readings(text: &str) -> Vec<Cow<'_, str>> {
    let mut readings = vec![Cow::Borrowed(text)];
    readings.extend(html(text).map(Cow::Owned));
    if let Some(mail) = mail_source(text) {
        readings.extend(html(&mail).map(Cow::Owned));
        readings.push(Cow::Owned(mail));
    }
    readings
}

/// What a page shows, where `text` may be its source.
fn html(text: &str) -> Option<String> {
    let shown = without_tags(text);
    let decoded = html_escape::decode_html_entities(&shown);
    (decoded != text).then(|| decoded.into_owned())
}

/// Each tag becomes a line end; `<wbr>` shows nothing at all.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
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
    Cow::Owned(shown)
}

fn tag_at(text: &str) -> Option<&str> {
    let head = &text[..text.floor_char_boundary(MAX_TAG)];
    let is_tag = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let end = is_tag.then(|| head.find(['<', '>'])).flatten()?;
    head[end..].starts_with('>').then(|| &head[..end])
}

/// Decodes quoted-printable, which breaks lines with `=`, and writes `=3D` for it and may write
/// hyphens as `=2D` or, outside ASCII, as three bytes.
fn mail_source(text: &str) -> Option<String> {
    const SIGNS: [&str; 5] = ["=\n", "=\r\n", "=3D", "=2D", "=E2=80=9"];
    if !SIGNS.iter().any(|sign| text.contains(sign)) {
        return None;
    }
    let bytes = quoted_printable::decode(text, ParseMode::Robust).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// An address may be wrapped anywhere.
fn joined_lines(text: &str) -> String {
    let is_margin = |c: char| c == '>' || c == '|' || c.is_whitespace();
    text.lines()
        .map(|line| line.trim_start_matches(is_margin).trim_end())
        .collect()
}

/// Where in a reading something was found.
struct Place {
    range: Range<usize>,
    content: Content,
}

enum Content {
    Id(BatchId),
    Address(Vec<address::Hit>),
}

fn places(text: &str) -> Vec<Place> {
    let mut hits = scan::hits(text).into_iter().peekable();
    let mut places = Vec::new();
    let plain = |hit: scan::Hit| Place {
        range: hit.place,
        content: Content::Id(hit.id),
    };
    for word in words(text).filter(|word| address::is_address(&text[word.clone()])) {
        while let Some(hit) = hits.next_if(|hit| hit.place.start < word.start) {
            places.push(plain(hit));
        }
        let mut inside = Vec::new();
        while let Some(mut hit) = hits.next_if(|hit| hit.place.end <= word.end) {
            // What would be an escape that eats into an ID is none.
            if text[..hit.place.start].ends_with(address::ESCAPES) {
                places.push(plain(hit));
                continue;
            }
            hit.place = hit.place.start - word.start..hit.place.end - word.start;
            inside.push(hit);
        }
        let hits = address::hits(&text[word.clone()], &inside);
        if !hits.is_empty() {
            places.push(Place {
                range: word,
                content: Content::Address(hits),
            });
        }
    }
    places.extend(hits.map(plain));
    places
}

/// The stretches without a blank, a bracket of an address, or a quote, where some may be addresses.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let text = if address::may_hold_one(text) {
        text
    } else {
        ""
    };
    let ends = |c: char| matches!(c, '<' | '>' | '"' | '|') || c.is_whitespace();
    let start = text.as_ptr().addr();
    text.split(ends).map(move |word| {
        let at = word.as_ptr().addr() - start;
        at..at + word.len()
    })
}

fn add(found: &mut Vec<Candidate>, places: &[Place], text: &str) {
    for (at, place) in places.iter().enumerate() {
        let from = at
            .checked_sub(1)
            .map_or(0, |before| places[before].range.end);
        let to = places
            .get(at + 1)
            .map_or(text.len(), |next| next.range.start);
        let around = || Around::of(text, &place.range, &(from..to));
        match &place.content {
            Content::Id(id) => add_one(found, *id, around),
            Content::Address(hits) => {
                for hit in hits {
                    let inside = || Around::of(&hit.text, &hit.place, &(0..hit.text.len()));
                    add_one(found, hit.id, || inside().inside(&around()));
                }
            }
        }
    }
}

fn add_one(found: &mut Vec<Candidate>, id: BatchId, around: impl FnOnce() -> Around) {
    if found.len() < MAX_FOUND && found.iter().all(|candidate| candidate.id != id) {
        found.push(Candidate {
            id,
            around: around(),
        });
    }
}
