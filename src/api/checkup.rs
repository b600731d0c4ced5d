//! "Test connection": runs the steps in order and stops at the first that fails.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::client::{HttpClient, Reply, Request};
use super::convert::read;
use super::limits::MAX_ADDRESSES;
use super::list::at;
use super::route::Proxy;
use super::status::Resource;
use super::trust::RecordingVerifier;
use super::{Api, not_set_up};
use crate::domain::checkup::{Finding, Report, Step, Target};
use crate::domain::problem::{Evidence, ProxyRefusal};
use crate::domain::{ApiOrigin, ApiToken, Problem, ProblemKind};

impl Api {
    /// Reports each step as it is done, and stops at the first that fails.
    pub async fn test_connection(&self, target: &Target, report: &mut (dyn FnMut(Report) + Send)) {
        let url = target.origin.url();
        self.route.learn(url).await;
        let checkup = Checkup {
            api: self,
            origin: &target.origin,
            proxy: self.route.proxy_to(url),
        };
        if let Err((step, problem)) = checkup.steps(target, report).await {
            let finding = Finding::Failed(problem);
            report(Report { step, finding });
        }
    }
}

struct Checkup<'a> {
    api: &'a Api,
    origin: &'a ApiOrigin,
    /// On the way to the service.
    proxy: Option<Proxy>,
}

