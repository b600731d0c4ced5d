//! The sample's batches, as the service would write them.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::domain::BatchId;
use crate::domain::sample::SampleKind;

use super::facts::{self, Approval, Facts};
use super::{numbers, pictures, signatories};

/// A question about a batch, and everything that goes into the answer.
pub(super) struct Asked<'a> {
    /// What the batch is there to show.
    pub kind: SampleKind,
    /// The batch asked about.
    pub id: BatchId,
    /// Scheme, host and port of the service.
    pub origin: &'a str,
    /// How often it was asked about before.
    pub looks: u32,
    /// The time of the answer: the sample's dates are counted back from it.
    pub now: Timestamp,
}

/// A batch with its template.
pub(super) fn batch(asked: &Asked<'_>) -> Value {
    let facts = facts(asked);
    if asked.kind == SampleKind::Sparse {
        return json!({ "id": asked.id.to_string(), "status": facts.status });
    }
    let mut batch = summary(asked, &facts);
    if let Some(fields) = batch.as_object_mut() {
        let needed = facts.approval != Approval::Nobodys;
        let mine = facts.approval == Approval::MineToo;
        fields.insert("template".to_owned(), template(asked, &facts));
        fields.insert("requires_signatures".to_owned(), json!(needed));
        fields.insert("requires_my_signature".to_owned(), json!(mine));
    }
    batch
}

/// A batch as it stands in a list: without the template and the signatures.
pub(super) fn list_item(asked: &Asked<'_>) -> Value {
    summary(asked, &facts(asked))
}

/// Whether the list of batches holds a kind.
pub(super) fn is_listed(kind: SampleKind) -> bool {
    kind.is_batch() && !matches!(kind, SampleKind::Sparse | SampleKind::AnotherBatch)
}

fn summary(asked: &Asked<'_>, facts: &Facts) -> Value {
    let [made_ago, changed_ago] = facts.age;
    let finished = ["completed", "partially_completed", "failed"].contains(&facts.status);
    json!({
        "id": shown_id(asked),
        "name": facts.name,
        "status": facts.status,
        "template_id": template_id(asked),
        "total_certificates": facts.total,
        "processed_certificates": facts.made,
        "failed_certificates": facts.failed,
        "progress": progress(facts),
        "completion_date": finished.then(|| asked.date(changed_ago)),
        "created_at": asked.date(made_ago),
        "updated_at": asked.date(changed_ago),
    })
}

fn template(asked: &Asked<'_>, facts: &Facts) -> Value {
    let fields = signatories::fields(facts.signers);
    let people = signatories::people(facts.signers);
    let has_fields = !fields.is_empty();
    let has_people = !people.is_empty();
    json!({
        "id": template_id(asked),
        "institution_id": 3,
        "name": facts.template,
        "screenshot": screenshot(asked),
        "has_signatures": has_fields,
        "has_default_signatories": has_people,
        "requires_signature_setup": has_fields && !has_people,
        "signatory_fields": fields,
        "default_signatories": has_people.then_some(people),
        "created_at": asked.date(DAYS * 400),
        "updated_at": asked.date(DAYS * 90),
    })
}

fn screenshot(asked: &Asked<'_>) -> String {
    let file = match asked.kind {
        SampleKind::PictureGone => pictures::GONE,
        SampleKind::PictureDamaged => pictures::DAMAGED,
        _ => pictures::SOUND,
    };
    format!("{}/storage/certificate_templates/{file}", asked.origin)
}

/// The batch's own ID, but for the answer about another batch.
fn shown_id(asked: &Asked<'_>) -> String {
    match asked.kind {
        SampleKind::AnotherBatch => "5a3b1e00-0000-4000-8000-00000000abcd".to_owned(),
        _ => asked.id.to_string(),
    }
}

fn template_id(asked: &Asked<'_>) -> String {
    asked.id.to_string().replacen("5a3b1e00", "7e3f1a7e", 1)
}

/// Made and failed of all, in percent with two decimals at most. A whole number
/// is written without them, as PHP does.
fn progress(facts: &Facts) -> Value {
    let done = f64::from(facts.made + facts.failed) / f64::from(facts.total.max(1));
    let hundredths = (done * 10_000.0).round();
    if hundredths % 100.0 == 0.0 {
        format!("{:.0}", hundredths / 100.0)
            .parse()
            .unwrap_or(Value::Null)
    } else {
        json!(hundredths / 100.0)
    }
}

/// Minutes in a day.
const DAYS: i64 = 24 * 60;

impl Asked<'_> {
    /// The time so many minutes ago, as Laravel writes it: UTC, six digits.
    pub(super) fn date(&self, minutes_ago: i64) -> String {
        let ago = SignedDuration::from_mins(minutes_ago);
        let at = self.now.checked_sub(ago).unwrap_or(self.now);
        at.strftime("%Y-%m-%dT%H:%M:%S.000000Z").to_string()
    }
}

/// What a list of batches is put in order and narrowed by.
pub(super) struct InList {
    pub made_ago: i64,
    pub status: &'static str,
}

pub(super) fn in_list(asked: &Asked<'_>) -> InList {
    let facts = facts(asked);
    InList {
        made_ago: facts.age[0],
        status: facts.status,
    }
}

/// The batch's facts; the one under way has a few more certificates each time it
/// is looked at, and never all.
pub(super) fn facts(asked: &Asked<'_>) -> Facts {
    if let Some(number) = numbers::past(asked.id) {
        return facts::past(number);
    }
    let facts = facts::of(asked.kind);
    if asked.kind != SampleKind::Processing {
        return facts;
    }
    let more = asked.looks.saturating_mul(7);
    Facts {
        made: facts.made.saturating_add(more).min(facts.total - 7),
        ..facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(kind: SampleKind, looks: u32) -> Asked<'static> {
        Asked {
            kind,
            id: "5a3b1e00-0000-4000-8000-000000000001".parse().unwrap(),
            origin: "http://127.0.0.1:1",
            looks,
            now: "2025-03-14T13:04:03Z".parse().unwrap(),
        }
    }

    #[test]
    fn percentages_are_written_as_php_writes_them() {
        let written = |kind, looks| batch(&asked(kind, looks))["progress"].to_string();
        assert_eq!(written(SampleKind::Completed, 0), "100");
        assert_eq!(written(SampleKind::Pending, 0), "0");
        assert_eq!(written(SampleKind::Processing, 0), "61.67");
    }

    #[test]
    fn the_batch_under_way_grows_and_never_ends() {
        let made =
            |looks| batch(&asked(SampleKind::Processing, looks))["processed_certificates"].as_u64();
        assert!(made(0) < made(1));
        assert_eq!(made(1_000), Some(233));
        assert_eq!(made(u32::MAX), Some(233));
    }

    #[test]
    fn dates_are_written_as_laravel_writes_them() {
        let at = |minutes| asked(SampleKind::Completed, 0).date(minutes);
        assert_eq!(at(0), "2025-03-14T13:04:03.000000Z");
        assert_eq!(at(DAYS), "2025-03-13T13:04:03.000000Z");
        assert_eq!(
            at(i64::from(u32::MAX) * 1_000),
            at(0),
            "before all calendars"
        );
    }
}
