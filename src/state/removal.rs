//! The removal of a token from its password store.

use super::cx::UpdateCx;
use super::outcome::Outcome;
use super::request::{Request, RequestId};
use super::service::Vault;
use crate::domain::problem::StoreProblem;
use crate::domain::{AccountId, Problem, ProblemKind};

/// What is told where a token could not be removed.
const NOT_FORGOTTEN: ProblemKind = ProblemKind::Store(StoreProblem::NotForgotten);

/// How far the removal of the last token that was to be forgotten is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Removal {
    /// Nothing is to be removed, or it is.
    #[default]
    Done,
    /// The password store is being asked.
    UnderWay(Attempt),
    /// It may be there still; a late answer is welcome all the same.
    Failed {
        /// What was tried.
        attempt: Attempt,
        /// What happened.
        problem: Problem,
    },
}

/// What was asked of the password store.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    request: RequestId,
    vault: Vault,
}

impl Removal {
    pub(super) fn begin(&mut self, vault: Vault, cx: &mut UpdateCx) {
        let Vault { store, account } = vault.clone();
        let request = cx.request(Request::ForgetToken { store, account });
        *self = Self::UnderWay(Attempt { request, vault });
    }

    /// Asks once more, about the same token.
    pub(super) fn begin_again(&mut self, cx: &mut UpdateCx) {
        if let Some(attempt) = self.attempt() {
            let vault = attempt.vault.clone();
            self.begin(vault, cx);
        }
    }

    fn attempt(&self) -> Option<&Attempt> {
        match self {
            Self::UnderWay(attempt) | Self::Failed { attempt, .. } => Some(attempt),
            Self::Done => None,
        }
    }

    /// The account whose token is to be removed.
    #[must_use]
    pub fn account(&self) -> Option<&AccountId> {
        self.attempt().map(|attempt| &attempt.vault.account.id)
    }

    /// Whether the token is removed.
    pub(super) fn answered(
        &mut self,
        request: RequestId,
        result: Result<(), Problem>,
        cx: &mut UpdateCx,
    ) {
        let asked = self.attempt().filter(|attempt| attempt.request == request);
        let Some(attempt) = asked.cloned() else {
            return;
        };
        match result {
            Ok(()) => {
                *self = Self::Done;
                cx.report(Outcome::TokenRemoved(attempt.vault.account.id));
            }
            Err(mut problem) => {
                // Whatever kept it there: what counts for the person is that it may be
                // there still.
                problem.kind = NOT_FORGOTTEN;
                problem.evidence.at = Some(cx.now.wall);
                *self = Self::Failed { attempt, problem };
                cx.report(Outcome::TokenNotRemoved);
            }
        }
    }

    /// What happened, where the token could not be removed.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Failed { problem, .. } => Some(problem),
            Self::Done | Self::UnderWay(_) => None,
        }
    }
}
