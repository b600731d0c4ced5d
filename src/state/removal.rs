//! The removal of a token from its password store.

use super::cx::UpdateCx;
use super::outcome::Outcome;
use super::request::{Request, RequestId};
use super::service::Vault;
use crate::domain::problem::StoreProblem;
use crate::domain::{AccountId, Problem, ProblemKind};

/// What is told where a token could not be removed.
const NOT_FORGOTTEN: ProblemKind = ProblemKind::Store(StoreProblem::NotForgotten);

/// The removals of tokens that are under way or failed: one for each account at most.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Removals(Vec<Removal>);

/// The removal of the token of one account.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    request: RequestId,
    vault: Vault,
    /// Why the token may be there still; a late answer is welcome all the same.
    pub problem: Option<Problem>,
}

impl Removals {
    /// That of the token of an account.
    pub fn of(&self, account: &AccountId) -> Option<&Removal> {
        self.0.iter().find(|one| one.vault.account.id == *account)
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.0.iter().any(|one| one.problem.is_none())
    }

    pub(super) fn begin(&mut self, vault: Vault, cx: &mut UpdateCx) {
        self.drop(&vault.account.id);
        let Vault { store, account } = vault.clone();
        self.0.push(Removal {
            request: cx.request(Request::ForgetToken { store, account }),
            vault,
            problem: None,
        });
    }

    /// Asks once more about a token that may be there still. Returns `false` where none may.
    pub(super) fn begin_again(&mut self, cx: &mut UpdateCx) -> bool {
        let failed = self.0.iter().find(|one| one.problem.is_some());
        let Some(vault) = failed.map(|one| one.vault.clone()) else {
            return false;
        };
        self.begin(vault, cx);
        true
    }

    /// Another token took the place of the one that was to be removed.
    pub(super) fn drop(&mut self, account: &AccountId) {
        self.0.retain(|one| one.vault.account.id != *account);
    }

    /// Takes in an answer of the store; where it works again, so may what failed before.
    pub(super) fn answered(
        &mut self,
        request: RequestId,
        result: Result<(), Problem>,
        cx: &mut UpdateCx,
    ) {
        let Some(asked) = self.0.iter_mut().find(|one| one.request == request) else {
            return;
        };
        let account = asked.vault.account.id.clone();
        match result {
            Ok(()) => {
                self.drop(&account);
                cx.report(Outcome::TokenRemoved(account));
                self.begin_again(cx);
            }
            Err(mut problem) => {
                // Whatever kept it there: what counts for the person is that it may be
                // there still.
                problem.kind = NOT_FORGOTTEN;
                problem.evidence.at = Some(cx.now.wall);
                asked.problem = Some(problem);
                cx.report(Outcome::TokenNotRemoved(account));
            }
        }
    }
}
