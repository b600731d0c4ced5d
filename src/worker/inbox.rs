//! Events that wait for the window.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::state::Event;

pub(super) struct Inbox {
    arrived: Mutex<Vec<Event>>,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Inbox {
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            arrived: Mutex::default(),
            wake: Box::new(wake),
        }
    }

    /// A window woken before the event is there would find nothing and sleep on.
    pub(super) fn push(&self, event: Event) {
        self.arrived().push(event);
        (self.wake)();
    }

    pub(super) fn drain(&self, into: &mut Vec<Event>) {
        into.append(&mut self.arrived());
    }

    fn arrived(&self) -> MutexGuard<'_, Vec<Event>> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
