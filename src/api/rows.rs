use serde::de::DeserializeOwned;
use serde_json::Value;

use super::convert::{self, link, moment, text};
use super::evidence::note_body;
use super::{lenient, wire};
use crate::domain::certificate::{Certificate, CertificateId, CertificateStatus};
use crate::domain::moment::Moment;
use crate::domain::page::{Cursor, Page, PageMeta, PageNumber, Row};
use crate::domain::problem::{AnswerForm, Evidence};
use crate::domain::query::{BatchQuery, CertificateQuery};
use crate::domain::{ApiOrigin, Batch, BatchId, ServerText};

/// Row as it is sent. One of which nothing can be read equals the default.
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

pub(super) fn batches(
    bytes: &[u8],
    origin: &ApiOrigin,
    query: &BatchQuery,
    evidence: &mut Evidence,
) -> Result<Page<Batch>, AnswerForm> {
    read_page::<wire::Batch>(bytes, origin, query.page, evidence)
}

/// Refuses the certificates of another batch.
pub(super) fn certificates(
    bytes: &[u8],
    origin: &ApiOrigin,
    query: &CertificateQuery,
    evidence: &mut Evidence,
) -> Result<Page<Certificate>, AnswerForm> {
    let page = read_page::<wire::Certificate>(bytes, origin, query.page, evidence)?;
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

/// A list of which no row can be read is not an empty one.
fn read_page<S: Sent>(
    bytes: &[u8],
    origin: &ApiOrigin,
    at: PageNumber,
    evidence: &mut Evidence,
) -> Result<Page<S::Row>, AnswerForm> {
    let page = object(bytes, evidence).and_then(|sent| {
        let came = match sent.get("data") {
            Some(Value::Array(rows)) => rows.len(),
            Some(Value::Object(rows)) => rows.len(),
            _ => return Err(other_shape("data", evidence)),
        };
        let meta = meta_in(&sent);
        let rows = serde_json::from_value::<wire::Rows<S>>(sent).ok();
        let mut rows = rows.and_then(|rows| rows.data).unwrap_or_default();
        rows.retain(|row| *row != S::default());
        if came > 0 && rows.is_empty() {
            return Err(other_shape("data", evidence));
        }
        Ok((rows, came, meta))
    });
    let (rows, came, meta) = page.inspect_err(|_| note_body(evidence, bytes))?;
    Ok(Page {
        unreadable: (came - rows.len()) as u64,
        rows: rows.into_iter().map(|row| row.into_row(origin)).collect(),
        at,
        meta,
        rest: None,
    })
}

/// Words about the pages, in the places and under the names that common frameworks use.
fn meta_in(sent: &Value) -> PageMeta {
    let places = [
        sent.pointer("/meta/pagination"),
        sent.get("meta"),
        sent.get("pagination"),
        Some(sent),
    ];
    let places: Vec<&Value> = places.into_iter().flatten().collect();
    let find = |paths: &[&str]| -> Vec<&Value> {
        let values = places
            .iter()
            .flat_map(|place| paths.iter().map(|path| place.pointer(path)));
        values.flatten().collect()
    };
    let count = |paths: &[&str]| {
        let mut values = find(paths).into_iter();
        values.find_map(|value| lenient::count(value).ok().flatten())
    };
    let cursors = find(&["/next_cursor", "/cursor/next"]);
    let addresses = find(&["/links/next", "/next_page_url"]);
    let flags = find(&["/has_more", "/has_more_pages", "/has_next"]);
    let told = flags.iter().find_map(|flag| flag.as_bool());
    let mut further = cursors.iter().chain(&addresses).peekable();
    let is_told = further.peek().is_some();
    PageMeta {
        total: count(&["/total", "/total_count", "/total_items"]),
        last_page: count(&["/last_page", "/total_pages", "/page_count"]),
        has_next: told.or(is_told.then(|| further.any(|next| !next.is_null()))),
        cursor: cursors
            .iter()
            .find_map(|next| Cursor::new(&lenient::text(*next).ok()??)),
    }
}

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
