//! What the sample service knows.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::{HeaderMap, header};
use tokio::sync::watch;

use crate::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use crate::domain::{ApiToken, BatchId};

use super::batches::Asked;

/// What every answer may need to know.
pub(super) struct Service {
    token: ApiToken,
    /// Scheme, host and port, as pictures' addresses begin.
    pub(super) origin: String,
    pub(super) kinds: HashMap<BatchId, SampleKind>,
    /// How often the batch under way was asked about: it grows with each look.
    pub(super) looks: AtomicU32,
    /// Its other side is dropped when the service ends.
    pub(super) ended: watch::Receiver<()>,
}

impl Service {
    pub(super) fn new(sample: &Sample, ended: &watch::Receiver<()>) -> Self {
        Self {
            token: sample.token.clone(),
            origin: sample.origin.to_string(),
            kinds: kinds(sample),
            looks: AtomicU32::new(0),
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

    pub(super) fn knows(&self, headers: &HeaderMap) -> bool {
        headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .is_some_and(|(scheme, token)| {
                scheme.eq_ignore_ascii_case("bearer") && token.trim() == self.token.expose()
            })
    }
}

fn kinds(sample: &Sample) -> HashMap<BatchId, SampleKind> {
    let of_entry = |entry: &SampleEntry| match entry.act {
        SampleAct::Check { id, .. } => Some((id, entry.kind)),
        SampleAct::Store(_) => None,
    };
    sample.entries.iter().filter_map(of_entry).collect()
}
