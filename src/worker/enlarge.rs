//! Decodes a picture again, larger.

use std::sync::{Arc, LazyLock};

use tokio::sync::Mutex;

use super::blocking;
use crate::domain::Problem;
use crate::domain::picture::{Picture, Pixels};
use crate::picture;

/// A decoder cannot be stopped, and takes much memory: whoever opens the picture again waits for
/// the last one.
static ONE_AT_A_TIME: LazyLock<Arc<Mutex<()>>> = LazyLock::new(Arc::default);

pub(super) async fn decode(file: Arc<[u8]>, max_side: u32) -> Result<Pixels, Problem> {
    let turn = Arc::clone(&ONE_AT_A_TIME).lock_owned().await;
    let decoding = move || {
        let decoded = picture::decode(file, max_side);
        drop(turn);
        decoded
    };
    let decoded = blocking(decoding).await;
    if let Err(problem) = &decoded {
        tracing::warn!(?problem, "a picture was not enlarged");
    }
    decoded.map(|Picture { pixels, .. }| pixels)
}
