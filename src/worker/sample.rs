//! Runs the sample service, with a password store in memory.

use std::future::Future;
use std::sync::Arc;

use tokio::sync::Mutex;

use super::token::TokenCall;
use crate::demo::SampleServer;
use crate::domain::problem::{Evidence, StoreProblem};
use crate::domain::sample::Sample;
use crate::domain::{Problem, ProblemKind};
use crate::state::Response;
use crate::token_store::MemoryStore;

/// Lives as long as the worker, and the service with it.
#[derive(Default)]
pub(super) struct SampleRoom {
    store: MemoryStore,
    server: Arc<Mutex<Option<SampleServer>>>,
}

impl SampleRoom {
    /// Asks the store in memory, which answers at once.
    pub(super) fn ask_store(&self, call: TokenCall, fault: Option<StoreProblem>) -> Response {
        if let Some(fault) = fault {
            self.store.fail_next(fault);
        }
        call.answer_from(&self.store)
    }

    /// Starts the service, or finds it running.
    pub(super) fn start(&self) -> impl Future<Output = Response> + Send + use<> {
        let server = Arc::clone(&self.server);
        async move { Response::StartSample(running(&server).await) }
    }
}

async fn running(server: &Mutex<Option<SampleServer>>) -> Result<Sample, Problem> {
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
