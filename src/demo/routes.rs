//! The sample service: batches, both lists in pages, certificates and their files.
//!
//! ```text
//! certificates of …       are there to show
//! a batch under way       pages that move
//! waiting for others      a permission that is missing
//! an unknown status       a list that is throttled at first
//! an answer that is short a service without the list
//! ```

use std::cmp::Reverse;
use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;
use url::form_urlencoded;

use crate::domain::sample::{Sample, SampleKind};
use crate::domain::{ApiToken, BatchId};

use super::answers::{named, send, text};
use super::batches::{self, BATCHES, Batch};

/// Seconds that the throttled list asks to wait.
const LIST_WAIT: i64 = 2;

static CERTIFICATE: &[u8] = include_bytes!("../../assets/sample/certificate.png");

/// One piece of the endless answer.
static ENDLESS: [u8; 16 * 1024] = [b'a'; 16 * 1024];

/// Seconds that "too many requests" asks to wait.
const RETRY_AFTER: i64 = 20;

/// Knowledge that every answer may need.
struct Service {
    token: ApiToken,
    /// Scheme, host and port, as the addresses of files begin.
    origin: String,
    /// Questions about the batch under way.
    looks: AtomicU32,
    /// Questions for the throttled list: every other comes too soon.
    throttled: AtomicU32,
    /// Its other side is dropped when the service ends.
    ended: watch::Receiver<()>,
}

impl Service {
    /// The batch at a place; each look at the one under way moves it on.
    fn batch(&self, place: u32, now: Timestamp) -> Option<Batch> {
        let mut batch = Batch::at(place, now)?;
        batch.values["origin"] = self.origin.clone().into();
        if batch.kind == SampleKind::Processing {
            batch.grow(self.looks.fetch_add(1, Relaxed));
        }
        Some(batch)
    }

    fn find(&self, id: BatchId) -> Option<Batch> {
        self.batch(batches::place(id)?, Timestamp::now())
    }
}

pub(super) fn router(sample: &Sample, ended: watch::Receiver<()>) -> Router {
    let service = Arc::new(Service {
        token: sample.token.clone(),
        origin: sample.origin.to_string(),
        looks: AtomicU32::default(),
        throttled: AtomicU32::default(),
        ended,
    });
    Router::new()
        .route("/business/batches", get(list_batches))
        .route("/business/batches/{id}", get(one))
        .route("/business/certificates", get(list_certificates))
        .route("/business/certificates/{id}", get(certificate))
        .layer(from_fn_with_state(Arc::clone(&service), known_callers_only))
        .route("/storage/certificate_templates/{file}", get(picture))
        .route("/storage/certificates/{file}", get(file))
        .fallback(no_such_route)
        .with_state(service)
}

async fn known_callers_only(
    State(service): State<Arc<Service>>,
    request: Request,
    next: Next,
) -> Response {
    let sent = request.headers().get(header::AUTHORIZATION);
    let token = sent.and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    if token == Some(service.token.expose()) {
        next.run(request).await
    } else {
        named("TokenNotAccepted", &Value::Null)
    }
}

