//! An account that is being forgotten: its token, and what is remembered of it.

use super::request::RequestId;
use crate::domain::account::Account;
use crate::domain::remembered::Left;
use crate::domain::{AccountId, Problem};

/// How far the forgetting of an account is.
#[derive(Debug, Clone, PartialEq)]
pub struct Farewell {
    /// The account.
    pub account: Account,
    /// Its token.
    pub token: TokenGone,
    /// What was remembered of it.
    pub records: RecordsGone,
}

/// Whether its token is gone. Where it could not be removed the removal says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenGone {
    /// Not yet.
    NotYet,
    /// It is.
    Gone,
}

/// Whether what was remembered is gone.
#[derive(Debug, Clone, PartialEq)]
pub enum RecordsGone {
    /// It is being removed.
    UnderWay(RequestId),
    /// All is gone but these.
    Gone(Left),
    /// It could not be removed.
    Failed(Problem),
}

impl Farewell {
    /// Whether nothing of the account is left.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.token == TokenGone::Gone && matches!(self.records, RecordsGone::Gone(_))
    }

    pub(super) fn token_gone(&mut self, id: &AccountId) {
        if self.account.id == *id {
            self.token = TokenGone::Gone;
        }
    }

    pub(super) fn records_gone(&mut self, request: RequestId, result: Result<Left, Problem>) {
        if self.records == RecordsGone::UnderWay(request) {
            self.records = match result {
                Ok(left) => RecordsGone::Gone(left),
                Err(problem) => RecordsGone::Failed(problem),
            };
        }
    }
}
