//! One request and its answer, within all limits.

use std::time::{Instant, SystemTime};

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use rustls::ClientConfig;
use tokio::time::timeout;
use url::Url;
use zeroize::Zeroizing;

use super::body::{self, Stop};
use super::classify::{classify, is_lost};
use super::evidence::{date, note_head};
use super::limits::{Limits, REFUSAL_BYTES, REFUSAL_WAIT};
use super::route::{Proxy, Route};
use super::status::{self, Asked};
use super::trust::misled;
use super::{redact, retry_after};
use crate::domain::problem::Evidence;
use crate::domain::{APP_ID, ApiOrigin, ApiToken, Problem, ProblemKind, ServerText};

/// What is accepted as an answer of the service. Without it, one that asks for
/// a sign-in would be a redirection to a web page.
pub(super) const JSON: &str = "application/json";
/// What is accepted as a picture: what can be decoded, so that no storage
/// service picks another format.
pub(super) const PICTURES: &str = "image/png, image/jpeg, image/webp, image/gif, image/bmp";

/// An HTTP client with the way out and the limits it keeps.
#[derive(Debug, Clone)]
pub(super) struct HttpClient {
    http: Client,
    route: Route,
    limits: Limits,
}

#[derive(Debug)]
pub(super) struct Question<'a> {
    pub(super) url: Url,
    /// What is accepted as an answer.
    pub(super) accept: &'static str,
    /// In whose name, and the only origin that may see it.
    pub(super) token: Option<(&'a ApiToken, &'a ApiOrigin)>,
    /// Largest answer that is read, in bytes.
    pub(super) limit: u64,
    /// When everything must be done.
    pub(super) deadline: Instant,
}

/// A complete answer, or the beginning of one that is no success.
#[derive(Debug)]
pub(super) struct Reply {
    /// What was seen, the status among it.
    pub(super) evidence: Evidence,
    /// The body, without the token should it be in there.
    pub(super) body: Vec<u8>,
    /// How long the service asked to wait.
    wait: Option<std::time::Duration>,
    /// How long to rest before the next question, where few are left.
    pub(super) rest: Option<std::time::Duration>,
    /// Where the answer leads on to.
    pub(super) location: Option<String>,
}

impl Reply {
    pub(super) fn status(&self) -> u16 {
        self.evidence.status.unwrap_or_default()
    }

    /// Whether the question was answered as asked.
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status())
    }

    /// Whether the answer leads on to another address.
    pub(super) fn is_redirection(&self) -> bool {
        (300..400).contains(&self.status())
    }

    /// The problem an answer stands for that is no success.
    pub(super) fn into_problem(mut self, asked: Asked) -> Problem {
        status::note_refusal(&mut self.evidence, &self.body);
        self.evidence.led_to = self.led_to();
        status::problem(asked, self.wait, self.evidence)
    }
}

impl Reply {
    /// The host that a redirection leads to. Its path may hold anything.
    fn led_to(&self) -> Option<ServerText> {
        let location = self.location.as_deref().filter(|_| self.is_redirection())?;
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
            // What proxies bend and browsers take. Lines that are no header at all are left
            // out by the parser without a word.
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_ignore_invalid_headers_in_responses(true)
            .http2_keep_alive_interval(limits.silence)
            .http2_keep_alive_timeout(limits.silence)
            .connect_timeout(limits.connect)
            .timeout(limits.total)
            .build()
            .map_err(|error| {
                let failure = classify(error, &limits);
                let chain = failure.chain;
                let evidence = Evidence {
                    chain,
                    ..Evidence::default()
                };
                Problem::new(ProblemKind::AppFault, evidence)
            })?;
        Ok(Self {
            http,
            route: route.clone(),
            limits,
        })
    }

    /// When a request that starts now must be done.
    pub(super) fn deadline(&self) -> Instant {
        Instant::now() + self.limits.total
    }

    /// Makes a connection ahead of the first question. Whatever comes of it, the
    /// question will show.
    pub(super) async fn warm_up(&self, url: Url) {
        self.route.learn(&url).await;
        let _ = self.http.head(url).header(ACCEPT, JSON).send().await;
    }

