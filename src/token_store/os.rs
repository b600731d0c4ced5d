//! The operating system's password store.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keyring_core::api::CredentialStore;
use keyring_core::error::Error;
use keyring_core::{Entry, Result as StoreResult};
use zeroize::Zeroizing;

use super::explain::{explain, problem};
use super::{TokenStore, platform};
use crate::domain::problem::StoreProblem;
use crate::domain::{ApiOrigin, ApiToken, Problem, ProblemKind};

/// The name under which every token is kept. Changing it would lose them all.
pub const SERVICE: &str = "vec-batch-viewer";

/// The operating system's password store: the Secret Service on Linux, the
/// Credential Manager on Windows, the login keychain on macOS.
///
/// The connection to it is made with the first call, and made anew when the
/// former one broke or none could be made, so that trying again works after
/// the store was started.
#[derive(Default)]
pub struct SystemStore(Mutex<Option<Arc<CredentialStore>>>);

impl SystemStore {
    /// The store, not yet connected.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Does something with the entry of a service, over a new connection where
    /// the one at hand turns out to be broken.
    fn with_entry<T>(
        &self,
        origin: &ApiOrigin,
        act: impl Fn(&Entry) -> StoreResult<T>,
    ) -> StoreResult<T> {
        let at_hand = self.connection().clone();
        if let Some(store) = at_hand {
            match entry(&store, origin).and_then(|entry| act(&entry)) {
                Err(Error::PlatformFailure(_)) => *self.connection() = None,
                done => return done,
            }
        }
        let store = platform::open()?;
        *self.connection() = Some(Arc::clone(&store));
        let done = entry(&store, origin).and_then(|entry| act(&entry));
        if matches!(done, Err(Error::PlatformFailure(_))) {
            *self.connection() = None;
        }
        done
    }

    fn connection(&self) -> MutexGuard<'_, Option<Arc<CredentialStore>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, origin: &ApiOrigin) -> StoreResult<Option<Zeroizing<String>>> {
        match self.with_entry(origin, Entry::get_password) {
            Ok(held) => Ok(Some(Zeroizing::new(held))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl TokenStore for SystemStore {
    fn load(&self, origin: &ApiOrigin) -> Result<Option<ApiToken>, Problem> {
        let Some(held) = self.read(origin).map_err(explain)? else {
            return Ok(None);
        };
        let token = ApiToken::clean(&held).map_err(|why| {
            let chain = vec!["the entry holds no token".to_owned(), why.to_string()];
            problem(StoreProblem::Unreadable, chain)
        })?;
        Ok(Some(token))
    }

    fn save(&self, origin: &ApiOrigin, token: &ApiToken) -> Result<(), Problem> {
        self.with_entry(origin, |entry| {
            match entry.set_password(token.expose()) {
                // Of several entries none can be told to be the right one.
                Err(Error::Ambiguous(several)) => {
                    several.iter().try_for_each(remove)?;
                    entry.set_password(token.expose())
                }
                done => done,
            }
        })
        .map_err(explain)?;
        match self.read(origin) {
            Ok(Some(held)) if *held == token.expose() => Ok(()),
            Ok(Some(_)) => Err(not_kept("read back: something else")),
            Ok(None) => Err(not_kept("read back: nothing")),
            Err(error) => Err(turned_into(explain(error), StoreProblem::NotKept)),
        }
    }

    fn forget(&self, origin: &ApiOrigin) -> Result<(), Problem> {
        let removed = self.with_entry(origin, |entry| match remove(entry) {
            Err(Error::Ambiguous(several)) => several.iter().try_for_each(remove),
            done => done,
        });
        removed.map_err(not_forgotten)?;
        match self.read(origin) {
            Ok(None) => Ok(()),
            Ok(Some(_)) => {
                let chain = vec!["read back: still there".to_owned()];
                Err(problem(StoreProblem::NotForgotten, chain))
            }
            Err(error) => Err(not_forgotten(error)),
        }
    }
}

fn entry(store: &Arc<CredentialStore>, origin: &ApiOrigin) -> StoreResult<Entry> {
    let host = origin.host();
    let extras = platform::extras(&host);
    let extras: HashMap<&str, &str> = extras.iter().map(|(k, v)| (*k, v.as_str())).collect();
    store.build(SERVICE, &host, Some(&extras))
}

fn remove(entry: &Entry) -> StoreResult<()> {
    match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(error),
    }
}

/// "Locked" says what to do next; everything else only that the token may
/// still be there.
fn not_forgotten(error: Error) -> Problem {
    let problem = explain(error);
    if problem.kind == ProblemKind::Store(StoreProblem::Locked) {
        return problem;
    }
    turned_into(problem, StoreProblem::NotForgotten)
}

fn not_kept(seen: &str) -> Problem {
    problem(StoreProblem::NotKept, vec![seen.to_owned()])
}

fn turned_into(problem: Problem, kind: StoreProblem) -> Problem {
    Problem {
        kind: ProblemKind::Store(kind),
        ..problem
    }
}
