//! The gist of a long text that was pasted.

use super::BatchId;

/// Longest paste that reaches a field as it came, in bytes: longer than a token
/// may be, and than any link.
const LONG: usize = 2_000;

/// The point of a long text, or of one of several lines: the IDs in it with their words,
/// which a field of one line would run together, or else its beginning. `None` where the text
/// can stay as it is.
pub fn gist(text: &str) -> Option<String> {
    let is_long = text.len() > LONG;
    if !is_long && !text.contains('\n') {
        return None;
    }
    match text.parse::<BatchId>() {
        Ok(id) => is_long.then(|| id.to_string()),
        Err(problem) => problem
            .excerpt()
            .or_else(|| is_long.then(|| text[..text.floor_char_boundary(LONG)].to_owned())),
    }
}
