//! A store that lasts as long as the program: for the sample data and for tests.

use std::collections::HashMap;
use std::sync::Mutex;

use super::TokenStore;
use crate::crash::lock;
use crate::domain::{Account, ApiToken, Problem};

/// Tokens by the storage keys of their accounts.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<HashMap<String, ApiToken>>);

impl TokenStore for MemoryStore {
    fn load(&self, account: &Account) -> Result<Option<ApiToken>, Problem> {
        Ok(lock(&self.0).get(&account.id.storage_key()).cloned())
    }

    fn save(&self, account: &Account, token: &ApiToken) -> Result<(), Problem> {
        lock(&self.0).insert(account.id.storage_key(), token.clone());
        Ok(())
    }

    fn forget(&self, account: &Account) -> Result<(), Problem> {
        lock(&self.0).remove(&account.id.storage_key());
        Ok(())
    }
}
