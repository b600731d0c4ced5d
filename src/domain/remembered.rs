//! Things remembered on this computer, and faults in them. Data alone: the words are found
//! elsewhere.

use std::io;

use jiff::Timestamp;

use super::batch::Answer;
use super::picture::Picture;

/// Something about what is remembered that the person may want to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageError {
    /// A damaged file now lies under another name.
    SetAside { name: String, instead: Fallback },
    /// A file cannot be read, or is damaged and cannot be set aside. It stays as
    /// it is.
    NotRead { name: String, why: StorageErrorKind },
    /// A file is of a newer version of this program. It stays as it is, and
    /// nothing is remembered in its place.
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
    /// Its state before the last change.
    Previous,
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

/// A last known answer, as it is shown until the service has answered again.
#[derive(Debug, Clone, PartialEq)]
pub struct Remembered {
    pub answer: Answer,
    pub at: Timestamp,
    /// The picture, made small, where it was kept.
    pub picture: Option<Picture>,
}
