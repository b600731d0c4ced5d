//! What is said of a certificate.

use jiff::Timestamp;

use super::fields::{Field, Value};
use super::{Localizer, TextId};
use crate::domain::Certificate;
use crate::domain::certificate::CertificateStatus;
use crate::domain::status::humanised;

impl Localizer {
    /// The state of a certificate in a word or two.
    #[must_use]
    pub fn certificate_status(&self, status: &CertificateStatus) -> String {
        let label = match status {
            CertificateStatus::Pending => TextId::CertificatePending,
            CertificateStatus::Processing => TextId::CertificateProcessing,
            CertificateStatus::Generated => TextId::CertificateGenerated,
            CertificateStatus::Failed => TextId::CertificateFailed,
            CertificateStatus::Revoked => TextId::CertificateRevoked,
            CertificateStatus::Unknown(word) if word.is_blank() => TextId::StatusMissing,
            CertificateStatus::Unknown(word) => return humanised(word.as_str()),
        };
        self.text(label).to_owned()
    }

    /// Every field of a certificate.
    #[must_use]
    pub fn certificate_fields(&self, of: &Certificate, now: Timestamp) -> Vec<Field> {
        let mut fields = self.collect();
        fields.text(TextId::FieldName, "name", of.name.as_ref());
        fields.code(TextId::FieldEmail, "email", of.email.as_ref());
        let reference = of.reference_id.as_ref();
        fields.code(TextId::FieldReference, "reference_id", reference);
        let status = Value::Text(self.certificate_status(&of.status));
        fields.add(TextId::FieldStatus, "status", status);
        for (label, key, moment) in [
            (TextId::FieldIssueDate, "issue_date", &of.issue_date),
            (TextId::FieldGeneratedAt, "generated_at", &of.generated_at),
            (TextId::FieldCreatedAt, "created_at", &of.created_at),
            (TextId::FieldUpdatedAt, "updated_at", &of.updated_at),
        ] {
            fields.time(label, key, (moment.as_ref(), now));
        }
        fields.code(TextId::FieldCertificateId, "id", of.id.as_ref());
        fields.code(TextId::FieldId, "batch_id", of.batch_id.as_ref());
        fields.number(TextId::FieldCustomerId, "customer_id", of.customer_id);
        for (label, key, link) in [
            (TextId::FieldPdf, "pdf_path", &of.pdf),
            (TextId::FieldScreenshot, "image_path", &of.picture),
            (TextId::FieldQrCode, "qrcode_path", &of.qr_code),
            (TextId::FieldBarcode, "barcode_path", &of.barcode),
        ] {
            fields.link(label, key, link);
        }
        fields.fields
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::tz::TimeZone;

    use super::*;
    use crate::domain::ServerText;

    #[test]
    fn every_state_and_every_field_has_words_of_its_own() {
        let words = Localizer::english(TimeZone::UTC);
        let said = CertificateStatus::DOCUMENTED.map(|status| words.certificate_status(&status));
        assert_eq!(BTreeSet::from(said).len(), 5);
        let new = CertificateStatus::Unknown(ServerText::new("on_hold"));
        assert_eq!(words.certificate_status(&new), "On hold");
        let fields = words.certificate_fields(&Certificate::default(), Timestamp::UNIX_EPOCH);
        let labels: BTreeSet<_> = fields.iter().map(|field| field.label.as_str()).collect();
        assert_eq!((fields.len(), labels.len()), (15, 15));
    }
}
