//! Forgets everything, or everything about the batches of one account, and names what is left.

use std::fs;

use super::store_dir::{LONG, StoreDir};
use super::{answers, recents, settings};
use crate::domain::remembered::Left;
use crate::files::{self, is_missing};

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

/// Removes the files that are meant from a folder, and nothing else.
pub(super) fn clear(store_dir: &StoreDir, of: Of<'_>, left: &mut Left) {
    let entries = match fs::read_dir(&store_dir.folder) {
        Ok(entries) => entries,
        Err(error) if is_missing(&error) => return,
        Err(_) => return left.push(store_dir.folder.display().to_string()),
    };
    // Without the lock another window may be halfway through a change and bring
    // one file back; that is no reason to leave all of them.
    let _held = store_dir.lock(LONG);
    for entry in entries.map_while(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if of.includes(&name) && is_ours(&name) {
            files::remove(&entry.path(), left);
        }
    }
}

/// Previous, damaged and unfinished files are of this program too; the lock is not.
fn is_ours(name: &str) -> bool {
    let begin = [settings::NAME, recents::NAME.0];
    begin.iter().any(|begin| name.starts_with(begin)) || name.contains(answers::ENDING)
}
