//! Who may ask the sample service for what.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use tokio::sync::watch;

use crate::domain::BatchId;
use crate::domain::sample::SampleKind;

use super::answers;
use super::service::{Access, Known, Service};
use super::{files, lists, pictures};

/// All routes of the service.
pub(super) fn router(known: Known<'_>, ended: &watch::Receiver<()>) -> Router {
    let service = Arc::new(Service::new(known, ended));
    Router::new()
        .route("/business/batches", get(lists::of_batches))
        .route("/business/batches/{id}", get(one))
        .route("/business/certificates", get(lists::of_certificates))
        .route("/business/certificates/{id}", get(lists::certificate))
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
    match service.access(request.headers()) {
        Access::All => next.run(request).await,
        Access::NoLists if !lists::is_list(request.uri().path()) => next.run(request).await,
        Access::NoLists => answers::permission_needed("batches:list"),
        Access::None => answers::token_not_accepted(),
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

async fn picture(Path(file): Path<String>) -> Response {
    pictures::file(&file)
}

async fn file(Path(name): Path<String>) -> Response {
    files::file(&name)
}

async fn no_such_route(uri: Uri) -> Response {
    answers::no_such_route(uri.path())
}
