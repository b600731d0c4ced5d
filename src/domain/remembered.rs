//! Things remembered on this computer, and faults in them.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::io;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::batch::Answer;
use super::batch_id::BatchId;
use super::picture::Picture;
use super::progress::{Counts, Percent};
use super::status::Status;
use super::text::ServerText;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Settings, accounts and recent batches.
    pub config: PathBuf,
    /// Answers, which the service can send again.
    pub cache: PathBuf,
}

/// Something about what is remembered that the person may want to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageError {
    /// A damaged file now lies under another name.
    SetAside { name: String, instead: Fallback },
    /// A file cannot be read, or is damaged and cannot be set aside. It stays as it is.
    NotRead { name: String, why: StorageErrorKind },
    /// A file is of a newer version. It stays, and nothing is remembered in its place.
    Newer { name: String, version: u64 },
    /// A change could not be kept. What was kept before is whole.
    NotWritten {
        /// The name of the file, or of the folder where there is none yet.
        name: String,
        why: StorageErrorKind,
    },
    /// The system names no folder to remember anything in.
    NoFolder,
}

impl StorageError {
    /// The file is there, and what it holds is not known.
    pub fn is_unread(&self) -> bool {
        matches!(self, Self::NotRead { .. } | Self::Newer { .. })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// Its own, written with it.
    Copy,
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageErrorKind {
    Full,
    /// It may not be changed or read.
    NotAllowed,
    /// Another window was at it all the time.
    Busy,
    /// It is more than is ever remembered.
    TooLarge,
    Other(io::ErrorKind),
}

impl From<io::Error> for StorageErrorKind {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NotAllowed,
            io::ErrorKind::WouldBlock => Self::Busy,
            other => Self::Other(other),
        }
    }
}

/// The names of the files that could not be removed when they were to be forgotten.
pub type Left = Vec<String>;

/// Longest list of recent batches. Nobody finds anything in a longer one.
pub const MOST_RECENTS: usize = 200;

/// A batch that was looked at, as the list of recent ones shows it and a file keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recent {
    pub id: BatchId,
    pub name: Option<ServerText>,
    pub status: Status,
    /// Not there where an earlier version wrote the list.
    #[serde(default)]
    pub counts: Counts,
    /// The service's own percentage.
    pub progress: Option<Percent>,
    pub seen: Timestamp,
    pub pinned: bool,
}

/// Sorts pinned ones first, then the newest first, each batch once, up to [`MOST_RECENTS`].
pub fn tidy(recents: &mut Vec<Recent>) {
    // By ID where the time is the same, so that one list has one order.
    recents.sort_by_key(|recent| (!recent.pinned, Reverse(recent.seen), recent.id));
    let mut met = HashSet::new();
    recents.retain(|recent| met.insert(recent.id));
    recents.truncate(MOST_RECENTS);
}

/// A last known answer, as it is shown until the service has answered again.
#[derive(Debug, Clone, PartialEq)]
pub struct Remembered {
    pub answer: Answer,
    pub at: Timestamp,
    /// The picture, made small, where it was kept.
    pub picture: Option<Picture>,
}
