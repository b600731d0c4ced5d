//! Remembers settings, accounts, recent batches and last known answers on this computer, and
//! never a token.
//!
//! Files are whole at any time: each is written beside the old one, synced and
//! then put in its place, by one program at a time. A damaged file is set aside,
//! one of a newer version of this program is left alone.

mod answers;
mod document;
mod policy;
mod recents;
mod store_dir;

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{fs, io};

pub use answers::StoredAnswer;
pub use policy::{policy, policy_folders};

use crate::crash::lock;
use crate::domain::BatchId;
use crate::domain::account::{AccountChange, Environment, KeptAccounts};
pub use crate::domain::remembered::{Fallback, Folders, Left, StorageError, StorageErrorKind};
use crate::domain::remembered::{Recent, tidy};
use crate::domain::settings::Settings;
use crate::files::{self, is_missing};
use document::{Document, Value};
use recents::Recents;
use store_dir::{StoreDir, WRITE_TIMEOUT};

const SETTINGS: &str = "settings.json";
const ACCOUNTS: &str = "accounts.json";

/// The folders that the system has for this person; `None` where there is no home.
pub fn folders() -> Option<Folders> {
    let project = files::project()?;
    let config = project.config_dir().to_owned();
    let cache = project.cache_dir().to_owned();
    Some(Folders { config, cache })
}

/// All calls wait for the disk, so none belongs on the window's thread. Where one cannot keep or
/// remove something, what was there before is untouched. Accounts are told by their storage keys.
#[derive(Debug)]
pub struct Records {
    store_dirs: Option<StoreDirs>,
    /// For each account the list that the next change is merged with.
    merge_bases: Mutex<HashMap<String, Vec<Recent>>>,
    /// Leaves the settings' file as it is, for nobody knows its contents.
    settings_left: AtomicBool,
}

#[derive(Debug)]
struct StoreDirs {
    config: StoreDir,
    cache: StoreDir,
}

#[expect(clippy::missing_errors_doc, reason = "each fails as the disk does")]
impl Records {
    /// Never fails and touches nothing. Without folders nothing is remembered.
    pub fn open(folders: Option<Folders>) -> Self {
        let store_dirs = folders.map(|folders| StoreDirs {
            config: StoreDir(folders.config),
            cache: StoreDir(folders.cache.join("answers")),
        });
        Self {
            store_dirs,
            merge_bases: Mutex::default(),
            settings_left: AtomicBool::new(false),
        }
    }

    /// The settings, and the problem with their file. Where they are damaged their copy counts,
    /// and else the defaults.
    pub fn settings(&self) -> (Settings, Option<StorageError>) {
        self.load(&Document::of_all(SETTINGS))
    }

    /// Leaves the settings' file alone from now on, for it was waited for and did not come. Returns
    /// the error to report.
    pub fn leave_settings(&self) -> StorageError {
        self.settings_left.store(true, Ordering::Relaxed);
        StorageError::NotRead {
            name: SETTINGS.to_owned(),
            why: StorageErrorKind::Other(io::ErrorKind::TimedOut),
        }
    }

    /// Keeps the settings. Of two windows the last one wins.
    pub fn save_settings(&self, settings: &Settings) -> Result<(), StorageError> {
        let config = &self.store_dirs()?.config;
        if self.settings_left.load(Ordering::Relaxed) {
            return Err(self.leave_settings());
        }
        let file = Document::of_all(SETTINGS);
        document::change(config, &file, |kept| *kept = *settings)
    }

    /// The accounts, and the problem with their file. There are none as long as the person added
    /// none and named none.
    pub fn accounts(&self) -> (KeptAccounts, Option<StorageError>) {
        self.load(&Document::of_all(ACCOUNTS))
    }

    /// The accounts for a start with a token in the environment: the first one, where none is
    /// known. Nobody knows that after damage, and where it cannot be kept the next one would be
    /// the first again; then it finds nothing of others.
    pub fn accounts_for(&self, first: Option<Environment>) -> (KeptAccounts, Option<StorageError>) {
        let (mut kept, error) = self.accounts();
        let first = first.filter(|_| kept.environment.is_none());
        if let (Some(first), Some(store_dirs)) = (first, &self.store_dirs) {
            let owner = None;
            let nobodys = Environment { owner, ..first };
            let was_damaged = store_dirs.config.was_damaged(ACCOUNTS);
            let new = if was_damaged { nobodys } else { first };
            if let Err(why) = self.change_accounts(&[AccountChange::Environment(new)]) {
                tracing::warn!(?why, "this token of the environment has no lasting memory");
            }
            // Another window may have been quicker.
            kept = self.accounts().0;
            kept.environment.get_or_insert(nobodys);
        }
        (kept, error)
    }

