//! Routes of the sample service: batches, both lists in pages as Laravel's paginator writes
//! them, certificates and their files.
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
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use axum::Router;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::domain::BatchId;
use crate::domain::certificate::CertificateStatus;
use crate::domain::sample::SampleKind;
use crate::domain::status::Status;

use super::answers::{named, send, text};
use super::batches::{self, BATCHES};
use super::certificates;
use super::service::{Service, about, too_many_requests};

/// Seconds that the throttled list asks to wait.
const LIST_WAIT: i64 = 2;

static CERTIFICATE: &[u8] = include_bytes!("../../assets/sample/certificate.png");

/// All routes of a service.
pub(super) fn router(service: Service) -> Router {
    let service = Arc::new(service);
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

/// The institution's batches, the newest first.
async fn list_batches(State(service): State<Arc<Service>>, RawQuery(query): RawQuery) -> Response {
    let by = parameters(query);
    let status = by.get("status");
    let known = Status::DOCUMENTED;
    if !status.is_none_or(|word| known.iter().any(|status| status.word() == word)) {
        return named("StatusNotValid", &Value::Null);
    }
    let now = Timestamp::now();
    let mut all: Vec<Value> = batches::listed()
        .filter_map(|place| Some(service.batch(place, now)?.in_list()))
        .filter(|batch| status.is_none_or(|status| batch["status"] == **status))
        .collect();
    all.sort_by_cached_key(|batch| Reverse(text(&batch["created_at"])));
    let path = format!("{}/business/batches", service.origin);
    page(&path, &by, &all, Value::clone)
}

/// The certificates of a batch.
async fn list_certificates(
    State(service): State<Arc<Service>>,
    RawQuery(query): RawQuery,
    uri: Uri,
) -> Response {
    let by = parameters(query);
    let known = CertificateStatus::DOCUMENTED;
    let status = by.get("status");
    if !status.is_none_or(|word| known.iter().any(|status| status.word() == word)) {
        return named("StatusNotValid", &Value::Null);
    }
    let Some(id) = by.get("batch_id").and_then(|id| BatchId::plain(id)) else {
        return named("BatchNotValid", &Value::Null);
    };
    let path = format!("{}/business/certificates", service.origin);
    let Some(batch) = service.find(id) else {
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
    let found = certificates::numbers(&id).and_then(|(place, number)| {
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
    let link = |page: usize| format!("{path}?page={page}");
    let previous = (number > 1).then(|| link(number - 1));
    let next = (number < last).then(|| link(number + 1));
    let shown = !data.is_empty();
    send(&json!({
        "links": { "first": link(1), "last": link(last), "prev": previous, "next": next },
        "meta": {
            "current_page": number,
            "from": shown.then(|| before + 1),
            "last_page": last,
            "links": [
                { "url": previous, "label": "&laquo; Previous", "active": false },
                { "url": link(number), "label": number.to_string(), "active": true },
                { "url": next, "label": "Next &raquo;", "active": false },
            ],
            "path": path,
            "per_page": size,
            "to": shown.then(|| before + data.len()),
            "total": all.len(),
        },
        "data": data,
    }))
}

/// A file of a certificate: no file needs a token.
async fn file(Path(name): Path<String>) -> Response {
    let known = name
        .split_once('.')
        .and_then(|(id, kind)| Some((certificates::numbers(id)?, kind)));
    match known {
        Some((_, "png")) => png(CERTIFICATE),
        Some(((place, number), kind @ ("pdf" | "svg"))) => {
            let reference = certificates::reference(place, number);
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
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::ACCEPT_RANGES, "bytes"),
    ];
    (headers, bytes).into_response()
}

async fn no_such_route(uri: Uri) -> Response {
    let route = uri.path().trim_start_matches('/');
    named("NoSuchRoute", &json!({ "route": route }))
}
