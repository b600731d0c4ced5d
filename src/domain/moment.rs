//! A point in time as the service wrote it.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::text::ServerText;

/// A point in time, with the text it came as. A text that is no date is kept
/// and shown as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    sent: ServerText,
    at: Option<Timestamp>,
}

impl Moment {
    /// Reads RFC 3339, with or without a fraction, or `YYYY-MM-DD HH:MM:SS`,
    /// which is taken as UTC.
    #[must_use]
    pub fn new(sent: &str) -> Self {
        let text = sent.trim();
        let at = text.parse::<Timestamp>().ok().or_else(|| {
            let civil = text.parse::<DateTime>().ok()?;
            TimeZone::UTC.to_timestamp(civil).ok()
        });
        Self {
            sent: ServerText::new(sent),
            at,
        }
    }

    /// The text as it came.
    #[must_use]
    pub fn sent(&self) -> &ServerText {
        &self.sent
    }

    /// The instant, where the text is a date.
    #[must_use]
    pub fn at(&self) -> Option<Timestamp> {
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_the_service_may_send_is_read() {
        for text in [
            "2025-03-14T13:04:03.000000Z",
            "2025-03-14T13:04:03Z",
            "2025-03-14T13:04:03+00:00",
            "2025-03-14T17:04:03+04:00",
            "2025-03-14 13:04:03",
            " 2025-03-14T13:04:03Z ",
        ] {
            let at = Moment::new(text).at().unwrap();
            assert_eq!(at.to_string(), "2025-03-14T13:04:03Z", "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_kept_as_text() {
        let odd = Moment::new("last Tuesday");
        assert_eq!(odd.at(), None);
        assert_eq!(odd.sent().as_str(), "last Tuesday");
    }
}
