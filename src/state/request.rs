//! Requests to the worker and their responses, and the files they are about.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::domain::account::{Environment, KeptAccounts};
use crate::domain::batch_id::BatchIdProblem;
use crate::domain::checkup::{Finding, Report, Target};
use crate::domain::page::Page;
use crate::domain::picture::{FileAddress, FileLink, Picture, Pixels};
use crate::domain::problem::StoreProblem;
use crate::domain::query::{BatchQuery, CertificateQuery};
use crate::domain::remembered::{Left, Remembered, StorageError};
use crate::domain::sample::Sample;
use crate::domain::table::{Table, TableFormat};
use crate::domain::{
    Account, AccountId, Answer, ApiOrigin, ApiToken, Batch, BatchId, Caller, Certificate,
    CertificateId, FileName, Problem,
};

/// Carried by the response as well; responses to older requests are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RequestId(pub u64);

pub type Reply<T> = Result<T, Problem>;

/// Reply with a large answer.
pub type BoxReply<T> = Reply<Box<T>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    System,
    /// In memory for the sample data; fails as told.
    Sample(Option<StoreProblem>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    Document,
    /// Of a decodable kind.
    Picture,
}

impl FileForm {
    pub fn link(self, certificate: &Certificate) -> &FileLink {
        match self {
            Self::Document => &certificate.pdf,
            Self::Picture => &certificate.picture,
        }
    }
}

#[derive(Clone, PartialEq, Eq)]
pub struct FetchedFile {
    pub bytes: Arc<[u8]>,
    /// File extension, without the dot.
    pub extension: &'static str,
}

impl fmt::Debug for FetchedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes, extension } = self;
        write!(f, "FetchedFile({extension}, {} bytes)", bytes.len())
    }
}

macro_rules! requests {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident: $type:ty),* })? -> $answer:ty, asks $service:expr;)*) => {
        /// Answered by the [`Response`] of the same name. At most one of a kind is under way; a
        /// newer one ends the older.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Request {
            $($(#[$doc])* $name $({ $($field: $type),* })?,)*
        }

        #[derive(Debug, Clone, PartialEq)]
        pub enum Response {
            $($name(Reply<$answer>),)*
        }

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

            /// Service to be asked, if any.
            #[expect(unused_variables, reason = "each row reads one or two of its fields")]
            pub fn service(&self) -> Option<&ApiOrigin> {
                match self {
                    $(Self::$name $({ $($field),* })? => $service,)*
                }
            }
        }

        impl Response {
            pub fn problem_mut(&mut self) -> Option<&mut Problem> {
                match self {
                    Self::TestConnection(Ok(Report { finding: Finding::Failed(problem), .. })) => Some(problem),
                    $(Self::$name(answer) => answer.as_mut().err(),)*
                }
            }
        }

        impl RequestKind {
            /// Response for a crashed task, so that nothing waits forever.
            pub fn failed(self, problem: Problem) -> Response {
                match self {
                    $(Self::$name => Response::$name(Err(problem)),)*
                }
            }
        }
    };
}

requests! {
    /// `None` where none is kept.
    LoadToken { store: Store, account: Account } -> Option<ApiToken>, asks None;
    /// Reads the token back and compares.
    SaveToken { store: Store, account: Account, token: ApiToken } -> (), asks None;
    ForgetToken { store: Store, account: Account } -> (), asks None;
    FetchBatch { caller: Caller, id: BatchId } -> Box<Answer>, asks Some(&caller.origin);
    ListBatches { caller: Caller, query: BatchQuery }
        -> Box<Page<Batch>>, asks Some(&caller.origin);
    /// The program's own question about listed batches.
    WatchBatches { caller: Caller, query: BatchQuery }
        -> Box<Page<Batch>>, asks Some(&caller.origin);
    ListCertificates { caller: Caller, query: CertificateQuery }
        -> Box<Page<Certificate>>, asks Some(&caller.origin);
    FetchCertificate { caller: Caller, id: CertificateId }
        -> Box<Certificate>, asks Some(&caller.origin);
    /// For a file whose address may have expired.
    RenewCertificate { caller: Caller, id: CertificateId }
        -> Box<Certificate>, asks Some(&caller.origin);
    /// Without the token, from an address that the service named.
    FetchFile { origin: ApiOrigin, address: FileAddress, form: FileForm }
        -> FetchedFile, asks host_of(address, origin);
    /// At most `max_side` pixels wide and high.
    FetchPicture { origin: ApiOrigin, address: FileAddress, max_side: u32 }
        -> Box<Picture>, asks host_of(address, origin);
    /// Decodes a shown picture larger; carries the number of the request that brought it.
    EnlargePicture { file: Arc<[u8]>, max_side: u32 } -> Pixels, asks None;
    /// Finds a running one as well.
    StartSample -> Sample, asks None;
    /// One response per step. Asks nothing of a service during its wait.
    TestConnection { target: Target }
        -> Report, asks Some(&target.origin).filter(|_| target.held_back.is_none());
    /// Path of the file; `None` where the person chose no place.
    SaveFile { name: FileName, contents: Contents } -> Option<String>, asks None;
    /// Address of a file that only this person can read.
    OpenFile { name: FileName, contents: Contents } -> String, asks None;
    SearchFile { path: PathBuf } -> Result<BatchId, BatchIdProblem>, asks None;
    /// Leaves the service the time `after` to answer first.
    LoadCached { account: AccountId, id: BatchId, after: Duration }
        -> Option<Box<Remembered>>, asks None;
    /// Reads the accounts, and the problem with their file.
    LoadAccounts { environment: Option<Environment> }
        -> (KeptAccounts, Option<StorageError>), asks None;
    ForgetAccount { account: AccountId } -> Left, asks None;
    ForgetEverything -> Left, asks None;
}

/// No service for a file on another host.
fn host_of<'a>(address: &FileAddress, origin: &'a ApiOrigin) -> Option<&'a ApiOrigin> {
    Some(origin).filter(|origin| origin.is_origin_of(address.url()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Picture,
    Signatories,
    Report,
    Certificates,
    Certificate,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub kind: FileKind,
    pub name: FileName,
    pub contents: Contents,
}

impl Document {
    /// A table in this format; the words are for the file's name.
    pub fn table(kind: FileKind, words: &str, table: Table, format: TableFormat) -> Self {
        let name = FileName::new(words, format.extension());
        let contents = Contents::Table(Arc::new(table), format);
        Self {
            kind,
            name,
            contents,
        }
    }
}

#[derive(Clone, PartialEq)]
pub enum Contents {
    Bytes(Arc<[u8]>),
    /// Made into a file by the worker: thousands of rows take longer than a frame.
    Table(Arc<Table>, TableFormat),
}

impl fmt::Debug for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            Self::Table(table, format) => write!(f, "Table({format:?}, {} rows)", table.rows.len()),
        }
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
    pub address: FileAddress,
    /// Asked once for a new address where this one has expired.
    pub certificate: Option<CertificateId>,
    pub form: FileForm,
    pub action: Action,
    /// Parts of the file's name.
    pub words: String,
}
