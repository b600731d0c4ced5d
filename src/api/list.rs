//! The service's lists, page by page, and one certificate.
//!
//! The next page's address, which the service names too, is never used: behind a proxy it may be
//! that of another computer.

use url::form_urlencoded::Serializer;
use url::{Url, UrlQuery};

use super::client::{JSON, Reply, Request};
use super::rows::{batches, certificate, certificates};
use super::status::Resource;
use super::{Api, unexpected};
use crate::domain::certificate::{Certificate, CertificateId};
use crate::domain::page::{Cursor, Page, PageNumber};
use crate::domain::problem::AnswerForm;
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
        let mut reply = self.list(batches_url(origin, query), origin, token).await?;
        let page = batches(&reply.body, origin, query, &mut reply.evidence);
        finish(page, reply)
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
        let mut reply = self.list(url, origin, token).await?;
        let page = certificates(&reply.body, origin, query, &mut reply.evidence);
        finish(page, reply)
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
        let mut reply = self.ask_for(url, origin, token).await?;
        if !reply.is_success() {
            return Err(reply.into_problem(Resource::Certificate));
        }
        certificate(&reply.body, origin, id, &mut reply.evidence)
            .map_err(|form| unexpected(form, reply.evidence))
    }

    async fn list(&self, url: Url, origin: &ApiOrigin, token: &ApiToken) -> Result<Reply, Problem> {
        let reply = self.ask_for(url, origin, token).await?;
        if reply.is_success() {
            Ok(reply)
        } else {
            Err(reply.into_problem(Resource::List))
        }
    }

    async fn ask_for(
        &self,
        url: Url,
        origin: &ApiOrigin,
        token: &ApiToken,
    ) -> Result<Reply, Problem> {
        let request = Request {
            url,
            accept: JSON,
            token: Some((token, origin)),
            limit: self.limits.page_bytes,
            deadline: self.service.deadline(),
        };
        self.service.ask(request).await
    }
}

fn finish<T>(page: Result<Page<T>, AnswerForm>, reply: Reply) -> Result<Page<T>, Problem> {
    match page {
        Ok(page) => Ok(Page {
            rest: reply.rest,
            ..page
        }),
        Err(form) => Err(unexpected(form, reply.evidence)),
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
