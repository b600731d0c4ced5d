//! One batch of certificates.

use std::sync::Arc;
use std::time::Duration;

use super::batch_id::BatchId;
use super::moment::Moment;
use super::progress::{Counts, Percent};
use super::status::Status;
use super::template::Template;
use super::text::ServerText;

/// A batch as the service described it. What it left out is `None`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batch {
    pub id: Option<ServerText>,
    pub name: Option<ServerText>,
    pub status: Status,
    /// The ID of its template, as sent. Need not be the ID inside `template`.
    pub template_id: Option<ServerText>,
    pub counts: Counts,
    /// The service's own percentage.
    pub progress: Option<Percent>,
    pub completion_date: Option<Moment>,
    pub created_at: Option<Moment>,
    pub updated_at: Option<Moment>,
    pub template: Option<Template>,
    pub requires_signatures: Option<bool>,
    /// By the token's owner.
    pub requires_my_signature: Option<bool>,
}

/// An answer of the service about a batch, with the text it came as.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub batch: Batch,
    /// The JSON it came as, for technical details. Not safe to show as it is.
    pub raw: Arc<str>,
    /// Wait that the service asks for before the next request.
    pub rest: Option<Duration>,
}

impl Batch {
    /// True for an answer about another batch; one without an ID is taken for the right one.
    pub fn is_another_than(&self, asked: BatchId) -> bool {
        let id = self.id.as_ref().filter(|id| !id.is_blank());
        id.is_some_and(|id| id.as_str().parse() != Ok(asked))
    }
}
