//! What the worker answers.

use std::fmt;
use std::sync::Arc;

#[cfg(doc)]
use super::request::Request;
use crate::domain::batch_id::BatchIdProblem;
use crate::domain::checkup::Report;
use crate::domain::page::Page;
use crate::domain::picture::{Picture, Pixels};
use crate::domain::remembered::{Cleared, Remembered};
use crate::domain::sample::Sample;
use crate::domain::{Account, Answer, ApiToken, Batch, BatchId, Certificate, Problem};

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

/// What came of a [`Request`].
#[derive(Debug, Clone, PartialEq)]
pub enum Response {
    /// The token; `None` where none is kept.
    LoadToken(Result<Option<ApiToken>, Problem>),
    /// Whether it is kept.
    SaveToken(Result<(), Problem>),
    /// Whether it is removed.
    ForgetToken(Result<(), Problem>),
    /// The account that has it too, if any.
    FindTwin(Result<Option<Account>, Problem>),
    /// The answer of the service.
    FetchBatch(Box<Result<Answer, Problem>>),
    /// The page.
    ListBatches(Box<Result<Page<Batch>, Problem>>),
    /// The page.
    ListCertificates(Box<Result<Page<Certificate>, Problem>>),
    /// The certificate.
    FetchCertificate(Box<Result<Certificate, Problem>>),
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
    ForgetAccount(Result<Cleared, Problem>),
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
    FindTwin,
    FetchBatch,
    ListBatches,
    ListCertificates,
    FetchCertificate,
    FetchFile,
    FetchPicture,
    EnlargePicture,
    StartSample,
    TestConnection,
    SaveFile,
    OpenFile,
    SearchFile,
    LoadCached,
    ForgetAccount,
    ForgetEverything,
}

impl RequestKind {
    /// The response where the task came to a sudden end, so that nothing waits for ever.
    #[must_use]
    pub fn failed(self, problem: Problem) -> Response {
        match self {
            Self::LoadToken => Response::LoadToken(Err(problem)),
            Self::SaveToken => Response::SaveToken(Err(problem)),
            Self::ForgetToken => Response::ForgetToken(Err(problem)),
            Self::FindTwin => Response::FindTwin(Err(problem)),
            Self::FetchBatch => Response::FetchBatch(Box::new(Err(problem))),
            Self::ListBatches => Response::ListBatches(Box::new(Err(problem))),
            Self::ListCertificates => Response::ListCertificates(Box::new(Err(problem))),
            Self::FetchCertificate => Response::FetchCertificate(Box::new(Err(problem))),
            Self::FetchFile => Response::FetchFile(Err(problem)),
            Self::FetchPicture => Response::FetchPicture(Box::new(Err(problem))),
            Self::EnlargePicture => Response::EnlargePicture(Err(problem)),
            Self::StartSample => Response::StartSample(Err(problem)),
            Self::TestConnection => Response::TestConnection(Err(problem)),
            Self::SaveFile => Response::SaveFile(Err(problem)),
            Self::OpenFile => Response::OpenFile(Err(problem)),
            Self::SearchFile => Response::SearchFile(Err(BatchIdProblem::NotInFile)),
            Self::LoadCached => Response::LoadCached(Err(problem)),
            Self::ForgetAccount => Response::ForgetAccount(Err(problem)),
            Self::ForgetEverything => Response::ForgetEverything(Err(problem)),
        }
    }
}