    /// Keeps changes of the accounts, all or none. What another window changed is kept too.
    pub fn change_accounts(&self, changes: &[AccountChange]) -> Result<(), StorageError> {
        let config = &self.store_dirs()?.config;
        let accounts = Document::of_all(ACCOUNTS);
        document::change(config, &accounts, |kept: &mut KeptAccounts| {
            for change in changes {
                kept.change(change.clone());
            }
        })
    }

    /// The recent batches of an account, and the problem with their file. The next
    /// [`Self::save_recents`] is understood as a change of this very list.
    pub fn recents(&self, key: &str) -> (Vec<Recent>, Option<StorageError>) {
        let (Recents { mut recents }, error) = self.load(&recents::file(key));
        tidy(&mut recents);
        lock(&self.merge_bases).insert(key.to_owned(), recents.clone());
        (recents, error)
    }

    /// Keeps a change of the list: what was added, changed, or left out since
    /// the list was last read or kept here. What another window did meanwhile
    /// is kept too; of two changes of one batch the one seen later counts.
    pub fn save_recents(&self, key: &str, recents: &[Recent]) -> Result<(), StorageError> {
        let config = &self.store_dirs()?.config;
        let ours: Vec<Recent> = recents.iter().map(recents::short).collect();
        let base = lock(&self.merge_bases).get(key).cloned();
        let base = base.unwrap_or_default();
        let file = recents::file(key);
        let kept = document::change(config, &file, |theirs: &mut Recents| {
            theirs.recents = recents::merge(&base, &ours, &theirs.recents);
        });
        // Without a copy the merge takes all for removed by another window.
        if matches!(kept, Err(StorageError::SetAside { .. })) {
            let recents = ours.clone();
            document::change(config, &file, |theirs| *theirs = Recents { recents })?;
        } else if kept.is_err() {
            return kept;
        }
        lock(&self.merge_bases).insert(key.to_owned(), ours);
        kept
    }

    pub fn answer(&self, key: &str, id: BatchId) -> Option<StoredAnswer> {
        answers::load(&self.store_dirs.as_ref()?.cache, key, id)
    }

    /// Keeps an answer. The oldest answers go where all together are more than 64 MiB.
    pub fn save_answer(
        &self,
        key: &str,
        id: BatchId,
        answer: &StoredAnswer,
    ) -> Result<(), StorageError> {
        answers::save(&self.store_dirs()?.cache, key, id, answer)
    }

    /// Forgets the answer about a batch.
    pub fn forget_answer(&self, key: &str, id: BatchId) -> Result<(), StorageError> {
        answers::forget(&self.store_dirs()?.cache, key, id)
    }

    /// Forgets everything about the batches of an account, and nothing else.
    pub fn clear_account(&self, key: &str) -> Left {
        lock(&self.merge_bases).remove(key);
        self.remove(|name| recents::is_of(name, key) || answers::is_of(name, key))
    }

    /// Forgets everything: all files of this program but the accounts', and no others. Without
    /// the accounts nobody would know which tokens are kept.
    pub fn clear(&self) -> Left {
        self.remove(|_| true)
    }

    /// Removes the files of this program that are meant, and names what is left. Copies,
    /// damaged and unfinished ones are of it too; the lock is not.
    fn remove(&self, is_meant: impl Fn(&str) -> bool) -> Left {
        let mut left = Left::new();
        let begin = [SETTINGS, recents::NAME.0];
        let is_ours = |name: &str| {
            begin.iter().any(|begin| name.starts_with(begin)) || name.contains(answers::ENDING)
        };
        let dirs = self.store_dirs.iter();
        for store_dir in dirs.flat_map(|dirs| [&dirs.config, &dirs.cache]) {
            let entries = match fs::read_dir(&store_dir.0) {
                Ok(entries) => entries,
                Err(error) if is_missing(&error) => continue,
                Err(_) => {
                    left.push(store_dir.0.display().to_string());
                    continue;
                }
            };
            // Without the lock another window may be halfway through a change and bring
            // one file back; that is no reason to leave all of them.
            let _held = store_dir.lock(WRITE_TIMEOUT);
            for entry in entries.map_while(Result::ok) {
                let name = entry.file_name().to_string_lossy().into_owned();
                if is_meant(&name) && is_ours(&name) {
                    files::remove(&entry.path(), &mut left);
                }
            }
        }
        left
    }

    /// The defaults where nothing is remembered.
    fn load<T: Value>(&self, document: &Document) -> (T, Option<StorageError>) {
        match self.store_dirs() {
            Ok(dirs) => document::load(&dirs.config, document),
            Err(error) => (T::default(), Some(error)),
        }
    }

    fn store_dirs(&self) -> Result<&StoreDirs, StorageError> {
        self.store_dirs.as_ref().ok_or(StorageError::NoFolder)
    }
}
