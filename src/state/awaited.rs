//! Accounts whose file has not come yet. Until it does none is in use: a guess could ask the
//! wrong institution, or write its token over that of another one.

use std::time::Duration;

use super::app::AppState;
use super::cx::UpdateCx;
use super::request::{Request, RequestId};
use super::sample::SamplePhase;
use super::switching;
use crate::domain::Problem;
use crate::domain::account::KeptAccounts;
use crate::domain::remembered::StorageError;
use crate::domain::roster::Wanted;
use crate::domain::start::ArgumentProblem;

/// The accounts that are waited for.
#[derive(Debug, Clone, PartialEq)]
pub struct Awaited {
    /// How far it is.
    pub phase: AwaitedPhase,
    request: RequestId,
    wanted: Wanted,
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
            request: cx.request(Request::LoadAccounts),
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

/// Takes the accounts in, and begins with the one that was asked for.
pub fn loaded(
    state: &mut AppState,
    request: RequestId,
    result: Result<(KeptAccounts, Vec<StorageError>), Problem>,
    cx: &mut UpdateCx,
) {
    let awaited = state.accounts.awaited.as_mut();
    let Some(awaited) = awaited.filter(|awaited| awaited.request == request) else {
        return;
    };
    let (kept, storage_errors) = match result {
        Ok(read) => read,
        Err(problem) => return state.window.went_wrong(problem, cx),
    };
    if let Some(error) = storage_errors.iter().find(|error| error.is_unread()) {
        awaited.phase = AwaitedPhase::NotRead(error.clone());
        return;
    }
    match awaited.wanted.roster(kept) {
        Err(problem) => awaited.phase = AwaitedPhase::Unknown(problem),
        Ok(roster) => {
            let (list, home) = roster.open(state.accounts.environment());
            state.accounts.list = list;
            state.accounts.awaited = None;
            state.service.home = home;
            let told = std::mem::take(&mut state.recents.storage_errors);
            if let SamplePhase::None | SamplePhase::Failed(_) = state.service.sample {
                switching::begin(state, cx);
            }
            for error in told.into_iter().chain(storage_errors) {
                state.recents.tell(error);
            }
        }
    }
}
