//! One certificate of a batch.

use std::fmt;

use uuid::Uuid;

use super::moment::Moment;
use super::picture::FileLink;
use super::status::statuses;
use super::text::ServerText;

/// A certificate as the service described it. What it left out is `None`.
///
/// The name and the address are a person's: nothing here is written to a log.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Certificate {
    pub id: Option<ServerText>,
    /// The number that is printed on it, by which anybody can check it.
    pub reference_id: Option<ServerText>,
    /// The ID of its batch, as sent.
    pub batch_id: Option<ServerText>,
    pub customer_id: Option<i64>,
    pub name: Option<ServerText>,
    pub email: Option<ServerText>,
    pub status: CertificateStatus,
    pub pdf: FileLink,
    pub picture: FileLink,
    pub qr_code: FileLink,
    pub barcode: FileLink,
    pub issue_date: Option<Moment>,
    pub generated_at: Option<Moment>,
    /// First time that the service knew of it.
    pub created_at: Option<Moment>,
    pub updated_at: Option<Moment>,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("id", &self.id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Certificate {
    /// By what the service can be asked about it.
    pub fn known_as(&self) -> Option<CertificateId> {
        CertificateId::plain(self.id.as_ref()?.as_str())
    }
}

/// The ID of one certificate. Always well formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CertificateId(Uuid);

impl CertificateId {
    /// Reads an ID that stands alone.
    pub fn plain(text: &str) -> Option<Self> {
        Uuid::try_parse(text.trim()).ok().map(Self)
    }
}

impl fmt::Display for CertificateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

statuses! {
    /// The state of a certificate, in the service's terms and in the order of its life.
    pub enum CertificateStatus {
        Pending = "pending",
        Processing = "processing",
        Generated = "generated",
        Failed = "failed",
        Revoked = "revoked",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_it_is_does_not_print() {
        let certificate = Certificate {
            name: Some(ServerText::new("Asha")),
            email: Some(ServerText::new("asha@example.com")),
            ..Certificate::default()
        };
        let told = format!("{certificate:?}").to_lowercase();
        assert!(!told.contains("asha"), "{told}");
    }
}
