//! The service over HTTP: its answers about batches and certificates, its lists, its
//! files, and a test of the connection.
//!
//! Everything from the network is hostile until read: each request has a limit
//! for connecting, one for the whole and one for the size. The token is written
//! in one place (`client`), to the service's own origin only; the client for
//! pictures never has it.

mod checkup;
mod classify;
mod client;
mod convert;
mod desktop_proxy;
mod evidence;
mod lenient;
mod limits;
mod list;
mod mend;
mod pages;
mod redact;
mod retry_after;
mod route;
mod status;
mod trust;

use std::sync::Arc;

use memchr::memmem;
use rustls::pki_types::CertificateDer;
use tokio::sync::Mutex;
use url::Url;

pub use convert::parse_batch;
pub use limits::Limits;
pub use route::{Route, unusable_proxy};

use client::{HttpClient, Reply, Request};
use status::Resource;
use trust::Trust;

use crate::domain::picture::{AddressProblem, FileAddress, Picture};
use crate::domain::{Answer, ApiOrigin, BatchId, Caller, Problem, ProblemKind};
use crate::picture;

/// Beginning of a PDF, and the bytes within which it lies: readers allow a little before it.
const PDF_BEGINNING: &[u8] = b"%PDF-";
const PDF_WITHIN: usize = 1024;

/// Held while a picture is decoded: a decoder cannot be stopped, and takes much memory.
pub static DECODING: Mutex<()> = Mutex::const_new(());

/// Decodes a picture beside the runtime's thread, unless it is given up before its turn.
///
/// # Errors
/// [`ProblemKind::Picture`].
pub async fn decode(file: Arc<[u8]>, max_side: u32) -> Result<Picture, ProblemKind> {
    let turn = DECODING.lock().await;
    let decoding = move || {
        let _turn = turn;
        picture::decode(file, max_side)
    };
    match tokio::task::spawn_blocking(decoding).await {
        Ok(decoded) => decoded.map_err(ProblemKind::Picture),
        Err(_) => Err(ProblemKind::AppFault),
    }
}

/// The service. Copies share their connections.
#[derive(Clone)]
pub struct Api {
    service: HttpClient,
    /// Never sees the token, and shares no connection with the one that does.
    pictures: HttpClient,
    trust: Trust,
    route: Route,
    limits: Limits,
}

impl Api {
    /// Trusts the operating system, and these roots as well.
    ///
    /// # Errors
    /// [`ProblemKind::AppFault`] where the TLS library cannot be set up, as for a root that is no
    /// certificate.
    pub fn new(
        route: Route,
        limits: Limits,
        extra_roots: Vec<CertificateDer<'static>>,
    ) -> Result<Self, Problem> {
        let trust = Trust::new(extra_roots).map_err(not_set_up)?;
        let (tls, _) = trust.config().map_err(not_set_up)?;
        Ok(Self {
            service: HttpClient::new(tls.clone(), &route, limits)?,
            pictures: HttpClient::new(tls, &route, limits)?,
            trust,
            route,
            limits,
        })
    }

    /// # Errors
    /// Every [`ProblemKind`] that is not about the password store or a file.
    pub async fn batch(&self, caller: &Caller, id: BatchId) -> Result<Answer, Problem> {
        let url = caller.origin.batch_url(id);
        let reply = self.ask(url, caller, Resource::Batch(id)).await?;
        let rest = reply.rest;
        let answer = convert::read_answer(&reply.body, reply.evidence, &caller.origin)?;
        Ok(Answer { rest, ..answer })
    }

    /// An answer in JSON; one that is no success is a problem of the resource.
    async fn ask(&self, url: Url, caller: &Caller, resource: Resource) -> Result<Reply, Problem> {
        let request = Request {
            url,
            accept: resource.accepted(),
            token: Some((&caller.token, &caller.origin)),
            limit: self.limits.answer_bytes,
            deadline: self.service.deadline(),
        };
        let reply = self.service.ask(request).await?;
        if reply.is_success() {
            Ok(reply)
        } else {
            Err(reply.into_problem(resource))
        }
    }

    /// Fetches and decodes a picture with no side longer than `max_side` pixels.
    ///
    /// # Errors
    /// [`ProblemKind::Picture`], or the failures of any request.
    pub async fn picture(
        &self,
        origin: &ApiOrigin,
        address: &FileAddress,
        max_side: u32,
    ) -> Result<Picture, Problem> {
        let Reply { evidence, body, .. } = self.file(origin, address, Resource::Picture).await?;
        let decoded = decode(body.into(), max_side).await;
        decoded.map_err(|kind| Problem::new(kind, evidence))
    }

    /// Fetches a PDF, without the token.
    ///
    /// # Errors
    /// [`ProblemKind::FileNotAvailable`] where the service does not allow the download,
    /// `UnexpectedAnswer` where it is no PDF.
    pub async fn document(
        &self,
        origin: &ApiOrigin,
        address: &FileAddress,
    ) -> Result<Arc<[u8]>, Problem> {
        let Reply { evidence, body, .. } = self.file(origin, address, Resource::Document).await?;
        let start = body.get(..PDF_WITHIN).unwrap_or(&body);
        if memmem::find(start, PDF_BEGINNING).is_some() {
            return Ok(body.into());
        }
        Err(convert::unexpected(convert::form_of(start), evidence))
    }

    /// Connects ahead of the first request and of the picture, which the service
    /// mostly has itself; without the token. A failure is left for the requests to show.
    pub async fn warm_up(&self, origin: &ApiOrigin) {
        let url = origin.url();
        tokio::join!(
            self.service.warm_up(url.clone()),
            self.pictures.warm_up(url.clone()),
        );
    }

    async fn file(
        &self,
        origin: &ApiOrigin,
        address: &FileAddress,
        resource: Resource,
    ) -> Result<Reply, Problem> {
        let deadline = self.pictures.deadline();
        let mut at = address.clone();
        let mut hops = 0;
        loop {
            let request = Request {
                url: at.url().clone(),
                accept: resource.accepted(),
                token: None,
                limit: self.limits.picture_bytes,
                deadline,
            };
            let reply = self.pictures.ask(request).await?;
            match &reply.location {
                Some(next) if hops < limits::MAX_HOPS => {
                    let next = at.url().join(next);
                    at = next
                        .map_err(|_| AddressProblem::NotAnAddress)
                        .and_then(|url| FileAddress::check(url, origin))
                        .map_err(|why| Problem::new(resource.not_at(why), reply.evidence))?;
                    hops += 1;
                }
                _ if reply.is_success() => return Ok(reply),
                _ => return Err(reply.into_problem(resource)),
            }
        }
    }
}

fn not_set_up(error: impl std::error::Error) -> Problem {
    Problem::with_chain(ProblemKind::AppFault, vec![error.to_string()])
}
