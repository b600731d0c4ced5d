//! A file with one value: read with care, changed only where it is understood.

use std::io;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::store_dir::{Former, Found, LONG, LockedDir, PREVIOUS, SHORT, StoreDir};
use crate::domain::remembered::{Fallback, StorageError, StorageErrorKind};

/// Version of the format of all files, as each tells it.
pub(super) const VERSION: u64 = 1;

/// Most bytes that are read: several times the longest list there can be.
pub(super) const MOST: u64 = 4 << 20;

pub(super) trait Document {
    /// Defaults to the value for a missing file.
    type Value: PartialEq + Default;

    fn name(&self) -> String;

    /// Reads a file of this very version. `None` where it is damaged.
    fn read(&self, text: &str) -> Option<Self::Value>;

    fn write(&self, value: &Self::Value) -> serde_json::Result<String>;
}

/// A file of a value that is kept in its own form.
pub(super) struct ValueFile<T> {
    pub(super) name: &'static str,
    pub(super) is_valid: fn(&T) -> bool,
}

#[derive(Serialize, Deserialize)]
struct Written<T> {
    version: u64,
    #[serde(flatten)]
    value: T,
}

impl<T: PartialEq + Default + Serialize + DeserializeOwned> Document for ValueFile<T> {
    type Value = T;

    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn read(&self, text: &str) -> Option<T> {
        let written: Written<T> = serde_json::from_str(text).ok()?;
        Some(written.value).filter(self.is_valid)
    }

    fn write(&self, value: &T) -> serde_json::Result<String> {
        let version = VERSION;
        serde_json::to_string_pretty(&Written { version, value })
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

/// The value, and problems with its file. A damaged file is set aside, and the previous one put
/// in its place, where that is whole.
pub(super) fn load<D: Document>(
    store_dir: &StoreDir,
    document: &D,
) -> (D::Value, Vec<StorageError>) {
    let name = document.name();
    let told = |error| (D::Value::default(), vec![error]);
    let not_read = |why| {
        let name = document.name();
        told(StorageError::NotRead { name, why })
    };
    let settled = || match read_file(store_dir, document, &name) {
        Ok(value) => Some((value.unwrap_or_default(), Vec::new())),
        Err(Fault::Damaged) => None,
        Err(Fault::Newer(version)) => Some(told(StorageError::Newer {
            name: name.clone(),
            version,
        })),
        Err(Fault::Unreadable(why)) => Some(not_read(why)),
    };
    if let Some(settled) = settled() {
        return settled;
    }
    let held = match store_dir.lock(SHORT) {
        Ok(held) => held,
        Err(error) => return not_read(error.into()),
    };
    // Another program may have mended it before this one had the lock.
    if let Some(settled) = settled() {
        return settled;
    }
    match set_aside(&held, document) {
        Ok((name, previous)) => {
            let has_previous = previous.is_some();
            let instead = if has_previous {
                Fallback::Previous
            } else {
                Fallback::Nothing
            };
            let error = StorageError::SetAside { name, instead };
            (previous.unwrap_or_default(), vec![error])
        }
        Err(why) => not_read(why),
    }
}

/// The new name of the damaged file, and the value of the previous one.
fn set_aside<D: Document>(
    held: &LockedDir<'_>,
    document: &D,
) -> Result<(String, Option<D::Value>), StorageErrorKind> {
    let name = document.name();
    let aside = held.set_aside(&name)?;
    let previous = read_file(held.store_dir, document, &format!("{name}.{PREVIOUS}"));
    let previous = previous.ok().flatten();
    if previous.is_some() {
        held.restore(&name);
    }
    Ok((aside, previous))
}

/// Changes the value, as it is on the disk by now. Nothing is written where the
/// change changes nothing.
pub(super) fn change<D: Document>(
    store_dir: &StoreDir,
    document: &D,
    change: impl FnOnce(&D::Value) -> D::Value,
) -> Result<(), StorageError> {
    let name = document.name();
    let not_written = |why: StorageErrorKind| StorageError::NotWritten {
        name: document.name(),
        why,
    };
    let held = store_dir.lock(LONG);
    let held = held.map_err(|error| not_written(error.into()))?;
    let now = match read_file(store_dir, document, &name) {
        Ok(value) => value,
        Err(Fault::Newer(version)) => return Err(StorageError::Newer { name, version }),
        Err(Fault::Unreadable(why)) => return Err(not_written(why)),
        Err(Fault::Damaged) => {
            let (aside, previous) = set_aside(&held, document).map_err(not_written)?;
            tracing::warn!(aside, "a damaged file was set aside");
            previous
        }
    };
    let now = now.unwrap_or_default();
    let wanted = change(&now);
    if wanted == now {
        return Ok(());
    }
    let text = document.write(&wanted).map_err(io::Error::other);
    let kept = text.and_then(|text| held.put(&name, text.as_bytes(), Former::Kept));
    kept.map_err(|error| not_written(error.into()))
}

/// `None` where there is no file.
fn read_file<D: Document>(
    store_dir: &StoreDir,
    document: &D,
    name: &str,
) -> Result<Option<D::Value>, Fault> {
    let bytes = match store_dir.read(name, MOST) {
        Ok(Found::Nothing) => return Ok(None),
        Ok(Found::File(bytes)) => bytes,
        Ok(Found::Invalid) => return Err(Fault::Damaged),
        Err(error) => return Err(Fault::Unreadable(error.into())),
    };
    let text = text_of(&bytes).map_err(|_| Fault::Damaged)?;
    match serde_json::from_str::<Head>(text) {
        Ok(head) if head.version > VERSION => Err(Fault::Newer(head.version)),
        Ok(head) if head.version == VERSION => document.read(text).map(Some).ok_or(Fault::Damaged),
        Ok(_) | Err(_) => Err(Fault::Damaged),
    }
}

/// The text of a file. Some editors leave a mark in front.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, std::str::Utf8Error> {
    let text = std::str::from_utf8(bytes)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
