//! Checks the document of a certificate: that it is a PDF.

use std::sync::Arc;

use memchr::memmem;

use super::client::Reply;
use super::{Api, Wanted, unexpected};
use crate::domain::picture::PictureAddress;
use crate::domain::problem::AnswerForm;
use crate::domain::{ApiOrigin, Problem};

/// What is accepted as a document.
pub(super) const PDF: &str = "application/pdf";

/// How a PDF begins, and within how many bytes: readers allow a little before it.
const BEGINNING: &[u8] = b"%PDF-";
const WITHIN: usize = 1024;

impl Api {
    /// Fetches the PDF of a certificate, without the token.
    ///
    /// # Errors
    /// [`FileNotAvailable`](crate::domain::ProblemKind::FileNotAvailable) where the service
    /// does not give it away, `UnexpectedAnswer` where it is no PDF, or what kept it from
    /// coming.
    pub async fn document(
        &self,
        origin: &ApiOrigin,
        address: &PictureAddress,
    ) -> Result<Arc<[u8]>, Problem> {
        let Reply { evidence, body, .. } = self.file(origin, address, Wanted::Document).await?;
        let start = body.get(..WITHIN).unwrap_or(&body);
        if memmem::find(start, BEGINNING).is_some() {
            return Ok(body.into());
        }
        Err(unexpected(form(start), evidence))
    }
}

fn form(start: &[u8]) -> AnswerForm {
    let text = start.trim_ascii_start();
    match text.first() {
        None => AnswerForm::Empty,
        Some(b'<') => AnswerForm::WebPage,
        Some(_) => AnswerForm::NotJson,
    }
}
