//! One request and its answer, within all limits.

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use jiff::Timestamp;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use rustls::ClientConfig;
use tokio::time::timeout;
use url::Url;
use zeroize::Zeroizing;

use super::classify::{Failure, classify, is_lost};
use super::evidence::{note_head, sent_at};
use super::limits::{Limits, REFUSAL_BYTES, REFUSAL_WAIT};
use super::route::{Proxy, Route};
use super::status::{self, JSON, Resource};
use super::trust::misled;
use super::{not_set_up, redact, retry_after};
use crate::domain::problem::Evidence;
use crate::domain::{APP_ID, ApiOrigin, ApiToken, Problem, ProblemKind, ServerText};

#[derive(Clone)]
pub(super) struct HttpClient {
    http: Client,
    route: Route,
    limits: Limits,
}

#[derive(Debug)]
pub(super) struct Request<'a> {
    pub(super) url: Url,
    pub(super) accept: &'static str,
    /// Token, and the only origin that may see it.
    pub(super) token: Option<(&'a ApiToken, &'a ApiOrigin)>,
    /// Bytes.
    pub(super) limit: u64,
    pub(super) deadline: Instant,
}

/// A complete answer, or the beginning of one that is no success.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) evidence: Evidence,
    /// The body, without the token should it be in there.
    pub(super) body: Vec<u8>,
    /// Time that the service asked to wait.
    wait: Option<Duration>,
    /// Time to rest before the next request, where few are left.
    pub(super) rest: Option<Duration>,
    /// Place that a redirection leads to.
    pub(super) location: Option<String>,
}

impl Reply {
    pub(super) fn status(&self) -> u16 {
        self.evidence.status.unwrap_or_default()
    }

    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status())
    }

    pub(super) fn into_problem(mut self, resource: Resource) -> Problem {
        status::note_refusal(&mut self.evidence, &self.body);
        self.evidence.led_to = self.led_to();
        status::problem(resource, self.wait, self.evidence)
    }

    /// Host that a redirection leads to. Its path may hold anything.
    fn led_to(&self) -> Option<ServerText> {
        let location = self.location.as_deref()?;
        let asked = format!("https://{}", self.evidence.host.as_deref()?);
        let to = Url::parse(&asked).ok()?.join(location).ok()?;
        to.host_str().map(ServerText::new)
    }
}

impl HttpClient {
    /// A client that follows no redirection, keeps no cookies, tells nobody
    /// where it comes from, and looks for a proxy by `route` only.
    pub(super) fn new(tls: ClientConfig, route: &Route, limits: Limits) -> Result<Self, Problem> {
        let http = Client::builder()
            .tls_backend_preconfigured(tls)
            .no_proxy()
            .proxy(route.rule())
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .user_agent(format!("{APP_ID}/{}", env!("CARGO_PKG_VERSION")))
            // Accepts headers that proxies bend and browsers take; the parser drops lines that are
            // no header at all.
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_ignore_invalid_headers_in_responses(true)
            .http2_keep_alive_interval(limits.silence)
            .http2_keep_alive_timeout(limits.silence)
            .connect_timeout(limits.connect)
            .timeout(limits.total)
            .build()
            .map_err(not_set_up)?;
        Ok(Self {
            http,
            route: route.clone(),
            limits,
        })
    }

    pub(super) fn deadline(&self) -> Instant {
        Instant::now() + self.limits.total
    }

    /// Connects ahead of the first request, which will show any failure.
    pub(super) async fn warm_up(&self, url: Url) {
        self.route.learn(&url).await;
        let _ = self.http.head(url).header(ACCEPT, JSON).send().await;
    }

    /// # Errors
    /// Failures that kept the answer from coming whole; an answer that is no success is none.
    pub(super) async fn ask(&self, request: Request<'_>) -> Result<Reply, Problem> {
        self.route.learn(&request.url).await;
        let mut evidence = Evidence {
            // An address with a user name is refused before.
            host: Some(request.url.authority().to_owned()),
            proxy: self.route.proxy_to(&request.url).map(|at| Proxy::name(&at)),
            ..Evidence::default()
        };
        let response = match self.send(&request).await {
            Ok(response) => response,
            Err(error) => return Err(problem(classify(error, &self.limits), evidence)),
        };
        let token = request.token.map(|(token, _)| token);
        note_head(&mut evidence, &response, token);
        let headers = response.headers();
        let location = headers.get(LOCATION);
        let location = location.filter(|_| response.status().is_redirection());
        let location = location.map(|at| String::from_utf8_lossy(at.as_bytes()).into_owned());
        let now = sent_at(headers).unwrap_or_else(Timestamp::now);
        let told = retry_after::told(headers, now);
        let wait = match response.status() {
            StatusCode::TOO_MANY_REQUESTS => told.or_else(|| retry_after::refused(headers, now)),
            _ => told,
        };
        let rest = retry_after::rest(headers, now);
        let mut body = Vec::new();
        let read = self.read(&mut body, response, request.limit).await;
        evidence.bytes = Some(body.len() as u64);
        if let Err(failure) = read {
            return Err(problem(failure, evidence));
        }
        Ok(Reply {
            evidence,
            body: redact::without_token(body, token),
            wait,
            rest,
            location,
        })
    }

