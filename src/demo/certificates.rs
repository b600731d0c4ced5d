//! The sample's certificates, worked out from their numbers.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::RangeInclusive;

use serde_json::{Value, json};

use crate::domain::sample::SampleKind;

use super::answers::{fill, text};
use super::batches::{Batch, PEOPLE, name_at, turn};

/// Beginning of a certificate's ID; the place of its batch follows.
const ID: &str = "5ace";

fn id(place: u32, number: u32) -> String {
    format!("{ID}{place:04x}-0000-4000-8000-{number:012}")
}

/// The number printed on a certificate.
pub(super) fn reference(place: u32, number: u32) -> String {
    format!("VEC-IC-2025{place:04X}{number:08X}")
}

/// The place of the batch, and the number in it, that an ID is made from.
pub(super) fn numbers(text: &str) -> Option<(u32, u32)> {
    let place = u32::from_str_radix(text.get(ID.len()..8)?, 16).ok()?;
    let number = text.get(24..)?.parse().ok()?;
    (id(place, number) == text).then_some((place, number))
}

impl Batch {
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
        let id = id(self.place, number);
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
