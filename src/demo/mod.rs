//! The sample service: a real web server on this very computer that answers the
//! way VEC.digital does, and fails the ways a network does. It is there to click
//! through without an account, and to test against.
//!
//! ```text
//! mod          starts, stops, lists what there is to see
//! routes       who may ask for what
//! answers      one answer for each kind, the broken ones included
//! batches      the batches, as JSON
//! facts        what differs from batch to batch
//! signatories  the people on them
//! pictures     the templates' pictures
//! ```

mod answers;
mod batches;
mod facts;
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

use crate::domain::problem::StoreProblem;
use crate::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use crate::domain::{ApiOrigin, ApiToken, BatchId};

/// How long the sample's password store is said to have been waited for.
const STORE_WAIT: Duration = Duration::from_secs(30);

/// A running sample service. Dropping it ends it, every answer under way included.
#[derive(Debug)]
pub struct SampleServer {
    sample: Sample,
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
        let router = routes::router(&sample, &ended);
        tokio::spawn(async move {
            let until = answers::ended(ended);
            let served = axum::serve(listener, router).with_graceful_shutdown(until);
            if let Err(error) = served.await {
                tracing::warn!(%error, "the sample service stopped");
            }
        });
        Ok(Self {
            sample,
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

    fn act(&self, kind: SampleKind, place: u8) -> io::Result<SampleAct> {
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
        let id = id_at(place)?;
        Ok(SampleAct::Check { id, origin })
    }
}

fn origin(scheme: &str, at: SocketAddr) -> io::Result<ApiOrigin> {
    format!("{scheme}://{at}").parse().map_err(io::Error::other)
}

/// The ID of the entry at `place` of the list, counted from 1: always the same,
/// and easily told from a real one.
fn id_at(place: u8) -> io::Result<BatchId> {
    let id = format!("5a3b1e00-0000-4000-8000-{place:012}");
    id.parse().map_err(io::Error::other)
}

/// A new token in the service's usual form, a number and 48 letters and digits.
fn token() -> io::Result<ApiToken> {
    let [first, second] = [Uuid::new_v4(), Uuid::new_v4()].map(|id| id.simple().to_string());
    let half = &second[..second.len() / 2];
    ApiToken::clean(&format!("1|{first}{half}")).map_err(io::Error::other)
}
