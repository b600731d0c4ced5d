//! The service's lists, page by page, and one certificate.
//!
//! The next page's address, which the service names too, is never used: behind a proxy it may be
//! that of another computer.

use url::form_urlencoded::Serializer;
use url::{Url, UrlQuery};

use super::Api;
use super::convert::read;
use super::rows::{batches, certificate, certificates};
use super::status::Resource;
use crate::domain::certificate::{Certificate, CertificateId};
use crate::domain::page::{Cursor, Page, PageNumber};
use crate::domain::query::{BatchQuery, CertificateQuery};
use crate::domain::{ApiOrigin, ApiToken, Batch, Problem};

impl Api {
    /// # Errors
    /// `ListNotAvailable` where the service has no such list, and the failures of any request.
    pub async fn list_batches(
        &self,
        origin: &ApiOrigin,
        token: &ApiToken,
        query: &BatchQuery,
    ) -> Result<Page<Batch>, Problem> {
        let url = batches_url(origin, query);
        let reply = self.ask(url, origin, token, Resource::List).await?;
        let page = read(&reply.body, reply.evidence, |sent| {
            batches(sent, origin, query)
        })?;
        let rest = reply.rest;
        Ok(Page { rest, ..page })
    }

    /// # Errors
    /// As [`Api::list_batches`]; `UnexpectedAnswer` also for certificates of another batch, as a
    /// service sends that ignores the filter.
    pub async fn list_certificates(
        &self,
        origin: &ApiOrigin,
        token: &ApiToken,
        query: &CertificateQuery,
    ) -> Result<Page<Certificate>, Problem> {
        let url = certificates_url(origin, query);
        let reply = self.ask(url, origin, token, Resource::List).await?;
        let page = read(&reply.body, reply.evidence, |sent| {
            certificates(sent, origin, query)
        })?;
        let rest = reply.rest;
        Ok(Page { rest, ..page })
    }

    /// # Errors
    /// `CertificateNotFound`, and the failures of any request.
    pub async fn certificate(
        &self,
        origin: &ApiOrigin,
        token: &ApiToken,
        id: CertificateId,
    ) -> Result<Certificate, Problem> {
        let url = at(origin, &format!("/business/certificates/{id}"));
        let reply = self.ask(url, origin, token, Resource::Certificate).await?;
        read(&reply.body, reply.evidence, |sent| {
            certificate(sent, origin, id)
        })
    }
}

fn at(origin: &ApiOrigin, path: &str) -> Url {
    let mut url = origin.url().clone();
    url.set_path(path);
    url
}

/// Names the page: by the service's cursor where it gave one, else by its number.
fn turn(pairs: &mut Serializer<'_, UrlQuery<'_>>, page: PageNumber, cursor: Option<&Cursor>) {
    match cursor {
        Some(cursor) => pairs.append_pair("cursor", cursor.as_str()),
        None => pairs.append_pair("page", &page.get().to_string()),
    };
}

fn batches_url(origin: &ApiOrigin, query: &BatchQuery) -> Url {
    let mut url = at(origin, "/business/batches");
    let mut pairs = url.query_pairs_mut();
    pairs.append_pair("per_page", &query.per_page.get().to_string());
    turn(&mut pairs, query.page, query.cursor.as_ref());
    if let Some(status) = &query.status {
        pairs.append_pair("status", status.word());
    }
    drop(pairs);
    url
}

fn certificates_url(origin: &ApiOrigin, query: &CertificateQuery) -> Url {
    let mut url = at(origin, "/business/certificates");
    let mut pairs = url.query_pairs_mut();
    pairs.append_pair("batch_id", &query.batch.to_string());
    pairs.append_pair("per_page", &query.per_page.get().to_string());
    turn(&mut pairs, query.page, query.cursor.as_ref());
    if let Some(status) = &query.status {
        pairs.append_pair("status", status.word());
    }
    if let Some(sought) = &query.search {
        pairs.append_pair("search", sought.as_str());
    }
    if let Some(sort) = query.sort {
        pairs.append_pair("sort_field", sort.field.word());
        pairs.append_pair("sort_order", sort.order.word());
    }
    drop(pairs);
    url
}
