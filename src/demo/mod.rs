//! The sample service: a real web server on this very computer that answers the
//! way VEC.digital does, and fails the ways a network does. It is there to click
//! through without an account, and to test against.
//!
//! ```text
//! mod          starts, stops, lists what there is to see
//! routes       who may ask for what
//! answers      one answer for each kind, the broken ones included
//! lists        both lists, and what some of them are there to show
//! pages        a list in pages, as the framework writes them
//! batches      the batches, as JSON
//! certificates the certificates, as JSON
//! numbers      what the IDs stand for
//! facts        what differs from batch to batch
//! signatories  the people on them
//! pictures     the templates' pictures
//! files        the certificates' files
//! ```

mod answers;
mod batches;
mod certificates;
mod facts;
mod files;
mod lists;
mod numbers;
mod pages;
mod pictures;
mod routes;
mod service;
mod signatories;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use uuid::Uuid;

use service::Known;

use crate::domain::problem::StoreProblem;
use crate::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use crate::domain::{ApiOrigin, ApiToken};

/// How long the sample's password store is said to have been waited for.
const STORE_WAIT: Duration = Duration::from_secs(30);

/// A running sample service. Dropping it ends it, every answer under way included.
#[derive(Debug)]
pub struct SampleServer {
    sample: Sample,
    without_lists: ApiToken,
    /// Keeps the port that refuses every connection from anybody else.
    _refusing: TcpSocket,
    /// All tasks of the service end when this side of the channel is gone.
    _running: watch::Sender<()>,
}

impl SampleServer {
    /// Starts the service on a free port of 127.0.0.1, inside the running runtime.
    ///
    /// # Errors
    /// Where the system gives no port.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(anywhere()).await?;
        let refusing = TcpSocket::new_v4()?;
        refusing.bind(anywhere())?;
        let places = SaveTargets {
            own: listener.local_addr()?,
            refusing: refusing.local_addr()?,
        };
        let sample = places.sample()?;
        let (running, ended) = watch::channel(());
        let without_lists = token()?;
        let known = Known {
            sample: &sample,
            without_lists: &without_lists,
        };
        let router = routes::router(known, &ended);
        tokio::spawn(async move {
            let until = answers::ended(ended);
            let served = axum::serve(listener, router).with_graceful_shutdown(until);
            if let Err(error) = served.await {
                tracing::warn!(%error, "the sample service stopped");
            }
        });
        Ok(Self {
            sample,
            without_lists,
            _refusing: refusing,
            _running: running,
        })
    }

    /// Where the service is, which token it accepts, and what there is to see:
    /// one entry for each kind, in the order of [`SampleKind::ALL`].
    #[must_use]
    pub fn sample(&self) -> Sample {
        self.sample.clone()
    }

    /// A token that the service accepts, but not for lists.
    #[must_use]
    pub fn token_without_lists(&self) -> ApiToken {
        self.without_lists.clone()
    }
}

fn anywhere() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

/// The addresses that the sample's entries lead to.
struct SaveTargets {
    own: SocketAddr,
    /// Taken, but nobody listens.
    refusing: SocketAddr,
}

impl SaveTargets {
    fn sample(&self) -> io::Result<Sample> {
        let entry = |(place, kind)| {
            Ok(SampleEntry {
                kind,
                act: self.act(kind, place)?,
            })
        };
        Ok(Sample {
            origin: origin("http", self.own)?,
            token: token()?,
            entries: (1..)
                .zip(SampleKind::ALL)
                .map(entry)
                .collect::<io::Result<_>>()?,
        })
    }

    fn act(&self, kind: SampleKind, place: u32) -> io::Result<SampleAct> {
        let origin = match kind {
            SampleKind::StoreNotAvailable => {
                return Ok(SampleAct::Store(StoreProblem::NotAvailable));
            }
            SampleKind::StoreLocked => return Ok(SampleAct::Store(StoreProblem::Locked)),
            SampleKind::StoreNotAnswering => {
                let waited = STORE_WAIT;
                return Ok(SampleAct::Store(StoreProblem::NotAnswering { waited }));
            }
            SampleKind::NoNetwork => origin("http", self.refusing)?,
            // The service speaks plain HTTP: a greeting in TLS is not understood.
            SampleKind::NotSecure => origin("https", self.own)?,
            _ => origin("http", self.own)?,
        };
        let id = numbers::batch_at(place);
        let id = id.ok_or_else(|| io::Error::other("an ID"))?;
        Ok(SampleAct::Check { id, origin })
    }
}

fn origin(scheme: &str, at: SocketAddr) -> io::Result<ApiOrigin> {
    format!("{scheme}://{at}").parse().map_err(io::Error::other)
}

/// A new token in the service's usual form, a number and 48 letters and digits.
fn token() -> io::Result<ApiToken> {
    let [first, second] = [Uuid::new_v4(), Uuid::new_v4()].map(|id| id.simple().to_string());
    let half = &second[..second.len() / 2];
    ApiToken::clean(&format!("1|{first}{half}")).map_err(io::Error::other)
}
