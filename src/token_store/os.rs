//! The operating system's password store.

use std::collections::HashMap;

use keyring_core::error::Error;
use keyring_core::{Entry, Result as StoreResult};
use zeroize::Zeroizing;

use super::explain::{explain, problem};
use super::{TokenStore, platform};
use crate::domain::problem::StoreProblem;
use crate::domain::{APP_ID, Account, ApiToken, Problem, ProblemKind};

/// The name under which every token is kept. Changing it would lose them all.
pub const SERVICE: &str = APP_ID;

/// The operating system's password store: the Secret Service on Linux, the
/// Credential Manager on Windows, the login keychain on macOS.
///
/// Each call makes a connection of its own: there are few of them, trying again
/// works once the store was started, and nothing is kept that could break.
pub struct SystemStore {
    entry: fn(&Account) -> StoreResult<Entry>,
    /// Has a store that hides what it holds ask for its password first.
    reveal: fn() -> StoreResult<()>,
}

impl Default for SystemStore {
    fn default() -> Self {
        Self {
            entry,
            reveal: platform::reveal,
        }
    }
}

fn entry(account: &Account) -> StoreResult<Entry> {
    let extras = platform::extras(account);
    let extras: HashMap<&str, &str> = extras.iter().map(|(k, v)| (*k, v.as_str())).collect();
    platform::open()?.build(SERVICE, &account.id.storage_key(), Some(&extras))
}

impl SystemStore {
    /// The entry, where nothing in the store is hidden.
    fn revealed(&self, account: &Account) -> StoreResult<Entry> {
        (self.reveal)()?;
        (self.entry)(account)
    }

    fn load_once(&self, account: &Account) -> Result<Option<ApiToken>, Problem> {
        let held = self.revealed(account).and_then(|entry| read(&entry));
        let Some(held) = held.map_err(explain)? else {
            return Ok(None);
        };
        let token = ApiToken::clean(&held).map_err(|why| {
            let chain = vec!["the entry holds no token".to_owned(), format!("{why:?}")];
            problem(StoreProblem::Unreadable, chain)
        });
        token.map(Some)
    }

    fn save_once(&self, account: &Account, token: &ApiToken) -> Result<(), Problem> {
        let entry = self.revealed(account).map_err(explain)?;
        write(&entry, token).map_err(explain)?;
        platform::rename(&entry, account).unwrap_or_else(|error| {
            tracing::debug!(%error, "the list of passwords shows the name of before");
        });
        match read(&entry) {
            Ok(Some(held)) if *held == token.expose() => Ok(()),
            Ok(Some(_)) => Err(not_kept("read back: something else")),
            Ok(None) => Err(not_kept("read back: nothing")),
            Err(error) => Err(Problem {
                kind: ProblemKind::Store(StoreProblem::NotKept),
                ..explain(error)
            }),
        }
    }

    fn forget_once(&self, account: &Account) -> Result<(), Problem> {
        let entry = self.revealed(account).map_err(explain)?;
        remove(&entry).map_err(explain)?;
        if read(&entry).map_err(explain)?.is_none() {
            return Ok(());
        }
        let chain = vec!["read back: still there".to_owned()];
        Err(problem(StoreProblem::NotForgotten, chain))
    }
}

impl TokenStore for SystemStore {
    fn load(&self, account: &Account) -> Result<Option<ApiToken>, Problem> {
        retry_once(|| self.load_once(account))
    }

    fn save(&self, account: &Account, token: &ApiToken) -> Result<(), Problem> {
        retry_once(|| self.save_once(account, token))
    }

    fn forget(&self, account: &Account) -> Result<(), Problem> {
        retry_once(|| self.forget_once(account))
    }

    fn rename(&self, account: &Account) -> Result<(), Problem> {
        let entry = (self.entry)(account).map_err(explain)?;
        match platform::rename(&entry, account) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(explain(error)),
        }
    }
}

/// A store and its client now and then take another key for the one they agreed on (`KWallet`: one
/// connection in a hundred). The next connection has a key of its own.
fn retry_once<T>(attempt: impl Fn() -> Result<T, Problem>) -> Result<T, Problem> {
    attempt().or_else(|problem| {
        let may_pass = matches!(
            problem.kind,
            ProblemKind::Store(
                StoreProblem::NotAvailable
                    | StoreProblem::Unreadable
                    | StoreProblem::NotKept
                    | StoreProblem::NotForgotten
            )
        );
        if !may_pass {
            return Err(problem);
        }
        tracing::info!(?problem, "asks the password store once more");
        attempt()
    })
}

