//! The service as the program meets it: every answer, every failure.

mod bodies;
mod checkup;
mod failures;
mod files;
pub mod lists;
mod picture_files;
mod secrets;
mod statuses;
mod tls_and_proxy;
mod tolerance;
mod whole_lists;
