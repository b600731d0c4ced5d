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

/// The bytes that came, at most the limit, and the reason they ended early.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) bytes: Vec<u8>,
    pub(super) stop: Option<Stop>,
}

/// Refuses at once an answer that is announced as larger than `limit` bytes.
pub(super) async fn read(response: Response, limit: u64) -> Read {
    let mut bytes = Vec::new();
    let stop = read_into(&mut bytes, response, limit).await.err();
    Read { bytes, stop }
}

/// As [`read`], into a buffer that keeps what came should this be given up.
pub(super) async fn read_into(
    bytes: &mut Vec<u8>,
    response: Response,
    limit: u64,
) -> Result<(), Stop> {
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
