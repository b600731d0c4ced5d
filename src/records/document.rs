//! A file with one value: read with care, changed only where it is understood.

use std::io;

use serde::Deserialize;

use super::store_dir::{Former, Found, LONG, LockedDir, PREVIOUS, SHORT, StoreDir};
use crate::domain::remembered::{Fallback, StorageError, StorageErrorKind};

pub(super) trait Document {
    /// Defaults to the value for a missing file.
    type Value: PartialEq + Default;

    /// Version of the format, as the file tells it.
    const VERSION: u64;

    /// Most bytes that are read.
    const MOST: u64;

    fn name(&self) -> String;

    /// Reads a file of this very version. `None` where it is damaged.
    fn read(&self, text: &str) -> Option<Self::Value>;

    fn write(&self, value: &Self::Value) -> serde_json::Result<String>;
}

enum Content<T> {
    Missing,
    Good(T),
    Damaged,
    Newer(u64),
    Unreadable(StorageErrorKind),
}

/// Part that all versions have in common.
#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) version: u64,
}

/// The value, and problems with its file.
pub(super) fn load<D: Document>(
    store_dir: &StoreDir,
    document: &D,
) -> (D::Value, Vec<StorageError>) {
    let name = document.name();
    if let Some(settled) = settled(&name, read_file(store_dir, document, &name)) {
        return settled;
    }
    let mended = store_dir
        .lock(SHORT)
        .map_err(StorageErrorKind::from)
        .and_then(|held| {
            // Another program may have mended it before this one had the lock.
            match settled(&name, read_file(store_dir, document, &name)) {
                Some(settled) => Ok(settled),
                None => mend(&held, document),
            }
        });
    mended.unwrap_or_else(|why| {
        let error = StorageError::NotRead { name, why };
        (D::Value::default(), vec![error])
    })
}

/// `None` for a damaged file, about which something is to be done first.
fn settled<T: Default>(name: &str, content: Content<T>) -> Option<(T, Vec<StorageError>)> {
    let name = name.to_owned();
    let error = match content {
        Content::Missing => return Some((T::default(), Vec::new())),
        Content::Good(value) => return Some((value, Vec::new())),
        Content::Damaged => return None,
        Content::Newer(version) => StorageError::Newer { name, version },
        Content::Unreadable(why) => StorageError::NotRead { name, why },
    };
    Some((T::default(), vec![error]))
}

/// Sets a damaged file aside and puts the previous one in its place, where that
/// is whole.
fn mend<D: Document>(
    held: &LockedDir<'_>,
    document: &D,
) -> Result<(D::Value, Vec<StorageError>), StorageErrorKind> {
    let (name, previous) = set_aside(held, document)?;
    let instead = match previous {
        Some(_) => Fallback::Previous,
        None => Fallback::Nothing,
    };
    let error = StorageError::SetAside { name, instead };
    Ok((previous.unwrap_or_default(), vec![error]))
}

/// The new name of the damaged file, and the value of the previous one.
fn set_aside<D: Document>(
    held: &LockedDir<'_>,
    document: &D,
) -> Result<(String, Option<D::Value>), StorageErrorKind> {
    let name = document.name();
    let aside = held.set_aside(&name)?;
    let previous = previous(held.store_dir, document);
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
        Content::Missing => None,
        Content::Good(value) => Some(value),
        Content::Newer(version) => return Err(StorageError::Newer { name, version }),
        Content::Unreadable(why) => return Err(not_written(why)),
        Content::Damaged => {
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

fn previous<D: Document>(store_dir: &StoreDir, document: &D) -> Option<D::Value> {
    match read_file(
        store_dir,
        document,
        &format!("{}.{PREVIOUS}", document.name()),
    ) {
        Content::Good(value) => Some(value),
        Content::Missing | Content::Damaged | Content::Newer(_) | Content::Unreadable(_) => None,
    }
}

fn read_file<D: Document>(store_dir: &StoreDir, document: &D, name: &str) -> Content<D::Value> {
    let bytes = match store_dir.read(name, D::MOST) {
        Ok(Found::Nothing) => return Content::Missing,
        Ok(Found::File(bytes)) => bytes,
        Ok(Found::Invalid) => return Content::Damaged,
        Err(error) => return Content::Unreadable(error.into()),
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Content::Damaged;
    };
    // Some editors leave this mark in front.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str::<Head>(text) {
        Ok(head) if head.version > D::VERSION => Content::Newer(head.version),
        Ok(head) if head.version == D::VERSION => {
            document.read(text).map_or(Content::Damaged, Content::Good)
        }
        Ok(_) | Err(_) => Content::Damaged,
    }
}
