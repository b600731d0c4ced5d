//! Runs the sample service, with a password store in memory.

use std::future::Future;
use std::sync::Arc;

use tokio::sync::Mutex;

use crate::demo::SampleServer;
use crate::domain::problem::{Evidence, StoreProblem};
use crate::domain::sample::Sample;
use crate::domain::{Problem, ProblemKind};
use crate::token_store::{MemoryStore, TokenStore};

/// Lives as long as the worker, and the service with it.
#[derive(Default)]
pub(super) struct SampleRoom {
    store: MemoryStore,
    server: Arc<Mutex<Option<SampleServer>>>,
}

impl SampleRoom {
    pub(super) fn ask_store<T>(
        &self,
        fault: Option<StoreProblem>,
        call: impl FnOnce(&dyn TokenStore) -> T,
    ) -> T {
        if let Some(fault) = fault {
            self.store.fail_next(fault);
        }
        call(&self.store)
    }

    /// Starts the service, or finds it running.
    pub(super) fn start(&self) -> impl Future<Output = Result<Sample, Problem>> + Send + use<> {
        running(Arc::clone(&self.server))
    }
}

async fn running(server: Arc<Mutex<Option<SampleServer>>>) -> Result<Sample, Problem> {
    let mut server = server.lock().await;
    if let Some(server) = &*server {
        return Ok(server.sample());
    }
    let started = SampleServer::start().await.map_err(|error| {
        let evidence = Evidence {
            chain: vec!["the sample service".to_owned(), error.to_string()],
            ..Evidence::default()
        };
        Problem::new(ProblemKind::AppFault, evidence)
    })?;
    let sample = started.sample();
    *server = Some(started);
    Ok(sample)
}
