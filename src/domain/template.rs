//! The design a batch is made with.

use super::moment::Moment;
use super::picture::Screenshot;
use super::signatory::Signatory;
use super::text::ServerText;

/// The design of a batch's certificates, as it is now. Everything may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template {
    pub id: Option<ServerText>,
    /// The number of the institution it belongs to.
    pub institution_id: Option<i64>,
    pub name: Option<ServerText>,
    pub screenshot: Screenshot,
    /// The design has places for signatures.
    pub has_signatures: Option<bool>,
    pub has_default_signatories: Option<bool>,
    /// Signatories must be named whenever a batch is made.
    pub requires_signature_setup: Option<bool>,
    /// The names of the design's signature fields.
    pub signatory_fields: Vec<ServerText>,
    /// The people set as default signatories, in the order they came.
    pub default_signatories: Vec<Signatory>,
    pub created_at: Option<Moment>,
    pub updated_at: Option<Moment>,
}
