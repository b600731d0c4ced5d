//! Accounts whose file is not read yet. None is in use meanwhile: a guess could ask the wrong
//! institution, or overwrite another one's token.

use std::time::Duration;

use super::cx::UpdateCx;
use super::request::{Request, RequestId};
use crate::domain::remembered::StorageError;
use crate::domain::roster::Wanted;
use crate::domain::start::ArgumentProblem;

#[derive(Debug, Clone, PartialEq)]
pub struct Awaited {
    pub phase: AwaitedPhase,
    pub(super) request: RequestId,
    pub(super) wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq)]
pub enum AwaitedPhase {
    /// Time of the reading, from the start of the program.
    Reading(Duration),
    NotRead(StorageError),
    /// No account has the wanted name.
    Unknown(ArgumentProblem),
}

impl Awaited {
    pub(super) fn read(wanted: Wanted, cx: &mut UpdateCx) -> Self {
        Self {
            phase: AwaitedPhase::Reading(cx.now.elapsed),
            request: cx.request(Request::LoadAccounts {
                environment: wanted.environment,
            }),
            wanted,
        }
    }

    /// Reads again, without the unknown name: the person has seen that message.
    pub(super) fn read_again(&mut self, cx: &mut UpdateCx) {
        let mut wanted = self.wanted.clone();
        if let AwaitedPhase::Unknown(_) = self.phase {
            wanted.name = None;
        }
        *self = Self::read(wanted, cx);
    }
}
