use serde_json::Value;

use super::convert::{self, link, other_shape};
use super::evidence::note_body;
use super::lenient::{self, day, moment, number, plain, text, word};
use crate::domain::certificate::{Certificate, CertificateId, CertificateStatus};
use crate::domain::page::{Cursor, Page, PageMeta, PageNumber, Row};
use crate::domain::problem::{AnswerForm, Evidence};
use crate::domain::query::{BatchQuery, CertificateQuery};
use crate::domain::{ApiOrigin, Batch, BatchId};

fn row(sent: &Value, origin: &ApiOrigin) -> Certificate {
    let status = sent.get("status").and_then(word).unwrap_or_default();
    Certificate {
        id: sent.get("id").and_then(text),
        reference_id: sent.get("reference_id").and_then(text),
        batch_id: sent.get("batch_id").and_then(text),
        customer_id: sent.get("customer_id").and_then(number),
        name: sent.get("name").and_then(text),
        email: sent.get("email").and_then(text),
        status: CertificateStatus::from_word(&status),
        pdf: link(sent, "pdf_path", origin),
        picture: link(sent, "image_path", origin),
        qr_code: link(sent, "qrcode_path", origin),
        barcode: link(sent, "barcode_path", origin),
        issue_date: sent.get("issue_date").and_then(day),
        generated_at: sent.get("generated_at").and_then(moment),
        created_at: sent.get("created_at").and_then(moment),
        updated_at: sent.get("updated_at").and_then(moment),
    }
}

pub(super) fn batches(
    bytes: &[u8],
    origin: &ApiOrigin,
    query: &BatchQuery,
    evidence: &mut Evidence,
) -> Result<Page<Batch>, AnswerForm> {
    read_page(bytes, query.page, evidence, |sent| {
        convert::batch(sent, origin)
    })
}

/// Refuses the certificates of another batch.
pub(super) fn certificates(
    bytes: &[u8],
    origin: &ApiOrigin,
    query: &CertificateQuery,
    evidence: &mut Evidence,
) -> Result<Page<Certificate>, AnswerForm> {
    let page = read_page(bytes, query.page, evidence, |sent| row(sent, origin))?;
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
fn read_page<T: Row + Default + PartialEq>(
    bytes: &[u8],
    at: PageNumber,
    evidence: &mut Evidence,
    read: impl Fn(&Value) -> T,
) -> Result<Page<T>, AnswerForm> {
    let page = object(bytes, evidence).and_then(|sent| {
        let data = sent
            .get("data")
            .filter(|data| data.is_array() || data.is_object());
        let Some(items) = data.and_then(lenient::items) else {
            return Err(other_shape("data", evidence));
        };
        let rows = items.iter().filter(|item| item.is_object());
        let rows = rows
            .map(|item| read(item))
            .filter(|row| *row != T::default());
        let rows: Vec<T> = rows.collect();
        if rows.is_empty() && !items.is_empty() {
            return Err(other_shape("data", evidence));
        }
        Ok(Page {
            unreadable: (items.len() - rows.len()) as u64,
            rows,
            at,
            meta: meta_in(&sent),
            rest: None,
        })
    });
    page.inspect_err(|_| note_body(evidence, bytes))
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
        values.find_map(lenient::count)
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
        cursor: cursors.iter().find_map(|next| Cursor::new(&plain(next)?)),
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
        .map(|data| row(data, origin))
        .filter(|certificate| *certificate != Certificate::default())
        .filter(|certificate| certificate.known_as().is_none_or(|own| own == id));
    certificate.ok_or_else(|| other_shape("data", evidence))
}

fn object(bytes: &[u8], evidence: &mut Evidence) -> Result<Value, AnswerForm> {
    match convert::value(&convert::text_of(bytes), evidence)? {
        object @ Value::Object(_) => Ok(object),
        _ => Err(other_shape(".", evidence)),
    }
}
