//! Checks the document of a certificate: that it is a PDF.

use std::sync::Arc;

use memchr::memmem;

use super::client::Reply;
use super::{Api, Wanted, unexpected};
use crate::domain::picture::PictureAddress;
use crate::domain::problem::AnswerForm;
use crate::domain::{ApiOrigin, Problem};

pub(super) const PDF: &str = "application/pdf";

/// Beginning of a PDF, and the bytes within which it lies: readers allow a little before it.
const BEGINNING: &[u8] = b"%PDF-";
const WITHIN: usize = 1024;

impl Api {
    /// Fetches without the token.
    ///
    /// # Errors
    /// [`FileNotAvailable`](crate::domain::ProblemKind::FileNotAvailable) where the service does
    /// not allow the download, `UnexpectedAnswer` where it is no PDF.
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
