//! Parses `Retry-After`.

use std::time::{Duration, SystemTime};

/// Shorter waits are not worth a countdown.
const SHORTEST: Duration = Duration::from_secs(1);
/// Longer waits are a mistake of the other side or an attempt to lock people out.
const LONGEST: Duration = Duration::from_mins(15);

/// Reads a `Retry-After` header, in seconds or as a date, at the time `now` by
/// the service's clock. `None` for what is neither.
pub(super) fn parse(header: &str, now: SystemTime) -> Option<Duration> {
    let header = header.trim();
    let wait = if !header.is_empty() && header.bytes().all(|b| b.is_ascii_digit()) {
        header.parse().map_or(LONGEST, Duration::from_secs)
    } else {
        let until = httpdate::parse_http_date(header).ok()?;
        until.duration_since(now).unwrap_or(SHORTEST)
    };
    Some(wait.clamp(SHORTEST, LONGEST))
}

/// How long to rest after an answer that says how many questions are left
/// (`X-RateLimit-Remaining`, and `X-RateLimit-Reset` in Unix seconds), at the time
/// `now` by the service's clock. `None` where enough are left, or nothing is
/// said.
pub(super) fn rest(remaining: &str, reset: Option<&str>, now: SystemTime) -> Option<Duration> {
    let remaining: u64 = remaining.trim().parse().ok()?;
    if remaining > KEPT_FOR_THE_PERSON {
        return None;
    }
    let reset = reset.and_then(|reset| reset.trim().parse().ok());
    let until = reset.and_then(|at| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(at)));
    let wait = match until {
        Some(until) => until.duration_since(now).unwrap_or(SHORTEST),
        None => A_WINDOW,
    };
    Some(wait.clamp(SHORTEST, LONGEST))
}

/// Questions that are left for the person to ask.
const KEPT_FOR_THE_PERSON: u64 = 5;
/// Services count questions by the minute.
const A_WINDOW: Duration = Duration::from_mins(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read_and_bounded() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
        let wait = |header: &str| parse(header, now).map(|wait| wait.as_secs());
        assert_eq!(wait("17"), Some(17));
        assert_eq!(wait(" 17 "), Some(17));
        assert_eq!(wait("0"), Some(1));
        assert_eq!(wait("86400"), Some(900));
        assert_eq!(wait("99999999999999999999999"), Some(900));
        let date = |after: u64| httpdate::fmt_http_date(now + Duration::from_secs(after));
        assert_eq!(wait(&date(90)), Some(90));
        assert_eq!(wait(&date(86_400)), Some(900));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT"), Some(1));
        for odd in ["", "-5", "1.5", "soon", "Sun, 99 Nov 1994"] {
            assert_eq!(wait(odd), None, "{odd}");
        }
    }

    #[test]
    fn few_questions_left_are_kept_for_the_person() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let rest = |left, reset| super::rest(left, reset, now).map(|rest| rest.as_secs());
        assert_eq!(rest("59", Some("1700000030")), None);
        assert_eq!(rest("5", Some("1700000030")), Some(30));
        assert_eq!(rest(" 0 ", None), Some(60));
        assert_eq!(
            rest("0", Some("1600000000")),
            Some(1),
            "a clock that is ahead"
        );
        assert_eq!(rest("0", Some("99999999999999")), Some(900));
        assert_eq!(rest("0", Some("soon")), Some(60));
        assert_eq!(rest("-1", None), None);
        assert_eq!(rest("many", None), None);
    }
}
