//! The sample's certificates, worked out from their numbers.

use std::cmp::Ordering;

use serde_json::{Value, json};

use crate::domain::sample::SampleKind;

use super::batches::{self, Asked};
use super::facts::Facts;
use super::numbers::{self, Numbers};
use super::pages::Parameters;
use super::signatories;

/// The certificates of a batch.
pub(super) struct Certificates<'a> {
    asked: &'a Asked<'a>,
    facts: Facts,
    place: u32,
}

/// One of them, as far as a list is narrowed and put in order by it.
pub(super) struct Recipient {
    numbers: Numbers,
    status: &'static str,
    name: String,
    email: String,
}

impl<'a> Certificates<'a> {
    /// The certificates of the batch that is asked about.
    pub(super) fn of(asked: &'a Asked<'a>) -> Self {
        Self {
            facts: batches::facts(asked),
            place: numbers::place_of(asked.id).unwrap_or_default(),
            asked,
        }
    }

    /// Those a list is asked for, in its order: without one the newest first, so that pages
    /// move while certificates are made.
    pub(super) fn chosen(&self, by: &Parameters) -> Vec<Recipient> {
        let status = by.get("status");
        let sought = by.get("search").map(|text| text.trim().to_lowercase());
        let is_chosen = |row: &Recipient| {
            status.is_none_or(|status| status == row.status)
                && sought.as_ref().is_none_or(|sought| row.holds(sought))
        };
        let all = self.known().rev().filter_map(|number| self.at(number));
        let mut chosen: Vec<Recipient> = all.filter(is_chosen).collect();
        if let Some(field) = by.get("sort_field") {
            chosen.sort_by(|one, other| one.compared(other, field));
            if by.get("sort_order") == Some("desc") {
                chosen.reverse();
            }
        }
        chosen
    }

    /// The one of a number.
    pub(super) fn at(&self, number: u32) -> Option<Recipient> {
        let numbers = Numbers {
            place: self.place,
            number,
        };
        let in_any_script = self.asked.kind == SampleKind::Scripts || number.is_multiple_of(10);
        let receiver = if in_any_script {
            signatories::in_any_script(number as usize)
        } else {
            signatories::usual(number as usize)
        };
        self.known().contains(&number).then(|| Recipient {
            status: self.status(number),
            email: format!("{}.{number}@example.com", receiver.mailbox),
            name: receiver.name,
            numbers,
        })
    }

    /// As the service writes it.
    pub(super) fn written(&self, row: &Recipient) -> Value {
        let Recipient { numbers, .. } = row;
        let number = numbers.number;
        let id = numbers.id();
        let was_made = matches!(row.status, "generated" | "revoked");
        let [made_ago, changed_ago] = self.facts.age;
        let files = format!("{}/storage/certificates", self.asked.origin);
        let file = |ending: &str| was_made.then(|| format!("{files}/{id}.{ending}"));
        // Some were made before there were PDFs.
        let pdf = file("pdf").filter(|_| !number.is_multiple_of(25));
        let day = self.asked.date(made_ago);
        let day = day.split_once('T').map_or("", |(day, _)| day);
        json!({
            "id": id,
            "reference_id": numbers.reference(),
            "batch_id": self.asked.id.to_string(),
            "customer_id": (!number.is_multiple_of(3)).then_some(number),
            "name": row.name,
            "email": row.email,
            "pdf_path": pdf,
            "image_path": file("png"),
            "qrcode_path": was_made.then(|| format!("/storage/certificates/{id}.svg")),
            "barcode_path": was_made.then(|| format!("/storage/certificates/{id}.svg")),
            "status": row.status,
            "issue_date": format!("{day}T00:00:00.000000Z"),
            "generated_at": was_made.then(|| self.asked.date(changed_ago)),
            "created_at": self.asked.date(made_ago),
            "updated_at": self.asked.date(changed_ago),
        })
    }

    /// The numbers there are. A batch under way has no more than it has begun.
    fn known(&self) -> std::ops::RangeInclusive<u32> {
        match self.asked.kind {
            SampleKind::Processing => 1..=(self.done() + 1).min(self.facts.total),
            _ => 1..=self.facts.total,
        }
    }

    fn done(&self) -> u32 {
        self.facts.made + self.facts.failed
    }

    fn status(&self, number: u32) -> &'static str {
        // The failed ones lie evenly among all.
        let failed = |up_to: u32| {
            u64::from(up_to) * u64::from(self.facts.failed) / u64::from(self.done().max(1))
        };
        match number.cmp(&(self.done() + 1)) {
            Ordering::Less if failed(number) > failed(number - 1) => "failed",
            Ordering::Less if number.is_multiple_of(97) => "revoked",
            Ordering::Less => "generated",
            Ordering::Equal if self.asked.kind == SampleKind::Processing => "processing",
            Ordering::Equal | Ordering::Greater => "pending",
        }
    }
}

impl Recipient {
    fn holds(&self, sought: &str) -> bool {
        let reference = self.numbers.reference();
        [&self.name, &self.email, &reference]
            .into_iter()
            .any(|text| text.to_lowercase().contains(sought))
    }

    /// By a field of the service; those that are of the same time stand by their number.
    fn compared(&self, other: &Self, field: &str) -> Ordering {
        let by_field = match field {
            "name" => self.name.cmp(&other.name),
            "email" => self.email.cmp(&other.email),
            "status" => self.status.cmp(other.status),
            _ => Ordering::Equal,
        };
        by_field.then(self.numbers.number.cmp(&other.numbers.number))
    }
}
