//! Reads certificates, and pages of a list with what is said about them.

use serde_json::Value;

use super::convert::{OtherShape, batch, data_in, link};
use super::lenient::{self, day, moment, number, plain, text, word};
use crate::domain::certificate::{Certificate, CertificateId, CertificateStatus};
use crate::domain::page::{Cursor, Page, PageMeta, PageNumber, Row};
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

/// Refuses the certificates of another batch, or in another state than was asked for.
pub(super) fn certificates(
    sent: &Value,
    origin: &ApiOrigin,
    query: &CertificateQuery,
) -> Result<Page<Certificate>, OtherShape> {
    let page = page(sent, query.page, |sent| row(sent, origin))?;
    let of_another = |row: &Certificate| {
        let batch = row.batch_id.as_ref();
        let batch = batch.and_then(|batch| BatchId::plain(batch.as_str().trim()));
        batch.is_some_and(|batch| batch != query.batch)
    };
    let page = without(page, of_another, "data.batch_id")?;
    let asked = query.status.as_ref();
    let in_another = |row: &Certificate| asked.is_some_and(|asked| row.status.contradicts(asked));
    without(page, in_another, "data.status")
}

/// Refuses the batches in another state than was asked for.
pub(super) fn batches(
    sent: &Value,
    origin: &ApiOrigin,
    query: &BatchQuery,
) -> Result<Page<Batch>, OtherShape> {
    let page = page(sent, query.page, |sent| batch(sent, origin))?;
    let asked = query.status.as_ref();
    let in_another = |row: &Batch| asked.is_some_and(|asked| row.status.contradicts(asked));
    without(page, in_another, "data.status")
}

fn without<T>(
    page: Page<T>,
    is_other: impl Fn(&T) -> bool,
    place: OtherShape,
) -> Result<Page<T>, OtherShape> {
    let is_as_asked = !page.rows.iter().any(is_other);
    is_as_asked.then_some(page).ok_or(place)
}

/// A list of which no row can be read is not an empty one.
fn page<T: Row + Default + PartialEq>(
    sent: &Value,
    at: PageNumber,
    read: impl Fn(&Value) -> T,
) -> Result<Page<T>, OtherShape> {
    let data = data_in(sent)?.filter(|data| data.is_array() || data.is_object());
    let items = data.and_then(lenient::items).ok_or("data")?;
    let rows = items.iter().filter(|item| item.is_object());
    let rows = rows.map(|item| read(item));
    let rows: Vec<T> = rows.filter(|row| *row != T::default()).collect();
    if rows.is_empty() && !items.is_empty() {
        return Err("data");
    }
    Ok(Page {
        unreadable: (items.len() - rows.len()) as u64,
        rows,
        at,
        meta: meta_in(sent),
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
    let count = |paths: &[&str]| find(paths).into_iter().find_map(lenient::count);
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
    sent: &Value,
    origin: &ApiOrigin,
    id: CertificateId,
) -> Result<Certificate, OtherShape> {
    let data = data_in(sent)?.filter(|data| data.is_object());
    let certificate = data.map(|data| row(data, origin));
    certificate
        .filter(|certificate| *certificate != Certificate::default())
        .filter(|certificate| certificate.known_as().is_none_or(|own| own == id))
        .ok_or("data")
}
