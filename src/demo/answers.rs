//! Answers from `assets/sample`: names, addresses and times filled in.

use std::sync::LazyLock;

use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

static ANSWERS: LazyLock<Value> =
    LazyLock::new(|| read(include_str!("../../assets/sample/answers.json")));

/// JSON of a file in `assets/sample`; one that cannot be read fails every test.
pub(super) fn read(file: &str) -> Value {
    serde_json::from_str(file).unwrap_or_default()
}

/// JSON with the headers that Laravel sends; a body that is a text is sent as it is.
pub(super) fn send(body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-cache, private"),
    ];
    (headers, text(body)).into_response()
}

/// The answer of a name in `answers.json`, else 404 about an ID.
pub(super) fn named(name: &str, values: &Value) -> Response {
    let answer = ANSWERS.get(name).unwrap_or(&ANSWERS["NotFound"]);
    let answer = fill(answer, values, Timestamp::now());
    let mut response = send(&answer["body"]);
    *response.status_mut() = text(&answer["status"]).parse().unwrap_or_default();
    for (name, value) in answer["headers"].as_object().into_iter().flatten() {
        let header = (HeaderName::try_from(name), text(value).try_into());
        if let (Ok(name), Ok(value)) = header {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Fills in `{name}` from `values`, and `{-2h}` as that time from now. A text that is
/// nothing but a name becomes its value, a number for example.
pub(super) fn fill(template: &Value, values: &Value, now: Timestamp) -> Value {
    match template {
        Value::String(text) => filled(text, values, now),
        Value::Array(all) => all.iter().map(|item| fill(item, values, now)).collect(),
        Value::Object(all) => all
            .iter()
            .map(|(key, value)| (key.clone(), fill(value, values, now)))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => template.clone(),
    }
}

fn filled(template: &str, values: &Value, now: Timestamp) -> Value {
    let Some((before, (name, after))) = template
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return template.into();
    };
    let value = &values[name];
    let ago = value.as_str().unwrap_or(name).parse::<SignedDuration>();
    let value = ago.map_or_else(|_| value.clone(), |ago| date(now, ago).into());
    if before.is_empty() && after.is_empty() {
        return value;
    }
    let after = filled(after, values, now);
    format!("{before}{}{}", text(&value), text(&after)).into()
}

/// A time as Laravel writes it: UTC, six digits.
fn date(now: Timestamp, ago: SignedDuration) -> String {
    let at = now.checked_add(ago).unwrap_or(now);
    at.strftime("%Y-%m-%dT%H:%M:%S.000000Z").to_string()
}

/// A text as it is, everything else as JSON.
pub(super) fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
