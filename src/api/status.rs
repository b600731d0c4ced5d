//! Turns an HTTP status that is no success into a problem. The body may add its words, and may as
//! well be a web page or nothing.

use std::time::Duration;

use super::evidence::{is_internal, note_body};
use super::wire::Refusal;
use crate::domain::problem::{Evidence, PictureProblem, ProxyRefusal};
use crate::domain::{BatchId, Problem, ProblemKind, ServerText};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resource {
    Batch(BatchId),
    /// The list of batches, to try the connection.
    Connection,
    List,
    Certificate,
    Picture,
    Document,
}

const MAX_FIELD_MESSAGES: usize = 20;

pub(super) fn problem(
    resource: Resource,
    wait: Option<Duration>,
    mut evidence: Evidence,
) -> Problem {
    let status = evidence.status.unwrap_or_default();
    let kind = match (status, resource) {
        (300..=399, _) => ProblemKind::SentElsewhere,
        (407, _) => ProblemKind::Proxy(ProxyRefusal::SignIn),
        (429, _) => ProblemKind::TooManyRequests { wait },
        (500..=599, _) => ProblemKind::ServiceProblem {
            code: evidence.error_code.clone(),
            wait,
        },
        (401 | 403 | 404 | 410, Resource::Picture) => ProblemKind::Picture(PictureProblem::Gone),
        (401 | 403 | 404 | 410, Resource::Document) => ProblemKind::FileNotAvailable,
        (401, _) => ProblemKind::TokenNotAccepted,
        (403, _) => match evidence.required_permission.take() {
            Some(permission) => {
                evidence.required_permission = Some(permission.clone());
                ProblemKind::PermissionNeeded { permission }
            }
            None => ProblemKind::AccessNotAllowed,
        },
        (404, Resource::Batch(id)) => ProblemKind::BatchNotFound { id },
        (400 | 422, Resource::Batch(id)) => ProblemKind::BatchIdNotAccepted { id },
        (404 | 405, Resource::List) => ProblemKind::ListNotAvailable,
        (404, Resource::Certificate) => ProblemKind::CertificateNotFound,
        _ => ProblemKind::UnexpectedStatus,
    };
    Problem::new(kind, evidence)
}

pub(super) fn note_refusal(evidence: &mut Evidence, body: &[u8]) {
    let text = String::from_utf8_lossy(body);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // Through a value, since the derived reader takes a list for an object and
    // refuses a key that stands there twice.
    let refusal = super::convert::tolerant(text)
        .ok()
        .filter(serde_json::Value::is_object)
        .and_then(|value| serde_json::from_value::<Refusal>(value).ok());
    let Some(refusal) = refusal else {
        note_body(evidence, body);
        if text.trim_ascii_start().starts_with('{') {
            // Cut short it may be a report as below, of which the signs were still to come.
            evidence.excerpt = None;
        }
        return;
    };
    if refusal.exception.is_some() || refusal.trace.is_some() || refusal.file.is_some() {
        evidence.internal_report = Some(body.len() as u64);
        return;
    }
    let mut said = |text: Option<String>| {
        let text = ServerText::new(&text?);
        if is_internal(&text) {
            evidence.internal_report = Some(body.len() as u64);
        }
        Some(text).filter(|text| !text.is_blank() && !is_internal(text))
    };
    evidence.message = said(refusal.message);
    evidence.error_code = said(refusal.error_code).or_else(|| said(refusal.error));
    evidence.required_permission = said(refusal.required_permission);
    evidence.field_messages = refusal
        .errors
        .into_iter()
        .filter_map(|text| said(Some(text)))
        .take(MAX_FIELD_MESSAGES)
        .collect();
}
