//! Answers of the service.

use serde_json::{Value, json};
use vec_batch_viewer::api::parse_batch;
use vec_batch_viewer::domain::{ApiOrigin, Batch};

pub fn origin() -> ApiOrigin {
    "https://api.vec.digital".parse().unwrap()
}

pub fn batch(data: &Value) -> Batch {
    let text = json!({ "data": data }).to_string();
    parse_batch(text.as_bytes(), &origin()).unwrap().batch
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
