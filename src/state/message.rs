//! Everything that comes in from outside, and the time.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use super::request::{RequestId, Response};
use crate::domain::recent::Recent;
use crate::domain::remembered::StorageError;
use crate::domain::{AccountId, BatchId, Problem};

/// The time of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Since the program started; never goes back. For waiting.
    pub since_start: Duration,
    /// The clock on the wall. For people.
    pub wall: Timestamp,
}

/// How much may move on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    #[default]
    Full,
    /// The person asked the system for less; nothing moves by itself.
    Reduced,
}

/// How much of the window the person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WindowFocus {
    #[default]
    InFront,
    /// They work in another window.
    Behind,
    /// It is minimised or covered.
    Hidden,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Answers an `Effect::Request`.
    Response {
        /// The number of the request.
        id: RequestId,
        response: Response,
    },
    /// The list of recent batches, after `Job::LoadRecents`.
    RecentsLoaded {
        account: AccountId,
        recents: Vec<Recent>,
        /// What there is to tell about it.
        storage_errors: Vec<StorageError>,
    },
    /// Something could not be remembered.
    NotRemembered(StorageError),
    /// The program was started again, to check this batch.
    BatchHandedOver(BatchId),
    /// The program was started again, without a batch.
    StartedAgain,
    /// A file was dropped on the window.
    FileDropped(PathBuf),
    /// The window is to be closed.
    CloseRequested,
    /// The clipboard did not answer.
    NothingPasted,
    /// How much may move, after `Job::QueryReducedMotion`.
    ReducedMotion(Motion),
    /// A task that no request waits for came to a sudden end.
    TaskFailed(Problem),
}
