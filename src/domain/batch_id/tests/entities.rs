//! The names of characters that are kept, against all that HTML has.

use html_escape::NAMED_ENTITIES;

use super::super::entities::{NAMED, decode};
use super::super::letter::Between;

fn may_stand_in_an_address(c: char) -> bool {
    c.is_ascii() || Between::of(c).is_some()
}

#[test]
fn the_names_are_those_of_html() {
    let mut kept: Vec<(&str, char)> = NAMED
        .iter()
        .flat_map(|(c, names)| names.split(' ').map(|name| (name, *c)))
        .collect();
    kept.sort_unstable();
    let all = NAMED_ENTITIES.iter().filter_map(|(name, text)| {
        let mut chars = text.chars();
        let c = chars.next().filter(|_| chars.next().is_none())?;
        may_stand_in_an_address(c).then_some((std::str::from_utf8(name).ok()?, c))
    });
    assert_eq!(kept, all.collect::<Vec<_>>());
}

#[test]
fn entities_are_read_as_a_browser_does() {
    for (name, c) in NAMED
        .iter()
        .flat_map(|(c, names)| names.split(' ').map(move |n| (n, c)))
    {
        assert_eq!(decode(&format!("1&{name};2")), format!("1{c}2"));
    }
    for text in [
        "a&#45;b&#x2d;c&#X2D;d",
        "&amp;#45; &&amp; &amp",
        "no & entity; here",
        "&#xd800;&#99999999999;&#;&;",
        "100&nbsp;%&unknown;é&shy;",
    ] {
        assert_eq!(
            decode(text),
            html_escape::decode_html_entities(text),
            "{text}"
        );
    }
}
