//! Every screen of the window: what is there by name, and what it does.
#![expect(clippy::expect_used, reason = "helpers of tests stop the test")]

#[path = "../support/batch.rs"]
mod batch;
mod batch_page;
mod follow;
mod keyboard;
mod kinds;
mod list;
mod overlays;
mod paste;
mod picture;
mod problems;
mod recents;
mod samples;
#[path = "../support/seen.rs"]
mod seen;
mod share;
mod sizes;
mod snapshots;
mod start;
#[path = "../support/window.rs"]
mod window;
