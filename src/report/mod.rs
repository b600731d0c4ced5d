//! Exports: a summary for a mail, signatories and certificates as tables, a report for the
//! browser, and the answer as it came for IT.
//!
//! Everything here is values in, text or bytes out. Whatever the service sent is escaped
//! where it is written: `page` does it for HTML, `csv` and `workbook` for tables,
//! `pretty` for the answer itself.

mod csv;
mod page;
mod pretty;
mod summary;
mod table;
mod workbook;

use jiff::Timestamp;

pub use csv::csv;
pub use page::html;
pub use pretty::{Pretty, TextRow, find, pretty, rows};
pub use summary::summary;
pub use table::{certificates as certificates_table, signatories as signatories_table};
pub use workbook::workbook;

use crate::domain::batch::Batch;
use crate::domain::picture::PictureInfo;
use crate::domain::sample::Data;
use crate::domain::template::{Place, places};
use crate::domain::{ApiOrigin, BatchId, Certificate};
use crate::l10n::Localizer;

#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub asked: BatchId,
    pub batch: &'a Batch,
    pub checked_at: Timestamp,
    pub service: &'a ApiOrigin,
    /// Its certificates, as far as they are listed.
    pub certificates: &'a [Certificate],
    /// The template's picture, where it is shown.
    pub picture: Option<&'a PictureInfo>,
    pub source: Data,
}

impl Subject<'_> {
    /// Words about an answer that is about another batch.
    fn another_batch(&self, l10n: &Localizer) -> Option<String> {
        let is_other = self.batch.is_another_than(self.asked);
        let got = self.batch.id.as_ref().filter(|_| is_other)?;
        Some(l10n.another_batch_why(self.asked.to_string(), got))
    }
}

pub fn has_signatories(batch: &Batch) -> bool {
    batch.template.as_ref().is_some_and(|template| {
        !(template.signatory_fields.is_empty() && template.default_signatories.is_empty())
    })
}

/// The places for signatures, in order; none where nothing is known of them.
fn signatories(batch: &Batch) -> Vec<Place<'_>> {
    batch.template.as_ref().map(places).unwrap_or_default()
}

/// The same question as a command for a terminal. The token is not in it: its
/// place is held by a variable of the environment.
pub fn curl(service: &ApiOrigin, id: BatchId) -> String {
    let url = service.batch_url(id);
    format!(
        "curl -sS -H \"Authorization: Bearer $VEC_API_TOKEN\" \
         -H 'Accept: application/json' '{url}'"
    )
}

#[cfg(test)]
mod tests;
