//! The services that are asked: the real one, and the sample's.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::OnceCell;

use crate::api::{Api, Limits, Route};
use crate::demo::SampleServer;
use crate::domain::picture::FileAddress;
use crate::domain::sample::Sample;
use crate::domain::start::ProxyAddress;
use crate::domain::{ApiOrigin, Problem, ProblemKind};
use crate::state::{FetchedFile, FileForm};
use crate::token_store::MemoryStore;

/// Assumed life of a connection made ahead.
const STAYS_WARM: Duration = Duration::from_secs(30);

/// Longest side, in pixels, of a picture that is decoded only to see that it is one.
const SMALL: u32 = 64;

/// The client for the service: built when first needed, and anew after the network failed: another
/// one may have another proxy and other roots.
#[derive(Default)]
pub(super) struct Clients {
    /// Used where the system names none.
    proxy: Option<ProxyAddress>,
    kept: Option<Arc<Api>>,
    network_failed: Arc<AtomicBool>,
    /// Times of the last connections made ahead.
    warmed: HashMap<ApiOrigin, Instant>,
}

impl Clients {
    pub(super) fn new(proxy: Option<ProxyAddress>) -> Self {
        Self {
            proxy,
            ..Self::default()
        }
    }

    /// Reads the system's certificates, which would hold up the first requests.
    pub(super) fn api(&mut self) -> Result<Arc<Api>, Problem> {
        if self.network_failed.swap(false, Ordering::Relaxed) {
            self.kept = None;
        }
        if let Some(api) = &self.kept {
            return Ok(Arc::clone(api));
        }
        let route = Route::system(self.proxy.as_ref());
        let api = Arc::new(Api::new(route, Limits::default(), Vec::new())?);
        self.kept = Some(Arc::clone(&api));
        Ok(api)
    }

    /// The client for a connection to be made ahead; `None` where one may still be open. Without a
    /// client the request itself shows why.
    pub(super) fn client_to_warm(&mut self, origin: &ApiOrigin) -> Option<Arc<Api>> {
        let last = self.warmed.get(origin);
        if last.is_some_and(|at| at.elapsed() < STAYS_WARM) {
            return None;
        }
        let api = self.api().ok()?;
        self.warmed.insert(origin.clone(), Instant::now());
        Some(api)
    }

    /// Takes note of a problem of the network, for the next client.
    pub(super) fn note(&self) -> impl Fn(&Problem) + Send + use<> {
        let network_failed = Arc::clone(&self.network_failed);
        move |problem| {
            if problem.kind.is_of_the_network() {
                network_failed.store(true, Ordering::Relaxed);
            }
        }
    }
}

pub(super) async fn fetch(
    api: &Api,
    origin: &ApiOrigin,
    address: &FileAddress,
    form: FileForm,
) -> Result<FetchedFile, Problem> {
    let (bytes, extension) = match form {
        FileForm::Document => (api.document(origin, address).await?, "pdf"),
        FileForm::Picture => {
            let info = api.picture(origin, address, SMALL).await?.info;
            (info.file, info.format.extension())
        }
    };
    Ok(FetchedFile { bytes, extension })
}

/// The sample service, which lives as long as the worker, with a password store in memory.
#[derive(Default)]
pub(super) struct SampleService {
    pub(super) store: MemoryStore,
    server: Arc<OnceCell<SampleServer>>,
}

impl SampleService {
    /// Starts the service, or finds it running.
    pub(super) fn start(&self) -> impl Future<Output = Result<Sample, Problem>> + Send + use<> {
        let server = Arc::clone(&self.server);
        async move {
            let running = server.get_or_try_init(SampleServer::start).await;
            running.map(SampleServer::sample).map_err(|error| {
                let chain = vec!["the sample service".to_owned(), error.to_string()];
                Problem::with_chain(ProblemKind::AppFault, chain)
            })
        }
    }
}
