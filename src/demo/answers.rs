//! One answer for each kind, the broken ones included.

use std::convert::Infallible;
use std::io;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::domain::sample::SampleKind;

use super::batches::{self, Asked};
use super::service::Service;

/// What "too many requests" asks to wait, in seconds.
const RETRY_AFTER: u32 = 20;

/// A sign-in page, as the networks of hotels and trains put before everything.
const SIGN_IN_PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>Guest Wi-Fi</title>\
    </head>\n<body>\n<h1>Welcome to the guest network</h1>\n<form method=\"post\" action=\"/login\">\
    <label>Room number <input name=\"room\"></label> <button>Sign in</button></form>\n</body>\n</html>\n";

/// One piece of the endless answer.
static ENDLESS: [u8; 16 * 1024] = [b'a'; 16 * 1024];

/// The answer about a batch.
pub(super) async fn about(service: &Service, asked: &Asked<'_>) -> Response {
    match asked.kind {
        SampleKind::TokenNotAccepted => token_not_accepted(),
        SampleKind::PermissionNeeded => permission_needed("batches:view"),
        SampleKind::AccessNotAllowed => access_not_allowed(),
        SampleKind::NotFound => not_found(&asked.id.to_string()),
        SampleKind::TooManyRequests => too_many_requests(asked, RETRY_AFTER),
        SampleKind::ServiceProblem => service_problem(),
        SampleKind::Timeout => silence(service.ended.clone()).await,
        SampleKind::SignInPage => sign_in_page(),
        SampleKind::CutShort => cut_short(asked),
        SampleKind::TooLarge => endless(service.ended.clone()),
        _ => json_answer(StatusCode::OK, &json!({ "data": batches::batch(asked) })),
    }
}

/// Ends with the service.
pub(super) async fn ended(mut running: watch::Receiver<()>) {
    // Nothing is ever sent: only the end of the channel is waited for.
    while running.changed().await.is_ok() {}
}

/// JSON, with the headers Laravel sends.
pub(super) fn json_answer(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-cache, private"),
    ];
    (status, headers, body.to_string()).into_response()
}

/// 401.
pub(super) fn token_not_accepted() -> Response {
    let body = json!({ "message": "Unauthorized - Invalid API token" });
    json_answer(StatusCode::UNAUTHORIZED, &body)
}

/// 403 that names the permission.
pub(super) fn permission_needed(permission: &str) -> Response {
    let body = json!({
        "message": "Forbidden - Insufficient permissions",
        "required_permission": permission,
    });
    json_answer(StatusCode::FORBIDDEN, &body)
}

fn access_not_allowed() -> Response {
    let body = json!({ "message": "This action is unauthorized." });
    json_answer(StatusCode::FORBIDDEN, &body)
}

/// 404 about a batch or a certificate.
pub(super) fn not_found(id: &str) -> Response {
    let body = json!({
        "message": format!("The requested ID {id} was not found."),
        "error": "resource_not_found",
    });
    json_answer(StatusCode::NOT_FOUND, &body)
}

/// 404 about an address.
pub(super) fn no_such_route(path: &str) -> Response {
    let path = path.trim_start_matches('/');
    let body = json!({ "message": format!("The route {path} could not be found.") });
    json_answer(StatusCode::NOT_FOUND, &body)
}

/// 429 that asks to wait so many seconds.
pub(super) fn too_many_requests(asked: &Asked<'_>, wait: u32) -> Response {
    let body = json!({ "message": "Too Many Attempts." });
    let reset = asked.now.as_second().saturating_add(wait.into());
    let headers = [
        ("retry-after", wait.to_string()),
        ("x-ratelimit-limit", "60".to_owned()),
        ("x-ratelimit-remaining", "0".to_owned()),
        ("x-ratelimit-reset", reset.to_string()),
    ];
    let answer = json_answer(StatusCode::TOO_MANY_REQUESTS, &body);
    (headers, answer).into_response()
}

fn service_problem() -> Response {
    let body = json!({
        "message": "An unexpected error occurred. Our team has been notified.",
        "error_code": "SERVER_ERROR",
    });
    json_answer(StatusCode::INTERNAL_SERVER_ERROR, &body)
}

/// Never answers: the caller gives up, or the service ends.
async fn silence(running: watch::Receiver<()>) -> Response {
    ended(running).await;
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

fn sign_in_page() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (headers, SIGN_IN_PAGE).into_response()
}

/// Announces the whole answer, sends half, and drops the connection.
fn cut_short(asked: &Asked<'_>) -> Response {
    let whole = Bytes::from(json!({ "data": batches::batch(asked) }).to_string());
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
