//! Who may ask the sample service for what.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use serde_json::json;
use tokio::sync::watch;
use url::form_urlencoded;

use crate::domain::BatchId;
use crate::domain::sample::{Sample, SampleKind};

use super::answers::{self, json_answer};
use super::batches;
use super::pictures;
use super::service::Service;

/// All routes of the service.
pub(super) fn router(sample: &Sample, ended: &watch::Receiver<()>) -> Router {
    let service = Arc::new(Service::new(sample, ended));
    Router::new()
        .route("/business/batches", get(list))
        .route("/business/batches/{id}", get(one))
        .layer(from_fn_with_state(Arc::clone(&service), known_callers_only))
        .route("/storage/certificate_templates/{file}", get(picture))
        .fallback(no_such_route)
        .with_state(service)
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
