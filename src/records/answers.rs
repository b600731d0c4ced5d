//! Last known answers: one file each, so that an answer and its picture are
//! never of different times. Only as many are kept as fit.

use std::fs;
use std::io;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::document::{self, VERSION};
use super::store_dir::{Found, StoreDir, WRITE_TIMEOUT, file_part};
use crate::domain::BatchId;
use crate::domain::remembered::{StorageError, StorageErrorKind};
use crate::files::is_missing;

pub(super) const ENDING: &str = ".answer";

/// The largest file, in bytes: the largest answer that is read from the
/// service, and as much again for its picture.
const MOST_BYTES: u64 = 16 << 20;
/// All files together, in bytes.
const MOST_OF_ALL: u64 = 64 << 20;
/// Files; more than there are recent batches of two services.
const MOST_FILES: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    /// The JSON as it came. Not safe to show as it is.
    pub raw: String,
    pub at: Timestamp,
    /// The picture, made small: a PNG or JPEG file.
    pub picture: Option<Vec<u8>>,
}

/// The first line of a file. The answer and the picture follow, as they are.
#[derive(Serialize, Deserialize)]
struct Head {
    version: u64,
    #[serde(rename = "host")]
    key: String,
    batch: BatchId,
    at: Timestamp,
    answer_bytes: usize,
    picture_bytes: Option<usize>,
}

/// `None` where no whole answer of this batch is kept: the service can always tell again.
pub(super) fn load(store_dir: &StoreDir, key: &str, id: BatchId) -> Option<StoredAnswer> {
    match store_dir.read(&name(key, id), MOST_BYTES) {
        Ok(Found::File(bytes)) => read(&bytes, key, id),
        Ok(Found::Nothing | Found::Invalid) => None,
        Err(error) => {
            tracing::debug!(%error, "a last known answer could not be read");
            None
        }
    }
}

/// Removes the oldest where there are too many.
pub(super) fn save(
    store_dir: &StoreDir,
    key: &str,
    id: BatchId,
    answer: &StoredAnswer,
) -> Result<(), StorageError> {
    let name = name(key, id);
    let bytes = write(key, id, answer).map_err(|error| not_written(&name, error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(not_written(&name, StorageErrorKind::TooLarge));
    }
    let held = store_dir.lock(WRITE_TIMEOUT);
    let held = held.map_err(|error| not_written(&name, error))?;
    if let Ok(Found::File(there)) = store_dir.read(&name, MOST_BYTES) {
        if there == bytes {
            return Ok(());
        }
        if let Some(version) = version(&there).filter(|version| *version > VERSION) {
            return Err(StorageError::Newer { name, version });
        }
    }
    let put = held.put(&name, &bytes);
    put.map_err(|error| not_written(&name, error))?;
    if let Err(error) = make_room(store_dir, &name) {
        tracing::warn!(%error, "old answers could not be removed");
    }
    Ok(())
}

pub(super) fn forget(store_dir: &StoreDir, key: &str, id: BatchId) -> Result<(), StorageError> {
    let name = name(key, id);
    match fs::remove_file(store_dir.0.join(&name)) {
        Err(error) if !is_missing(&error) => Err(not_written(&name, error)),
        _ => Ok(()),
    }
}

fn not_written(name: &str, why: impl Into<StorageErrorKind>) -> StorageError {
    let (name, why) = (name.to_owned(), why.into());
    StorageError::NotWritten { name, why }
}

/// Recognises an answer to this account, whole or not.
pub(super) fn is_of(name: &str, key: &str) -> bool {
    let batch = name
        .strip_prefix(&file_part(key))
        .and_then(|rest| rest.strip_prefix('_'))
        .and_then(|rest| rest.split_once(ENDING));
    batch.is_some_and(|(id, _)| BatchId::plain(id).is_some())
}

fn name(key: &str, id: BatchId) -> String {
    format!("{}_{id}{ENDING}", file_part(key))
}

fn write(key: &str, id: BatchId, answer: &StoredAnswer) -> io::Result<Vec<u8>> {
    let head = Head {
        version: VERSION,
        key: key.to_owned(),
        batch: id,
        at: answer.at,
        answer_bytes: answer.raw.len(),
        picture_bytes: answer.picture.as_ref().map(Vec::len),
    };
    let mut bytes = serde_json::to_vec(&head)?;
    bytes.push(b'\n');
    bytes.extend_from_slice(answer.raw.as_bytes());
    bytes.extend_from_slice(answer.picture.as_deref().unwrap_or_default());
    Ok(bytes)
}

fn read(bytes: &[u8], key: &str, id: BatchId) -> Option<StoredAnswer> {
    let (head, rest) = split(bytes)?;
    let head: Head = serde_json::from_slice(head).ok()?;
    let is_it = head.version == VERSION && head.key == key && head.batch == id;
    let (raw, picture) = rest.split_at_checked(head.answer_bytes)?;
    let is_whole = picture.len() == head.picture_bytes.unwrap_or_default();
    if !is_it || !is_whole {
        return None;
    }
    Some(StoredAnswer {
        raw: std::str::from_utf8(raw).ok()?.to_owned(),
        at: head.at,
        picture: head.picture_bytes.map(|_| picture.to_vec()),
    })
}

fn version(bytes: &[u8]) -> Option<u64> {
    let head = serde_json::from_slice::<document::Head>(split(bytes)?.0);
    head.ok().map(|head| head.version)
}

fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

/// Removes the oldest files until the rest fits; never the one just written.
fn make_room(store_dir: &StoreDir, newest: &str) -> io::Result<()> {
    let mut kept = Vec::new();
    for entry in fs::read_dir(&store_dir.0)? {
        let entry = entry?;
        let is_answer = entry.file_name().to_string_lossy().ends_with(ENDING);
        // Another window may remove it meanwhile.
        if let (true, Ok(found)) = (is_answer, entry.metadata()) {
            kept.push((found.modified()?, found.len(), entry.path()));
        }
    }
    kept.sort_unstable();
    let newest = store_dir.0.join(newest);
    let (mut files, mut bytes) = (0, 0);
    for (_, length, path) in kept.iter().rev() {
        files += 1;
        bytes += length;
        if (files > MOST_FILES || bytes > MOST_OF_ALL) && *path != newest {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
