//! Events from outside with their time, and effects on the outside.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::request::{Request, RequestId, RequestKind, Response};
use crate::domain::account::AccountChange;
use crate::domain::batch::Batch;
use crate::domain::picture::Pixels;
use crate::domain::remembered::{Recent, StorageError};
use crate::domain::settings::Settings;
use crate::domain::{Account, AccountId, ApiOrigin, BatchId, Problem};

/// Time from the start of the program: monotonic, for waits.
pub type Elapsed = Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub elapsed: Elapsed,
    /// Time of the wall clock, for people.
    pub timestamp: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    #[default]
    Full,
    /// Reduced by the system's setting: nothing moves by itself.
    Reduced,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WindowFocus {
    #[default]
    InFront,
    /// Another window has the focus.
    Behind,
    /// Minimised or covered.
    Hidden,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Response {
        id: RequestId,
        response: Response,
    },
    RecentsLoaded {
        account: AccountId,
        recents: Vec<Recent>,
        error: Option<StorageError>,
    },
    NotRemembered(StorageError),
    /// Second start with a batch to check.
    BatchHandedOver(BatchId),
    /// Second start without a batch.
    StartedAgain,
    FileDropped(PathBuf),
    CloseRequested,
    /// The clipboard gave no answer.
    NothingPasted,
    ReducedMotion(Motion),
    /// Crash of a job that no request waits for.
    TaskFailed(Problem),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Answered by a response with the same number.
    Request {
        id: RequestId,
        request: Request,
    },
    /// Ends the request of this kind, if any.
    Cancel(RequestKind),
    Run(Job),
    Window(WindowEffect),
}

/// Job that no request waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Best effort, without the token.
    WarmUp(ApiOrigin),
    /// Answered by [`Event::ReducedMotion`].
    QueryReducedMotion,
    SaveSettings(Settings),
    /// Answered by [`Event::RecentsLoaded`].
    LoadRecents(AccountId),
    SaveRecents {
        account: AccountId,
        recents: Vec<Recent>,
    },
    CacheAnswer(ToKeep),
    ForgetAnswer {
        account: AccountId,
        id: BatchId,
    },
    ChangeAccounts(Vec<AccountChange>),
    /// Changes the name in the system's list of passwords; best effort.
    RenameToken(Account),
    /// Best effort.
    Notify {
        title: String,
        text: String,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct ToKeep {
    pub account: AccountId,
    pub id: BatchId,
    /// JSON as received.
    pub raw: Arc<str>,
    pub at: Timestamp,
    pub picture: Option<Arc<[u8]>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum WindowEffect {
    Copy(String),
    Open(String),
    /// With the number of the request that brought it.
    ShowPicture(RequestId, Pixels),
    /// A larger version of the shown one.
    ShowEnlarged(RequestId, Pixels),
    DropPicture,
    Focus(Focus),
    /// Notifies a person who looks elsewhere of a batch.
    Tell(Box<Batch>),
    ComeToFront,
    Close,
    /// Vetoes the closing of the window.
    StayOpen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Selects its text.
    BatchId,
    Token,
    AccountName,
    /// Heading of the problem.
    Problem,
    /// Heading of the answer.
    Answer,
    /// At the batch opened last.
    List,
    /// Heading of the problem above a list.
    ListProblem,
}
