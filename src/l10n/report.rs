//! Words for the summary, the report and the tables.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Localizer, TextId};
use crate::domain::Certificate;
use crate::domain::batch::Batch;
use crate::domain::certificate::CertificateStatus;
use crate::domain::file_name::for_file;
use crate::domain::page::Listing;
use crate::domain::query::Sought;
use crate::domain::template::Template;

#[derive(Debug)]
pub struct Listed<'a> {
    pub list: &'a Listing<Certificate>,
    /// In this state only.
    pub status: Option<&'a CertificateStatus>,
    /// Those with this only.
    pub sought: Option<&'a Sought>,
}

impl Localizer {
    /// In local time and in UTC.
    pub fn report_checked(&self, at: Timestamp) -> String {
        let utc = at.to_zoned_datetime(TimeZone::UTC).strftime("%F %H:%M:%S");
        self.report_checked_at(at, utc.to_string())
    }

    /// The batch's name as part of a file's.
    pub fn file_name(&self, batch: &Batch) -> String {
        for_file(&self.batch_name(batch)).to_owned()
    }

    /// Words for the name of the file of a batch's certificates, which say what it holds.
    pub fn certificates_file(&self, batch: &Batch, of: &Listed<'_>) -> String {
        let state = of.status.map(|status| self.certificate_status(status));
        let state = state.map_or("all".to_owned(), |state| state.to_lowercase());
        let search = of.sought.map(|_| "some");
        let words = self.file_certificates(self.file_name(batch), search, state);
        if of.list.is_whole() {
            return words;
        }
        self.file_incomplete(of.list.rows().len(), of.list.total(), words)
    }

    /// Says if signatures are needed, and the person's own where they are not.
    pub fn signatures(&self, batch: &Batch) -> Option<String> {
        let needed = batch.requires_signatures?;
        if !needed {
            return Some(self.text(TextId::SignatureNotNeeded).to_owned());
        }
        let mut said = self.text(TextId::SignatureNeeded).to_owned();
        if batch.requires_my_signature == Some(false) {
            said.push_str(". ");
            said.push_str(self.text(TextId::MySignatureNotNeeded));
        }
        Some(said)
    }

    pub fn why_no_places(&self, template: Option<&Template>) -> TextId {
        let Some(template) = template else {
            return TextId::SignatoriesUnknown;
        };
        match (template.has_signatures, template.has_default_signatories) {
            (Some(false), _) => TextId::SignatoriesNone,
            (Some(true), _) | (_, Some(false)) => TextId::SignatoriesNoDefaults,
            (None, _) => TextId::SignatoriesUnknown,
        }
    }

    /// `at` counts from 1; "0 of 0" means none.
    pub fn technical_found(&self, at: usize, n: usize) -> String {
        if n == 0 {
            return self.text(TextId::TechnicalNotFound).to_owned();
        }
        self.technical_match(at, n)
    }
}
