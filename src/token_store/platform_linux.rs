//! Linux: the Secret Service of the desktop, over D-Bus.

use std::sync::Arc;

use keyring_core::Entry;
use keyring_core::api::CredentialStore;
use keyring_core::error::{Error, PlatformError, Result};
use secret_service::blocking::SecretService;
use secret_service::{EncryptionType, Error as ServiceError};

use crate::domain::Account;
use crate::domain::problem::StoreProblem;

/// Answer of a Secret Service to a locked entry that it does not offer to unlock.
const IS_LOCKED: &str = "org.freedesktop.Secret.Error.IsLocked";

/// A refusal of the store that says no more.
pub(super) const NO_ACCESS: StoreProblem = StoreProblem::Locked;

/// Connects to the store. Takes a few milliseconds, or as long as the desktop needs to start it.
pub(super) fn open() -> Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// The label: the line that stands in the desktop's list of passwords.
pub(super) fn extras(account: &Account) -> [(&'static str, String); 1] {
    [("label", label(account))]
}

/// An account that nobody named is called by its host.
fn label(account: &Account) -> String {
    let (name, host) = (account.name.as_str(), account.id.origin.host());
    if name == host {
        format!("VEC Batch Viewer ({host})")
    } else {
        format!("VEC Batch Viewer ({name}, {host})")
    }
}

pub(super) fn rename(entry: &Entry, account: &Account) -> Result<()> {
    use zbus_secret_service_keyring_store::cred::Specifier;
    match entry.as_any().downcast_ref::<Specifier>() {
        Some(entry) => entry.set_label(&label(account)),
        None => Ok(()),
    }
}

/// Has a store that is locked and tells of nothing ask for its password: `KeePassXC` and `KWallet`
/// hide what they hold, and the latter takes nothing new. gnome-keyring tells of its entries, and
/// asks when one of them is read. "Locked", where the person does not unlock it.
pub(super) fn reveal() -> Result<()> {
    match unlock_what_hides_everything() {
        Ok(()) => Ok(()),
        Err(error @ (ServiceError::Locked | ServiceError::Prompt)) => {
            Err(Error::NoStorageAccess(Box::new(error)))
        }
        Err(error) => {
            tracing::debug!(%error, "whether the password store is locked is not known");
            Ok(())
        }
    }
}

fn unlock_what_hides_everything() -> std::result::Result<(), ServiceError> {
    let service = SecretService::connect(EncryptionType::Plain)?;
    let collection = service.get_default_collection()?;
    if collection.is_locked()? && collection.get_all_items()?.is_empty() {
        collection.unlock()?;
    }
    Ok(())
}

pub(super) fn meaning(source: &PlatformError) -> Option<StoreProblem> {
    match source.downcast_ref::<ServiceError>()? {
        ServiceError::Locked | ServiceError::Prompt => Some(StoreProblem::Locked),
        ServiceError::Zbus(zbus::Error::MethodError(name, ..)) if name.as_str() == IS_LOCKED => {
            Some(StoreProblem::Locked)
        }
        // There is no collection to keep anything in, and nothing to unlock.
        ServiceError::NoResult => Some(StoreProblem::NoPlace),
        _ => Some(StoreProblem::NotAvailable),
    }
}
