//! Removes the token from an answer, in case the service echoes the request.

use memchr::memmem;

use crate::domain::ApiToken;

const MARK: &[u8] = b"[token]";

/// Shorter parts of a token would hit ordinary words.
const SHORTEST_PART: usize = 8;

/// `body` without the token, and without its secret part alone.
pub(super) fn without_token(body: Vec<u8>, token: Option<&ApiToken>) -> Vec<u8> {
    let Some(token) = token.map(ApiToken::expose) else {
        return body;
    };
    let secret = token.split_once('|').map_or(token, |(_, secret)| secret);
    // A service may write a slash as `\/` in JSON.
    let escaped = secret.replace('/', "\\/");
    [token, secret, &escaped]
        .into_iter()
        .filter(|part| part.len() >= SHORTEST_PART)
        .fold(body, |body, part| replaced(body, part.as_bytes()))
}

fn replaced(body: Vec<u8>, part: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut end = 0;
    for at in memmem::find_iter(&body, part) {
        kept.extend_from_slice(&body[end..at]);
        kept.extend_from_slice(MARK);
        end = at + part.len();
    }
    if end == 0 {
        return body;
    }
    kept.extend_from_slice(&body[end..]);
    kept
}
