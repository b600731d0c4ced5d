//! What is asked of the worker, and what it answers: one value there and one back.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::batch_id::BatchIdProblem;
use crate::domain::checkup::Report;
use crate::domain::page::Page;
use crate::domain::picture::{Picture, PictureAddress, Pixels};
use crate::domain::problem::StoreProblem;
use crate::domain::query::{BatchQuery, CertificateQuery};
use crate::domain::remembered::{Cleared, Remembered};
use crate::domain::sample::Sample;
use crate::domain::{Answer, ApiOrigin, ApiToken, Batch, BatchId, Certificate, FileName, Problem};

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

/// A file that was fetched.
#[derive(Clone, PartialEq, Eq)]
pub struct FetchedFile {
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// The ending that files of its kind have, without the dot.
    pub extension: &'static str,
}

impl fmt::Debug for FetchedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "FetchedFile({}, {} bytes)",
            self.extension,
            self.bytes.len()
        )
    }
}

/// Something that is answered by the [`Response`] of the same name. At most one of a kind is
/// under way, and a newer one ends the older.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Read the token kept for a service.
    LoadToken {
        /// From where.
        store: Store,
        /// For which service.
        origin: ApiOrigin,
    },
    /// Keep a token, then read it back and compare.
    SaveToken {
        /// Where.
        store: Store,
        /// For which service.
        origin: ApiOrigin,
        /// The token.
        token: ApiToken,
    },
    /// Remove the token kept for a service.
    ForgetToken {
        /// From where.
        store: Store,
        /// For which service.
        origin: ApiOrigin,
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
    TestConnection {
        /// To which service.
        origin: ApiOrigin,
        /// With which token.
        token: Option<ApiToken>,
    },
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
        /// Of which service.
        origin: ApiOrigin,
        /// About what.
        id: BatchId,
        /// How long the service is left to answer first.
        after: Duration,
    },
    /// Forget everything that is remembered.
    ForgetEverything,
}

/// What came of a [`Request`].
#[derive(Debug, Clone, PartialEq)]
pub enum Response {
    /// The token; `None` where none is kept.
    LoadToken(Result<Option<ApiToken>, Problem>),
    /// Whether it is kept.
    SaveToken(Result<(), Problem>),
    /// Whether it is removed.
    ForgetToken(Result<(), Problem>),
    /// The answer of the service.
    FetchBatch(Box<Result<Answer, Problem>>),
    /// The page.
    ListBatches(Box<Result<Page<Batch>, Problem>>),
    /// The page.
    ListCertificates(Box<Result<Page<Certificate>, Problem>>),
    /// The file.
    FetchFile(Result<FetchedFile, Problem>),
    /// The picture.
    FetchPicture(Box<Result<Picture, Problem>>),
    /// What to draw; a picture that cannot be enlarged stays as it is.
    EnlargePicture(Result<Pixels, Problem>),
    /// The sample data.
    StartSample(Result<Sample, Problem>),
    /// What one step found; an error where the test itself ended.
    TestConnection(Result<Report, Problem>),
    /// The file's path; `None` where the person chose no place.
    SaveFile(Result<Option<String>, Problem>),
    /// The file's address.
    OpenFile(Result<String, Problem>),
    /// The ID in the file.
    SearchFile(Result<BatchId, BatchIdProblem>),
    /// What was kept.
    LoadCached(Result<Option<Box<Remembered>>, Problem>),
    /// What is gone, and what is not.
    ForgetEverything(Result<Cleared, Problem>),
}

/// The kind of a [`Request`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named like its request")]
pub enum RequestKind {
    LoadToken,
    SaveToken,
    ForgetToken,
    FetchBatch,
    ListBatches,
    ListCertificates,
    FetchFile,
    FetchPicture,
    EnlargePicture,
    StartSample,
    TestConnection,
    SaveFile,
    OpenFile,
    SearchFile,
    LoadCached,
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
            Self::FetchBatch { .. } => RequestKind::FetchBatch,
            Self::ListBatches { .. } => RequestKind::ListBatches,
            Self::ListCertificates { .. } => RequestKind::ListCertificates,
            Self::FetchFile { .. } => RequestKind::FetchFile,
            Self::FetchPicture { .. } => RequestKind::FetchPicture,
            Self::EnlargePicture { .. } => RequestKind::EnlargePicture,
            Self::StartSample => RequestKind::StartSample,
            Self::TestConnection { .. } => RequestKind::TestConnection,
            Self::SaveFile { .. } => RequestKind::SaveFile,
            Self::OpenFile { .. } => RequestKind::OpenFile,
            Self::SearchFile { .. } => RequestKind::SearchFile,
            Self::LoadCached { .. } => RequestKind::LoadCached,
            Self::ForgetEverything => RequestKind::ForgetEverything,
        }
    }

    /// The token that it carries.
    #[must_use]
    pub fn token(&self) -> Option<&ApiToken> {
        match self {
            Self::SaveToken { token, .. }
            | Self::FetchBatch { token, .. }
            | Self::ListBatches { token, .. }
            | Self::ListCertificates { token, .. } => Some(token),
            Self::TestConnection { token, .. } => token.as_ref(),
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
            | Self::ForgetEverything => None,
        }
    }
}

impl RequestKind {
    /// The response where the task came to a sudden end, so that nothing waits for ever.
    #[must_use]
    pub fn failed(self, problem: Problem) -> Response {
        match self {
            Self::LoadToken => Response::LoadToken(Err(problem)),
            Self::SaveToken => Response::SaveToken(Err(problem)),
            Self::ForgetToken => Response::ForgetToken(Err(problem)),
            Self::FetchBatch => Response::FetchBatch(Box::new(Err(problem))),
            Self::ListBatches => Response::ListBatches(Box::new(Err(problem))),
            Self::ListCertificates => Response::ListCertificates(Box::new(Err(problem))),
            Self::FetchFile => Response::FetchFile(Err(problem)),
            Self::FetchPicture => Response::FetchPicture(Box::new(Err(problem))),
            Self::EnlargePicture => Response::EnlargePicture(Err(problem)),
            Self::StartSample => Response::StartSample(Err(problem)),
            Self::TestConnection => Response::TestConnection(Err(problem)),
            Self::SaveFile => Response::SaveFile(Err(problem)),
            Self::OpenFile => Response::OpenFile(Err(problem)),
            Self::SearchFile => Response::SearchFile(Err(BatchIdProblem::NotInFile)),
            Self::LoadCached => Response::LoadCached(Err(problem)),
            Self::ForgetEverything => Response::ForgetEverything(Err(problem)),
        }
    }
}