impl Checkup<'_> {
    async fn steps(
        &self,
        target: &Target,
        report: &mut (dyn FnMut(Report) + Send),
    ) -> Result<(), (Step, Problem)> {
        let mut tell = |step, finding| report(Report { step, finding });
        let at = |step| move |problem| (step, problem);
        let (addresses, finding) = self.name().await.map_err(at(Step::Name))?;
        tell(Step::Name, finding);
        let finding = self.connection(&addresses).await;
        tell(Step::Connection, finding.map_err(at(Step::Connection))?);
        if let Some(problem) = &target.held_back {
            return Err((Step::Secure, problem.clone()));
        }

        let (client, verifier) = self.new_client().map_err(at(Step::Secure))?;
        let started = Instant::now();
        let answer = self.ask(&client, None).await;
        let took = started.elapsed();
        let (answer, finding) = self.secure(&verifier, answer).map_err(at(Step::Secure))?;
        tell(Step::Secure, finding);
        answer.and_then(knows_itself).map_err(at(Step::Service))?;
        tell(Step::Service, Finding::Answered(took));

        let finding = match &target.token {
            None => Ok(Finding::NoToken),
            Some(token) => self.ask(&client, Some(token)).await.and_then(judge_token),
        };
        tell(Step::Token, finding.map_err(at(Step::Token))?);
        Ok(())
    }

    async fn name(&self) -> Result<(Vec<SocketAddr>, Finding), Problem> {
        if let Some(proxy) = &self.proxy {
            return Ok((Vec::new(), Finding::NameLeftToProxy(proxy.name())));
        }
        let host = self.origin.url().host_str().unwrap_or_default();
        let host = host.trim_matches(['[', ']']);
        let found = lookup_host((host, self.origin.port()));
        let found = self.in_time(found).await?;
        let found = found.map_err(|error| self.problem(ProblemKind::NameNotFound, &error))?;
        let addresses: Vec<SocketAddr> = found.take(MAX_ADDRESSES).collect();
        if addresses.is_empty() {
            let none = io::Error::from(io::ErrorKind::NotFound);
            return Err(self.problem(ProblemKind::NameNotFound, &none));
        }
        let mut ips: Vec<IpAddr> = addresses.iter().map(SocketAddr::ip).collect();
        ips.dedup();
        Ok((addresses, Finding::Addresses(ips)))
    }

    /// Connects to the service, or to the proxy before it.
    async fn connection(&self, addresses: &[SocketAddr]) -> Result<Finding, Problem> {
        let started = Instant::now();
        let Some(proxy) = &self.proxy else {
            let connected = self.in_time(TcpStream::connect(addresses)).await?;
            connected.map_err(|error| self.problem(ProblemKind::NotReachable, &error))?;
            return Ok(Finding::Connected(started.elapsed()));
        };
        let connected = match proxy.address() {
            Some(address) => self.in_time(TcpStream::connect(address)).await?,
            None => Err(io::ErrorKind::InvalidInput.into()),
        };
        let not_reachable = ProblemKind::Proxy(ProxyRefusal::NotReachable);
        connected.map_err(|error| self.problem(not_reachable, &error))?;
        Ok(Finding::ConnectedThroughProxy {
            proxy: proxy.name(),
            took: started.elapsed(),
        })
    }

    /// Makes a client of its own, so that no connection of before is tested.
    fn new_client(&self) -> Result<(HttpClient, Arc<RecordingVerifier>), Problem> {
        let (config, verifier) = self.api.trust.config().map_err(not_set_up)?;
        let client = HttpClient::new(config, &self.api.route, self.api.limits)?;
        Ok((client, verifier))
    }

    async fn ask(&self, client: &HttpClient, token: Option<&ApiToken>) -> Result<Reply, Problem> {
        let request = Request {
            url: at(self.origin, "/business/batches", &[("per_page", Some("1"))]),
            accept: Resource::Connection.accepted(),
            token: token.map(|token| (token, self.origin)),
            limit: self.api.limits.answer_bytes,
            deadline: client.deadline(),
        };
        client.ask(request).await
    }

    /// Checks that the service's identity was confirmed; anything else in its answer is for the
    /// next step.
    fn secure(
        &self,
        verifier: &RecordingVerifier,
        answer: Result<Reply, Problem>,
    ) -> Result<(Result<Reply, Problem>, Finding), Problem> {
        if !self.origin.is_secure() {
            return Ok((answer, Finding::SameComputer));
        }
        let shown = verifier.shown().unwrap_or_default();
        let (issuer, until) = (shown.issuer, shown.until);
        let is_secure = |kind: &ProblemKind| !matches!(kind, ProblemKind::NotSecure(_));
        match answer {
            Err(mut problem) if !(shown.is_confirmed && is_secure(&problem.kind)) => {
                if !issuer.is_blank() {
                    // Names the office's inspection, if it is one.
                    problem.evidence.chain.push(format!("issuer: {issuer}"));
                }
                Err(problem)
            }
            answer => Ok((answer, Finding::Confirmed { issuer, until })),
        }
    }

    async fn in_time<T>(&self, done: impl Future<Output = T>) -> Result<T, Problem> {
        let limit = self.api.limits.connect;
        timeout(limit, done).await.map_err(|elapsed| {
            let elapsed = io::Error::new(io::ErrorKind::TimedOut, elapsed);
            self.problem(ProblemKind::ConnectTimeout { limit }, &elapsed)
        })
    }

    fn problem(&self, kind: ProblemKind, error: &io::Error) -> Problem {
        let evidence = Evidence {
            host: Some(self.origin.host()),
            proxy: self.proxy.as_ref().map(Proxy::name),
            chain: vec![error.to_string()],
            ..Evidence::default()
        };
        Problem::new(kind, evidence)
    }
}

/// Without a token the service answers that it wants one, in JSON. A filter or a
/// sign-in page of the network answers with a page.
fn knows_itself(reply: Reply) -> Result<(), Problem> {
    match reply.status() {
        200..=299 | 401 | 403 => is_json(reply),
        _ => Err(reply.into_problem(Resource::Connection)),
    }
}

fn is_json(reply: Reply) -> Result<(), Problem> {
    read(&reply.body, reply.evidence, |_| Ok(()))
}

/// 403 is an answer to a token that is known: it may not list batches, which is
/// not what it is needed for.
fn judge_token(reply: Reply) -> Result<Finding, Problem> {
    match reply.status() {
        200..=299 => is_json(reply).map(|()| Finding::TokenAccepted),
        403 => {
            let (kind, known) = (ProblemKind::AccessNotAllowed, is_json(reply));
            let known = known.map(|()| Finding::TokenKnown);
            known.map_err(|problem| Problem { kind, ..problem })
        }
        _ => Err(reply.into_problem(Resource::Connection)),
    }
}
