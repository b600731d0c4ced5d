//! The service's JSON as it is sent. Every field is optional, and one of a wrong
//! type counts as missing, so that it never costs the rest of the answer.
//!
//! They become [`crate::domain`] at once.

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::lenient;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Batch {
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::word")]
    pub status: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub template_id: Option<String>,
    #[serde(deserialize_with = "lenient::count")]
    pub total_certificates: Option<u64>,
    #[serde(deserialize_with = "lenient::count")]
    pub processed_certificates: Option<u64>,
    #[serde(deserialize_with = "lenient::count")]
    pub failed_certificates: Option<u64>,
    #[serde(deserialize_with = "lenient::decimal")]
    pub progress: Option<f64>,
    #[serde(deserialize_with = "lenient::date")]
    pub completion_date: Option<String>,
    #[serde(deserialize_with = "lenient::date")]
    pub created_at: Option<String>,
    #[serde(deserialize_with = "lenient::date")]
    pub updated_at: Option<String>,
    #[serde(deserialize_with = "lenient::object")]
    pub template: Option<Template>,
    #[serde(deserialize_with = "lenient::truth")]
    pub requires_signatures: Option<bool>,
    #[serde(deserialize_with = "lenient::truth")]
    pub requires_my_signature: Option<bool>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Template {
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::number")]
    pub institution_id: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub screenshot: Option<String>,
    #[serde(deserialize_with = "lenient::truth")]
    pub has_signatures: Option<bool>,
    #[serde(deserialize_with = "lenient::truth")]
    pub has_default_signatories: Option<bool>,
    #[serde(deserialize_with = "lenient::truth")]
    pub requires_signature_setup: Option<bool>,
    #[serde(deserialize_with = "lenient::texts")]
    pub signatory_fields: Option<Vec<String>>,
    #[serde(deserialize_with = "lenient::objects")]
    pub default_signatories: Option<Vec<Signatory>>,
    #[serde(deserialize_with = "lenient::date")]
    pub created_at: Option<String>,
    #[serde(deserialize_with = "lenient::date")]
    pub updated_at: Option<String>,
}

/// A default signatory of a design.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_field_names,
    reason = "fields are named as the service does"
)]
pub struct Signatory {
    #[serde(deserialize_with = "lenient::number")]
    pub id: Option<i64>,
    #[serde(deserialize_with = "lenient::number")]
    pub signatory_index: Option<i64>,
    #[serde(deserialize_with = "lenient::number")]
    pub institution_user_id: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub display_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub designation: Option<String>,
    #[serde(deserialize_with = "lenient::truth")]
    pub auto_approve: Option<bool>,
    #[serde(deserialize_with = "lenient::object")]
    pub user: Option<User>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct User {
    #[serde(deserialize_with = "lenient::number")]
    pub id: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub uuid: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub first_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub last_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub email: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub signatory_name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub signatory_designation: Option<String>,
}

#[derive(Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Certificate {
    #[serde(deserialize_with = "lenient::text")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub reference_id: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub batch_id: Option<String>,
    #[serde(deserialize_with = "lenient::number")]
    pub customer_id: Option<i64>,
    #[serde(deserialize_with = "lenient::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub email: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub pdf_path: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub image_path: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub qrcode_path: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub barcode_path: Option<String>,
    #[serde(deserialize_with = "lenient::word")]
    pub status: Option<String>,
    #[serde(deserialize_with = "lenient::date")]
    pub issue_date: Option<String>,
    #[serde(deserialize_with = "lenient::date")]
    pub generated_at: Option<String>,
    #[serde(deserialize_with = "lenient::date")]
    pub created_at: Option<String>,
    #[serde(deserialize_with = "lenient::date")]
    pub updated_at: Option<String>,
}

#[derive(Deserialize)]
#[serde(bound = "T: DeserializeOwned")]
pub struct Rows<T> {
    #[serde(deserialize_with = "lenient::objects")]
    pub data: Option<Vec<T>>,
}

/// Answer of the service to a request that it refuses.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Refusal {
    #[serde(deserialize_with = "lenient::text")]
    pub message: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub error_code: Option<String>,
    #[serde(deserialize_with = "lenient::text")]
    pub error: Option<String>,
    /// The permission that is missing, on 403.
    #[serde(deserialize_with = "lenient::text")]
    pub required_permission: Option<String>,
    /// These stand in a report that a service in debug mode sends of itself.
    pub exception: Option<IgnoredAny>,
    pub trace: Option<IgnoredAny>,
    pub file: Option<IgnoredAny>,
    /// Messages about single fields, on 422; sent as a map of lists or a list.
    #[serde(deserialize_with = "lenient::all_texts")]
    pub errors: Vec<String>,
}
