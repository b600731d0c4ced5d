//! Removal of tokens from their password store, and of accounts.

use super::cx::UpdateCx;
use super::request::{Request, RequestId};
use super::session::Vault;
use crate::domain::account::Account;
use crate::domain::problem::StoreProblem;
use crate::domain::remembered::Left;
use crate::domain::{AccountId, Problem, ProblemKind};

/// Reported where a token may still be in its store.
const NOT_FORGOTTEN: ProblemKind = ProblemKind::Store(StoreProblem::NotForgotten);

/// Under way or failed; at most one per account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Removals(Vec<Removal>);

#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    request: RequestId,
    vault: Vault,
    /// Reason for doubt; a late answer is still welcome.
    pub problem: Option<Problem>,
}

impl Removals {
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

    /// Repeats the doubtful removals. Returns `false` where there are none.
    pub(super) fn begin_again(&mut self, cx: &mut UpdateCx) -> bool {
        let failed = self.0.iter().find(|one| one.problem.is_some());
        let Some(vault) = failed.map(|one| one.vault.clone()) else {
            return false;
        };
        self.begin(vault, cx);
        true
    }

    /// Drops a removal whose token was replaced.
    pub(super) fn drop(&mut self, account: &AccountId) {
        self.0.retain(|one| one.vault.account.id != *account);
    }

    /// Takes in an answer. Returns the account; its removal stays where it failed.
    pub(super) fn answered(
        &mut self,
        request: RequestId,
        result: Result<(), Problem>,
        cx: &UpdateCx,
    ) -> Option<AccountId> {
        let asked = self.0.iter_mut().find(|one| one.request == request)?;
        let account = asked.vault.account.id.clone();
        match result {
            Ok(()) => self.drop(&account),
            Err(mut problem) => {
                // The person needs to know that it may still be there, not the cause.
                problem.kind = NOT_FORGOTTEN;
                problem.evidence.at = Some(cx.now.timestamp);
                asked.problem = Some(problem);
            }
        }
        Some(account)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct AccountRemoval {
    pub account: Account,
    pub token: TokenState,
    pub records: RecordsState,
}

/// A token that could not be removed is reported by its own removal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenState {
    NotYet,
    Gone,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RecordsState {
    UnderWay(RequestId),
    /// Names the records that could not be removed.
    Gone(Left),
    Failed(Problem),
}

impl AccountRemoval {
    pub fn is_over(&self) -> bool {
        self.token == TokenState::Gone && matches!(self.records, RecordsState::Gone(_))
    }

    pub(super) fn token_gone(&mut self, id: &AccountId) {
        if self.account.id == *id {
            self.token = TokenState::Gone;
        }
    }

    pub(super) fn records_gone(&mut self, request: RequestId, result: Result<Left, Problem>) {
        if self.records == RecordsState::UnderWay(request) {
            self.records = match result {
                Ok(left) => RecordsState::Gone(left),
                Err(problem) => RecordsState::Failed(problem),
            };
        }
    }
}
