//! Reads how long a service asks to wait.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::evidence::{date, header};

/// Shorter waits are not worth a countdown.
const SHORTEST: Duration = Duration::from_secs(1);
/// Longer waits are a mistake of the other side or an attempt to lock people out.
const LONGEST: Duration = Duration::from_mins(15);
/// Requests that are left for the person.
const KEPT_FOR_THE_PERSON: u64 = 5;
/// Services count requests by the minute.
const A_WINDOW: Duration = Duration::from_mins(1);
/// The least number that is a moment: the year 2001, or a wait of 31 years.
const MOMENT: f64 = 1e9;
/// The least number that is a moment in milliseconds: 1973, or the year 5138 in seconds.
const MILLISECONDS: f64 = 1e11;

/// `Retry-After`, at the time `now` by the service's clock.
pub(super) fn told(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    until(header(headers, RETRY_AFTER.as_str())?, now)
}

/// Duration of a refusal (429) that is told in a header about its limits only.
pub(super) fn refused(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    limits(headers, now).1
}

/// Time to rest after an answer that leaves few requests; `None` where enough are left, or nothing
/// is said.
pub(super) fn rest(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let (left, wait) = limits(headers, now);
    let is_scarce = left.is_some_and(|left| left <= KEPT_FOR_THE_PERSON);
    is_scarce.then(|| wait.unwrap_or(A_WINDOW))
}

/// Fewest requests left and longest wait of the limits that are used up: `X-RateLimit-*` and
/// `RateLimit-*`.
fn limits(headers: &HeaderMap, now: Timestamp) -> (Option<u64>, Option<Duration>) {
    let (mut fewest, mut longest) = (None, None);
    for kind in ["x-ratelimit", "ratelimit"] {
        let told = |what: &str| header(headers, &format!("{kind}-{what}"));
        let left = told("remaining").and_then(|left| left.trim().parse().ok());
        fewest = [fewest, left].into_iter().flatten().min();
        if left.is_none_or(|left| left <= KEPT_FOR_THE_PERSON) {
            longest = longest.max(told("reset").and_then(|at| until(at, now)));
        }
    }
    (fewest, longest)
}

/// Seconds, a moment in Unix time or a date; `None` for anything else.
fn until(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    let wait = match text.parse::<f64>().map(f64::abs) {
        Ok(wait) if text.starts_with('-') || !wait.is_finite() => return None,
        Ok(wait) if wait < MOMENT => Duration::from_secs_f64(wait),
        Ok(moment) => {
            let unit = if moment < MILLISECONDS { 1.0 } else { 1000.0 };
            let since = SignedDuration::from_secs_f64((moment / unit).min(MILLISECONDS));
            between(now, Timestamp::UNIX_EPOCH.checked_add(since).ok()?)
        }
        Err(_) => between(now, date(text)?),
    };
    Some(wait.clamp(SHORTEST, LONGEST))
}

fn between(now: Timestamp, moment: Timestamp) -> Duration {
    moment.duration_since(now).try_into().unwrap_or(SHORTEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::fmt::rfc2822;

    #[test]
    fn a_wait_is_read_in_every_form_and_bounded() {
        let now = Timestamp::from_second(1_764_500_000).unwrap();
        let date = |after| {
            let (date, printer) = (
                now + Duration::from_secs(after),
                rfc2822::DateTimePrinter::new(),
            );
            printer.timestamp_to_rfc9110_string(&date).unwrap()
        };
        for (sent, wait) in [
            ("17", Some(17)),
            (" 17 ", Some(17)),
            ("0", Some(1)),
            ("1.5", Some(1)),
            ("86400", Some(900)),
            ("99999999999999999999999", Some(900)),
            ("1764500030", Some(30)),
            ("1764500030.5", Some(30)),
            ("1764500030000", Some(30)),
            ("1764400000", Some(1)),
            ("1764590000", Some(900)),
            (&date(90), Some(90)),
            (&date(86_400), Some(900)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(1)),
            ("", None),
            ("-5", None),
            ("nan", None),
            ("infinity", None),
            ("soon", None),
            ("Sun, 99 Nov 1994", None),
        ] {
            let read = until(sent, now).map(|wait| wait.as_secs());
            assert_eq!(read, wait, "{sent}");
        }
    }

    #[test]
    fn limits_say_how_long_a_refusal_lasts_and_when_to_rest() {
        let now = Timestamp::from_second(1_764_500_000).unwrap();
        let read = |prefix: &str, sent: &str| {
            let headers = sent.split('|').map(|header| {
                let (name, value) = header.split_once(": ").unwrap();
                let name = format!("{prefix}{name}");
                (name.parse().unwrap(), value.parse().unwrap())
            });
            let headers: HeaderMap = headers.collect();
            let read = [super::refused(&headers, now), super::rest(&headers, now)];
            read.map(|wait| wait.map(|wait| wait.as_secs()))
        };
        for (sent, refused, rest) in [
            ("remaining: 59|reset: 30", None, None),
            ("remaining: 5|reset: 30", Some(30), Some(30)),
            ("remaining: 0|reset: 1764500030", Some(30), Some(30)),
            ("remaining: 0|reset: soon", None, Some(60)),
            ("remaining: 0", None, Some(60)),
            ("remaining: many", None, None),
            ("reset: 1764500030", Some(30), None),
        ] {
            for prefix in ["ratelimit-", "x-ratelimit-"] {
                assert_eq!(read(prefix, sent), [refused, rest], "{sent}");
            }
        }
    }
}
