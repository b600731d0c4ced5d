//! Words for what is remembered: recent batches, storage errors, what was removed.

use jiff::Timestamp;

use super::{Localizer, TextId};
use crate::domain::recent::Recent;
use crate::domain::remembered::{Fallback, Left, StorageError, StorageErrorKind};

impl Localizer {
    pub fn recent_name(&self, recent: &Recent) -> String {
        match &recent.name {
            Some(name) if !name.is_blank() => name.to_string(),
            _ => self.format("recent-unnamed", &[("id", recent.id.to_string().into())]),
        }
    }

    pub fn recent_state(&self, recent: &Recent, now: Timestamp) -> String {
        let status = self.status(&recent.status);
        let when = self.ago(recent.seen, now);
        self.format(
            "recent-state",
            &[("status", status.into()), ("when", when.into())],
        )
    }

    pub fn about_recent(&self, label: TextId, recent: &Recent) -> String {
        let what = self.text(label).to_owned();
        let name = self.recent_name(recent);
        self.format(
            "about-recent",
            &[("what", what.into()), ("name", name.into())],
        )
    }

    pub fn as_of(&self, at: Timestamp) -> String {
        self.format("as-of", &[("when", self.local_time(at).into())])
    }

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

    pub fn cleared(&self, left: &Left) -> String {
        if left.is_empty() {
            return self.text(TextId::Cleared).to_owned();
        }
        self.format("cleared-left", &[("names", left.join(", ").into())])
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
