//! Words for a certificate.

use std::time::Duration;

use jiff::Timestamp;

use super::{Localizer, TextId, count, count_or_none};
use crate::domain::Certificate;
use crate::domain::certificate::CertificateStatus;
use crate::domain::page::Listing;
use crate::domain::status::humanised;

impl Localizer {
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

    pub fn certificates_listed(&self, list: &Listing<Certificate>, as_of: Timestamp) -> String {
        self.listed("certificates-whole", list, as_of)
    }

    /// The batch says other numbers than when its certificates were listed; `failed` more failed.
    pub fn certificates_changed(&self, failed: u64) -> String {
        self.format("certificates-changed", &[("failed", count(failed))])
    }

    pub fn save_certificates(&self, total: Option<u64>) -> String {
        self.format("certificates-save", &[("total", count_or_none(total))])
    }

    pub fn save_these_certificates(&self, loaded: usize) -> String {
        let values = [("loaded", count(loaded as u64))];
        self.format("certificates-save-these", &values)
    }

    pub fn certificates_saving(
        &self,
        list: &Listing<Certificate>,
        left: Option<Duration>,
    ) -> String {
        let (id, left) = match left.map(|left| left.as_secs() + 1) {
            None => ("certificates-saving", 0),
            Some(left) if left < 90 => ("certificates-saving-seconds", left),
            Some(left) => ("certificates-saving-minutes", left.div_ceil(60)),
        };
        let values = [
            ("loaded", count(list.rows().len() as u64)),
            ("total", count_or_none(list.total())),
            ("left", count(left)),
        ];
        self.format(id, &values)
    }

    /// A name with a number, where that is known.
    pub fn with_number(&self, name: &str, number: Option<u64>) -> String {
        match number {
            Some(number) => {
                let values = [("name", name.into()), ("number", count(number))];
                self.format("with-number", &values)
            }
            None => name.to_owned(),
        }
    }

    pub fn more_about(&self, name: &str) -> String {
        self.format("more-about-this", &[("name", name.into())])
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
        let l10n = Localizer::english(TimeZone::UTC);
        let said = CertificateStatus::DOCUMENTED.map(|status| l10n.certificate_status(&status));
        assert_eq!(BTreeSet::from(said).len(), 5);
        let new = CertificateStatus::Unknown(ServerText::new("on_hold"));
        assert_eq!(l10n.certificate_status(&new), "On hold");
        let fields = l10n.certificate_fields(&Certificate::default(), Timestamp::UNIX_EPOCH);
        let labels: BTreeSet<_> = fields.iter().map(|field| field.label.as_str()).collect();
        assert_eq!((fields.len(), labels.len()), (15, 15));
    }
}
