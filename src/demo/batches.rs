//! The sample's batches, the people on their templates, and their certificates, worked out from
//! their numbers.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::domain::BatchId;
use crate::domain::sample::SampleKind;

use super::answers::{fill, read, text};

pub(super) static BATCHES: LazyLock<Value> =
    LazyLock::new(|| read(include_str!("../../assets/sample/batches.json")));
static PEOPLE: LazyLock<Value> =
    LazyLock::new(|| read(include_str!("../../assets/sample/people.json")));

/// Beginning of a certificate's ID; the place of its batch follows.
const CERTIFICATE_ID: &str = "5ace";
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

pub(super) fn listed() -> impl Iterator<Item = u32> {
    let hidden = [SampleKind::Sparse, SampleKind::AnotherBatch];
    let kinds = (1..).zip(SampleKind::ALL.iter());
    let kinds = kinds.filter(move |(_, kind)| kind.is_batch() && !hidden.contains(kind));
    kinds.map(|(place, _)| place).chain(PAST)
}

pub(super) struct Batch {
    pub(super) kind: SampleKind,
    place: u32,
    pub(super) values: Value,
    now: Timestamp,
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

    fn number(&self, name: &str) -> u32 {
        let number = self.values[name].as_u64().unwrap_or_default();
        number.try_into().unwrap_or_default()
    }

    fn done(&self) -> u32 {
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
            Value::Array(people) => people.iter().map(|who| self.signatory(who)).collect(),
            _ if self.kind == SampleKind::ManySignatories => {
                (1..=places).map(|n| self.signatory(&mentor(n))).collect()
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

    fn signatory(&self, person: &Value) -> Value {
        let place = person["place"].as_u64().unwrap_or_default();
        let mut values = person.clone();
        values["user"] = (place + 40).into();
        values["number"] = format!("{place:012}").into();
        values["approves"] = (person["approves"] == true).into();
        fill(&BATCHES["signatory"], &values, self.now)
    }

    /// The numbers of those a list is asked for, in its order: without one the newest first,
    /// so that pages move while certificates are made.
    pub(super) fn chosen(&self, by: &HashMap<String, String>) -> Vec<u32> {
        let by = |key: &str| by.get(key).map(String::as_str);
        let mut chosen: Vec<u32> = self.begun().rev().collect();
        if let Some(status) = by("status") {
            chosen.retain(|number| self.status(*number) == status);
        }
        if let Some(sought) = by("search").map(|text| text.trim().to_lowercase()) {
            let fields = ["name", "email", "reference_id"];
            let texts = |number| fields.map(|name| self.field(number, name).to_lowercase());
            chosen.retain(|number| texts(*number).iter().any(|text| text.contains(&sought)));
        }
        if let Some(field) = by("sort_field") {
            chosen.sort_by_cached_key(|number| (self.field(*number, field), *number));
            if by("sort_order") == Some("desc") {
                chosen.reverse();
            }
        }
        chosen
    }

    /// The numbers there are, from 1: a batch under way has no more than it has begun.
    pub(super) fn begun(&self) -> RangeInclusive<u32> {
        match self.kind {
            SampleKind::Processing => 1..=self.done() + 1,
            _ => 1..=self.number("total"),
        }
    }

    fn status(&self, number: u32) -> &'static str {
        let done = self.done();
        // The failed ones lie evenly among all.
        let failed = |up_to: u32| up_to * self.number("failed") / done.max(1);
        match number.cmp(&(done + 1)) {
            Ordering::Less if failed(number) > failed(number - 1) => "failed",
            Ordering::Less if number.is_multiple_of(97) => "revoked",
            Ordering::Less => "generated",
            Ordering::Equal if self.kind == SampleKind::Processing => "processing",
            Ordering::Equal | Ordering::Greater => "pending",
        }
    }

    /// A field that lists are searched or put in order by; of all others each has the same.
    fn field(&self, number: u32, name: &str) -> String {
        let in_any_script = self.kind == SampleKind::Scripts || number.is_multiple_of(10);
        let [first, last] = name_at(number);
        match name {
            "status" => self.status(number).to_owned(),
            "reference_id" => reference(self.place, number),
            "name" if in_any_script => text(&turn(&PEOPLE["scripts"], number)["printed"]),
            "name" => format!("{first} {last}"),
            "email" if in_any_script => format!("recipient.{number}@example.com"),
            "email" => format!("{first}.{last}.{number}@example.com").to_lowercase(),
            _ => String::new(),
        }
    }

    /// A certificate as the service writes it.
    pub(super) fn certificate(&self, number: u32) -> Value {
        let id = certificate_id(self.place, number);
        let status = self.status(number);
        let made = ["generated", "revoked"].contains(&status);
        // Some were made before there were PDFs.
        let has_pdf = made && !number.is_multiple_of(25);
        let code = made.then(|| format!("/storage/certificates/{id}.svg"));
        let file = |ending: &str| format!("{{origin}}/storage/certificates/{id}.{ending}");
        let mut row = json!({
            "id": id,
            "reference_id": self.field(number, "reference_id"),
            "batch_id": "{id}",
            "customer_id": (!number.is_multiple_of(3)).then_some(number),
            "name": self.field(number, "name"),
            "email": self.field(number, "email"),
            "pdf_path": has_pdf.then(|| file("pdf")),
            "image_path": made.then(|| file("png")),
            "qrcode_path": code,
            "barcode_path": code,
            "status": status,
            "generated_at": made.then_some("{updated}"),
            "created_at": "{created}",
            "updated_at": "{updated}",
        });
        row = fill(&row, &self.values, self.now);
        let day = text(&row["created_at"]);
        let day = day.split('T').next().unwrap_or_default();
        row["issue_date"] = format!("{day}T00:00:00.000000Z").into();
        row
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
fn turn(list: &Value, at: u32) -> &Value {
    let length = list.as_array().map_or(1, |items| items.len().max(1));
    &list[at as usize % length]
}

fn name_at(number: u32) -> [String; 2] {
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

fn certificate_id(place: u32, number: u32) -> String {
    format!("{CERTIFICATE_ID}{place:04x}-0000-4000-8000-{number:012}")
}

/// The number printed on a certificate.
pub(super) fn reference(place: u32, number: u32) -> String {
    format!("VEC-IC-2025{place:04X}{number:08X}")
}

/// The place of the batch, and the number in it, that an ID is made from.
pub(super) fn numbers(text: &str) -> Option<(u32, u32)> {
    let place = u32::from_str_radix(text.get(CERTIFICATE_ID.len()..8)?, 16).ok()?;
    let number = text.get(24..)?.parse().ok()?;
    (certificate_id(place, number) == text).then_some((place, number))
}
