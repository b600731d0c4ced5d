//! The removal of a token from its password store.

use super::cx::UpdateCx;
use super::outcome::Outcome;
use super::request::{Request, RequestId};
use super::service::Vault;
use crate::domain::problem::StoreProblem;
use crate::domain::{Problem, ProblemKind};

/// What is told where a token could not be removed.
const NOT_FORGOTTEN: ProblemKind = ProblemKind::Store(StoreProblem::NotForgotten);

/// How far the removal of the last token that was to be forgotten is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Removal {
    /// Nothing is to be removed, or it is.
    #[default]
    Done,
    /// The password store is being asked.
    UnderWay(RequestId),
    /// It may be there still; a late answer is welcome all the same.
    Failed {
        /// The request.
        request: RequestId,
        /// What happened.
        problem: Problem,
    },
}

impl Removal {
    pub(super) fn begin(&mut self, Vault { store, origin }: Vault, cx: &mut UpdateCx) {
        *self = Self::UnderWay(cx.request(Request::ForgetToken { store, origin }));
    }

    /// Whether the token is removed.
    pub(super) fn answered(
        &mut self,
        request: RequestId,
        result: Result<(), Problem>,
        cx: &mut UpdateCx,
    ) {
        match self {
            Self::UnderWay(at) | Self::Failed { request: at, .. } if *at == request => {}
            Self::Done | Self::UnderWay(_) | Self::Failed { .. } => return,
        }
        match result {
            Ok(()) => {
                *self = Self::Done;
                cx.report(Outcome::TokenRemoved);
            }
            Err(mut problem) => {
                // Whatever kept it there: what counts for the person is that it may be
                // there still.
                problem.kind = NOT_FORGOTTEN;
                problem.evidence.at = Some(cx.now.wall);
                *self = Self::Failed { request, problem };
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
