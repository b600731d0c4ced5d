//! Secrets at rest: the token in the operating system's password store, one
//! entry for each account, and nowhere else.

mod calls;
mod explain;
mod memory;
mod os;
#[cfg_attr(target_os = "linux", path = "platform_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "platform_other.rs")]
mod platform;

pub use calls::{Access, LIMIT, Pending, StoreCalls};
pub use memory::MemoryStore;
pub use os::{SERVICE, SystemStore};

use crate::domain::{Account, ApiToken, Problem};

/// A place that keeps one token for each account. Every call may block for as
/// long as the person is asked for a password: see [`StoreCalls`].
#[expect(
    clippy::missing_errors_doc,
    reason = "each fails with a `ProblemKind::Store`"
)]
pub trait TokenStore: Send + Sync {
    /// The token kept for an account; `None` where none is kept.
    fn load(&self, account: &Account) -> Result<Option<ApiToken>, Problem>;

    /// Keeps a token in the place of any former one, then reads it back and compares.
    fn save(&self, account: &Account, token: &ApiToken) -> Result<(), Problem>;

    /// Removes the token kept for an account. Nothing to remove is no problem.
    fn forget(&self, account: &Account) -> Result<(), Problem>;

    /// Has the system's own list of passwords show the account's name, as far as it can. Nothing
    /// happens where no token is kept.
    fn rename(&self, _account: &Account) -> Result<(), Problem> {
        Ok(())
    }
}
