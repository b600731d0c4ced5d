//! Forgets everything, or everything about the batches of one account, and says what.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use super::store_dir::{Found, LOCK, LONG, StoreDir};
use super::{answers, recents, settings};
use crate::domain::remembered::{Cleared, Left};
use crate::files::is_missing;

/// What is to be forgotten.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'a> {
    /// Everything. Only the accounts stay: without them nobody would know which tokens are kept.
    Everything,
    /// The batches of the account at this place.
    Account(&'a str),
}

impl Of<'_> {
    fn includes(self, name: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::Account(place) => recents::is_of(name, place) || answers::is_of(name, place),
        }
    }
}

/// What a file in a folder is.
enum Kind {
    Settings,
    Recents,
    Answer,
    /// A previous, damaged or unfinished file of this program.
    Other,
    /// Not of this program, or the lock.
    Strange,
}

/// Removes the files that are meant from a folder, and nothing else.
pub(super) fn clear(store_dir: &StoreDir, of: Of<'_>, cleared: &mut Cleared) {
    let entries = match fs::read_dir(&store_dir.folder) {
        Ok(entries) => entries,
        Err(error) if is_missing(&error) => return,
        Err(error) => return cleared.left.push(left(store_dir.folder.as_os_str(), error)),
    };
    // Without the lock another window may be halfway through a change and bring
    // one file back; that is no reason to leave all of them.
    let _held = store_dir.lock(LONG);
    for entry in entries.map_while(Result::ok) {
        if of.includes(&entry.file_name().to_string_lossy()) {
            remove(store_dir, &entry.path(), cleared);
        }
    }
}

fn remove(store_dir: &StoreDir, path: &Path, cleared: &mut Cleared) {
    let Some(name) = path.file_name() else { return };
    let kind = kind(&name.to_string_lossy());
    let batches = match kind {
        Kind::Recents => count(store_dir, &name.to_string_lossy()),
        Kind::Strange => return,
        Kind::Settings | Kind::Answer | Kind::Other => 0,
    };
    match fs::remove_file(path) {
        Ok(()) => match kind {
            Kind::Settings => cleared.settings += 1,
            Kind::Recents => cleared.recents += batches,
            Kind::Answer => cleared.answers += 1,
            Kind::Other | Kind::Strange => cleared.others += 1,
        },
        Err(error) if is_missing(&error) => {}
        Err(error) => cleared.left.push(left(name, error)),
    }
}

fn kind(name: &str) -> Kind {
    let (begin, end) = recents::NAME;
    if name == LOCK {
        Kind::Strange
    } else if name == settings::NAME {
        Kind::Settings
    } else if name.starts_with(begin) && name.ends_with(end) {
        Kind::Recents
    } else if name.ends_with(answers::ENDING) {
        Kind::Answer
    } else if name.starts_with(settings::NAME)
        || name.starts_with(begin)
        || name.contains(answers::ENDING)
    {
        Kind::Other
    } else {
        Kind::Strange
    }
}

fn count(store_dir: &StoreDir, name: &str) -> usize {
    match store_dir.read(name, recents::MOST) {
        Ok(Found::File(bytes)) => std::str::from_utf8(&bytes).map_or(0, recents::count),
        Ok(Found::Nothing | Found::Invalid) | Err(_) => 0,
    }
}

fn left(name: &OsStr, error: io::Error) -> Left {
    Left {
        name: name.to_string_lossy().into_owned(),
        why: error.into(),
    }
}
