//! The service's lists, page by page, and one certificate.
//!
//! The next page's address, which the service names too, is never used: behind a proxy it may be
//! that of another computer.

use serde_json::Value;
use url::Url;

use super::Api;
use super::convert::{OtherShape, read};
use super::pages::{batches, certificate, certificates};
use super::status::Resource;
use crate::domain::certificate::{Certificate, CertificateId, CertificateStatus};
use crate::domain::page::{Cursor, Page, PageNumber};
use crate::domain::query::{BatchQuery, CertificateQuery, Sought};
use crate::domain::status::Status;
use crate::domain::{ApiOrigin, Batch, Caller, Problem};

impl Api {
    /// # Errors
    /// `ListNotAvailable` where the service has no such list, `UnexpectedAnswer` also for rows that
    /// were not asked for, as a service sends that ignores a filter; the failures of any request.
    pub async fn list_batches(
        &self,
        caller: &Caller,
        query: &BatchQuery,
    ) -> Result<Page<Batch>, Problem> {
        let url = batches_url(&caller.origin, query);
        let rows = |sent: &Value| batches(sent, &caller.origin, query);
        self.list(url, caller, rows).await
    }

    /// # Errors
    /// As [`Api::list_batches`].
    pub async fn list_certificates(
        &self,
        caller: &Caller,
        query: &CertificateQuery,
    ) -> Result<Page<Certificate>, Problem> {
        let url = certificates_url(&caller.origin, query);
        let rows = |sent: &Value| certificates(sent, &caller.origin, query);
        self.list(url, caller, rows).await
    }

    async fn list<T>(
        &self,
        url: Url,
        caller: &Caller,
        rows: impl FnOnce(&Value) -> Result<Page<T>, OtherShape>,
    ) -> Result<Page<T>, Problem> {
        let reply = self.ask(url, caller, Resource::List).await?;
        let rest = reply.rest;
        let page = read(&reply.body, reply.evidence, rows)?;
        Ok(Page { rest, ..page })
    }

    /// # Errors
    /// `CertificateNotFound`, and the failures of any request.
    pub async fn certificate(
        &self,
        caller: &Caller,
        id: CertificateId,
    ) -> Result<Certificate, Problem> {
        let url = at(&caller.origin, &format!("/business/certificates/{id}"), &[]);
        let reply = self.ask(url, caller, Resource::Certificate).await?;
        let shape = |sent: &Value| certificate(sent, &caller.origin, id);
        read(&reply.body, reply.evidence, shape)
    }
}

/// Address with those of the pairs that have a value.
pub(super) fn at(origin: &ApiOrigin, path: &str, pairs: &[(&str, Option<&str>)]) -> Url {
    let mut url = origin.url().clone();
    url.set_path(path);
    for (name, value) in pairs {
        if let Some(value) = value {
            url.query_pairs_mut().append_pair(name, value);
        }
    }
    url
}

/// Names the page: by the service's cursor where it gave one, else by its number.
fn turn(page: PageNumber, cursor: Option<&Cursor>) -> (&'static str, String) {
    match cursor {
        Some(cursor) => ("cursor", cursor.as_str().to_owned()),
        None => ("page", page.get().to_string()),
    }
}

fn batches_url(origin: &ApiOrigin, query: &BatchQuery) -> Url {
    let per_page = query.per_page.to_string();
    let (turn, page) = turn(query.page, query.cursor.as_ref());
    let pairs = [
        ("per_page", Some(per_page.as_str())),
        (turn, Some(&page)),
        ("status", query.status.as_ref().map(Status::word)),
    ];
    at(origin, "/business/batches", &pairs)
}

fn certificates_url(origin: &ApiOrigin, query: &CertificateQuery) -> Url {
    let (batch, per_page) = (query.batch.to_string(), query.per_page.to_string());
    let (turn, page) = turn(query.page, query.cursor.as_ref());
    let status = query.status.as_ref().map(CertificateStatus::word);
    let pairs = [
        ("batch_id", Some(batch.as_str())),
        ("per_page", Some(&per_page)),
        (turn, Some(&page)),
        ("status", status),
        ("search", query.search.as_ref().map(Sought::as_str)),
        ("sort_field", query.sort.map(|sort| sort.field.word())),
        ("sort_order", query.sort.map(|sort| sort.order.word())),
    ];
    at(origin, "/business/certificates", &pairs)
}
