//! State of the sample service, and answers about a batch: some break off.

use std::convert::Infallible;
use std::io;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use serde_json::json;
use tokio::sync::watch;

use crate::domain::sample::{Sample, SampleKind};
use crate::domain::{ApiToken, BatchId};

use super::answers::{named, send};
use super::batches::{self, Batch};

/// One piece of the endless answer.
static ENDLESS: [u8; 16 * 1024] = [b'a'; 16 * 1024];

/// Seconds that "too many requests" asks to wait.
const RETRY_AFTER: i64 = 20;

/// Knowledge that every answer may need.
pub(super) struct Service {
    pub(super) token: ApiToken,
    /// Scheme, host and port, as the addresses of files begin.
    pub(super) origin: String,
    /// Questions about the batch under way.
    looks: AtomicU32,
    /// Questions for the throttled list: every other comes too soon.
    pub(super) throttled: AtomicU32,
    /// Its other side is dropped when the service ends.
    ended: watch::Receiver<()>,
}

impl Service {
    /// A service for the sample's token, until it ends.
    pub(super) fn new(sample: &Sample, ended: watch::Receiver<()>) -> Self {
        Self {
            token: sample.token.clone(),
            origin: sample.origin.to_string(),
            looks: AtomicU32::default(),
            throttled: AtomicU32::default(),
            ended,
        }
    }

    /// The batch at a place; each look at the one under way moves it on.
    pub(super) fn batch(&self, place: u32, now: Timestamp) -> Option<Batch> {
        let mut batch = Batch::at(place, now)?;
        batch.values["origin"] = self.origin.clone().into();
        if batch.kind == SampleKind::Processing {
            batch.grow(self.looks.fetch_add(1, Relaxed));
        }
        Some(batch)
    }

    pub(super) fn find(&self, id: BatchId) -> Option<Batch> {
        self.batch(batches::place(id)?, Timestamp::now())
    }
}

pub(super) async fn about(service: &Service, batch: &Batch) -> Response {
    match batch.kind {
        SampleKind::TooManyRequests => too_many_requests(RETRY_AFTER),
        SampleKind::Timeout => {
            ended(service.ended.clone()).await;
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        SampleKind::CutShort => cut_short(batch),
        SampleKind::TooLarge => endless(service.ended.clone()),
        kind if kind.is_batch() => send(&json!({ "data": batch.alone() })),
        kind => named(&format!("{kind:?}"), &batch.values),
    }
}

/// 429 that asks to wait so many seconds.
pub(super) fn too_many_requests(wait: i64) -> Response {
    let reset = Timestamp::now().as_second() + wait;
    named("TooManyRequests", &json!({ "wait": wait, "reset": reset }))
}

pub(super) async fn ended(mut running: watch::Receiver<()>) {
    // Nothing is ever sent: only the end of the channel is waited for.
    while running.changed().await.is_ok() {}
}

/// Announces the whole answer, sends half, and drops the connection.
fn cut_short(batch: &Batch) -> Response {
    let whole = Bytes::from(json!({ "data": batch.alone() }).to_string());
    let length = whole.len();
    let half = stream::iter([Ok(whole.slice(..length / 2))]);
    let dropped = stream::once(async {
        // The half is on its way only once the writer had its turn.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
    ];
    (headers, Body::from_stream(half.chain(dropped))).into_response()
}

/// A name that never comes to its end.
fn endless(running: watch::Receiver<()>) -> Response {
    let start = stream::once(async { Bytes::from_static(br#"{"data":{"name":""#) });
    let more = stream::repeat(Bytes::from_static(&ENDLESS));
    let pieces = start
        .chain(more)
        .take_until(Box::pin(ended(running)))
        .map(Ok::<_, Infallible>);
    let headers = [(header::CONTENT_TYPE, "application/json")];
    (headers, Body::from_stream(pieces)).into_response()
}
