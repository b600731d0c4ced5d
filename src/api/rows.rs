//! Turns the JSON of a page of a list into its rows.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::convert::{self, link, moment, text};
use super::evidence::note_body;
use super::{unexpected, wire};
use crate::domain::certificate::{Certificate, CertificateId, CertificateStatus};
use crate::domain::moment::Moment;
use crate::domain::page::{Came, Met, Page, PageNumber, PerPage, Row, Said};
use crate::domain::problem::{AnswerForm, Evidence};
use crate::domain::query::{BatchQuery, CertificateQuery};
use crate::domain::{ApiOrigin, Batch, BatchId, Problem, ServerText};

/// Reads a page of the list of batches.
///
/// # Errors
/// `UnexpectedAnswer` where it is none.
pub fn parse_batches(
    bytes: &[u8],
    origin: &ApiOrigin,
    query: &BatchQuery,
) -> Result<Page<Batch>, Problem> {
    parsed(|evidence| batches(bytes, origin, query, evidence))
}

/// Reads a page of the list of certificates.
///
/// # Errors
/// As [`parse_batches`], also where it is of another batch.
pub fn parse_certificates(
    bytes: &[u8],
    origin: &ApiOrigin,
    query: &CertificateQuery,
) -> Result<Page<Certificate>, Problem> {
    parsed(|evidence| certificates(bytes, origin, query, evidence))
}

fn parsed<T>(read: impl FnOnce(&mut Evidence) -> Result<T, AnswerForm>) -> Result<T, Problem> {
    let mut evidence = Evidence::default();
    read(&mut evidence).map_err(|form| unexpected(form, evidence))
}

/// A row as it is sent. One of which nothing can be read equals the default.
trait Sent: DeserializeOwned + Default + PartialEq {
    type Row: Row;

    fn into_row(self, origin: &ApiOrigin) -> Self::Row;
}

impl Sent for wire::Batch {
    type Row = Batch;

    fn into_row(self, origin: &ApiOrigin) -> Batch {
        convert::batch_from(self, origin)
    }
}

impl Sent for wire::Certificate {
    type Row = Certificate;

    fn into_row(self, origin: &ApiOrigin) -> Certificate {
        let file = |sent: Option<String>| link(sent.as_deref(), origin);
        Certificate {
            id: text(self.id),
            reference_id: text(self.reference_id),
            batch_id: text(self.batch_id),
            customer_id: self.customer_id,
            name: text(self.name),
            email: text(self.email),
            status: CertificateStatus::from_word(self.status.as_deref().unwrap_or_default()),
            pdf: file(self.pdf_path),
            picture: file(self.image_path),
            qr_code: file(self.qrcode_path),
            barcode: file(self.barcode_path),
            issue_date: self.issue_date.map(|sent| Moment::of_day(&sent)),
            generated_at: moment(self.generated_at),
            created_at: moment(self.created_at),
            updated_at: moment(self.updated_at),
        }
    }
}

/// Which page was asked for.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: PageNumber,
    per_page: PerPage,
}

/// As [`parse_batches`], adding to the evidence of a request.
pub(super) fn batches(
    bytes: &[u8],
    origin: &ApiOrigin,
    query: &BatchQuery,
    evidence: &mut Evidence,
) -> Result<Page<Batch>, AnswerForm> {
    let place = Place {
        at: query.page,
        per_page: query.per_page,
    };
    read_page::<wire::Batch>(bytes, origin, place, evidence)
}

/// As [`parse_certificates`], adding to the evidence of a request.
pub(super) fn certificates(
    bytes: &[u8],
    origin: &ApiOrigin,
    query: &CertificateQuery,
    evidence: &mut Evidence,
) -> Result<Page<Certificate>, AnswerForm> {
    let place = Place {
        at: query.page,
        per_page: query.per_page,
    };
    let page = read_page::<wire::Certificate>(bytes, origin, place, evidence)?;
    let of_another = |row: &Certificate| {
        let batch = row.batch_id.as_ref();
        batch
            .and_then(|batch| BatchId::plain(batch.as_str().trim()))
            .is_some_and(|batch| batch != query.batch)
    };
    if page.rows.iter().any(of_another) {
        return Err(other_shape("data.batch_id", evidence));
    }
    Ok(page)
}

