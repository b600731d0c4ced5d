//! Requests to the worker: one value there, one back.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::account::{Environment, KeptAccounts};
use crate::domain::batch_id::BatchIdProblem;
use crate::domain::certificate::CertificateId;
use crate::domain::checkup::{Finding, Report, Target};
use crate::domain::page::Page;
use crate::domain::picture::{FileLink, Picture, PictureAddress, Pixels};
use crate::domain::problem::StoreProblem;
use crate::domain::query::{BatchQuery, CertificateQuery};
use crate::domain::remembered::{Left, Remembered, StorageError};
use crate::domain::sample::Sample;
use crate::domain::{
    Account, AccountId, Answer, ApiOrigin, ApiToken, Batch, BatchId, Certificate, FileName, Problem,
};

/// The number of a request. Its response carries the same number; a response to
/// an older request than the one under way is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RequestId(pub u64);

/// The service that is asked, and the token to ask it with.
#[derive(Debug, Clone, PartialEq)]
pub struct Caller {
    pub origin: ApiOrigin,
    pub token: ApiToken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    System,
    /// One in memory for the sample data, which fails as told.
    Sample(Option<StoreProblem>),
}

/// What a file of a certificate must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    Document,
    /// A picture of a kind that can be decoded.
    Picture,
}

impl FileForm {
    /// The certificate's file of this form.
    pub fn link(self, certificate: &Certificate) -> &FileLink {
        match self {
            Self::Document => &certificate.pdf,
            Self::Picture => &certificate.picture,
        }
    }
}

/// A file that was fetched.
#[derive(Clone, PartialEq, Eq)]
pub struct FetchedFile {
    pub bytes: Arc<[u8]>,
    /// The ending that files of its kind have, without the dot.
    pub extension: &'static str,
}

impl fmt::Debug for FetchedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes, extension } = self;
        write!(f, "FetchedFile({extension}, {} bytes)", bytes.len())
    }
}

/// An answer that can say that its task came to a sudden end.
trait Failing {
    fn failed(problem: Problem) -> Self;

    fn problem_mut(&mut self) -> Option<&mut Problem>;
}

impl<T> Failing for Result<T, Problem> {
    fn failed(problem: Problem) -> Self {
        Err(problem)
    }

    fn problem_mut(&mut self) -> Option<&mut Problem> {
        self.as_mut().err()
    }
}

impl<T> Failing for Box<Result<T, Problem>> {
    fn failed(problem: Problem) -> Self {
        Self::new(Err(problem))
    }

    fn problem_mut(&mut self) -> Option<&mut Problem> {
        self.as_mut().as_mut().err()
    }
}

impl Failing for Result<BatchId, BatchIdProblem> {
    fn failed(_: Problem) -> Self {
        Err(BatchIdProblem::NotInFile)
    }

    fn problem_mut(&mut self) -> Option<&mut Problem> {
        None
    }
}

macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident: $type:ty),* })? -> $answer:ty;)*) => {
        /// Something that is answered by the [`Response`] of the same name. At most one of a kind
        /// is under way, and a newer one ends the older.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Request {
            $($(#[$doc])* $name $({ $($field: $type),* })?,)*
        }

        /// Result of the [`Request`] of the same name.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Response {
            $($name($answer),)*
        }

        /// The kind of a [`Request`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum RequestKind {
            $($name,)*
        }

        impl Request {
            pub fn kind(&self) -> RequestKind {
                match self {
                    $(Self::$name { .. } => RequestKind::$name,)*
                }
            }
        }

        impl Response {
            pub fn problem_mut(&mut self) -> Option<&mut Problem> {
                match self {
                    Self::TestConnection(Ok(Report { finding: Finding::Failed(problem), .. })) => Some(problem),
                    $(Self::$name(answer) => answer.problem_mut(),)*
                }
            }
        }

        impl RequestKind {
            /// The response where the task came to a sudden end, so that nothing waits for ever.
            pub fn failed(self, problem: Problem) -> Response {
                match self {
                    $(Self::$name => Response::$name(Failing::failed(problem)),)*
                }
            }
        }
    };
}

