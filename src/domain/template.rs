//! The design a batch is made with, and its places for signatures with the people set for them.

use std::collections::HashMap;

use super::moment::Moment;
use super::picture::FileLink;
use super::signatory::Signatory;
use super::text::ServerText;

/// The design of a batch's certificates, as it is now. Everything may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template {
    pub id: Option<ServerText>,
    /// The number of the institution it belongs to.
    pub institution_id: Option<i64>,
    pub name: Option<ServerText>,
    pub screenshot: FileLink,
    /// The design has places for signatures.
    pub has_signatures: Option<bool>,
    pub has_default_signatories: Option<bool>,
    /// Signatories must be named whenever a batch is made.
    pub requires_signature_setup: Option<bool>,
    /// The names of the design's signature fields.
    pub signatory_fields: Vec<ServerText>,
    /// The people set as default signatories, in the order they came.
    pub default_signatories: Vec<Signatory>,
    pub created_at: Option<Moment>,
    pub updated_at: Option<Moment>,
}

/// One place for a signature on the design, in the order of the places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    /// The place's number, counted from 1, where one is known.
    pub number: Option<i64>,
    /// The name of its field; `None` for a person whose place is not on the design.
    pub field: Option<&'a ServerText>,
    /// Default signatory. `None` is an empty place.
    pub person: Option<&'a Signatory>,
}

/// Every place and every person of a template: fields and persons with the same number together,
/// fields without a person as empty places, persons without a field with their own number. Sorted
/// by number, the unnumbered last.
pub fn places(template: &Template) -> Vec<Place<'_>> {
    let (fields, people) = (&template.signatory_fields, &template.default_signatories);
    let empty = |field| Place {
        number: trailing_number(ServerText::as_str(field)),
        field: Some(field),
        person: None,
    };
    let mut places: Vec<Place<'_>> = fields.iter().map(empty).collect();
    // Of two with one number the first counts.
    let numbered = places.iter().enumerate().rev();
    let numbered = numbered.filter_map(|(at, place)| Some((place.number?, at)));
    let by_number: HashMap<i64, usize> = numbered.collect();
    for person in people {
        let at = person.index.and_then(|number| by_number.get(&number));
        match at.map(|at| &mut places[*at]) {
            Some(place) if place.person.is_none() => place.person = Some(person),
            place => {
                let field = place.and_then(|place| place.field);
                places.push(Place {
                    number: person.index,
                    field,
                    person: Some(person),
                });
            }
        }
    }
    places.sort_by_key(|place| (place.number.is_none(), place.number));
    places
}

/// `signatory_12` stands for place 12.
fn trailing_number(field: &str) -> Option<i64> {
    let field = field.trim_end();
    let digits = field.bytes().rev().take_while(u8::is_ascii_digit).count();
    field[field.len() - digits..].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of a template, with people by their numbers and names.
    fn told(fields: &[&str], people: &[(Option<i64>, &str)]) -> Vec<String> {
        let person = |(index, name): &(Option<i64>, &str)| Signatory {
            index: *index,
            display_name: Some(ServerText::new(name)),
            ..Signatory::default()
        };
        let template = Template {
            signatory_fields: fields.iter().map(|field| ServerText::new(field)).collect(),
            default_signatories: people.iter().map(person).collect(),
            ..Template::default()
        };
        let place = |place: &Place<'_>| {
            let number = place.number.map_or("-".to_owned(), |n| n.to_string());
            let field = place.field.map_or("-", ServerText::as_str);
            let name = place.person.and_then(|p| p.display_name.as_ref());
            format!("{number} {field} {}", name.map_or("-", ServerText::as_str))
        };
        places(&template).iter().map(place).collect()
    }

    #[test]
    fn fields_and_people_meet_by_number_and_none_is_lost() {
        let (ann, bob, cy) = ((Some(1), "Ann"), (Some(1), "Bob"), (None, "Cy"));
        let by_number = told(&["s_2", "s_1"], &[ann]);
        assert_eq!(by_number, ["1 s_1 Ann", "2 s_2 -"]);
        let strays = told(&["s_1", "seal"], &[cy, (Some(7), "Dee"), ann, bob]);
        let all = ["1 s_1 Ann", "1 s_1 Bob", "7 - Dee", "- seal -", "- - Cy"];
        assert_eq!(strays, all);
        assert_eq!(told(&["s_1", "s_1"], &[ann]), ["1 s_1 Ann", "1 s_1 -"]);
        assert!(told(&[], &[]).is_empty());
        // The largest number there is takes nobody without one.
        let largest = format!("s_{}", i64::MAX);
        let places = told(&[&largest], &[cy, (Some(i64::MAX), "Max")]);
        let max = format!("{} {largest} Max", i64::MAX);
        assert_eq!(places, [&max, "- - Cy"]);
    }
}
