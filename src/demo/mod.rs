//! The sample service: a real web server on this very computer that answers the
//! way VEC.digital does, and fails the ways a network does. It is there to click
//! through without an account, and to test against. Its data are in `assets/sample`.
//!
//! ```text
//! mod          starts, stops, lists the entries
//! routes       batches, lists, certificates and files
//! service      state; answers about a batch, some of which break off
//! answers      answers.json; fills in names, addresses and times
//! batches      batches.json, and the people on them
//! certificates certificates, worked out from their numbers
//! ```

mod answers;
mod batches;
mod certificates;
mod routes;
mod service;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use uuid::Uuid;

use crate::domain::problem::StoreProblem;
use crate::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use crate::domain::{ApiOrigin, ApiToken};

use service::Service;

/// A free port of this computer alone.
const ANYWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
/// Time that the sample's password store is said to have been waited for.
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
    /// The system gives no port.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(ANYWHERE).await?;
        let refusing = TcpSocket::new_v4()?;
        refusing.bind(ANYWHERE)?;
        let addresses = Addresses {
            own: listener.local_addr()?,
            refusing: refusing.local_addr()?,
        };
        let sample = addresses.sample()?;
        let (running, ended) = watch::channel(());
        let router = routes::router(Service::new(&sample, ended.clone()));
        tokio::spawn(async move {
            let until = service::ended(ended);
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

    /// Its address and token, and one entry for each kind, in the order of [`SampleKind::ALL`].
    pub fn sample(&self) -> Sample {
        self.sample.clone()
    }
}

/// The addresses that the sample's entries lead to.
struct Addresses {
    own: SocketAddr,
    refusing: SocketAddr,
}

impl Addresses {
    fn sample(&self) -> io::Result<Sample> {
        let kinds = (1..).zip(SampleKind::ALL.iter());
        let entry = |(place, kind): (u32, &SampleKind)| {
            let act = self.act(*kind, place)?;
            Ok(SampleEntry { kind: *kind, act })
        };
        Ok(Sample {
            origin: origin("http", self.own)?,
            token: token()?,
            entries: kinds.map(entry).collect::<io::Result<_>>()?,
        })
    }

    fn act(&self, kind: SampleKind, place: u32) -> io::Result<SampleAct> {
        let store = |problem| Ok(SampleAct::Store(problem));
        let waited = STORE_WAIT;
        let origin = match kind {
            SampleKind::StoreNotAvailable => return store(StoreProblem::NotAvailable),
            SampleKind::StoreLocked => return store(StoreProblem::Locked),
            SampleKind::StoreNotAnswering => return store(StoreProblem::NotAnswering { waited }),
            SampleKind::NoNetwork => origin("http", self.refusing)?,
            // The service speaks plain HTTP: a greeting in TLS is not understood.
            SampleKind::NotSecure => origin("https", self.own)?,
            _ => origin("http", self.own)?,
        };
        let id = batches::batch_id(place).ok_or_else(|| io::Error::other("an ID"))?;
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