async fn one(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Response {
    match BatchId::plain(&id).and_then(|id| service.find(id)) {
        Some(batch) => about(&service, &batch).await,
        None => named("NotFound", &json!({ "id": id })),
    }
}

/// Values of a question; one that is blank is none.
fn parameters(query: Option<String>) -> HashMap<String, String> {
    form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .into_owned()
        .filter(|(_, value)| !value.trim().is_empty())
        .collect()
}

async fn list_batches(State(service): State<Arc<Service>>, RawQuery(query): RawQuery) -> Response {
    let by = parameters(query);
    let status = by.get("status");
    let now = Timestamp::now();
    let mut all: Vec<Value> = batches::listed()
        .filter_map(|place| Some(service.batch(place, now)?.in_list()))
        .filter(|batch| status.is_none_or(|status| batch["status"] == **status))
        .collect();
    all.sort_by_cached_key(|batch| Reverse(text(&batch["created_at"])));
    let path = format!("{}/business/batches", service.origin);
    page(&path, &by, &all, Value::clone)
}

async fn list_certificates(
    State(service): State<Arc<Service>>,
    RawQuery(query): RawQuery,
    uri: Uri,
) -> Response {
    let by = parameters(query);
    let path = format!("{}/business/certificates", service.origin);
    let id = by.get("batch_id").and_then(|id| BatchId::plain(id));
    let Some(batch) = id.and_then(|id| service.find(id)) else {
        return page(&path, &by, &[], Value::clone);
    };
    let is_too_soon = || service.throttled.fetch_add(1, Relaxed).is_multiple_of(2);
    match batch.kind {
        SampleKind::Waiting => named("ListNotAllowed", &Value::Null),
        SampleKind::Sparse => no_such_route(uri).await,
        SampleKind::UnknownStatus if is_too_soon() => too_many_requests(LIST_WAIT),
        kind if kind.is_batch() => page(&path, &by, &batch.chosen(&by), |number| {
            batch.certificate(*number)
        }),
        _ => about(&service, &batch).await,
    }
}

async fn certificate(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Response {
    let found = batches::numbers(&id).and_then(|(place, number)| {
        let batch = service.batch(place, Timestamp::now())?;
        let is_there = batch.kind.is_batch() && batch.begun().contains(&number);
        is_there.then(|| batch.certificate(number))
    });
    match found {
        Some(certificate) => send(&json!({ "data": certificate })),
        None => named("NotFound", &json!({ "id": id })),
    }
}

/// The page of everything that is asked for.
fn page<T>(
    path: &str,
    by: &HashMap<String, String>,
    all: &[T],
    row: impl Fn(&T) -> Value,
) -> Response {
    let asked = |key: &str| by.get(key).and_then(|value| value.parse::<usize>().ok());
    let number = asked("page").unwrap_or(1).max(1);
    let size = asked("per_page").unwrap_or(15).clamp(1, 100);
    let last = all.len().div_ceil(size).max(1);
    let before = size.saturating_mul(number - 1);
    let data: Vec<Value> = all.iter().skip(before).take(size).map(row).collect();
    let next = (number < last).then(|| format!("{path}?page={}", number + 1));
    let values = json!({
        "page": number, "size": size, "last": last, "total": all.len(),
        "next": next, "data": data,
    });
    named("Page", &values)
}

/// A file of a certificate: no file needs a token.
async fn file(Path(name): Path<String>) -> Response {
    let known = name
        .split_once('.')
        .and_then(|(id, kind)| Some((batches::numbers(id)?, kind)));
    match known {
        Some((_, "png")) => png(CERTIFICATE),
        Some(((place, number), kind @ ("pdf" | "svg"))) => {
            let reference = batches::reference(place, number);
            named(kind, &json!({ "reference": reference }))
        }
        _ => named("NoSuchFile", &Value::Null),
    }
}

/// A template's picture; the damaged one stops half way.
async fn picture(Path(name): Path<String>) -> Response {
    let is_of = |kind: &str| BATCHES["kinds"][kind]["picture"] == name;
    if is_of("Completed") {
        png(CERTIFICATE)
    } else if is_of("PictureDamaged") {
        png(&CERTIFICATE[..CERTIFICATE.len() / 2])
    } else {
        named("NoSuchFile", &Value::Null)
    }
}

fn png(bytes: &'static [u8]) -> Response {
    ([(header::CONTENT_TYPE, "image/png")], bytes).into_response()
}

async fn no_such_route(uri: Uri) -> Response {
    let route = uri.path().trim_start_matches('/');
    named("NoSuchRoute", &json!({ "route": route }))
}

async fn about(service: &Service, batch: &Batch) -> Response {
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
fn too_many_requests(wait: i64) -> Response {
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
