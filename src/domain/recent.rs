//! A batch that was looked at, as the list of recent ones shows it.

use jiff::Timestamp;

use super::batch_id::BatchId;
use super::progress::{Counts, Percent};
use super::status::Status;
use super::text::ServerText;

/// Longest list of recent batches. Nobody finds anything in a longer one.
pub const MOST_RECENTS: usize = 200;

#[derive(Debug, Clone, PartialEq)]
pub struct Recent {
    pub id: BatchId,
    pub name: Option<ServerText>,
    pub status: Status,
    pub counts: Counts,
    /// The service's own percentage.
    pub progress: Option<Percent>,
    pub seen: Timestamp,
    pub pinned: bool,
}
