//! What the sample service knows.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::{HeaderMap, header};
use tokio::sync::watch;

use crate::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use crate::domain::{ApiToken, BatchId};

use super::batches::Asked;
use super::numbers;

/// Whom the service knows, and what it has.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) sample: &'a Sample,
    /// A token that may not see lists.
    pub(super) without_lists: &'a ApiToken,
}

/// What a token allows.
pub(super) enum Access {
    All,
    NoLists,
    None,
}

/// What every answer may need to know.
pub(super) struct Service {
    token: ApiToken,
    /// One that may not see lists.
    without_lists: ApiToken,
    /// Scheme, host and port, as pictures' addresses begin.
    pub(super) origin: String,
    pub(super) kinds: HashMap<BatchId, SampleKind>,
    /// How often the batch under way was asked about: it grows with each look.
    pub(super) looks: AtomicU32,
    /// How often the throttled list was asked for: every other time is too often.
    throttled: AtomicU32,
    /// Its other side is dropped when the service ends.
    pub(super) ended: watch::Receiver<()>,
}

impl Service {
    pub(super) fn new(known: Known<'_>, ended: &watch::Receiver<()>) -> Self {
        let Known {
            sample,
            without_lists,
        } = known;
        Self {
            token: sample.token.clone(),
            without_lists: without_lists.clone(),
            origin: sample.origin.to_string(),
            kinds: kinds(sample),
            looks: AtomicU32::new(0),
            throttled: AtomicU32::new(0),
            ended: ended.clone(),
        }
    }

    /// What is asked about, and everything that goes into the answer.
    pub(super) fn asked(&self, id: BatchId, kind: SampleKind) -> Asked<'_> {
        Asked {
            kind,
            id,
            origin: &self.origin,
            looks: self.looks.load(Ordering::Relaxed),
            now: jiff::Timestamp::now(),
        }
    }

    /// What the token in a request allows.
    pub(super) fn access(&self, headers: &HeaderMap) -> Access {
        let token = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim());
        match token {
            Some(token) if token == self.token.expose() => Access::All,
            Some(token) if token == self.without_lists.expose() => Access::NoLists,
            Some(_) | None => Access::None,
        }
    }

    /// Whether the throttled list is asked for too often just now.
    pub(super) fn is_throttled(&self) -> bool {
        let before = self.throttled.fetch_add(1, Ordering::Relaxed);
        before.is_multiple_of(2)
    }
}

fn kinds(sample: &Sample) -> HashMap<BatchId, SampleKind> {
    let of_entry = |entry: &SampleEntry| match entry.act {
        SampleAct::Check { id, .. } => Some((id, entry.kind)),
        SampleAct::Store(_) => None,
    };
    let past = numbers::past_batches().map(|id| (id, SampleKind::Completed));
    let entries = sample.entries.iter().filter_map(of_entry);
    entries.chain(past).collect()
}
