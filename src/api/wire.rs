//! The service's JSON as it is sent. Every field is optional, and one of a wrong
//! type counts as missing, so that it never costs the rest of the answer.
//!
//! The sample service speaks these types; the program turns what it receives
//! into [`crate::domain`] at once.

use serde::{Deserialize, Serialize};

use super::lenient;

/// `{"data": {…}}` around a batch.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Envelope {
    /// The batch.
    pub data: Batch,
}

/// A batch.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    missing_docs,
    reason = "the service's own names; see the domain's Batch"
)]
pub struct Batch {
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub id: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
    #[serde(
        deserialize_with = "lenient::word",
        skip_serializing_if = "Option::is_none"
    )]
    pub status: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub template_id: Option<String>,
    #[serde(
        deserialize_with = "lenient::count",
        skip_serializing_if = "Option::is_none"
    )]
    pub total_certificates: Option<u64>,
    #[serde(
        deserialize_with = "lenient::count",
        skip_serializing_if = "Option::is_none"
    )]
    pub processed_certificates: Option<u64>,
    #[serde(
        deserialize_with = "lenient::count",
        skip_serializing_if = "Option::is_none"
    )]
    pub failed_certificates: Option<u64>,
    #[serde(
        deserialize_with = "lenient::decimal",
        skip_serializing_if = "Option::is_none"
    )]
    pub progress: Option<f64>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub completion_date: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub created_at: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub updated_at: Option<String>,
    #[serde(
        deserialize_with = "lenient::object",
        skip_serializing_if = "Option::is_none"
    )]
    pub template: Option<Template>,
    #[serde(
        deserialize_with = "lenient::truth",
        skip_serializing_if = "Option::is_none"
    )]
    pub requires_signatures: Option<bool>,
    #[serde(
        deserialize_with = "lenient::truth",
        skip_serializing_if = "Option::is_none"
    )]
    pub requires_my_signature: Option<bool>,
}

/// The design of a batch.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    missing_docs,
    reason = "the service's own names; see the domain's Template"
)]
pub struct Template {
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub id: Option<String>,
    #[serde(
        deserialize_with = "lenient::number",
        skip_serializing_if = "Option::is_none"
    )]
    pub institution_id: Option<i64>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub name: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub screenshot: Option<String>,
    #[serde(
        deserialize_with = "lenient::truth",
        skip_serializing_if = "Option::is_none"
    )]
    pub has_signatures: Option<bool>,
    #[serde(
        deserialize_with = "lenient::truth",
        skip_serializing_if = "Option::is_none"
    )]
    pub has_default_signatories: Option<bool>,
    #[serde(
        deserialize_with = "lenient::truth",
        skip_serializing_if = "Option::is_none"
    )]
    pub requires_signature_setup: Option<bool>,
    #[serde(
        deserialize_with = "lenient::texts",
        skip_serializing_if = "Option::is_none"
    )]
    pub signatory_fields: Option<Vec<String>>,
    #[serde(
        deserialize_with = "lenient::objects",
        skip_serializing_if = "Option::is_none"
    )]
    pub default_signatories: Option<Vec<Signatory>>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub created_at: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub updated_at: Option<String>,
}

/// A default signatory of a design.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    missing_docs,
    reason = "the service's own names; see the domain's Signatory"
)]
pub struct Signatory {
    #[serde(
        deserialize_with = "lenient::number",
        skip_serializing_if = "Option::is_none"
    )]
    pub id: Option<i64>,
    #[serde(
        deserialize_with = "lenient::number",
        skip_serializing_if = "Option::is_none"
    )]
    pub signatory_index: Option<i64>,
    #[serde(
        deserialize_with = "lenient::number",
        skip_serializing_if = "Option::is_none"
    )]
    pub institution_user_id: Option<i64>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub display_name: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub designation: Option<String>,
    #[serde(
        deserialize_with = "lenient::truth",
        skip_serializing_if = "Option::is_none"
    )]
    pub auto_approve: Option<bool>,
    #[serde(
        deserialize_with = "lenient::object",
        skip_serializing_if = "Option::is_none"
    )]
    pub user: Option<User>,
}

/// The account behind a signatory.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    missing_docs,
    reason = "the service's own names; see the domain's SignatoryUser"
)]
pub struct User {
    #[serde(
        deserialize_with = "lenient::number",
        skip_serializing_if = "Option::is_none"
    )]
    pub id: Option<i64>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub uuid: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub first_name: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub last_name: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub email: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub signatory_name: Option<String>,
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub signatory_designation: Option<String>,
}

/// What the service says when it does not answer as asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Refusal {
    /// Its own words.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub message: Option<String>,
    /// Its code, on 500.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub error_code: Option<String>,
    /// Its code, on 404.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub error: Option<String>,
    /// The permission that is missing, on 403.
    #[serde(
        deserialize_with = "lenient::text",
        skip_serializing_if = "Option::is_none"
    )]
    pub required_permission: Option<String>,
    /// Messages about single fields, on 422; sent as a map of lists or a list.
    #[serde(
        deserialize_with = "lenient::all_texts",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub errors: Vec<String>,
}
