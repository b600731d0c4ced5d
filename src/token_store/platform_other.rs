//! Windows and macOS: the Credential Manager and the login keychain.

use std::sync::Arc;

use keyring_core::Entry;
use keyring_core::api::CredentialStore;
use keyring_core::error::{Error, PlatformError, Result};

use crate::domain::Account;
use crate::domain::problem::StoreProblem;

/// The store of the system. It needs no connection, so that `keyring` keeping
/// the outcome of its first start does no harm here.
pub(super) fn open() -> Result<Arc<CredentialStore>> {
    if let Err(Error::Invalid(what, why)) = keyring::Entry::store_status() {
        return Err(Error::Invalid(what.clone(), why.clone()));
    }
    keyring_core::get_default_store().ok_or(Error::NoDefaultStore)
}

/// A refusal of the store that says no more. Windows refuses where a policy forbids to keep
/// credentials; nothing there can be unlocked.
pub(super) const NO_ACCESS: StoreProblem = if cfg!(windows) {
    StoreProblem::NoPlace
} else {
    StoreProblem::Locked
};

/// Windows would otherwise carry the entry to every computer of the domain.
pub(super) fn extras(_account: &Account) -> Vec<(&'static str, String)> {
    let persistence = cfg!(windows).then(|| ("persistence", "Local".to_owned()));
    persistence.into_iter().collect()
}

/// These lists show the entry's own names, which tell the host.
#[expect(clippy::unnecessary_wraps, reason = "another system can fail to do it")]
pub(super) fn rename(_entry: &Entry, _account: &Account) -> Result<()> {
    Ok(())
}

/// These stores hide no entries.
#[expect(clippy::unnecessary_wraps, reason = "the form of all systems")]
pub(super) fn reveal() -> Result<()> {
    Ok(())
}

/// Corrects `keyring_core`, which takes "refused" for "not running", and "there is none" for
/// "locked".
#[cfg(target_os = "macos")]
pub(super) fn meaning(source: &PlatformError) -> Option<StoreProblem> {
    let error = source.downcast_ref::<security_framework::base::Error>()?;
    super::explain::of_keychain(error.code())
}

/// The kinds of `keyring_core` say enough.
#[cfg(windows)]
pub(super) fn meaning(_source: &PlatformError) -> Option<StoreProblem> {
    None
}