fn read_page<S: Sent>(
    bytes: &[u8],
    origin: &ApiOrigin,
    place: Place,
    evidence: &mut Evidence,
) -> Result<Page<S::Row>, AnswerForm> {
    let page = object(bytes, evidence).and_then(|sent| page_in::<S>(sent, evidence));
    let (rows, said) = page.inspect_err(|_| note_body(evidence, bytes))?;
    let came = Came {
        at: place.at,
        per_page: place.per_page,
        rows: rows.len(),
    };
    let mut met = Met::default();
    let rows = rows
        .into_iter()
        .filter(|row| *row != S::default())
        .map(|row| row.into_row(origin))
        .filter(|row| met.is_new(row));
    Ok(Page {
        rows: rows.collect(),
        at: place.at,
        next: said.next(&came),
        total: said.total(&came),
        rest: None,
    })
}

/// The rows as sent, and what is said about the pages. A list of which no row can be read
/// is not an empty one.
fn page_in<S: Sent>(
    mut sent: Value,
    evidence: &mut Evidence,
) -> Result<(Vec<S>, Said), AnswerForm> {
    let mut take = |field: &str| sent.get_mut(field).map(Value::take);
    let (meta, links) = (take("meta"), take("links"));
    let was_empty = match sent.get("data") {
        Some(Value::Array(rows)) => rows.is_empty(),
        Some(Value::Object(rows)) => rows.is_empty(),
        _ => return Err(other_shape("data", evidence)),
    };
    let rows = serde_json::from_value::<wire::Rows<S>>(sent);
    let rows = rows.ok().and_then(|rows| rows.data).unwrap_or_default();
    if !was_empty && rows.iter().all(|row| *row == S::default()) {
        return Err(other_shape("data", evidence));
    }
    let meta: wire::Meta = meta
        .filter(Value::is_object)
        .and_then(|meta| serde_json::from_value(meta).ok())
        .unwrap_or_default();
    let next = links.as_ref().and_then(|links| links.get("next"));
    let said = Said {
        total: meta.total,
        last_page: meta.last_page,
        per_page: meta.per_page,
        has_next: next.map(|next| !next.is_null()),
    };
    Ok((rows, said))
}

/// Reads the answer about one certificate.
pub(super) fn certificate(
    bytes: &[u8],
    origin: &ApiOrigin,
    id: CertificateId,
    evidence: &mut Evidence,
) -> Result<Certificate, AnswerForm> {
    let sent = object(bytes, evidence);
    let certificate = sent.and_then(|sent| certificate_in(&sent, origin, id, evidence));
    certificate.inspect_err(|_| note_body(evidence, bytes))
}

fn certificate_in(
    sent: &Value,
    origin: &ApiOrigin,
    id: CertificateId,
    evidence: &mut Evidence,
) -> Result<Certificate, AnswerForm> {
    let sent = sent.get("data").filter(|data| data.is_object());
    let certificate = sent
        .and_then(|data| serde_json::from_value::<wire::Certificate>(data.clone()).ok())
        .filter(|certificate| *certificate != wire::Certificate::default())
        .map(|certificate| certificate.into_row(origin))
        .filter(|certificate| certificate.known_as().is_none_or(|own| own == id));
    certificate.ok_or_else(|| other_shape("data", evidence))
}

fn object(bytes: &[u8], evidence: &mut Evidence) -> Result<Value, AnswerForm> {
    match convert::value(&convert::text_of(bytes), evidence)? {
        object @ Value::Object(_) => Ok(object),
        _ => Err(other_shape(".", evidence)),
    }
}

fn other_shape(path: &str, evidence: &mut Evidence) -> AnswerForm {
    evidence.json_path = Some(ServerText::new(path));
    AnswerForm::OtherShape
}
