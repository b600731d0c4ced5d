//! The rows of Unicode's table of confusables that are kept, against that table.

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategoryGroup;
use unicode_security::confusable_detection::skeleton;

use super::super::letter::digit;
use super::super::look_alikes::LOOK_ALIKES;

/// The single character that `c` is taken for.
fn prototype(c: char) -> Option<char> {
    one(skeleton(c.encode_utf8(&mut [0; 4])))
}

fn one(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|_| chars.next().is_none())
}

/// The hyphens and digits with what they are taken for themselves.
fn meant() -> Vec<(char, char)> {
    let digits = "0123456789abcdefABCDEF".chars();
    let digits = digits.map(|c| (c, c.to_ascii_lowercase()));
    digits
        .chain([('-', '-'), ('—', '-')])
        .map(|(c, meant)| (prototype(c).unwrap(), meant))
        .collect()
}

fn is_letter_or_number(c: char) -> bool {
    let kept = GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Number);
    kept.contains(CodePointMapData::new().get(c))
}

#[test]
fn look_alikes_are_those_of_unicode() {
    let shapes = meant();
    let taken_for = |c| {
        let seen = prototype(c)?;
        let mut shapes = shapes.iter();
        shapes.find(|(shape, _)| *shape == seen).map(|(_, c)| *c)
    };
    for (meant, letters) in LOOK_ALIKES {
        for c in letters.chars() {
            let upper = || taken_for(one(c.to_uppercase())?);
            assert_eq!(taken_for(c).or_else(upper), Some(meant), "{c}");
        }
    }
    for c in '\0'..=char::MAX {
        if let Some(meant) = taken_for(c)
            && c != '-'
            && (meant == '-' || is_letter_or_number(c) && digit(c).is_none())
        {
            let row = LOOK_ALIKES.iter().find(|(_, row)| row.contains(c));
            assert_eq!(row.map(|(meant, _)| *meant), Some(meant), "{c}");
        }
    }
}
