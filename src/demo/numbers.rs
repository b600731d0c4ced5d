//! The numbers behind the sample's IDs: everything is made up from them, and nothing kept.

use uuid::Uuid;

use crate::domain::BatchId;

/// How many batches there are besides those that are there to show something.
pub(super) const PAST_BATCHES: u32 = 240;
/// The place before the first of them.
const BEFORE_PAST: u32 = 1_000;

/// The first groups of a batch's ID: always the same, and easily told from a real one.
const BATCH: &str = "5a3b1e00-0000-4000-8000-";
/// How a certificate's ID begins; the place of its batch follows.
const CERTIFICATE: &str = "5ace";

/// The ID of the batch at a place, counted from 1.
pub(super) fn batch_at(place: u32) -> Option<BatchId> {
    BatchId::plain(&format!("{BATCH}{place:012}"))
}

/// The IDs of the batches of the past, the youngest first.
pub(super) fn past_batches() -> impl Iterator<Item = BatchId> {
    (1..=PAST_BATCHES).filter_map(|number| batch_at(BEFORE_PAST + number))
}

/// The place of a batch.
pub(super) fn place_of(id: BatchId) -> Option<u32> {
    id.to_string().strip_prefix(BATCH)?.parse().ok()
}

/// The number of a batch of the past, counted from 1.
pub(super) fn past(id: BatchId) -> Option<u32> {
    let number = place_of(id)?.checked_sub(BEFORE_PAST)?;
    (1..=PAST_BATCHES).contains(&number).then_some(number)
}

/// One certificate of the sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    /// The place of its batch.
    pub place: u32,
    /// Its number in the batch, counted from 1.
    pub number: u32,
}

impl Numbers {
    /// The certificate's ID.
    pub(super) fn id(self) -> String {
        let Self { place, number } = self;
        format!("{CERTIFICATE}{place:04x}-0000-4000-8000-{number:012}")
    }

    /// What the ID stands for; `None` where it is none of the sample.
    pub(super) fn of(id: &str) -> Option<Self> {
        let id = Uuid::try_parse(id).ok()?.hyphenated().to_string();
        let (first, _) = id.split_once('-')?;
        let (_, last) = id.rsplit_once('-')?;
        let numbers = Self {
            place: u32::from_str_radix(first.strip_prefix(CERTIFICATE)?, 16).ok()?,
            number: last.parse().ok()?,
        };
        (numbers.id() == id).then_some(numbers)
    }

    /// The number printed on it.
    pub(super) fn reference(self) -> String {
        let Self { place, number } = self;
        format!("VEC-IC-2025{place:04X}{number:08X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_from_numbers_is_read_back() {
        for (place, number) in [(1, 1), (10, 10_000), (1_240, 62)] {
            let numbers = Numbers { place, number };
            assert_eq!(Numbers::of(&numbers.id()), Some(numbers));
        }
        for odd in ["", "5ace0001-0000-4000-8000-00000000000a", "5ace"] {
            assert_eq!(Numbers::of(odd), None, "{odd}");
        }
        let ids: Vec<BatchId> = past_batches().collect();
        assert_eq!(ids.len(), PAST_BATCHES as usize);
        assert_eq!(past(ids[0]), Some(1));
        assert_eq!(past(batch_at(1).unwrap()), None);
    }
}
