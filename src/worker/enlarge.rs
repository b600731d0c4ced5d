//! Decodes a picture again, larger.

use std::sync::Arc;

use crate::api;
use crate::domain::picture::{Picture, Pixels};

/// The pixels to draw; `None` where the picture stays as it is.
pub(super) async fn decode(file: Arc<[u8]>, max_side: u32) -> Option<Pixels> {
    let decode = move || api::decode_picture(file, max_side);
    match tokio::task::spawn_blocking(decode).await {
        Ok(Ok(Picture { pixels, .. })) => return Some(pixels),
        Ok(Err(problem)) => tracing::warn!(?problem, "a picture was not enlarged"),
        Err(end) => tracing::warn!(%end, "a picture was not enlarged"),
    }
    None
}
