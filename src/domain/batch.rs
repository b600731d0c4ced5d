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
    /// The batch's ID, as sent.
    pub id: Option<ServerText>,
    /// Its name; may be missing or empty.
    pub name: Option<ServerText>,
    /// The state it is in.
    pub status: Status,
    /// The ID of its template, as sent. Need not be the ID inside `template`.
    pub template_id: Option<ServerText>,
    /// How many certificates, made and failed.
    pub counts: Counts,
    /// The service's own percentage.
    pub progress: Option<Percent>,
    pub completion_date: Option<Moment>,
    pub created_at: Option<Moment>,
    pub updated_at: Option<Moment>,
    pub template: Option<Template>,
    /// Whether the batch needs signatures.
    pub requires_signatures: Option<bool>,
    /// Whether it needs the signature of the token's owner.
    pub requires_my_signature: Option<bool>,
}

/// An answer of the service about a batch, with the text it came as.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub batch: Batch,
    /// The JSON it came as, for technical details. Not safe to show as it is.
    pub raw: Arc<str>,
    /// How long the service asks not to be asked again, where it does.
    pub rest: Option<Duration>,
}

impl Batch {
    /// Whether the answer is about another batch than the one asked for. An
    /// answer without an ID is taken to be about the right one.
    pub fn is_another_than(&self, asked: BatchId) -> bool {
        self.id
            .as_ref()
            .filter(|id| !id.is_blank())
            .is_some_and(|id| id.as_str().parse() != Ok(asked))
    }
}
