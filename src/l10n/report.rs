//! Words for the summary, the report and the tables.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Localizer, TextId, VERSION, count, count_or_none};
use crate::domain::Certificate;
use crate::domain::batch::Batch;
use crate::domain::certificate::CertificateStatus;
use crate::domain::file_name::shortened;
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
    /// The language of the words, as the web names it.
    pub fn language(&self) -> &str {
        self.text(TextId::Language)
    }

    /// In local time and in UTC.
    pub fn report_checked(&self, at: Timestamp) -> String {
        let utc = at.to_zoned_datetime(TimeZone::UTC).strftime("%F %H:%M:%S");
        let values = [
            ("local", self.local_time(at).into()),
            ("utc", utc.to_string().into()),
        ];
        self.format("report-checked", &values)
    }

    pub fn report_shows(&self, host: &str) -> String {
        let values = [("host", host.into()), ("version", VERSION.into())];
        self.format("report-shows", &values)
    }

    pub fn report_more_failed(&self, n: u64) -> String {
        self.format("report-more-failed", &[("n", count(n))])
    }

    pub fn report_more_people(&self, n: usize) -> String {
        self.format("report-more-people", &[("n", count(n as u64))])
    }

    pub fn report_file(&self, batch: &Batch) -> String {
        let name = self.batch_name(batch);
        self.format("file-report", &[("name", shortened(&name).into())])
    }

    pub fn signatories_file(&self, batch: &Batch) -> String {
        let name = self.batch_name(batch);
        self.format("file-signatories", &[("name", shortened(&name).into())])
    }

    /// Words for the name of the file of a batch's certificates, which say what it holds.
    pub fn certificates_file(&self, batch: &Batch, of: &Listed<'_>) -> String {
        let name = self.batch_name(batch);
        let state = of
            .status
            .map(|status| self.certificate_status(status).to_lowercase());
        let values = [
            ("name", shortened(&name).into()),
            ("state", state.as_deref().unwrap_or("all").into()),
            ("search", of.sought.map_or("none", |_| "some").into()),
        ];
        let words = self.format("file-certificates", &values);
        if of.list.is_whole() {
            return words;
        }
        let values = [
            ("words", words.into()),
            ("loaded", count(of.list.rows().len() as u64)),
            ("total", count_or_none(of.list.total())),
        ];
        self.format("file-incomplete", &values)
    }

    pub fn file_saved(&self, path: &str) -> String {
        self.format("file-saved", &[("name", path.into())])
    }

    pub fn summary_line(&self, label: &str, value: &str) -> String {
        let values = [("label", label.into()), ("value", value.into())];
        self.format("summary-line", &values)
    }

    pub fn summary_more_people(&self, n: usize) -> String {
        self.format("summary-more-people", &[("n", count(n as u64))])
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

    pub fn technical_lead(&self, host: &str) -> String {
        self.format("technical-lead", &[("host", host.into())])
    }

    /// `at` counts from 1; "0 of 0" means none.
    pub fn technical_found(&self, at: usize, n: usize) -> String {
        if n == 0 {
            return self.text(TextId::TechnicalNotFound).to_owned();
        }
        let values = [("at", count(at as u64)), ("n", count(n as u64))];
        self.format("technical-found", &values)
    }
}
