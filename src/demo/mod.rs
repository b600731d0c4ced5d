//! Stands in until the room is built.

use crate::domain::sample::Sample;

/// Stands in for the sample service.
pub struct SampleServer;

#[allow(clippy::unused_async, missing_docs, clippy::missing_errors_doc)]
impl SampleServer {
    pub async fn start() -> std::io::Result<Self> {
        Err(std::io::ErrorKind::Unsupported.into())
    }

    #[must_use]
    pub fn sample(&self) -> Sample {
        unreachable!("it was never started")
    }
}
