//! Secrets at rest: the token in the operating system's password store, one
//! entry for each service, and nowhere else.

mod explain;
mod memory;
mod os;
#[cfg_attr(target_os = "linux", path = "platform_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "platform_other.rs")]
mod platform;
mod store_thread;

pub use memory::MemoryStore;
pub use os::{SERVICE, SystemStore};
pub use store_thread::{LIMIT, Pending, StoreThread};

use crate::domain::{ApiOrigin, ApiToken, Problem};

/// A place that keeps one token for each service. Every call may block for as
/// long as the person is asked for a password: see [`StoreThread`].
pub trait TokenStore: Send + Sync {
    /// The token kept for a service; `None` where none is kept.
    ///
    /// # Errors
    /// [`ProblemKind::Store`](crate::domain::ProblemKind::Store).
    fn load(&self, origin: &ApiOrigin) -> Result<Option<ApiToken>, Problem>;

    /// Keeps a token in the place of any former one, then reads it back and
    /// compares.
    ///
    /// # Errors
    /// [`ProblemKind::Store`](crate::domain::ProblemKind::Store).
    fn save(&self, origin: &ApiOrigin, token: &ApiToken) -> Result<(), Problem>;

    /// Removes the token kept for a service. Nothing to remove is no problem.
    ///
    /// # Errors
    /// [`ProblemKind::Store`](crate::domain::ProblemKind::Store).
    fn forget(&self, origin: &ApiOrigin) -> Result<(), Problem>;
}
