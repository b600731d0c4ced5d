//! The client for the service: built when first needed, and anew after the network failed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::api::{Api, Limits, Route};
use crate::domain::Problem;
use crate::domain::start::ProxyAddress;

pub(super) struct Clients {
    proxy: Option<ProxyAddress>,
    kept: Option<Arc<Api>>,
    network: NetworkWatch,
}

impl Clients {
    /// `proxy` is used where the system names none.
    pub(super) fn new(proxy: Option<ProxyAddress>) -> Self {
        Self {
            proxy,
            kept: None,
            network: NetworkWatch::default(),
        }
    }

    /// Reads the system's certificates, which would hold up the first requests.
    pub(super) fn api(&mut self) -> Result<Arc<Api>, Problem> {
        if self.network.take_fault() {
            self.kept = None;
        }
        if let Some(api) = &self.kept {
            return Ok(Arc::clone(api));
        }
        let route = Route::system_or(self.proxy.as_ref());
        let api = Arc::new(Api::through(route, Limits::default(), Vec::new())?);
        self.kept = Some(Arc::clone(&api));
        Ok(api)
    }

    pub(super) fn network(&self) -> NetworkWatch {
        self.network.clone()
    }
}

/// Remembers that the network was at fault since the client was built: another network may have
/// another proxy and other roots.
#[derive(Debug, Clone, Default)]
pub(super) struct NetworkWatch(Arc<AtomicBool>);

impl NetworkWatch {
    pub(super) fn note(&self, problem: &Problem) {
        if problem.kind.is_of_the_network() {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    /// Counts once.
    fn take_fault(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}
