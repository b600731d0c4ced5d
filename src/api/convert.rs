use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use super::mend::mended;
use super::wire;
use crate::domain::moment::Moment;
use crate::domain::picture::{FileLink, PictureAddress};
use crate::domain::problem::{AnswerForm, Evidence};
use crate::domain::progress::{Counts, Percent};
use crate::domain::signatory::{Signatory, SignatoryUser};
use crate::domain::status::Status;
use crate::domain::template::Template;
use crate::domain::{Answer, ApiOrigin, Batch, Problem, ProblemKind, ServerText};

/// Fields of which one makes an object a batch.
const KNOWN: [&str; 5] = ["id", "name", "status", "total_certificates", "template"];

/// # Errors
/// [`ProblemKind::UnexpectedAnswer`] where the outer shape is wrong: a field that does not fit
/// counts as missing.
pub fn parse_batch(bytes: &[u8], origin: &ApiOrigin) -> Result<Answer, Problem> {
    let mut evidence = Evidence {
        host: Some(origin.host()),
        bytes: Some(bytes.len() as u64),
        ..Evidence::default()
    };
    read(bytes, origin, &mut evidence)
        .map_err(|form| Problem::new(ProblemKind::UnexpectedAnswer(form), evidence))
}

/// As [`parse_batch`], adding to the evidence of a request.
pub(super) fn read(
    bytes: &[u8],
    origin: &ApiOrigin,
    evidence: &mut Evidence,
) -> Result<Answer, AnswerForm> {
    let text = text_of(bytes);
    let batch = value(&text, evidence).and_then(|value| batch_in(value, evidence));
    match batch {
        Ok(batch) => Ok(Answer {
            batch: batch_from(batch, origin),
            raw: Arc::from(&*text),
            rest: None,
        }),
        Err(form) => {
            super::evidence::note_body(evidence, bytes);
            Err(form)
        }
    }
}

/// The text of an answer. A byte that is no UTF-8 spoils one letter of one name, not the whole.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    String::from_utf8_lossy(bytes)
}

/// Tells apart a web page, nothing and anything else that is no JSON.
pub(super) fn value(text: &str, evidence: &mut Evidence) -> Result<Value, AnswerForm> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(AnswerForm::Empty);
    }
    if start.starts_with('<') {
        return Err(AnswerForm::WebPage);
    }
    tolerant(text).map_err(|error| {
        evidence.chain.push(error.to_string());
        AnswerForm::NotJson
    })
}

/// Reads JSON where one odd letter or number does not cost the rest.
pub(super) fn tolerant(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text)
        .or_else(|error| serde_json::from_str(&mended(text)).map_err(|_| error))
}

fn batch_in(value: Value, evidence: &mut Evidence) -> Result<wire::Batch, AnswerForm> {
    let mut other_shape = |path: &str| {
        evidence.json_path = Some(ServerText::new(path));
        AnswerForm::OtherShape
    };
    let Value::Object(mut fields) = value else {
        return Err(other_shape("."));
    };
    let Some(data) = fields.remove("data") else {
        return Err(other_shape("data"));
    };
    let Some(fields) = data.as_object() else {
        return Err(other_shape("data"));
    };
    let is_known = KNOWN.iter().any(|field| fields.contains_key(*field));
    let batch: wire::Batch = serde_path_to_error::deserialize(data).map_err(
        |error: serde_path_to_error::Error<_>| other_shape(&format!("data.{}", error.path())),
    )?;
    // Any other field of the documented kind makes it a batch too.
    if !is_known && batch == wire::Batch::default() {
        return Err(other_shape("data"));
    }
    Ok(batch)
}

pub(super) fn text(sent: Option<String>) -> Option<ServerText> {
    sent.map(|sent| ServerText::new(&sent))
}

pub(super) fn moment(sent: Option<String>) -> Option<Moment> {
    sent.map(|sent| Moment::new(&sent))
}

pub(super) fn batch_from(sent: wire::Batch, origin: &ApiOrigin) -> Batch {
    Batch {
        id: text(sent.id),
        name: text(sent.name),
        status: Status::from_word(sent.status.as_deref().unwrap_or_default()),
        template_id: text(sent.template_id),
        counts: Counts {
            total: sent.total_certificates,
            made: sent.processed_certificates,
            failed: sent.failed_certificates,
        },
        progress: sent.progress.and_then(Percent::new),
        completion_date: moment(sent.completion_date),
        created_at: moment(sent.created_at),
        updated_at: moment(sent.updated_at),
        template: sent.template.map(|sent| template_from(sent, origin)),
        requires_signatures: sent.requires_signatures,
        requires_my_signature: sent.requires_my_signature,
    }
}

fn template_from(sent: wire::Template, origin: &ApiOrigin) -> Template {
    let fields = sent.signatory_fields.unwrap_or_default();
    let people = sent.default_signatories.unwrap_or_default();
    Template {
        id: text(sent.id),
        institution_id: sent.institution_id,
        name: text(sent.name),
        screenshot: link(sent.screenshot.as_deref(), origin),
        has_signatures: sent.has_signatures,
        has_default_signatories: sent.has_default_signatories,
        requires_signature_setup: sent.requires_signature_setup,
        signatory_fields: fields.iter().map(|field| ServerText::new(field)).collect(),
        default_signatories: people.into_iter().map(signatory_from).collect(),
        created_at: moment(sent.created_at),
        updated_at: moment(sent.updated_at),
    }
}

pub(super) fn link(sent: Option<&str>, origin: &ApiOrigin) -> FileLink {
    let Some(sent) = sent.filter(|sent| !sent.trim().is_empty()) else {
        return FileLink::None;
    };
    match PictureAddress::resolve(sent, origin) {
        Ok(address) => FileLink::At(address),
        Err(why) => FileLink::Refused {
            sent: ServerText::new(sent),
            why,
        },
    }
}

fn signatory_from(sent: wire::Signatory) -> Signatory {
    Signatory {
        id: sent.id,
        index: sent.signatory_index,
        institution_user_id: sent.institution_user_id,
        display_name: text(sent.display_name),
        designation: text(sent.designation),
        auto_approve: sent.auto_approve,
        user: sent.user.map(user_from),
    }
}

fn user_from(sent: wire::User) -> SignatoryUser {
    SignatoryUser {
        id: sent.id,
        uuid: text(sent.uuid),
        first_name: text(sent.first_name),
        last_name: text(sent.last_name),
        email: text(sent.email),
        signatory_name: text(sent.signatory_name),
        signatory_designation: text(sent.signatory_designation),
    }
}
