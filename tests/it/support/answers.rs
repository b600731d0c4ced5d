//! Answers of the service.

use serde_json::{Value, json};
use vec_batch_viewer::api::parse_batch;
use vec_batch_viewer::domain::{ApiOrigin, Batch};

/// The service.
pub fn origin() -> ApiOrigin {
    "https://api.vec.digital".parse().unwrap()
}

/// The batch of `{"data": …}`.
pub fn batch(data: &Value) -> Batch {
    let text = json!({ "data": data }).to_string();
    parse_batch(text.as_bytes(), &origin()).unwrap().batch
}

/// An answer as the documentation shows it.
pub fn documented() -> Value {
    json!({
        "id": "9e7860e3-7c0a-401f-98f6-b98e316934f4",
        "name": "Class 10th, 2024",
        "status": "partially_completed",
        "template_id": "9d76a768-d016-4364-b18b-32c647adad0c",
        "total_certificates": 120,
        "processed_certificates": 117,
        "failed_certificates": 3,
        "progress": 97.5,
        "completion_date": "2025-03-14T13:04:03.000000Z",
        "created_at": "2025-03-14T13:02:19.000000Z",
        "updated_at": "2025-03-14T13:04:03.000000Z",
        "template": {
            "id": "9e3b101f-c264-4f97-945f-20dfa7163768",
            "institution_id": 3,
            "name": "Certificate 2",
            "screenshot": "https://api.vec.digital/storage/certificate_templates/a_1.png",
            "has_signatures": true,
            "has_default_signatories": true,
            "requires_signature_setup": false,
            "signatory_fields": ["signatory_1", "signatory_2"],
            "default_signatories": [{
                "id": 1,
                "signatory_index": 2,
                "institution_user_id": 3,
                "display_name": "Faizan Ali",
                "designation": "Software Developer",
                "auto_approve": true,
                "user": {
                    "id": 4,
                    "uuid": "66c9c977-f379-4692-9d5c-f989c17543ee",
                    "first_name": "Faizan",
                    "last_name": "Ali",
                    "email": "faizan@example.com",
                    "signatory_name": "F. Ali",
                    "signatory_designation": "Developer"
                }
            }],
            "created_at": "2025-02-17T04:05:07.000000Z",
            "updated_at": "2025-03-07T06:30:15.000000Z"
        },
        "requires_signatures": true,
        "requires_my_signature": false
    })
}
