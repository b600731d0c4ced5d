//! Messages: everything that comes in from outside, with its time.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use super::request::{RequestId, Response};
use crate::domain::recent::Recent;
use crate::domain::remembered::StorageError;
use crate::domain::{AccountId, BatchId, Problem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Time since the program started: monotonic, for waits.
    pub elapsed: Duration,
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

/// Visibility of the window.
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
    /// Answers an `Effect::Request`.
    Response {
        id: RequestId,
        response: Response,
    },
    /// Answers `Job::LoadRecents`.
    RecentsLoaded {
        account: AccountId,
        recents: Vec<Recent>,
        storage_errors: Vec<StorageError>,
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
    /// Answers `Job::QueryReducedMotion`.
    ReducedMotion(Motion),
    /// Crash of a job that no request waits for.
    TaskFailed(Problem),
}