requests! {
    /// Read the token kept for an account; `None` where none is.
    LoadToken { store: Store, account: Account } -> Result<Option<ApiToken>, Problem>;
    /// Keep a token, then read it back and compare.
    SaveToken { store: Store, account: Account, token: ApiToken } -> Result<(), Problem>;
    /// Remove the token kept for an account.
    ForgetToken { store: Store, account: Account } -> Result<(), Problem>;
    /// Ask the service about a batch.
    FetchBatch { caller: Caller, id: BatchId } -> Box<Result<Answer, Problem>>;
    /// Ask the service for a page of its batches.
    ListBatches { caller: Caller, query: BatchQuery } -> Box<Result<Page<Batch>, Problem>>;
    /// Ask the service for a page of the certificates of a batch.
    ListCertificates { caller: Caller, query: CertificateQuery } -> Box<Result<Page<Certificate>, Problem>>;
    /// Ask the service about one certificate.
    FetchCertificate { caller: Caller, id: CertificateId } -> Box<Result<Certificate, Problem>>;
    /// Fetch a file of a certificate, without the token, from an address that the service named.
    FetchFile { origin: ApiOrigin, address: PictureAddress, form: FileForm } -> Result<FetchedFile, Problem>;
    /// Fetch and decode a picture, at most `max_side` pixels wide and high.
    FetchPicture { origin: ApiOrigin, address: PictureAddress, max_side: u32 } -> Box<Result<Picture, Problem>>;
    /// Decode a picture again, larger, to be looked at closely. It carries the number of the
    /// request that brought the picture.
    EnlargePicture { file: Arc<[u8]>, max_side: u32 } -> Result<Pixels, Problem>;
    /// Start the sample service, or find it running.
    StartSample -> Result<Sample, Problem>;
    /// Test the connection step by step; each step is one response.
    TestConnection { target: Target } -> Result<Report, Problem>;
    /// Let the person choose where to keep a file, and write it there: its path, `None` where the
    /// person chose no place.
    SaveFile { name: FileName, bytes: Arc<[u8]> } -> Result<Option<String>, Problem>;
    /// Write a file where only this person can read it, for a browser to open: its address.
    OpenFile { name: FileName, bytes: Arc<[u8]> } -> Result<String, Problem>;
    /// Look for a batch ID in a file.
    SearchFile { path: PathBuf } -> Result<BatchId, BatchIdProblem>;
    /// Look for the last known answer about a batch, once the service had so long to answer first.
    LoadCached { account: AccountId, id: BatchId, after: Duration } -> Result<Option<Box<Remembered>>, Problem>;
    /// Read the accounts, with what there is to tell about their file.
    LoadAccounts { environment: Option<Environment> } -> Result<(KeptAccounts, Vec<StorageError>), Problem>;
    /// Forget everything that is remembered of an account; what could not be removed is named.
    ForgetAccount { account: AccountId } -> Result<Left, Problem>;
    /// Forget everything that is remembered; what could not be removed is named.
    ForgetEverything -> Result<Left, Problem>;
}

impl Request {
    /// The service that it is about. A test of the connection during a wait asks nothing.
    pub fn service(&self) -> Option<&ApiOrigin> {
        match self {
            Self::FetchBatch { caller, .. }
            | Self::ListBatches { caller, .. }
            | Self::ListCertificates { caller, .. }
            | Self::FetchCertificate { caller, .. } => Some(&caller.origin),
            Self::FetchFile { origin, .. } | Self::FetchPicture { origin, .. } => Some(origin),
            Self::TestConnection { target } => {
                Some(&target.origin).filter(|_| target.held_back.is_none())
            }
            Self::LoadToken { .. }
            | Self::SaveToken { .. }
            | Self::ForgetToken { .. }
            | Self::EnlargePicture { .. }
            | Self::StartSample
            | Self::SaveFile { .. }
            | Self::OpenFile { .. }
            | Self::SearchFile { .. }
            | Self::LoadCached { .. }
            | Self::LoadAccounts { .. }
            | Self::ForgetAccount { .. }
            | Self::ForgetEverything => None,
        }
    }

    /// False for a file that the service keeps elsewhere.
    pub fn asks_service(&self) -> bool {
        if let Self::FetchFile {
            origin, address, ..
        }
        | Self::FetchPicture {
            origin, address, ..
        } = self
        {
            origin.is_origin_of(address.url())
        } else {
            self.service().is_some()
        }
    }
}
