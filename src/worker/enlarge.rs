//! Decodes a picture again, larger.

use std::sync::Arc;

use crate::domain::picture::Picture;
use crate::domain::{Problem, ProblemKind};
use crate::picture;
use crate::state::Response;

pub(super) async fn decode(file: Arc<[u8]>, max_side: u32) -> Response {
    let decode = move || picture::decode(file, max_side);
    let decoded = match tokio::task::spawn_blocking(decode).await {
        Ok(decoded) => decoded.map(|Picture { pixels, .. }| pixels),
        Err(_) => Err(Problem::from(ProblemKind::AppFault)),
    };
    if let Err(problem) = &decoded {
        tracing::warn!(?problem, "a picture was not enlarged");
    }
    Response::EnlargePicture(decoded)
}
