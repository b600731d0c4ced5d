//! Answers of the service.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use vec_batch_viewer::domain::{ApiOrigin, Batch};
use vec_batch_viewer::l10n::Localizer;

pub fn origin() -> ApiOrigin {
    "https://api.vec.digital".parse().unwrap()
}

pub fn batch(data: &Value) -> Batch {
    super::batch::answer(data).batch
}

/// The text of every field, by its place in the answer.
pub fn fields(batch: &Batch) -> Vec<(String, String)> {
    let l10n = Localizer::english(TimeZone::UTC);
    let groups = l10n.field_groups(batch, Timestamp::UNIX_EPOCH);
    let own = groups.into_iter().flat_map(|group| group.fields);
    let own = own.map(|field| (field.key.to_owned(), field.value.into_text()));
    let people = batch.template.iter();
    let people = people.flat_map(|template| &template.default_signatories);
    let people = people.flat_map(|person| l10n.signatory_fields(person));
    let place = |key| format!("template.default_signatories.{key}");
    let people = people.map(|field| (place(field.key), field.value.into_text()));
    own.chain(people).collect()
}

/// An answer as the documentation shows it.
pub fn documented() -> Value {
    let mut person = super::batch::person(1, "Faizan Ali", "Software Developer");
    let more = json!({ "signatory_index": 2, "institution_user_id": 3, "user": {
        "id": 4,
        "uuid": "66c9c977-f379-4692-9d5c-f989c17543ee",
        "first_name": "Faizan",
        "last_name": "Ali",
        "email": "faizan@example.com",
        "signatory_name": "F. Ali",
        "signatory_designation": "Developer"
    } });
    let own = person.as_object_mut().unwrap();
    own.extend(more.as_object().unwrap().clone());
    let mut batch = super::batch::batch("partially_completed");
    batch["progress"] = json!(97.5);
    batch["template"] = super::batch::template(&[person]);
    batch
}
