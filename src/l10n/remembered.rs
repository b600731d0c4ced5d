//! Words for what is remembered: recent batches, storage errors, what was removed.

use jiff::Timestamp;

use super::{Localizer, TextId, count};
use crate::domain::recent::Recent;
use crate::domain::remembered::{Cleared, Fallback, StorageError, StorageErrorKind};

impl Localizer {
    /// The name of a recent batch.
    #[must_use]
    pub fn recent_name(&self, recent: &Recent) -> String {
        match &recent.name {
            Some(name) if !name.is_blank() => name.to_string(),
            _ => self.format("recent-unnamed", &[("id", recent.id.to_string().into())]),
        }
    }

    /// Its status, and when that was.
    #[must_use]
    pub fn recent_state(&self, recent: &Recent, now: Timestamp) -> String {
        let status = self.status(&recent.status);
        let when = self.ago(recent.seen, now);
        self.format(
            "recent-state",
            &[("status", status.into()), ("when", when.into())],
        )
    }

    /// A button about one recent batch.
    #[must_use]
    pub fn about_recent(&self, label: TextId, recent: &Recent) -> String {
        let what = self.text(label).to_owned();
        let name = self.recent_name(recent);
        self.format(
            "about-recent",
            &[("what", what.into()), ("name", name.into())],
        )
    }

    /// That an answer is not of now.
    #[must_use]
    pub fn as_of(&self, at: Timestamp) -> String {
        self.format("as-of", &[("when", self.local_time(at).into())])
    }

    /// Something about what is remembered.
    #[must_use]
    pub fn storage_error(&self, error: &StorageError) -> String {
        let name = |name: &String| [("name", name.clone().into())];
        match error {
            StorageError::SetAside {
                name: file,
                instead,
            } => {
                let id = match instead {
                    Fallback::Previous => "storage-set-aside-previous",
                    Fallback::Nothing => "storage-set-aside",
                };
                self.format(id, &name(file))
            }
            StorageError::NotRead { name: file, .. } => {
                self.format("storage-not-read", &name(file))
            }
            StorageError::Newer { name: file, .. } => self.format("storage-newer", &name(file)),
            StorageError::NotWritten { why, .. } => self.text(not_written(*why)).to_owned(),
            StorageError::NoFolder => self.text(TextId::StorageNoFolder).to_owned(),
        }
    }

    /// What was removed when everything was to be forgotten.
    #[must_use]
    pub fn cleared(&self, cleared: &Cleared) -> String {
        let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX));
        let mut said = self.format(
            "cleared",
            &[
                ("recents", number(cleared.recents)),
                ("answers", number(cleared.answers)),
                ("others", number(cleared.settings + cleared.others)),
            ],
        );
        if !cleared.left.is_empty() {
            let names: Vec<&str> = cleared.left.iter().map(|left| left.name.as_str()).collect();
            said.push(' ');
            said += &self.format("cleared-left", &[("names", names.join(", ").into())]);
        }
        said
    }
}

fn not_written(why: StorageErrorKind) -> TextId {
    match why {
        StorageErrorKind::Full => TextId::StorageFull,
        StorageErrorKind::NotAllowed => TextId::StorageNotAllowed,
        StorageErrorKind::Busy => TextId::StorageBusy,
        StorageErrorKind::TooLarge => TextId::StorageTooLarge,
        StorageErrorKind::Other(_) => TextId::StorageNotWritten,
    }
}