    /// Asks, and reads the answer. An answer that is no success is one too.
    ///
    /// # Errors
    /// Whatever kept the answer from coming whole.
    pub(super) async fn ask(&self, question: Question<'_>) -> Result<Reply, Problem> {
        self.route.learn(&question.url).await;
        let mut evidence = Evidence {
            host: host(&question.url),
            proxy: self
                .route
                .proxy_to(&question.url)
                .map(|at| Proxy::name(&at)),
            ..Evidence::default()
        };
        let response = match self.send(&question).await {
            Ok(response) => response,
            Err(error) => return Err(self.failed(error, evidence)),
        };
        let token = question.token.map(|(token, _)| token);
        note_head(&mut evidence, &response, token);
        let headers = response.headers();
        let location = headers
            .get(LOCATION)
            .map(|at| String::from_utf8_lossy(at.as_bytes()).into_owned());
        let now = date(headers).unwrap_or_else(SystemTime::now);
        let told = retry_after::told(headers, now);
        let wait = match response.status() {
            StatusCode::TOO_MANY_REQUESTS => told.or_else(|| retry_after::refused(headers, now)),
            _ => told,
        };
        let rest = retry_after::rest(headers, now);
        let body = if response.status().is_success() {
            self.whole_body(response, question.limit, &mut evidence)
                .await?
        } else {
            beginning_of_body(response).await
        };
        evidence.bytes = Some(body.len() as u64);
        Ok(Reply {
            evidence,
            body: redact::without_token(body, token),
            wait,
            rest,
            location,
        })
    }

    /// Sends a question, and once more where the connection died before the
    /// answer began: one kept open may have ended while the computer slept.
    async fn send(&self, question: &Question<'_>) -> Result<Response, reqwest::Error> {
        match self.request(question).send().await {
            Err(error) if is_lost(&error) => self.request(question).send().await,
            outcome => outcome,
        }
    }

    fn request(&self, question: &Question<'_>) -> RequestBuilder {
        let left = question.deadline.saturating_duration_since(Instant::now());
        let request = self
            .http
            .get(question.url.clone())
            .header(ACCEPT, question.accept)
            .timeout(left);
        match question.token {
            Some((token, origin)) if origin.is_origin_of(&question.url) => {
                match credentials(token) {
                    Some(credentials) => request.header(AUTHORIZATION, credentials),
                    None => request,
                }
            }
            _ => request,
        }
    }

    async fn whole_body(
        &self,
        response: Response,
        limit: u64,
        evidence: &mut Evidence,
    ) -> Result<Vec<u8>, Problem> {
        let read = body::read(response, limit).await;
        evidence.bytes = Some(read.bytes.len() as u64);
        match read.stop {
            None => Ok(read.bytes),
            Some(Stop::TooLarge) => Err(Problem::new(
                ProblemKind::TooLarge { limit },
                std::mem::take(evidence),
            )),
            Some(Stop::Broken(error)) => Err(self.failed(error, std::mem::take(evidence))),
        }
    }

    fn failed(&self, error: reqwest::Error, mut evidence: Evidence) -> Problem {
        let failure = classify(error, &self.limits);
        evidence.chain = failure.chain;
        if matches!(failure.kind, ProblemKind::NotSecure(_)) {
            evidence.chain.extend(misled());
        }
        Problem::new(failure.kind, evidence)
    }
}

/// The one line that writes the token.
fn credentials(token: &ApiToken) -> Option<HeaderValue> {
    let text = Zeroizing::new(format!("Bearer {}", token.expose()));
    let mut header = HeaderValue::from_str(&text).ok()?;
    header.set_sensitive(true);
    Some(header)
}

/// What a refusal says, as far as it comes soon.
async fn beginning_of_body(response: Response) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = body::read_into(&mut bytes, response, REFUSAL_BYTES);
    // Its status says what happened; a body cut short is as good as none.
    let _ = timeout(REFUSAL_WAIT, read).await;
    bytes
}

/// Host, with the port where it is not the usual one.
fn host(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::trust::Trust;

    #[test]
    fn the_token_is_written_for_its_own_origin_only_and_does_not_print() {
        let tls = Trust::new(Vec::new()).unwrap().config().unwrap();
        let line = HttpClient::new(tls, &Route::direct(), Limits::default()).unwrap();
        let token = ApiToken::clean("12|AbCdEfGhIjKlMnOp").unwrap();
        let origin: ApiOrigin = "https://service.test".parse().unwrap();
        let written = |url: &str| {
            let question = Question {
                url: url.parse().unwrap(),
                accept: JSON,
                token: Some((&token, &origin)),
                limit: 1,
                deadline: line.deadline(),
            };
            let request = line.request(&question).build().unwrap();
            assert!(!format!("{request:?}").contains("AbCdEf"));
            request.headers().get(AUTHORIZATION).cloned()
        };
        let own = written("https://service.test/business/batches").unwrap();
        assert_eq!(own.as_bytes(), b"Bearer 12|AbCdEfGhIjKlMnOp");
        for other in [
            "https://service.test:444/",
            "https://service.test.evil.example/",
            "http://service.test/",
            "https://other.test/",
        ] {
            assert_eq!(written(other), None, "{other}");
        }
    }
}
