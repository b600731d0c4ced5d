//! Times as people read them.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ZonedDateTime};

use super::{Localizer, TextId, count};
use crate::domain::moment::{Moment, When};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeWords {
    /// Local time, and how long ago.
    pub shown: String,
    /// Local time alone, for what is read later.
    pub local: String,
    /// The exact text of the service, for hovering and copying.
    pub exact: String,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const MONTH: i64 = 30 * DAY;
const YEAR: i64 = 365 * DAY;

impl Localizer {
    /// A moment of the service. A text that is no date stays as it came.
    pub fn moment(&self, moment: &Moment, now: Timestamp) -> TimeWords {
        let exact = moment.sent().to_string();
        let at = match moment.when() {
            When::At(at) => at,
            When::On(_) | When::Unclear => {
                let local = self.day_of(moment);
                return TimeWords {
                    shown: local.clone(),
                    local,
                    exact,
                };
            }
        };
        let (local, relative) = (self.local_time(at), self.ago(at, now));
        let both = [
            ("local", local.as_str().into()),
            ("relative", relative.into()),
        ];
        TimeWords {
            shown: self.format("time-both", &both),
            local,
            exact,
        }
    }

    /// Local date and time with the zone's name.
    pub fn local_time(&self, at: Timestamp) -> String {
        let local = at.to_zoned_datetime(self.zone.clone());
        self.date_and_time(local.date(), &self.time("time-in-zone", &local))
    }

    fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.clone()).date()
    }

    /// The day of a moment that is midnight here: only the day is meant.
    pub fn midnight(&self, moment: &Moment) -> Option<Date> {
        let When::At(at) = moment.when() else {
            return None;
        };
        let local = at.to_zoned_datetime(self.zone.clone());
        (local.time() == Time::midnight()).then(|| local.date())
    }

    pub fn day_of(&self, moment: &Moment) -> String {
        self.day_with(moment, "month")
    }

    /// As [`Localizer::day_of`], for where there is little room.
    pub fn short_day(&self, moment: &Moment) -> String {
        self.day_with(moment, "month-short")
    }

    fn day_with(&self, moment: &Moment, months: &str) -> String {
        match moment.when() {
            When::At(at) => self.date(self.day(at), months),
            When::On(day) => self.date(day, months),
            When::Unclear => moment.sent().to_string(),
        }
    }

    /// The time of day, with its day where that is another one than that of `now`.
    pub(super) fn clock(&self, at: Timestamp, now: Timestamp) -> String {
        let local = at.to_zoned_datetime(self.zone.clone());
        let clock = self.time("time-with-seconds", &local);
        if local.date() == self.day(now) {
            clock
        } else {
            self.date_and_time(local.date(), &clock)
        }
    }

    /// A date, its month from one of the lists of names.
    fn date(&self, day: Date, months: &str) -> String {
        let month = self.format(months, &[("n", day.month().into())]);
        let values = [
            ("day", day.day().to_string().into()),
            ("month", month.into()),
            ("year", day.year().to_string().into()),
        ];
        self.format("date", &values)
    }

    fn date_and_time(&self, day: Date, time: &str) -> String {
        let date = self.date(day, "month");
        let values = [("date", date.into()), ("time", time.into())];
        self.format("date-and-time", &values)
    }

    fn time(&self, id: &str, at: &ZonedDateTime) -> String {
        let digits = |pattern: &str| at.strftime(pattern).to_string().into();
        let values = [
            ("hour", digits("%H")),
            ("minute", digits("%M")),
            ("second", digits("%S")),
            ("zone", digits("%Z")),
        ];
        self.format(id, &values)
    }

    pub fn ago(&self, at: Timestamp, now: Timestamp) -> String {
        let seconds = now.as_second() - at.as_second();
        let (id, unit) = match seconds {
            // A minute is what clocks of two computers may differ.
            s if s < -MINUTE => return self.text(TextId::TimeAhead).to_owned(),
            s if s < MINUTE => return self.text(TextId::TimeNow).to_owned(),
            s if s < HOUR => ("time-minutes", s / MINUTE),
            s if s < DAY => ("time-hours", s / HOUR),
            s if s < MONTH => ("time-days", s / DAY),
            s if s < YEAR => ("time-months", s / MONTH),
            s => ("time-years", s / YEAR),
        };
        self.format(id, &[("n", count(unit.unsigned_abs()))])
    }

    pub fn checked(&self, at: Timestamp, now: Timestamp) -> String {
        self.format("checked-at", &[("when", self.ago(at, now).into())])
    }
}
