//! A file with one value: read with care, changed only where it is understood.

use std::io;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::store_dir::{Former, Found, LockedDir, PREVIOUS, READ_TIMEOUT, StoreDir, WRITE_TIMEOUT};
use crate::domain::remembered::{Fallback, StorageError, StorageErrorKind};

/// Version of the format of all files, as each tells it.
pub(super) const VERSION: u64 = 1;

/// Most bytes that are read: several times the longest list there can be.
pub(super) const MOST: u64 = 4 << 20;

/// Value of a file; the default one where there is none.
pub(super) trait Value: Clone + PartialEq + Default + Serialize + DeserializeOwned {}

impl<T: Clone + PartialEq + Default + Serialize + DeserializeOwned> Value for T {}

pub(super) struct Document {
    pub(super) name: String,
    /// Of the account that it is of, if it is of one.
    pub(super) key: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Written<T> {
    version: u64,
    #[serde(default, rename = "host", skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(flatten)]
    value: T,
}

impl Document {
    pub(super) fn of_all(name: &str) -> Self {
        let (name, key) = (name.to_owned(), None);
        Self { name, key }
    }
}

/// Why a file that is there has no value.
enum Fault {
    Damaged,
    Newer(u64),
    Unreadable(StorageErrorKind),
}

#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) version: u64,
}

/// The value, and the problem with its file. A damaged file is set aside, and the previous one put
/// in its place, where that is whole.
pub(super) fn load<T: Value>(
    store_dir: &StoreDir,
    document: &Document,
) -> (T, Option<StorageError>) {
    let name = || document.name.clone();
    let told = |error| (T::default(), Some(error));
    let not_read = |why| told(StorageError::NotRead { name: name(), why });
    let settled = || match read_file(store_dir, document, &document.name) {
        Ok(value) => Some((value.unwrap_or_default(), None)),
        Err(Fault::Damaged) => None,
        Err(Fault::Newer(version)) => Some(told(StorageError::Newer {
            name: name(),
            version,
        })),
        Err(Fault::Unreadable(why)) => Some(not_read(why)),
    };
    if let Some(settled) = settled() {
        return settled;
    }
    let held = match store_dir.lock(READ_TIMEOUT) {
        Ok(held) => held,
        Err(error) => return not_read(error.into()),
    };
    // Another program may have mended it before this one had the lock.
    if let Some(settled) = settled() {
        return settled;
    }
    match set_aside(&held, document) {
        Ok((previous, error)) => (previous.unwrap_or_default(), Some(error)),
        Err(why) => not_read(why),
    }
}

/// The value of the previous file, and word of the damaged one.
fn set_aside<T: Value>(
    held: &LockedDir<'_>,
    document: &Document,
) -> Result<(Option<T>, StorageError), StorageErrorKind> {
    let file = &document.name;
    let name = held.set_aside(file)?;
    let previous = read_file(held.store_dir, document, &format!("{file}.{PREVIOUS}"));
    let previous = previous.ok().flatten();
    let mut instead = Fallback::Nothing;
    if previous.is_some() {
        held.restore(file);
        instead = Fallback::Previous;
    }
    Ok((previous, StorageError::SetAside { name, instead }))
}

/// Changes the value, as it is on the disk by now. Nothing is written where the change changes
/// nothing. The change is kept too where the error is of a damaged file that was set aside.
pub(super) fn change<T: Value>(
    store_dir: &StoreDir,
    document: Document,
    change: impl FnOnce(&mut T),
) -> Result<(), StorageError> {
    let not_written = |why: StorageErrorKind| StorageError::NotWritten {
        name: document.name.clone(),
        why,
    };
    let held = store_dir.lock(WRITE_TIMEOUT);
    let held = held.map_err(|error| not_written(error.into()))?;
    let mut told = Ok(());
    let now = match read_file(store_dir, &document, &document.name) {
        Ok(value) => value,
        Err(Fault::Newer(version)) => {
            let name = document.name;
            return Err(StorageError::Newer { name, version });
        }
        Err(Fault::Unreadable(why)) => return Err(not_written(why)),
        Err(Fault::Damaged) => {
            let (previous, error) = set_aside(&held, &document).map_err(not_written)?;
            told = Err(error);
            previous
        }
    };
    let now: T = now.unwrap_or_default();
    let mut wanted = now.clone();
    change(&mut wanted);
    if wanted == now {
        return told;
    }
    let written = Written {
        version: VERSION,
        key: document.key.clone(),
        value: wanted,
    };
    let bytes = serde_json::to_vec_pretty(&written).map_err(io::Error::other);
    let kept = bytes.and_then(|bytes| held.put(&document.name, &bytes, Former::Kept));
    kept.map_err(|error| not_written(error.into())).and(told)
}

/// `None` where there is no file.
fn read_file<T: Value>(
    store_dir: &StoreDir,
    document: &Document,
    name: &str,
) -> Result<Option<T>, Fault> {
    let bytes = match store_dir.read(name, MOST) {
        Ok(Found::Nothing) => return Ok(None),
        Ok(Found::File(bytes)) => bytes,
        Ok(Found::Invalid) => return Err(Fault::Damaged),
        Err(error) => return Err(Fault::Unreadable(error.into())),
    };
    let text = text_of(&bytes).map_err(|_| Fault::Damaged)?;
    let head: Head = serde_json::from_str(text).map_err(|_| Fault::Damaged)?;
    if head.version > VERSION {
        return Err(Fault::Newer(head.version));
    }
    let written = serde_json::from_str::<Written<T>>(text).map_err(|_| Fault::Damaged)?;
    let is_it = written.version == VERSION && written.key == document.key;
    is_it.then_some(Some(written.value)).ok_or(Fault::Damaged)
}

/// The text of a file. Some editors leave a mark in front.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, std::str::Utf8Error> {
    let text = std::str::from_utf8(bytes)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
