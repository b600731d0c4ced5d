//! An account that is being forgotten: its token, and what is remembered of it.

use super::request::RequestId;
use crate::domain::account::Account;
use crate::domain::remembered::Left;
use crate::domain::{AccountId, Problem};

/// How far the forgetting of an account is.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountRemoval {
    pub account: Account,
    pub token: TokenState,
    /// What was remembered of it.
    pub records: RecordsState,
}

/// Whether its token is gone. Where it could not be removed the removal says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenState {
    NotYet,
    Gone,
}

/// Whether what was remembered is gone.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordsState {
    UnderWay(RequestId),
    /// All is gone but these.
    Gone(Left),
    /// It could not be removed.
    Failed(Problem),
}

impl AccountRemoval {
    /// Whether nothing of the account is left.
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
