//! Linux: the Secret Service of the desktop, over D-Bus.

use std::sync::Arc;

use keyring_core::Entry;
use keyring_core::api::CredentialStore;
use keyring_core::error::{PlatformError, Result};

use crate::domain::Account;
use crate::domain::problem::StoreProblem;

/// How the Secret Service says that something is locked when it does not offer
/// to unlock it.
const IS_LOCKED: &str = "org.freedesktop.Secret.Error.IsLocked";

/// Connects to the store. Takes a few milliseconds, or as long as the desktop
/// needs to start it.
pub(super) fn open() -> Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// What the entry of an account is given besides its names: the line that stands
/// in the desktop's list of passwords.
pub(super) fn extras(account: &Account) -> [(&'static str, String); 1] {
    [("label", label(account))]
}

/// One that nobody named is called by its host.
fn label(account: &Account) -> String {
    let (name, host) = (account.name.as_str(), account.id.origin.host());
    if name == host {
        format!("VEC Batch Viewer ({host})")
    } else {
        format!("VEC Batch Viewer ({name}, {host})")
    }
}

/// Changes that line, where the entry is there.
pub(super) fn rename(entry: &Entry, account: &Account) -> Result<()> {
    use zbus_secret_service_keyring_store::cred::Specifier;
    match entry.as_any().downcast_ref::<Specifier>() {
        Some(entry) => entry.set_label(&label(account)),
        None => Ok(()),
    }
}

/// What a failure of the store comes down to.
pub(super) fn meaning(source: &PlatformError) -> Option<StoreProblem> {
    use secret_service::Error as Service;
    match source.downcast_ref::<Service>()? {
        Service::Locked | Service::Prompt => Some(StoreProblem::Locked),
        Service::Zbus(zbus::Error::MethodError(name, ..)) if name.as_str() == IS_LOCKED => {
            Some(StoreProblem::Locked)
        }
        // There is no collection to keep anything in, and nothing to unlock.
        _ => Some(StoreProblem::NotAvailable),
    }
}
