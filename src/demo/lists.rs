//! Both lists, and single certificates.
//!
//! ```text
//! certificates of …       are there to show
//! a batch under way       pages that move
//! waiting for others      a permission that is missing
//! an unknown status       a list that is throttled at first
//! an answer that is short a service without the list
//! ```

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use crate::domain::BatchId;
use crate::domain::certificate::CertificateStatus;
use crate::domain::sample::SampleKind;
use crate::domain::status::Status;

use super::answers::{self, json_answer};
use super::batches::{self, Asked};
use super::certificates::Certificates;
use super::numbers::{self, Numbers};
use super::pages::{Page, Parameters, Whole};
use super::service::Service;

/// Whether it is a list that is asked for.
pub(super) fn is_list(path: &str) -> bool {
    ["/business/batches", "/business/certificates"].contains(&path)
}

/// The institution's batches, the newest first.
pub(super) async fn of_batches(
    State(service): State<Arc<Service>>,
    RawQuery(query): RawQuery,
) -> Response {
    let parameters = Parameters::new(query.as_deref());
    let wanted = parameters.get("status");
    let known = Status::DOCUMENTED;
    if !wanted.is_none_or(|word| known.iter().any(|status| status.word() == word)) {
        return not_valid("status");
    }
    let asked = |(id, kind): (&BatchId, &SampleKind)| service.asked(*id, *kind);
    let listed = service
        .kinds
        .iter()
        .filter(|(_, kind)| batches::is_listed(**kind));
    let mut all: Vec<Asked<'_>> = listed.map(asked).collect();
    all.retain(|asked| wanted.is_none_or(|wanted| batches::in_list(asked).status == wanted));
    all.sort_by_key(|asked| (batches::in_list(asked).made_ago, asked.id));
    let whole = Whole {
        address: format!("{}/business/batches", service.origin),
        all: &all,
    };
    let page = Page::asked(&parameters);
    json_answer(StatusCode::OK, &page.of(&whole, batches::list_item))
}

/// The certificates of a batch.
pub(super) async fn of_certificates(
    State(service): State<Arc<Service>>,
    RawQuery(query): RawQuery,
    uri: Uri,
) -> Response {
    let parameters = Parameters::new(query.as_deref());
    let wanted = parameters.get("status");
    let known = CertificateStatus::DOCUMENTED;
    if !wanted.is_none_or(|word| known.iter().any(|status| status.word() == word)) {
        return not_valid("status");
    }
    let Some(id) = parameters.get("batch_id").and_then(BatchId::plain) else {
        return not_valid("batch id");
    };
    let Some(kind) = service.kinds.get(&id).copied() else {
        return page_of(&service, &[], Value::clone, &parameters);
    };
    let asked = service.asked(id, kind);
    match kind {
        SampleKind::Waiting => return answers::permission_needed("certificates:view"),
        SampleKind::Sparse => return answers::no_such_route(uri.path()),
        SampleKind::UnknownStatus if service.is_throttled() => {
            return answers::too_many_requests(&asked, LIST_WAIT);
        }
        SampleKind::Processing => {
            service.looks.fetch_add(1, Ordering::Relaxed);
        }
        kind if !kind.is_batch() => return answers::about(&service, &asked).await,
        _ => {}
    }
    let certificates = Certificates::of(&asked);
    let chosen = certificates.chosen(&parameters);
    page_of(
        &service,
        &chosen,
        |row| certificates.written(row),
        &parameters,
    )
}

/// What a throttled list asks to wait, in seconds.
const LIST_WAIT: u32 = 2;

fn page_of<T>(
    service: &Service,
    all: &[T],
    row: impl Fn(&T) -> Value,
    parameters: &Parameters,
) -> Response {
    let whole = Whole {
        address: format!("{}/business/certificates", service.origin),
        all,
    };
    let page = Page::asked(parameters).of(&whole, row);
    json_answer(StatusCode::OK, &page)
}

/// One certificate.
pub(super) async fn certificate(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
) -> Response {
    one(&service, &id).unwrap_or_else(|| answers::not_found(&id))
}

fn one(service: &Service, id: &str) -> Option<Response> {
    let numbers = Numbers::of(id)?;
    let batch = numbers::batch_at(numbers.place)?;
    let kind = service.kinds.get(&batch).copied();
    let asked = service.asked(batch, kind.filter(|kind| kind.is_batch())?);
    let certificates = Certificates::of(&asked);
    let row = certificates.at(numbers.number)?;
    let data = json!({ "data": certificates.written(&row) });
    Some(json_answer(StatusCode::OK, &data))
}

/// 422 about a value of the question.
fn not_valid(field: &str) -> Response {
    let message = format!("The selected {field} is invalid.");
    let key = field.replace(' ', "_");
    let body = json!({ "message": message, "errors": { key: [message] } });
    json_answer(StatusCode::UNPROCESSABLE_ENTITY, &body)
}
