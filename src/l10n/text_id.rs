//! The texts without values: `TextId`, and in `IDS` its messages, both from the locale files.

use crate::domain::sample::SampleKind;

include!(concat!(env!("OUT_DIR"), "/text_id.rs"));

/// The messages of the lines of the sample list.
pub(super) fn sample_lines() -> impl Iterator<Item = String> {
    let kinds = SampleKind::ALL.iter();
    kinds.map(|kind| id_of(&format!("Sample{kind:?}")))
}

/// `another-batch` of `AnotherBatch`.
pub(super) fn id_of(name: &str) -> String {
    let hyphenated = |c: char| {
        let hyphen = c.is_uppercase().then_some('-');
        hyphen.into_iter().chain(c.to_lowercase())
    };
    name.chars().flat_map(hyphenated).skip(1).collect()
}
