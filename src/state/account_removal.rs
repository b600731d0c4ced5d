//! Removal of an account: its token and its records.

use super::request::RequestId;
use crate::domain::account::Account;
use crate::domain::remembered::Left;
use crate::domain::{AccountId, Problem};

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
