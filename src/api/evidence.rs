//! Collects from an answer what the technical details show.

use std::net::{Ipv4Addr, Ipv6Addr};

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, RETRY_AFTER};

use super::redact;
use crate::domain::problem::Evidence;
use crate::domain::{ApiToken, ServerText};

/// Characters.
const EXCERPT: usize = 200;

/// Headers that name a request, the service's own first.
const REQUEST_IDS: &str = "x-request-id x-amzn-requestid x-amz-request-id x-correlation-id cf-ray \
    x-amz-cf-id";

/// Leaves the token out, should the answer echo it.
pub(super) fn note_head(evidence: &mut Evidence, response: &Response, token: Option<&ApiToken>) {
    let headers = response.headers();
    for (name, value) in headers {
        if value.to_str().is_err() {
            tracing::info!(%name, "a header of the answer is not text, and is left out");
        }
    }
    let text = |name: &str| {
        let value = header(headers, name)?.as_bytes().to_vec();
        let value = redact::without_token(value, token);
        Some(ServerText::new(&String::from_utf8_lossy(&value)))
    };
    evidence.status = Some(response.status().as_u16());
    evidence.content_type = text(CONTENT_TYPE.as_str());
    evidence.retry_after = text(RETRY_AFTER.as_str());
    evidence.request_id = REQUEST_IDS.split(' ').find_map(text);
    evidence.announced = response.content_length();
    let ahead = |date: Timestamp| date.duration_since(Timestamp::now()).as_secs();
    evidence.clock_difference = sent_at(headers).map(ahead);
}

pub(super) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// The time of the answer by the service's clock.
pub(super) fn sent_at(headers: &HeaderMap) -> Option<Timestamp> {
    date(header(headers, DATE.as_str())?)
}

pub(super) fn date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

/// Notes the beginning of an unexpected answer. Of an internal report only the size is kept: its
/// queries and paths are nobody's business outside.
pub(super) fn note_body(evidence: &mut Evidence, body: &[u8]) {
    let excerpt = excerpt(body);
    if is_internal_report(body) || excerpt.as_ref().is_some_and(is_internal) {
        evidence.internal_report = Some(body.len() as u64);
    } else {
        evidence.excerpt = excerpt;
    }
}

/// Finds the signs of debug mode in a whole answer, also in one that is cut short.
fn is_internal_report(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    let start = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
    let signs: &[&str] = match start.chars().next() {
        Some('{') => &["\"exception\":", "\"trace\":"],
        Some('<') => &["Illuminate\\", "Symfony\\", "vendor/laravel/"],
        Some(_) | None => &[],
    };
    signs.iter().any(|sign| text.contains(sign))
}

/// Finds what only the makers of a service write: a database's error, a path, a class, a frame
/// of a stack, or what the service asked of another computer.
pub(super) fn is_internal(text: &ServerText) -> bool {
    const SIGNS: [&str; 6] = [
        "SQLSTATE",
        "LINE 1:",
        "cURL error",
        "Stack trace",
        "Traceback",
        "vendor/",
    ];
    const ENDS: [&str; 6] = [".php", ".py", ".rb", ".cs", ".java", ".js"];
    const ROOTS: &str = "/var/ /home/ /usr/ /srv/ /opt/ /app/ /tmp/";
    let is_code = |word: &str| {
        let is_exception = word.len() > "Exception".len() && word.ends_with("Exception");
        let is_computer = word.parse::<Ipv4Addr>().is_ok();
        let mut names = word.split('\\').filter(|name| !name.is_empty());
        let second = names.nth(1);
        let is_class = second.is_some_and(|name| name.starts_with(|c: char| c.is_uppercase()));
        let is_path = ROOTS.split(' ').any(|root| word.starts_with(root));
        let is_file = ENDS.iter().any(|end| word.ends_with(end));
        is_exception || is_computer || is_class || is_path || is_file
    };
    let is_drive = |word: &str| word.as_bytes().get(1..3) == Some(b":\\");
    let is_request =
        |word: &str| word.contains("://") && word.contains('?') || word.parse::<Ipv6Addr>().is_ok();
    let between = |c: char| c.is_whitespace() || "\"'`()[]{}<>,;=#".contains(c);
    let text = text.as_str();
    SIGNS.iter().any(|sign| text.contains(sign))
        || text.split(between).any(|word| {
            let mut parts = word.split(':');
            is_drive(word)
                || is_request(word)
                || parts.any(|part| is_code(part.trim_end_matches(['.', '!'])))
        })
}

fn excerpt(body: &[u8]) -> Option<ServerText> {
    // A character has at most four bytes.
    let start = body.get(..4 * EXCERPT).unwrap_or(body);
    let start = String::from_utf8_lossy(start);
    let text: String = start.chars().take(EXCERPT).collect();
    Some(ServerText::new(&text)).filter(|text| !text.is_blank())
}

pub(super) fn is_web_page(evidence: &Evidence) -> bool {
    let kind = evidence.content_type.as_ref();
    let kind = kind.map_or("", ServerText::as_str).trim_start();
    kind.to_ascii_lowercase().starts_with("text/html")
}
