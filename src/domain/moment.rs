//! A point in time as the service wrote it.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use super::text::ServerText;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    sent: ServerText,
    when: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    At(Timestamp),
    /// A day, in whatever place: it is the same day everywhere.
    On(Date),
    /// Nothing that is understood; the text is shown as it is.
    Unclear,
}

impl Moment {
    /// Reads RFC 3339, with or without a fraction, `YYYY-MM-DD HH:MM:SS`, which is taken as UTC,
    /// or `YYYY-MM-DD`; each may name its zone as `[Europe/Madrid]`.
    pub fn new(sent: &str) -> Self {
        Self {
            sent: ServerText::new(sent),
            when: read(sent.trim()),
        }
    }

    /// As [`Moment::new`], of a day: midnight is written where only the day is meant, and would be
    /// another day west of there.
    pub fn of_day(sent: &str) -> Self {
        let moment = Self::new(sent);
        let written = sent.trim().trim_end_matches(['Z', 'z']).parse::<DateTime>();
        let when = match written {
            Ok(written) if written.time() == Time::midnight() => When::On(written.date()),
            _ => moment.when,
        };
        Self { when, ..moment }
    }

    pub fn sent(&self) -> &ServerText {
        &self.sent
    }

    pub fn when(&self) -> When {
        self.when
    }
}

fn read(text: &str) -> When {
    if let Ok(at) = text.parse::<Timestamp>() {
        return When::At(at);
    }
    if let Ok(zoned) = text.parse::<ZonedDateTime>() {
        return When::At(zoned.timestamp());
    }
    let has_time = text.contains(':');
    let utc = |civil| TimeZone::UTC.to_timestamp(civil);
    match text.parse::<DateTime>() {
        Ok(civil) if !has_time => When::On(civil.date()),
        Ok(civil) => utc(civil).map_or(When::Unclear, When::At),
        Err(_) => When::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_the_service_may_send_is_read() {
        let day = When::On("2025-03-14".parse().unwrap());
        let at = When::At("2025-03-14T13:04:03Z".parse().unwrap());
        let midnight = When::At("2025-03-13T22:00:00Z".parse().unwrap());
        for (text, when, of_day) in [
            ("2025-03-14T13:04:03.000000Z", at, at),
            ("2025-03-14T13:04:03Z", at, at),
            ("2025-03-14T13:04:03+00:00", at, at),
            ("2025-03-14T17:04:03+04:00", at, at),
            ("2025-03-14 13:04:03", at, at),
            ("2025-03-14 14:04:03.000000[Europe/Madrid]", at, at),
            (" 2025-03-14T13:04:03Z ", at, at),
            ("2025-03-14", day, day),
            ("2025-03-14T00:00:00+02:00", midnight, day),
            ("last Tuesday", When::Unclear, When::Unclear),
        ] {
            assert_eq!(Moment::new(text).when(), when, "{text}");
            assert_eq!(Moment::of_day(text).when(), of_day, "{text}");
            assert_eq!(Moment::new(text).sent().as_str().trim(), text.trim());
        }
        assert_eq!(Moment::of_day("2025-03-14T00:00:00.000000Z").when(), day);
    }
}
