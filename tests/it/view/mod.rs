//! Every screen of the window: what is there by name, and what it does.

pub mod accounts;
mod batch_page;
mod browse;
mod certificates;
mod keyboard;
mod kinds;
mod list;
mod overlays;
mod paste;
mod picture;
mod problems;
mod recents;
mod samples;
mod scrolling;
mod share;
mod sizes;
// Drawn with the fonts of Debian.
#[cfg(target_os = "linux")]
mod snapshots;
mod spoken;
mod start;

use vec_batch_viewer::domain::page::{Page, PageMeta, PageNumber};

/// A page of a list of this many rows.
fn page<T>((at, per_page): (PageNumber, u8), all: usize, row: impl Fn(usize) -> T) -> Page<T>
where
    Page<T>: Default,
{
    let per_page = usize::from(per_page);
    let first = per_page * (at.get() as usize - 1);
    Page {
        rows: (first..all.min(first + per_page)).map(row).collect(),
        at,
        meta: PageMeta {
            total: Some(all as u64),
            ..PageMeta::default()
        },
        ..Page::default()
    }
}
