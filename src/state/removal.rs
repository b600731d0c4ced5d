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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Removal {
    /// Nothing is to be removed, or it is.
    #[default]
    Done,
    /// The password store is being asked.
    UnderWay(RequestId),
    /// It may be there still; a late answer is welcome all the same.
    Failed(RequestId),
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
            Self::UnderWay(at) | Self::Failed(at) if *at == request => {}
            Self::Done | Self::UnderWay(_) | Self::Failed(_) => return,
        }
        match result {
            Ok(()) => {
                *self = Self::Done;
                cx.report(Outcome::TokenRemoved);
            }
            // Whatever kept it there: what counts for the person is that it may be
            // there still.
            Err(problem) => {
                *self = Self::Failed(request);
                cx.report(Outcome::WentWrong(Problem {
                    kind: NOT_FORGOTTEN,
                    ..problem
                }));
            }
        }
    }
}
