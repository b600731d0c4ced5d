//! Promises of the project about its own files.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop anywhere"
)]

mod boundaries;
mod icons;
mod manifest;
