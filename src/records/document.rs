//! A file with one value: read with care, changed only where it is understood.

use std::io;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::store_dir::{COPY, Found, LockedDir, READ_TIMEOUT, StoreDir, WRITE_TIMEOUT};
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

    fn explain(&self, fault: Fault, not_done: NotDone) -> StorageError {
        let name = self.name.clone();
        match fault {
            Fault::Newer(version) => StorageError::Newer { name, version },
            Fault::Unreadable(why) => not_done(name, why),
        }
    }
}

type NotDone = fn(String, StorageErrorKind) -> StorageError;

/// Why a file that is there is left as it is.
#[derive(Clone, Copy)]
enum Fault {
    Newer(u64),
    Unreadable(StorageErrorKind),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.into())
    }
}

#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) version: u64,
}

/// The value, and the problem with its file.
pub(super) fn load<T: Value>(
    store_dir: &StoreDir,
    document: &Document,
) -> (T, Option<StorageError>) {
    let read = || match read_file(store_dir, document, &document.name)? {
        Some(value) => Ok((value, None)),
        None => settle(&store_dir.lock(READ_TIMEOUT)?, document),
    };
    let (value, error) = read().unwrap_or_else(|fault| {
        let not_read = |name, why| StorageError::NotRead { name, why };
        (T::default(), Some(document.explain(fault, not_read)))
    });
    let error = error.inspect(|error| tracing::warn!(?error, "a file cannot be used"));
    (value, error)
}

/// The value under the lock. A damaged file is set aside, and its copy put in its place, where that
/// is whole.
fn settle<T: Value>(
    held: &LockedDir<'_>,
    document: &Document,
) -> Result<(T, Option<StorageError>), Fault> {
    let file = &document.name;
    // Another program may have mended it before this one had the lock.
    if let Some(value) = read_file(held.store_dir, document, file)? {
        return Ok((value, None));
    }
    let name = held.set_aside(file)?;
    let copy = read_file(held.store_dir, document, &format!("{file}.{COPY}"));
    let copy = copy.unwrap_or(None).filter(|_| held.restore(file).is_ok());
    let instead = copy.as_ref().map_or(Fallback::Nothing, |_| Fallback::Copy);
    let error = StorageError::SetAside { name, instead };
    Ok((copy.unwrap_or_default(), Some(error)))
}

/// Changes the value, as it is on the disk by now. Nothing is written where the change changes
/// nothing. The change is kept too where the error is of a damaged file that was set aside.
pub(super) fn change<T: Value>(
    store_dir: &StoreDir,
    document: &Document,
    change: impl FnOnce(&mut T),
) -> Result<(), StorageError> {
    let write = || {
        let held = store_dir.lock(WRITE_TIMEOUT)?;
        let (now, told) = settle::<T>(&held, document)?;
        let mut wanted = now.clone();
        change(&mut wanted);
        if wanted != now {
            let written = Written {
                version: VERSION,
                key: document.key.clone(),
                value: wanted,
            };
            let bytes = serde_json::to_vec_pretty(&written).map_err(io::Error::other)?;
            held.put(&document.name, &bytes)?;
            held.put_copy(&document.name, &bytes);
        }
        Ok(told)
    };
    let not_written = |name, why| StorageError::NotWritten { name, why };
    let told = write().map_err(|fault| document.explain(fault, not_written))?;
    told.map_or(Ok(()), Err)
}

/// The default value where there is no file, `None` where it is damaged.
fn read_file<T: Value>(
    store_dir: &StoreDir,
    document: &Document,
    name: &str,
) -> Result<Option<T>, Fault> {
    let bytes = match store_dir.read(name, MOST)? {
        Found::Nothing => return Ok(Some(T::default())),
        Found::File(bytes) => bytes,
        Found::Invalid => return Ok(None),
    };
    let text = text_of(&bytes).unwrap_or_default();
    match serde_json::from_str::<Head>(text) {
        Ok(head) if head.version > VERSION => return Err(Fault::Newer(head.version)),
        _ => {}
    }
    let written = serde_json::from_str::<Written<T>>(text).ok();
    let is_it = |one: &Written<T>| one.version == VERSION && one.key == document.key;
    Ok(written.filter(is_it).map(|written| written.value))
}

/// The text of a file. Some editors leave a mark in front.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, std::str::Utf8Error> {
    let text = std::str::from_utf8(bytes)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
