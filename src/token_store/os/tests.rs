//! Stores that do not do what they say, which no real one can be made to.

use std::any::Any;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use keyring_core::api::{Credential, CredentialApi, CredentialStoreApi};

use super::*;

/// The one entry of a store that keeps what `kept` makes of a token, and removes
/// nothing.
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

#[derive(Debug)]
struct StoreDir(Arc<Unfaithful>);

impl CredentialStoreApi for StoreDir {
    fn vendor(&self) -> String {
        String::new()
    }

    fn id(&self) -> String {
        String::new()
    }

    fn build(
        &self,
        _service: &str,
        _user: &str,
        _modifiers: Option<&HashMap<&str, &str>>,
    ) -> StoreResult<Entry> {
        let entry: Arc<Credential> = self.0.clone();
        Ok(Entry::new_with_credential(entry))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn opened(kept: fn(&[u8]) -> Option<Vec<u8>>) -> Arc<CredentialStore> {
    let held = Mutex::default();
    Arc::new(StoreDir(Arc::new(Unfaithful { kept, held })))
}

fn system(open: fn() -> StoreResult<Arc<CredentialStore>>) -> SystemStore {
    SystemStore {
        open,
        reveal: || Ok(()),
    }
}

fn saved(store: &SystemStore) -> Result<(), Problem> {
    store.save(&account(), &ApiToken::clean("1|secret").unwrap())
}

fn account() -> Account {
    Account::only("https://api.vec.digital".parse().unwrap())
}

#[test]
fn a_token_that_was_accepted_and_not_kept_is_noticed() {
    let kept_nothing = saved(&system(|| Ok(opened(|_| None))));
    assert_eq!(kept_nothing, Err(not_kept("read back: nothing")));
    let kept_another = saved(&system(|| Ok(opened(|_| Some(b"2|secret".to_vec())))));
    assert_eq!(kept_another, Err(not_kept("read back: something else")));
    let kept_bytes = saved(&system(|| Ok(opened(|_| Some(vec![0xff]))))).unwrap_err();
    assert_eq!(kept_bytes.kind, ProblemKind::Store(StoreProblem::NotKept));
    assert_eq!(kept_bytes.evidence.chain, ["BadEncoding"]);
}

#[test]
fn a_connection_that_went_wrong_is_made_once_more() {
    static OPENED: AtomicUsize = AtomicUsize::new(0);
    let store = system(|| {
        let garbled = OPENED.fetch_add(1, Ordering::SeqCst).is_multiple_of(2);
        Ok(opened(if garbled {
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
    let store = system(|| {
        let store = opened(|secret| Some(secret.to_vec()));
        store.build("", "", None)?.set_password("1|secret")?;
        Ok(store)
    });
    let problem = store.forget(&account()).unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Store(StoreProblem::NotForgotten));
}

#[test]
fn the_names_in_the_store_never_change() {
    assert_eq!(SERVICE, "vec-batch-viewer");
    assert_eq!(account().id.storage_key(), "api.vec.digital");
}
