//! Requests to the worker: one value there, one back.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use super::response::{FetchedFile, RequestKind, Response};
use crate::domain::certificate::CertificateId;
use crate::domain::checkup::Target;
use crate::domain::picture::PictureAddress;
use crate::domain::problem::StoreProblem;
use crate::domain::query::{BatchQuery, CertificateQuery};
use crate::domain::{Account, AccountId, ApiOrigin, ApiToken, BatchId, FileName};

/// The number of a request. Its response carries the same number; a response to
/// an older request than the one under way is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RequestId(pub u64);

/// Which password store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// The operating system's.
    System,
    /// One in memory for the sample data, which fails as told.
    Sample(Option<StoreProblem>),
}

/// What a file of a certificate must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// A PDF.
    Document,
    /// A picture of a kind that can be decoded.
    Picture,
}

/// Something that is answered by the [`Response`] of the same name. At most one of a kind is
/// under way, and a newer one ends the older.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Read the token kept for an account.
    LoadToken {
        /// From where.
        store: Store,
        /// Of which account.
        account: Account,
    },
    /// Keep a token, then read it back and compare.
    SaveToken {
        /// Where.
        store: Store,
        /// Of which account.
        account: Account,
        /// The token.
        token: ApiToken,
    },
    /// Remove the token kept for an account.
    ForgetToken {
        /// From where.
        store: Store,
        /// Of which account.
        account: Account,
    },
    /// Look for another account in the system's password store that has this very token.
    FindTwin {
        /// The token.
        token: ApiToken,
        /// The other accounts.
        others: Vec<Account>,
    },
    /// Ask the service about a batch.
    FetchBatch {
        /// Whom to ask.
        origin: ApiOrigin,
        /// In whose name.
        token: ApiToken,
        /// About what.
        id: BatchId,
    },
    /// Ask the service for a page of its batches.
    ListBatches {
        /// Whom to ask.
        origin: ApiOrigin,
        /// In whose name.
        token: ApiToken,
        /// For which page.
        query: BatchQuery,
    },
    /// Ask the service for a page of the certificates of a batch.
    ListCertificates {
        /// Whom to ask.
        origin: ApiOrigin,
        /// In whose name.
        token: ApiToken,
        /// For which page.
        query: CertificateQuery,
    },
    /// Ask the service about one certificate.
    FetchCertificate {
        /// Whom to ask.
        origin: ApiOrigin,
        /// In whose name.
        token: ApiToken,
        /// About which.
        id: CertificateId,
    },
    /// Fetch a file of a certificate, without the token.
    FetchFile {
        /// The service that named the address.
        origin: ApiOrigin,
        /// From where.
        address: PictureAddress,
        /// What it must be.
        form: FileForm,
    },
    /// Fetch and decode a picture.
    FetchPicture {
        /// The service that named the address.
        origin: ApiOrigin,
        /// From where.
        address: PictureAddress,
        /// Longest side to draw, in pixels.
        max_side: u32,
    },
    /// Decode a picture again, larger, to be looked at closely. It carries the number of the
    /// request that brought the picture.
    EnlargePicture {
        /// Its file.
        file: Arc<[u8]>,
        /// Longest side to draw, in pixels.
        max_side: u32,
    },
    /// Start the sample service, or find it running.
    StartSample,
    /// Test the connection step by step; each step is one response.
    TestConnection(Target),
    /// Let the person choose where to keep a file, and write it there.
    SaveFile {
        /// The proposed name.
        name: FileName,
        /// What it holds.
        bytes: Arc<[u8]>,
    },
    /// Write a file where only this person can read it, for a browser to open.
    OpenFile {
        /// Its name.
        name: FileName,
        /// What it holds.
        bytes: Arc<[u8]>,
    },
    /// Look for a batch ID in a file.
    SearchFile {
        /// The file.
        path: PathBuf,
    },
    /// Look for the last known answer about a batch.
    LoadCached {
        /// Of which account.
        account: AccountId,
        /// About what.
        id: BatchId,
        /// How long the service is left to answer first.
        after: Duration,
    },
    /// Forget everything that is remembered of an account.
    ForgetAccount {
        /// Which one.
        account: AccountId,
    },
    /// Forget everything that is remembered.
    ForgetEverything,
}

impl Request {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> RequestKind {
        match self {
            Self::LoadToken { .. } => RequestKind::LoadToken,
            Self::SaveToken { .. } => RequestKind::SaveToken,
            Self::ForgetToken { .. } => RequestKind::ForgetToken,
            Self::FindTwin { .. } => RequestKind::FindTwin,
            Self::FetchBatch { .. } => RequestKind::FetchBatch,
            Self::ListBatches { .. } => RequestKind::ListBatches,
            Self::ListCertificates { .. } => RequestKind::ListCertificates,
            Self::FetchCertificate { .. } => RequestKind::FetchCertificate,
            Self::FetchFile { .. } => RequestKind::FetchFile,
            Self::FetchPicture { .. } => RequestKind::FetchPicture,
            Self::EnlargePicture { .. } => RequestKind::EnlargePicture,
            Self::StartSample => RequestKind::StartSample,
            Self::TestConnection(_) => RequestKind::TestConnection,
            Self::SaveFile { .. } => RequestKind::SaveFile,
            Self::OpenFile { .. } => RequestKind::OpenFile,
            Self::SearchFile { .. } => RequestKind::SearchFile,
            Self::LoadCached { .. } => RequestKind::LoadCached,
            Self::ForgetAccount { .. } => RequestKind::ForgetAccount,
            Self::ForgetEverything => RequestKind::ForgetEverything,
        }
    }

    /// The token that it carries.
    #[must_use]
    pub fn token(&self) -> Option<&ApiToken> {
        match self {
            Self::SaveToken { token, .. }
            | Self::FindTwin { token, .. }
            | Self::FetchBatch { token, .. }
            | Self::ListBatches { token, .. }
            | Self::ListCertificates { token, .. }
            | Self::FetchCertificate { token, .. } => Some(token),
            Self::TestConnection(target) => target.token.as_ref(),
            Self::LoadToken { .. }
            | Self::ForgetToken { .. }
            | Self::FetchFile { .. }
            | Self::FetchPicture { .. }
            | Self::EnlargePicture { .. }
            | Self::StartSample
            | Self::SaveFile { .. }
            | Self::OpenFile { .. }
            | Self::SearchFile { .. }
            | Self::LoadCached { .. }
            | Self::ForgetAccount { .. }
            | Self::ForgetEverything => None,
        }
    }
}
