//! Reads answers in JSON, and a batch in one, whatever else does not fit.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use super::evidence::{is_web_page, note_body};
use super::lenient::{count, decimal, items, moment, number, plain, text, truth, word};
use super::mend::mended;
use crate::domain::picture::{FileAddress, FileLink};
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
    read_answer(bytes, Evidence::default(), origin)
}

pub(super) fn read_answer(
    bytes: &[u8],
    evidence: Evidence,
    origin: &ApiOrigin,
) -> Result<Answer, Problem> {
    Ok(Answer {
        batch: read(bytes, evidence, |sent| batch_in(sent, origin))?,
        raw: Arc::from(&*text_of(bytes)),
        rest: None,
    })
}

/// Place in an answer where it is of another shape.
pub(super) type OtherShape = &'static str;

/// Reads an answer in JSON; adds to the evidence of its request where it cannot be read.
pub(super) fn read<T>(
    bytes: &[u8],
    mut evidence: Evidence,
    shape: impl FnOnce(&Value) -> Result<T, OtherShape>,
) -> Result<T, Problem> {
    let text = text_of(bytes);
    let form = match tolerant(&text).map(|sent| shape(&sent)) {
        Ok(Ok(read)) => return Ok(read),
        Ok(Err(path)) => {
            evidence.json_path = Some(ServerText::new(path));
            AnswerForm::OtherShape
        }
        Err(error) => {
            evidence.chain.push(error.to_string());
            form_of(text.as_bytes())
        }
    };
    note_body(&mut evidence, bytes);
    Err(unexpected(form, evidence))
}

/// Recognises a web page by its header too: it need not begin like one.
pub(super) fn unexpected(form: AnswerForm, evidence: Evidence) -> Problem {
    let form = match form {
        AnswerForm::NotJson if is_web_page(&evidence) => AnswerForm::WebPage,
        form => form,
    };
    Problem::new(ProblemKind::UnexpectedAnswer(form), evidence)
}

/// The text of an answer. A byte that is no UTF-8 spoils one letter of one name, not the whole.
pub(super) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    String::from_utf8_lossy(bytes)
}

/// Tells apart a web page, nothing and anything else that was not asked for.
pub(super) fn form_of(body: &[u8]) -> AnswerForm {
    match body.trim_ascii_start().first() {
        None => AnswerForm::Empty,
        Some(b'<') => AnswerForm::WebPage,
        Some(_) => AnswerForm::NotJson,
    }
}

/// Reads JSON where one odd letter or number does not cost the rest.
pub(super) fn tolerant(text: &str) -> serde_json::Result<Value> {
    serde_json::from_str(text)
        .or_else(|error| serde_json::from_str(&mended(text)).map_err(|_| error))
}

fn batch_in(sent: &Value, origin: &ApiOrigin) -> Result<Batch, OtherShape> {
    let data = data_in(sent)?.filter(|data| data.is_object());
    let batch = data.and_then(|data| {
        let is_known = KNOWN.iter().any(|field| data.get(field).is_some());
        // Any other field of the documented kind makes it a batch too.
        Some(batch(data, origin)).filter(|batch| is_known || *batch != Batch::default())
    });
    batch.ok_or("data")
}

pub(super) fn data_in(sent: &Value) -> Result<Option<&Value>, OtherShape> {
    sent.as_object().map(|fields| fields.get("data")).ok_or(".")
}

pub(super) fn batch(sent: &Value, origin: &ApiOrigin) -> Batch {
    let status = sent.get("status").and_then(word).unwrap_or_default();
    let percent = |sent| decimal(sent).and_then(Percent::new);
    Batch {
        id: sent.get("id").and_then(text),
        name: sent.get("name").and_then(text),
        status: Status::from_word(&status),
        template_id: sent.get("template_id").and_then(text),
        counts: Counts {
            total: sent.get("total_certificates").and_then(count),
            made: sent.get("processed_certificates").and_then(count),
            failed: sent.get("failed_certificates").and_then(count),
        },
        progress: sent.get("progress").and_then(percent),
        completion_date: sent.get("completion_date").and_then(moment),
        created_at: sent.get("created_at").and_then(moment),
        updated_at: sent.get("updated_at").and_then(moment),
        template: sent.get("template").and_then(|sent| template(sent, origin)),
        requires_signatures: sent.get("requires_signatures").and_then(truth),
        requires_my_signature: sent.get("requires_my_signature").and_then(truth),
    }
}

/// `None` also for one with more entries than anybody could mean.
fn template(sent: &Value, origin: &ApiOrigin) -> Option<Template> {
    let list = |name| sent.get(name).map_or(Some(Vec::new()), items);
    let fields = list("signatory_fields").filter(|_| sent.is_object())?;
    let people = list("default_signatories")?;
    Some(Template {
        id: sent.get("id").and_then(text),
        institution_id: sent.get("institution_id").and_then(number),
        name: sent.get("name").and_then(text),
        screenshot: link(sent, "screenshot", origin),
        has_signatures: sent.get("has_signatures").and_then(truth),
        has_default_signatories: sent.get("has_default_signatories").and_then(truth),
        requires_signature_setup: sent.get("requires_signature_setup").and_then(truth),
        signatory_fields: fields.into_iter().filter_map(text).collect(),
        default_signatories: people.into_iter().filter_map(signatory).collect(),
        created_at: sent.get("created_at").and_then(moment),
        updated_at: sent.get("updated_at").and_then(moment),
    })
}

pub(super) fn link(sent: &Value, name: &str, origin: &ApiOrigin) -> FileLink {
    let address = sent.get(name).and_then(plain).unwrap_or_default();
    if address.trim().is_empty() {
        return FileLink::None;
    }
    match FileAddress::resolve(&address, origin) {
        Ok(address) => FileLink::At(address),
        Err(why) => FileLink::Refused {
            sent: ServerText::new(&address),
            why,
        },
    }
}

fn signatory(sent: &Value) -> Option<Signatory> {
    sent.is_object().then(|| Signatory {
        id: sent.get("id").and_then(number),
        index: sent.get("signatory_index").and_then(number),
        institution_user_id: sent.get("institution_user_id").and_then(number),
        display_name: sent.get("display_name").and_then(text),
        designation: sent.get("designation").and_then(text),
        auto_approve: sent.get("auto_approve").and_then(truth),
        user: sent.get("user").and_then(user),
    })
}

fn user(sent: &Value) -> Option<SignatoryUser> {
    sent.is_object().then(|| SignatoryUser {
        id: sent.get("id").and_then(number),
        uuid: sent.get("uuid").and_then(text),
        first_name: sent.get("first_name").and_then(text),
        last_name: sent.get("last_name").and_then(text),
        email: sent.get("email").and_then(text),
        signatory_name: sent.get("signatory_name").and_then(text),
        signatory_designation: sent.get("signatory_designation").and_then(text),
    })
}
