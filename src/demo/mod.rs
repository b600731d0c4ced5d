//! The sample service: a real web server on this very computer that answers the
//! way VEC.digital does, and fails the ways a network does. It is there to click
//! through without an account, and to test against. Its data are in `assets/sample`.

mod answers;
mod batches;
mod routes;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use uuid::Uuid;

use crate::domain::problem::StoreProblem;
use crate::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use crate::domain::{ApiOrigin, ApiToken};

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
        let sample = sample(listener.local_addr()?, refusing.local_addr()?)?;
        let (running, ended) = watch::channel(());
        let router = routes::router(&sample, ended.clone());
        tokio::spawn(async move {
            let until = routes::ended(ended);
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

/// The sample at its own address; some of its entries lead to one that refuses.
fn sample(own: SocketAddr, refusing: SocketAddr) -> io::Result<Sample> {
    let act = |kind: SampleKind, place: u32| -> io::Result<SampleAct> {
        let store = |problem| Ok(SampleAct::Store(problem));
        let waited = STORE_WAIT;
        let origin = match kind {
            SampleKind::StoreNotAvailable => return store(StoreProblem::NotAvailable),
            SampleKind::StoreLocked => return store(StoreProblem::Locked),
            SampleKind::StoreNotAnswering => return store(StoreProblem::NotAnswering { waited }),
            SampleKind::NoNetwork => origin("http", refusing)?,
            // The service speaks plain HTTP: a greeting in TLS is not understood.
            SampleKind::NotSecure => origin("https", own)?,
            _ => origin("http", own)?,
        };
        let id = batches::batch_id(place).ok_or_else(|| io::Error::other("an ID"))?;
        Ok(SampleAct::Check { id, origin })
    };
    let kinds = (1..).zip(SampleKind::ALL.iter().copied());
    let entries = kinds.map(|(place, kind)| {
        let act = act(kind, place)?;
        Ok(SampleEntry { kind, act })
    });
    Ok(Sample {
        origin: origin("http", own)?,
        token: token()?,
        entries: entries.collect::<io::Result<_>>()?,
    })
}

fn origin(scheme: &str, at: SocketAddr) -> io::Result<ApiOrigin> {
    let origin = format!("{scheme}://{at}").parse();
    origin.map_err(|_| io::Error::other("an address"))
}

/// A new token in the service's usual form, a number and 48 letters and digits.
fn token() -> io::Result<ApiToken> {
    let [first, second] = [Uuid::new_v4(), Uuid::new_v4()].map(|id| id.simple().to_string());
    let half = &second[..second.len() / 2];
    let token = ApiToken::clean(&format!("1|{first}{half}"));
    token.map_err(|_| io::Error::other("a token"))
}
