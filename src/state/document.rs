//! The files that can be exported.

use std::fmt;
use std::sync::Arc;

use super::request::FileForm;
use crate::domain::picture::PictureAddress;
use crate::domain::{ApiOrigin, CertificateId, FileName};

/// What a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Picture,
    /// The signatories as a table.
    Signatories,
    /// The report about a batch.
    Report,
    /// The certificates as a table.
    Certificates,
    /// A file of one certificate.
    Certificate,
}

/// Something made of what is shown, to be exported.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    pub kind: FileKind,
    pub name: FileName,
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.bytes.len();
        write!(f, "Document({:?} {}, {bytes} bytes)", self.kind, self.name)
    }
}

/// What is done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It is saved where the person chooses.
    Save,
    /// It is opened in the browser.
    Open,
}

/// A file of a certificate that the service keeps.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoteFile {
    /// The service that named the address.
    pub origin: ApiOrigin,
    pub address: PictureAddress,
    /// Whom to ask about, once, where the address has run out.
    pub certificate: Option<CertificateId>,
    pub form: FileForm,
    /// What is done with it.
    pub action: Action,
    /// What its name is made of.
    pub words: String,
}
