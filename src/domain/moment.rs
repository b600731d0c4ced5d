//! A point in time as the service wrote it.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use super::text::ServerText;

/// A point in time, with the text it came as.
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
    match text.parse::<DateTime>() {
        Ok(civil) if !has_time => When::On(civil.date()),
        Ok(civil) => TimeZone::UTC
            .to_timestamp(civil)
            .map_or(When::Unclear, When::At),
        Err(_) => When::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day_however_it_is_written() {
        let day = |sent| Moment::of_day(sent).when();
        let meant = When::On("2025-03-14".parse().unwrap());
        assert_eq!(day("2025-03-14T00:00:00.000000Z"), meant);
        assert_eq!(day("2025-03-14"), meant);
        assert_eq!(day("2025-03-14T00:00:00+02:00"), meant);
        assert!(matches!(day("2025-03-14T00:00:01Z"), When::At(_)));
        assert_eq!(day("soon"), When::Unclear);
    }

    #[test]
    fn every_form_the_service_may_send_is_read() {
        for text in [
            "2025-03-14T13:04:03.000000Z",
            "2025-03-14T13:04:03Z",
            "2025-03-14T13:04:03+00:00",
            "2025-03-14T17:04:03+04:00",
            "2025-03-14 13:04:03",
            "2025-03-14 14:04:03.000000[Europe/Madrid]",
            " 2025-03-14T13:04:03Z ",
        ] {
            let at = When::At("2025-03-14T13:04:03Z".parse().unwrap());
            assert_eq!(Moment::new(text).when(), at, "{text}");
        }
    }

    #[test]
    fn a_day_is_a_day_everywhere() {
        let day = When::On(jiff::civil::date(2025, 3, 14));
        assert_eq!(Moment::new("2025-03-14").when(), day);
    }

    #[test]
    fn what_is_no_date_is_kept_as_text() {
        let odd = Moment::new("last Tuesday");
        assert_eq!(odd.when(), When::Unclear);
        assert_eq!(odd.sent().as_str(), "last Tuesday");
    }
}
