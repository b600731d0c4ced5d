//! What tests share.

pub mod alone;
pub mod answers;
pub mod batch;
#[cfg(target_os = "linux")]
pub mod desktop;
pub mod fonts;
pub mod identity;
pub mod pictures;
#[cfg(target_os = "linux")]
pub mod portal;
pub mod seen;
pub mod spoken;
pub mod window;
pub mod wire_server;
