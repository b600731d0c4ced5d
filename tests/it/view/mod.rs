//! Every screen of the window: what is there by name, and what it does.

pub mod accounts;
mod batch_page;
mod browse;
mod certificates;
mod fields;
mod follow;
mod keyboard;
mod kinds;
mod list;
mod overlays;
mod paste;
mod picture;
mod problem_words;
mod problems;
mod recents;
mod samples;
mod scrolling;
mod share;
mod sizes;
mod snapshots;
mod spoken;
mod start;
