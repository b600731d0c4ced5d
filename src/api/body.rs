//! Reading an answer piece by piece, up to a limit that counts unpacked bytes.

use futures_util::StreamExt;
use reqwest::Response;

#[derive(Debug)]
pub(super) enum Stop {
    /// More than the limit was announced or came.
    TooLarge,
    /// The connection broke, stalled or brought nonsense.
    Broken(reqwest::Error),
}

/// Reads at most `limit` bytes into a buffer that keeps what came, also where this ends early or is
/// given up. Refuses at once an answer that is announced as larger.
pub(super) async fn read(bytes: &mut Vec<u8>, response: Response, limit: u64) -> Result<(), Stop> {
    let announced = response.content_length();
    if announced.is_some_and(|announced| announced > limit) {
        return Err(Stop::TooLarge);
    }
    // Not more at once than a lie about the length may cost.
    let expected = announced.unwrap_or_default().min(1 << 20);
    bytes.reserve(usize::try_from(expected).unwrap_or_default());
    let mut pieces = response.bytes_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(Stop::Broken)?;
        let room = limit.saturating_sub(bytes.len() as u64);
        if piece.len() as u64 > room {
            return Err(Stop::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(())
}
