//! Behaviour of the parts, alone and together.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::unwrap_used,
    reason = "a test may stop anywhere"
)]

mod api;
mod bidi;
mod demo;
mod following;
mod journey;
#[cfg(target_os = "linux")]
mod logging;
#[cfg(target_os = "linux")]
mod records;
mod report;
mod support;
#[cfg(target_os = "linux")]
mod token_store;
mod view;
mod workbook;
#[cfg(target_os = "linux")]
mod worker;