    /// Sends once more where the connection died before the answer began: one kept open may have
    /// ended while the computer slept.
    async fn send(&self, request: &Request<'_>) -> Result<Response, reqwest::Error> {
        match self.builder(request).send().await {
            Err(error) if is_lost(&error) => self.builder(request).send().await,
            outcome => outcome,
        }
    }

    fn builder(&self, request: &Request<'_>) -> RequestBuilder {
        let left = request.deadline.saturating_duration_since(Instant::now());
        let builder = self.http.get(request.url.clone()).timeout(left);
        let builder = builder.header(ACCEPT, request.accept);
        let may_see = |origin: &ApiOrigin| origin.is_origin_of(&request.url);
        let own = request.token.filter(|(_, origin)| may_see(origin));
        match own.and_then(|(token, _)| credentials(token)) {
            Some(credentials) => builder.header(AUTHORIZATION, credentials),
            None => builder,
        }
    }

    /// Reads the whole body, unless it is announced as too large, or of a refusal its words as far
    /// as they come soon.
    async fn read(
        &self,
        bytes: &mut Vec<u8>,
        response: Response,
        limit: u64,
    ) -> Result<(), Failure> {
        if !response.status().is_success() {
            // Its status says what happened, also where the words are cut short.
            let words = self.read_body(bytes, response, REFUSAL_BYTES);
            let _ = timeout(REFUSAL_WAIT, words).await;
            return Ok(());
        }
        let announced = response.content_length().unwrap_or_default();
        if announced > limit {
            return Err(too_large(limit));
        }
        // Not more at once than a lie about the length may cost.
        bytes.reserve(usize::try_from(announced.min(1 << 20)).unwrap_or_default());
        self.read_body(bytes, response, limit).await
    }

    /// Reads at most `limit` bytes, once unpacked, into a buffer that keeps what came, also where
    /// this ends early or is given up.
    async fn read_body(
        &self,
        bytes: &mut Vec<u8>,
        response: Response,
        limit: u64,
    ) -> Result<(), Failure> {
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut pieces = response.bytes_stream();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|error| classify(error, &self.limits))?;
            let fitting = piece.len().min(most - bytes.len());
            bytes.extend_from_slice(&piece[..fitting]);
            if fitting < piece.len() {
                return Err(too_large(limit));
            }
        }
        Ok(())
    }
}

fn too_large(limit: u64) -> Failure {
    Failure {
        kind: ProblemKind::TooLarge { limit },
        chain: Vec::new(),
    }
}

fn problem(failure: Failure, mut evidence: Evidence) -> Problem {
    evidence.chain = failure.chain;
    if matches!(failure.kind, ProblemKind::NotSecure(_)) {
        evidence.chain.extend(misled());
    }
    Problem::new(failure.kind, evidence)
}

/// The one line that writes the token.
fn credentials(token: &ApiToken) -> Option<HeaderValue> {
    let text = Zeroizing::new(format!("Bearer {}", token.expose()));
    let mut header = HeaderValue::from_str(&text).ok()?;
    header.set_sensitive(true);
    Some(header)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::trust::Trust;

    #[test]
    fn the_token_is_written_for_its_own_origin_only_and_does_not_print() {
        let (tls, _) = Trust::new(Vec::new()).unwrap().config().unwrap();
        let client = HttpClient::new(tls, &Route::through("", ""), Limits::default()).unwrap();
        let token = ApiToken::clean("12|AbCdEfGhIjKlMnOp").unwrap();
        let origin: ApiOrigin = "https://service.test".parse().unwrap();
        let written = |url: &str| {
            let request = Request {
                url: url.parse().unwrap(),
                accept: JSON,
                token: Some((&token, &origin)),
                limit: 1,
                deadline: client.deadline(),
            };
            let built = client.builder(&request).build().unwrap();
            assert!(!format!("{built:?}").contains("AbCdEf"));
            built.headers().get(AUTHORIZATION).cloned()
        };
        let own = written("https://service.test/business/batches").unwrap();
        assert_eq!(own.as_bytes(), b"Bearer 12|AbCdEfGhIjKlMnOp");
        let others = "https://service.test:444/ https://service.test.evil.example/ \
            http://service.test/ https://other.test/";
        for other in others.split(' ') {
            assert_eq!(written(other), None, "{other}");
        }
    }
}
