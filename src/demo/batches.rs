//! The sample's batches, and the people on their templates.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::domain::BatchId;
use crate::domain::sample::SampleKind;

use super::answers::{fill, read, text};

pub(super) static BATCHES: LazyLock<Value> =
    LazyLock::new(|| read(include_str!("../../assets/sample/batches.json")));
pub(super) static PEOPLE: LazyLock<Value> =
    LazyLock::new(|| read(include_str!("../../assets/sample/people.json")));

/// The first groups of a batch's ID: always the same, and easily told from a real one.
const ID: &str = "5a3b1e00-0000-4000-8000-";
/// The place before the batches that are there to fill a long list.
const BEFORE_PAST: u32 = 1_000;
const PAST: RangeInclusive<u32> = BEFORE_PAST + 1..=BEFORE_PAST + 240;

/// The ID of the batch at a place, counted from 1.
pub(super) fn batch_id(place: u32) -> Option<BatchId> {
    BatchId::plain(&format!("{ID}{place:012}"))
}

pub(super) fn place(id: BatchId) -> Option<u32> {
    id.to_string().strip_prefix(ID)?.parse().ok()
}

/// The places of all batches in the list of batches.
pub(super) fn listed() -> impl Iterator<Item = u32> {
    let hidden = [SampleKind::Sparse, SampleKind::AnotherBatch];
    let kinds = (1..).zip(SampleKind::ALL.iter());
    let kinds = kinds.filter(move |(_, kind)| kind.is_batch() && !hidden.contains(kind));
    kinds.map(|(place, _)| place).chain(PAST)
}

/// Values for answers about it.
pub(super) struct Batch {
    pub(super) kind: SampleKind,
    pub(super) place: u32,
    pub(super) values: Value,
    pub(super) now: Timestamp,
}

impl Batch {
    /// The batch at a place; its times are counted from `now`.
    pub(super) fn at(place: u32, now: Timestamp) -> Option<Self> {
        let (kind, own) = if PAST.contains(&place) {
            (SampleKind::Completed, past(place - BEFORE_PAST))
        } else {
            let kind = *SampleKind::ALL.get(place.checked_sub(1)? as usize)?;
            (kind, BATCHES["kinds"][format!("{kind:?}")].clone())
        };
        let mut values = BATCHES["kinds"]["Completed"].clone();
        values["place"] = format!("{place:012}").into();
        values["id"] = format!("{ID}{place:012}").into();
        values["shown"] = values["id"].clone();
        add(&mut values, &own);
        Some(Self {
            kind,
            place,
            values,
            now,
        })
    }

    pub(super) fn number(&self, name: &str) -> u32 {
        let number = self.values[name].as_u64().unwrap_or_default();
        number.try_into().unwrap_or_default()
    }

    /// Certificates that are made or failed.
    pub(super) fn done(&self) -> u32 {
        self.number("made") + self.number("failed")
    }

    /// Makes a few more certificates for each time it was looked at, and never all.
    pub(super) fn grow(&mut self, looks: u32) {
        let made = self.number("made").saturating_add(looks.saturating_mul(7));
        self.values["made"] = made.min(self.number("total") - 7).into();
    }

    /// As it stands in a list: without the template and the signatures.
    pub(super) fn in_list(&self) -> Value {
        let mut values = self.values.clone();
        // A whole number is written without decimals, as PHP does.
        let done = f64::from(self.done()) / f64::from(self.number("total"));
        let progress = (done * 10_000.0).round() / 100.0;
        values["progress"] = progress.to_string().parse().unwrap_or_default();
        fill(&BATCHES["listed"], &values, self.now)
    }

    /// As it is answered alone.
    pub(super) fn alone(&self) -> Value {
        if self.kind == SampleKind::Sparse {
            return fill(&BATCHES["sparse"], &self.values, self.now);
        }
        let mut values = self.values.clone();
        let places = self.number("places");
        let fields: Vec<_> = (1..=places).map(|n| format!("signatory_{n}")).collect();
        let people: Vec<Value> = match &PEOPLE[text(&self.values["people"])] {
            Value::Array(people) => people.iter().map(signatory).collect(),
            _ if self.kind == SampleKind::ManySignatories => {
                (1..=places).map(|n| signatory(&mentor(n))).collect()
            }
            _ => Vec::new(),
        };
        let [has_fields, has_people] = [!fields.is_empty(), !people.is_empty()];
        let template = json!({
            "fields": fields,
            "people": has_people.then_some(people),
            "has_fields": has_fields,
            "has_people": has_people,
            "needs_people": has_fields && !has_people,
        });
        add(&mut values, &template);
        let mut batch = self.in_list();
        add(&mut batch, &fill(&BATCHES["opened"], &values, self.now));
        batch
    }
}

fn add(to: &mut Value, more: &Value) {
    if let (Some(to), Some(more)) = (to.as_object_mut(), more.as_object()) {
        to.extend(more.clone());
    }
}

/// A batch to fill the list, counted from 1. Each is two days older than the one before, and
/// every eighth has failures.
fn past(number: u32) -> Value {
    let failed = if number.is_multiple_of(8) { 3 } else { 0 };
    let total = 20 + number * 7 % 41;
    let created = (30 + 2 * number) * 24 * 60;
    let updated = format!("-{}m", created - 3);
    json!({
        "name": turn(&BATCHES["past names"], number),
        "status": if failed > 0 { "partially_completed" } else { "completed" },
        "total": total, "made": total - failed, "failed": failed,
        "created": format!("-{created}m"), "updated": updated, "completed": updated,
    })
}

/// The items of a list again and again.
pub(super) fn turn(list: &Value, at: u32) -> &Value {
    let length = list.as_array().map_or(1, |items| items.len().max(1));
    &list[at as usize % length]
}

/// First and last name of a number.
pub(super) fn name_at(number: u32) -> [String; 2] {
    let first = turn(&PEOPLE["first"], number);
    [first, turn(&PEOPLE["last"], number / 20)].map(text)
}

fn mentor(place: u32) -> Value {
    let [first, last] = name_at(place);
    json!({
        "place": place,
        "email": format!("{first}.{last}.{place}@example.com").to_lowercase(),
        "printed": format!("{first} {last}"),
        "role": turn(&PEOPLE["roles"], place / 7),
        "approves": place.is_multiple_of(3),
        "first": first,
        "last": last,
    })
}

/// One entry of `default_signatories`.
fn signatory(person: &Value) -> Value {
    let place = person["place"].as_u64().unwrap_or_default();
    json!({
        "id": place,
        "signatory_index": place,
        "institution_user_id": place + 40,
        "display_name": person["printed"],
        "designation": person["role"],
        "auto_approve": person["approves"] == true,
        "user": {
            "id": place + 40,
            "uuid": format!("66c9c977-0000-4000-8000-{place:012}"),
            "first_name": person["first"],
            "last_name": person["last"],
            "email": person["email"],
            "signatory_name": person["signs"],
            "signatory_designation": person["signs as"],
        },
    })
}
