//! Files that can be exported.

use std::fmt;
use std::sync::Arc;

use super::request::FileForm;
use crate::domain::picture::PictureAddress;
use crate::domain::{ApiOrigin, CertificateId, FileName};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Picture,
    Signatories,
    Report,
    Certificates,
    Certificate,
}

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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Save,
    Open,
}

/// File of a certificate, kept by the service.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoteFile {
    /// Service that named the address.
    pub origin: ApiOrigin,
    pub address: PictureAddress,
    /// Asked once for a new address where this one has expired.
    pub certificate: Option<CertificateId>,
    pub form: FileForm,
    pub action: Action,
    /// Parts of the file's name.
    pub words: String,
}
