//! Running tasks: a newer one of a kind ends the older.

use std::collections::HashMap;

use tokio::task::AbortHandle;

use crate::state::RequestKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum TaskKind {
    Request(RequestKind),
    WarmUp,
    ReducedMotion,
    SingleInstance,
}

impl TaskKind {
    /// Name for technical details.
    pub(super) fn name(self) -> String {
        match self {
            Self::Request(kind) => format!("{kind:?}"),
            Self::WarmUp | Self::ReducedMotion | Self::SingleInstance => format!("{self:?}"),
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Running(HashMap<TaskKind, AbortHandle>);

impl Running {
    /// Ends the task of this kind. It does nothing from here on: tasks run on this very thread.
    pub(super) fn end(&mut self, kind: TaskKind) {
        if let Some(older) = self.0.remove(&kind) {
            older.abort();
        }
    }

    pub(super) fn is_busy(&self, kind: TaskKind) -> bool {
        self.0.get(&kind).is_some_and(|task| !task.is_finished())
    }

    pub(super) fn put(&mut self, kind: TaskKind, task: AbortHandle) {
        self.end(kind);
        self.0.insert(kind, task);
    }
}
