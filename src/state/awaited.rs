//! Accounts whose file has not come yet. Until it does none is in use: a guess could ask the
//! wrong institution, or write its token over that of another one.

use std::time::Duration;

use super::cx::UpdateCx;
use super::request::{Request, RequestId};
use crate::domain::remembered::StorageError;
use crate::domain::roster::Wanted;
use crate::domain::start::ArgumentProblem;

/// The accounts that are waited for.
#[derive(Debug, Clone, PartialEq)]
pub struct Awaited {
    pub phase: AwaitedPhase,
    pub(super) request: RequestId,
    pub(super) wanted: Wanted,
}

/// How far the reading of the accounts is.
#[derive(Debug, Clone, PartialEq)]
pub enum AwaitedPhase {
    /// Reading since then, from the start of the program.
    Reading(Duration),
    /// The file cannot be read.
    NotRead(StorageError),
    /// None has the name that was asked for.
    Unknown(ArgumentProblem),
}

impl Awaited {
    pub(super) fn read(wanted: Wanted, cx: &mut UpdateCx) -> Self {
        Self {
            phase: AwaitedPhase::Reading(cx.now.since_start),
            request: cx.request(Request::LoadAccounts {
                environment: wanted.environment,
            }),
            wanted,
        }
    }

    /// Reads once more; the person knows by now where the name is not among them.
    pub(super) fn read_again(&mut self, cx: &mut UpdateCx) {
        let mut wanted = self.wanted.clone();
        if let AwaitedPhase::Unknown(_) = self.phase {
            wanted.name = None;
        }
        *self = Self::read(wanted, cx);
    }
}
