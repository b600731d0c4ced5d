//! Saves the settings, one change after the other.

use std::sync::Arc;

use tokio::sync::watch;

use super::inbox::Inbox;
use crate::records::{Records, StorageError};
use crate::state::{Event, Settings};

/// Keeps settings off the worker's own thread. Of those that came while the disk was busy the
/// newest only is written.
pub(super) struct SettingsWriter {
    records: Arc<Records>,
    inbox: Arc<Inbox>,
    sender: Option<watch::Sender<Settings>>,
}

impl SettingsWriter {
    pub(super) fn new(records: Arc<Records>, inbox: Arc<Inbox>) -> Self {
        Self {
            records,
            inbox,
            sender: None,
        }
    }

    /// Must be called on the runtime.
    pub(super) fn keep(&mut self, settings: Settings) {
        if let Some(sender) = &self.sender {
            sender.send_replace(settings);
            return;
        }
        let (sender, mut newest) = watch::channel(settings);
        newest.mark_changed();
        self.sender = Some(sender);
        let (records, inbox) = (Arc::clone(&self.records), Arc::clone(&self.inbox));
        tokio::spawn(async move {
            while newest.changed().await.is_ok() {
                let settings = *newest.borrow_and_update();
                let records = Arc::clone(&records);
                let keeping = tokio::task::spawn_blocking(move || records.save_settings(&settings));
                match keeping.await {
                    // A computer that has no such folder said so when it was asked for the
                    // recent batches.
                    Ok(Ok(()) | Err(StorageError::NoFolder)) => {}
                    Ok(Err(error)) => inbox.push(Event::NotRemembered(error)),
                    Err(end) => tracing::warn!(%end, "the settings were not kept"),
                }
            }
        });
    }
}
