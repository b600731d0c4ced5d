//! Words for the lists of batches and certificates, and for their rows.

use std::time::Duration;

use jiff::Timestamp;

use super::{Localizer, TextId};
use crate::domain::certificate::CertificateStatus;
use crate::domain::page::{Cause, Listing, MAX_ROWS, Row, Shortfall};
use crate::domain::status::humanised;
use crate::domain::verdict::verdict;
use crate::domain::{Batch, Certificate};

impl Localizer {
    /// State, numbers, and day.
    pub fn batch_facts(&self, batch: &Batch) -> String {
        let counts = &batch.counts;
        let made = counts.made.map(|made| self.browse_made(made, counts.total));
        let day = batch.created_at.as_ref().map(|day| self.day_of(day));
        let status = Some(self.status(&batch.status));
        let facts = [status, self.with_failed(batch, made), day];
        facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Made of total, beside a bar.
    pub fn batch_numbers(&self, batch: &Batch) -> String {
        let counts = &batch.counts;
        let of = |made| self.browse_numbers(made, counts.total);
        let said = self.with_failed(batch, counts.made.map(of));
        said.unwrap_or_default()
    }

    fn with_failed(&self, batch: &Batch, made: Option<String>) -> Option<String> {
        let failed = batch.counts.failed.filter(|failed| *failed > 0);
        let failed = failed.map(|failed| self.progress_failed(failed));
        let said: Vec<String> = made.into_iter().chain(failed).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// Empty where none does.
    pub fn need_attention<'a>(
        &self,
        list: &Listing<Batch>,
        found: impl Iterator<Item = &'a Batch>,
    ) -> String {
        let tones = found.map(|batch| verdict(batch).tone());
        match tones.filter(|tone| tone.needs_attention()).count() {
            0 => String::new(),
            n if is_counted(list) => self.browse_attention(n),
            n => self.browse_attention_loaded(n),
        }
    }

    pub fn batches_listed(&self, list: &Listing<Batch>, found: usize, as_of: Timestamp) -> String {
        let loaded = list.rows().len();
        if found != loaded {
            self.browse_found(found, loaded, as_of)
        } else if is_counted(list) {
            self.browse_whole(loaded, as_of)
        } else {
            self.browse_loaded(loaded, list.total(), as_of)
        }
    }

    pub fn certificates_listed(&self, list: &Listing<Certificate>, as_of: Timestamp) -> String {
        let loaded = list.rows().len();
        if is_counted(list) {
            self.certificates_whole(loaded, as_of)
        } else {
            self.browse_loaded(loaded, list.total(), as_of)
        }
    }

    pub fn shortfall(&self, short: Shortfall) -> String {
        let why = match short.cause {
            Cause::Limit => "limit",
            Cause::Changed => "changed",
            Cause::Unreadable => "unreadable",
            Cause::Repeated => "repeated",
            Cause::Stopped => "stopped",
            Cause::Nameless => "nameless",
            Cause::Uncounted => "uncounted",
        };
        self.list_short(short.missing, MAX_ROWS, why)
    }

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

    pub fn certificates_saving(
        &self,
        list: &Listing<Certificate>,
        left: Option<Duration>,
    ) -> String {
        let (loaded, total) = (list.rows().len(), list.total());
        match left.map(|left| left.as_secs() + 1) {
            None => self.saving_loaded(loaded, total),
            Some(left) if left < 90 => self.saving_loaded_seconds(left, loaded, total),
            Some(left) => self.saving_loaded_minutes(left.div_ceil(60), loaded, total),
        }
    }

    /// A name with a number, where that is known.
    pub fn with_number(&self, name: &str, number: Option<u64>) -> String {
        number.map_or_else(|| name.to_owned(), |number| self.numbered(name, number))
    }
}

fn is_counted<T: Row>(list: &Listing<T>) -> bool {
    list.total() == Some(list.rows().len() as u64)
}
