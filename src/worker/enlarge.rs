//! Decodes a picture again, larger.

use std::sync::Arc;

use super::blocking;
use crate::domain::picture::Picture;
use crate::picture;
use crate::state::Response;

pub(super) async fn decode(file: Arc<[u8]>, max_side: u32) -> Response {
    let decoded = blocking(move || picture::decode(file, max_side)).await;
    if let Err(problem) = &decoded {
        tracing::warn!(?problem, "a picture was not enlarged");
    }
    Response::EnlargePicture(decoded.map(|Picture { pixels, .. }| pixels))
}
