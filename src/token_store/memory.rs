//! A store that lasts as long as the program: for the sample data and for tests.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use super::TokenStore;
use crate::crash::lock;
use crate::domain::problem::StoreProblem;
use crate::domain::{Account, ApiToken, Problem, ProblemKind};

#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<Contents>);

#[derive(Debug, Default)]
struct Contents {
    tokens: HashMap<String, ApiToken>,
    fails_next: Option<StoreProblem>,
}

impl MemoryStore {
    /// Lets the next call, and only that, answer with `problem`.
    pub fn fail_next(&self, problem: StoreProblem) {
        lock(&self.0).fails_next = Some(problem);
    }

    fn open(&self) -> Result<MutexGuard<'_, Contents>, Problem> {
        let mut contents = lock(&self.0);
        match contents.fails_next.take() {
            Some(problem) => Err(ProblemKind::Store(problem).into()),
            None => Ok(contents),
        }
    }
}

impl TokenStore for MemoryStore {
    fn load(&self, account: &Account) -> Result<Option<ApiToken>, Problem> {
        Ok(self.open()?.tokens.get(&account.id.storage_key()).cloned())
    }

    fn save(&self, account: &Account, token: &ApiToken) -> Result<(), Problem> {
        self.open()?
            .tokens
            .insert(account.id.storage_key(), token.clone());
        Ok(())
    }

    fn forget(&self, account: &Account) -> Result<(), Problem> {
        self.open()?.tokens.remove(&account.id.storage_key());
        Ok(())
    }
}
