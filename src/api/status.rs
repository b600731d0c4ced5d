//! Turns an HTTP status that is no success into a problem. The body may add its words, and may as
//! well be a web page or nothing.

use std::borrow::Cow;
use std::time::Duration;

use serde_json::Value;

use super::convert::{text_of, tolerant};
use super::evidence::{is_internal, note_body};
use super::lenient::{all_texts, plain};
use crate::domain::picture::AddressProblem;
use crate::domain::problem::{Evidence, PictureProblem, ProxyRefusal};
use crate::domain::{BatchId, Problem, ProblemKind, ServerText};

/// Without it a service that asks for a sign-in would redirect to a web page.
pub(super) const JSON: &str = "application/json";
const PDF: &str = "application/pdf";
/// Formats that can be decoded, so that no storage service picks another.
const PICTURES: &str = "image/png, image/jpeg, image/webp, image/gif, image/bmp";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resource {
    Batch(BatchId),
    Connection,
    List,
    Certificate,
    Picture,
    Document,
}

impl Resource {
    pub(super) fn accepted(self) -> &'static str {
        match self {
            Self::Batch(_) | Self::Connection | Self::List | Self::Certificate => JSON,
            Self::Picture => PICTURES,
            Self::Document => PDF,
        }
    }

    /// The problem with a file that is led to a place it may not come from.
    pub(super) fn not_at(self, why: AddressProblem) -> ProblemKind {
        match self {
            Self::Picture => ProblemKind::Picture(PictureProblem::Address(why)),
            _ => ProblemKind::FileNotAvailable,
        }
    }
}

const MAX_FIELD_MESSAGES: usize = 20;

pub(super) fn problem(resource: Resource, wait: Option<Duration>, evidence: Evidence) -> Problem {
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
        (403, _) => match evidence.required_permission.clone() {
            Some(permission) => ProblemKind::PermissionNeeded { permission },
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
    let text = text_of(body);
    let sent = tolerant(&text).ok().filter(Value::is_object);
    let Some(sent) = sent else {
        note_body(evidence, body);
        if text.trim_ascii_start().starts_with('{') {
            // Cut short it may be a report as below, of which the signs were still to come.
            evidence.excerpt = None;
        }
        return;
    };
    let has = |name| sent.get(name).is_some_and(|value| !value.is_null());
    if ["exception", "trace", "file"].into_iter().any(has) {
        evidence.internal_report = Some(body.len() as u64);
        return;
    }
    // On 422 a map of lists, or a list.
    let mut about_fields = Vec::new();
    if let Some(errors) = sent.get("errors") {
        all_texts(errors, &mut about_fields);
    }
    let report = &mut evidence.internal_report;
    let mut said = |text: Cow<'_, str>| {
        let text = ServerText::new(&text);
        if is_internal(&text) {
            *report = Some(body.len() as u64);
            return None;
        }
        Some(text).filter(|text| !text.is_blank())
    };
    let field_messages = about_fields.into_iter().filter_map(&mut said);
    evidence.field_messages = field_messages.take(MAX_FIELD_MESSAGES).collect();
    let mut field = |name| sent.get(name).and_then(plain).and_then(&mut said);
    evidence.error_code = field("error_code");
    let error = field("error");
    let is_code = |text: &ServerText| !text.as_str().trim().contains(char::is_whitespace);
    evidence.message = field("message").or_else(|| error.clone().filter(|text| !is_code(text)));
    evidence.error_code = evidence.error_code.take().or(error).filter(is_code);
    evidence.required_permission = field("required_permission");
}
