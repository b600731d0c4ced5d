//! Who may ask the sample service for what.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use serde_json::json;
use tokio::sync::watch;
use url::form_urlencoded;

use crate::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use crate::domain::{ApiToken, BatchId};

use super::answers::{self, json_answer};
use super::batches::{self, Asked};
use super::pictures;

/// What every answer may need to know.
pub(super) struct Service {
    token: ApiToken,
    /// Scheme, host and port, as pictures' addresses begin.
    pub(super) origin: String,
    kinds: HashMap<BatchId, SampleKind>,
    /// How often the batch under way was asked about: it grows with each look.
    looks: AtomicU32,
    /// Its other side is dropped when the service ends.
    pub(super) ended: watch::Receiver<()>,
}

/// All routes of the service.
pub(super) fn router(sample: &Sample, ended: &watch::Receiver<()>) -> Router {
    let service = Arc::new(Service {
        token: sample.token.clone(),
        origin: sample.origin.to_string(),
        kinds: kinds(sample),
        looks: AtomicU32::new(0),
        ended: ended.clone(),
    });
    Router::new()
        .route("/business/batches", get(list))
        .route("/business/batches/{id}", get(one))
        .layer(from_fn_with_state(Arc::clone(&service), known_callers_only))
        .route("/storage/certificate_templates/{file}", get(picture))
        .fallback(no_such_route)
        .with_state(service)
}

fn kinds(sample: &Sample) -> HashMap<BatchId, SampleKind> {
    let of_entry = |entry: &SampleEntry| match entry.act {
        SampleAct::Check { id, .. } => Some((id, entry.kind)),
        SampleAct::Store(_) => None,
    };
    sample.entries.iter().filter_map(of_entry).collect()
}

impl Service {
    /// What is asked about, and everything that goes into the answer.
    fn asked(&self, id: BatchId, kind: SampleKind) -> Asked<'_> {
        Asked {
            kind,
            id,
            origin: &self.origin,
            looks: self.looks.load(Ordering::Relaxed),
            now: jiff::Timestamp::now(),
        }
    }

    fn knows(&self, headers: &HeaderMap) -> bool {
        headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .is_some_and(|(scheme, token)| {
                scheme.eq_ignore_ascii_case("bearer") && token.trim() == self.token.expose()
            })
    }
}

async fn known_callers_only(
    State(service): State<Arc<Service>>,
    request: Request,
    next: Next,
) -> Response {
    if service.knows(request.headers()) {
        next.run(request).await
    } else {
        answers::token_not_accepted()
    }
}

async fn one(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Response {
    let known = id
        .parse::<BatchId>()
        .ok()
        .and_then(|id| Some((id, *service.kinds.get(&id)?)));
    let Some((batch, kind)) = known else {
        return answers::not_found(&id);
    };
    let asked = service.asked(batch, kind);
    if kind == SampleKind::Processing {
        service.looks.fetch_add(1, Ordering::Relaxed);
    }
    answers::about(&service, &asked).await
}

async fn list(State(service): State<Arc<Service>>, RawQuery(query): RawQuery) -> Response {
    let number = |key: &str, usual: usize| {
        form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes())
            .find(|(name, _)| name == key)
            .and_then(|(_, value)| value.parse().ok())
            .unwrap_or(usual)
    };
    let mut all: Vec<_> = service
        .kinds
        .iter()
        .filter(|(_, kind)| batches::is_listed(**kind))
        .collect();
    all.sort_by_key(|(id, _)| **id);
    let page = batches::Page {
        number: number("page", 1).max(1),
        size: number("per_page", 15).clamp(1, 100),
    };
    let items = all
        .into_iter()
        .map(|(id, kind)| batches::list_item(&service.asked(*id, *kind)))
        .collect();
    json_answer(StatusCode::OK, &page.of(items, &service.origin))
}

async fn picture(Path(file): Path<String>) -> Response {
    pictures::file(&file)
}

async fn no_such_route(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let body = json!({ "message": format!("The route {path} could not be found.") });
    json_answer(StatusCode::NOT_FOUND, &body)
}
