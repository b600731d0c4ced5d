//! One place for each kind of task: a newer task ends the older.

use std::collections::HashMap;

use tokio::task::AbortHandle;

/// The kinds of tasks of which at most one is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    LoadToken,
    SaveToken,
    ForgetToken,
    Batch,
    Picture,
    Enlarge,
    Sample,
    Test,
    SaveFile,
    OpenFile,
    SearchFile,
    Recall,
    WarmUp,
    Motion,
    Meeting,
}

impl Slot {
    /// The name of its tasks, for technical details.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::LoadToken => "load token",
            Self::SaveToken => "save token",
            Self::ForgetToken => "forget token",
            Self::Batch => "fetch batch",
            Self::Picture => "fetch picture",
            Self::Enlarge => "enlarge picture",
            Self::Sample => "start sample",
            Self::Test => "test connection",
            Self::SaveFile => "save file",
            Self::OpenFile => "open file",
            Self::SearchFile => "search file",
            Self::Recall => "recall answer",
            Self::WarmUp => "connect ahead",
            Self::Motion => "ask about motion",
            Self::Meeting => "wait for batches",
        }
    }
}

/// The tasks under way.
#[derive(Debug, Default)]
pub(super) struct Slots(HashMap<Slot, AbortHandle>);

impl Slots {
    /// Ends the task of this kind, if one is under way. It does nothing from
    /// here on: tasks run on this very thread.
    pub(super) fn end(&mut self, slot: Slot) {
        if let Some(older) = self.0.remove(&slot) {
            older.abort();
        }
    }

    /// Whether a task of this kind is under way.
    pub(super) fn is_busy(&self, slot: Slot) -> bool {
        self.0.get(&slot).is_some_and(|task| !task.is_finished())
    }

    pub(super) fn put(&mut self, slot: Slot, task: AbortHandle) {
        self.end(slot);
        self.0.insert(slot, task);
    }
}