fn read(entry: &Entry) -> StoreResult<Option<Zeroizing<String>>> {
    match entry.get_password() {
        Ok(held) => Ok(Some(Zeroizing::new(held))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    }
}

fn write(entry: &Entry, token: &ApiToken) -> StoreResult<()> {
    match entry.set_password(token.expose()) {
        // Of several entries none can be told to be the right one.
        Err(Error::Ambiguous(_)) => {
            remove(entry)?;
            entry.set_password(token.expose())
        }
        done => done,
    }
}

/// Removes the entry, and where there are several, all of them.
fn remove(entry: &Entry) -> StoreResult<()> {
    match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(Error::Ambiguous(several)) => several.iter().try_for_each(remove),
        Err(error) => Err(error),
    }
}

fn not_kept(seen: &str) -> Problem {
    problem(StoreProblem::NotKept, vec![seen.to_owned()])
}

#[cfg(test)]
mod tests {
    use std::any::Any;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};

    use keyring_core::api::{Credential, CredentialApi};

    use super::*;

    /// An entry that does not do what it says, which no real one can be made to: it keeps what `kept`
    /// makes of a token, and is not removed.
    #[derive(Debug)]
    struct Unfaithful {
        kept: fn(&[u8]) -> Option<Vec<u8>>,
        held: Mutex<Option<Vec<u8>>>,
    }

    impl CredentialApi for Unfaithful {
        fn set_secret(&self, secret: &[u8]) -> StoreResult<()> {
            *self.held.lock().unwrap() = (self.kept)(secret);
            Ok(())
        }

        fn get_secret(&self) -> StoreResult<Vec<u8>> {
            self.held.lock().unwrap().clone().ok_or(Error::NoEntry)
        }

        fn delete_credential(&self) -> StoreResult<()> {
            Ok(())
        }

        fn get_credential(&self) -> StoreResult<Option<Arc<Credential>>> {
            Ok(None)
        }

        fn get_specifiers(&self) -> Option<(String, String)> {
            None
        }

        fn as_any(&self) -> &dyn Any {
            self
        }
    }

    fn unfaithful(kept: fn(&[u8]) -> Option<Vec<u8>>) -> Entry {
        let held = Mutex::default();
        Entry::new_with_credential(Arc::new(Unfaithful { kept, held }))
    }

    fn system(entry: fn(&Account) -> StoreResult<Entry>) -> SystemStore {
        let reveal = || Ok(());
        SystemStore { entry, reveal }
    }

    fn saved(store: &SystemStore) -> Result<(), Problem> {
        store.save(&account(), &ApiToken::clean("1|secret").unwrap())
    }

    fn account() -> Account {
        Account::only("https://api.vec.digital".parse().unwrap())
    }

    #[test]
    fn a_token_that_was_accepted_and_not_kept_is_noticed() {
        let kept_nothing = saved(&system(|_| Ok(unfaithful(|_| None))));
        assert_eq!(kept_nothing, Err(not_kept("read back: nothing")));
        let kept_another = saved(&system(|_| Ok(unfaithful(|_| Some(b"2|secret".to_vec())))));
        assert_eq!(kept_another, Err(not_kept("read back: something else")));
        let kept_bytes = saved(&system(|_| Ok(unfaithful(|_| Some(vec![0xff]))))).unwrap_err();
        assert_eq!(kept_bytes.kind, ProblemKind::Store(StoreProblem::NotKept));
        assert_eq!(kept_bytes.evidence.chain, ["BadEncoding"]);
    }

    #[test]
    fn a_connection_that_went_wrong_is_made_once_more() {
        static OPENED: AtomicUsize = AtomicUsize::new(0);
        let store = system(|_| {
            let garbled = OPENED.fetch_add(1, Ordering::SeqCst).is_multiple_of(2);
            Ok(unfaithful(if garbled {
                |_| Some(vec![0xff])
            } else {
                |secret| Some(secret.to_vec())
            }))
        });
        assert_eq!(saved(&store), Ok(()));
        assert_eq!(OPENED.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn a_token_that_was_not_removed_is_noticed() {
        let store = system(|_| {
            let entry = unfaithful(|secret| Some(secret.to_vec()));
            entry.set_password("1|secret").map(|()| entry)
        });
        let problem = store.forget(&account()).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::Store(StoreProblem::NotForgotten));
    }
}
