//! Times as people read them.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ZonedDateTime};

use super::{Localizer, TextId};
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
        let (shown, local) = match moment.when() {
            When::At(at) => {
                let local = self.local_time(at);
                (self.time_both(&local, self.ago(at, now)), local)
            }
            When::On(_) | When::Unclear => (self.day_of(moment), self.day_of(moment)),
        };
        TimeWords {
            shown,
            local,
            exact: moment.sent().to_string(),
        }
    }

    /// Local date and time with the zone's name.
    pub fn local_time(&self, at: Timestamp) -> String {
        let local = self.local(at);
        let digits = |pattern: &str| local.strftime(pattern).to_string();
        let time = self.time_in_zone(digits("%H"), digits("%M"), digits("%Z"));
        self.date_and_time(self.long_date(local.date()), time)
    }

    pub fn local(&self, at: Timestamp) -> ZonedDateTime {
        at.to_zoned_datetime(self.zone.clone())
    }

    /// The day of a moment that is midnight here: only the day is meant.
    pub fn midnight(&self, moment: &Moment) -> Option<Date> {
        let When::At(at) = moment.when() else {
            return None;
        };
        let local = self.local(at);
        (local.time() == Time::midnight()).then(|| local.date())
    }

    pub fn day_of(&self, moment: &Moment) -> String {
        let day = self.day(moment);
        day.map_or_else(|| moment.sent().to_string(), |day| self.long_date(day))
    }

    /// As [`Localizer::day_of`], for where there is little room.
    pub fn short_day(&self, moment: &Moment) -> String {
        let short = |day: Date| self.date_with(day, self.month_short(day.month()));
        let day = self.day(moment);
        day.map_or_else(|| moment.sent().to_string(), short)
    }

    fn day(&self, moment: &Moment) -> Option<Date> {
        match moment.when() {
            When::At(at) => Some(self.local(at).date()),
            When::On(day) => Some(day),
            When::Unclear => None,
        }
    }

    /// The time of day, with its day where that is another one than that of `now`.
    pub fn clock(&self, at: Timestamp, now: Timestamp) -> String {
        let local = self.local(at);
        let digits = |pattern: &str| local.strftime(pattern).to_string();
        let clock = self.time_with_seconds(digits("%H"), digits("%M"), digits("%S"));
        if local.date() == self.local(now).date() {
            clock
        } else {
            self.date_and_time(self.long_date(local.date()), clock)
        }
    }

    fn long_date(&self, day: Date) -> String {
        self.date_with(day, self.month(day.month()))
    }

    fn date_with(&self, day: Date, month: String) -> String {
        self.date(day.day().to_string(), month, day.year().to_string())
    }

    pub fn ago(&self, at: Timestamp, now: Timestamp) -> String {
        let seconds = now.as_second() - at.as_second();
        let units = |unit: i64| seconds.unsigned_abs() / unit.unsigned_abs();
        // Days of the calendar: 46 hours may lead back over two midnights.
        let [day, today] = [at, now].map(|time| self.local(time).date());
        let days = (today - day).get_days().unsigned_abs();
        match seconds {
            // A minute is what clocks of two computers may differ.
            s if s < -MINUTE => self.text(TextId::TimeAhead).to_owned(),
            s if s < MINUTE => self.text(TextId::TimeNow).to_owned(),
            s if s < HOUR => self.time_minutes(units(MINUTE)),
            s if s < DAY || days == 0 => self.time_hours(units(HOUR)),
            s if s < MONTH => self.time_days(u64::from(days)),
            s if s < YEAR => self.time_months(units(MONTH)),
            _ => self.time_years(units(YEAR)),
        }
    }
}
