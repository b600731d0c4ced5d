//! The messages by name, from the locale files: `TextId` and `IDS` for those without values, and a
//! method of [`Localizer`] for each of the others.

use std::time::Duration;

use fluent_bundle::FluentValue;
use jiff::Timestamp;

use super::Localizer;
use crate::domain::Account;
use crate::domain::origin::OriginProblem;
use crate::domain::remembered::Recent;
use crate::domain::sample::SampleKind;
use crate::domain::status::Status;
use crate::domain::table::TableFormat;
use crate::domain::text::ServerText;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The message of a line of the sample list.
pub(super) fn sample_line(kind: SampleKind) -> String {
    id_of(&format!("Sample{kind:?}"))
}

/// `another-batch` of `AnotherBatch`.
pub(super) fn id_of(name: &str) -> String {
    let hyphenated = |c: char| {
        let hyphen = c.is_uppercase().then_some('-');
        hyphen.into_iter().chain(c.to_lowercase())
    };
    name.chars().flat_map(hyphenated).skip(1).collect()
}

/// The values of a message that is chosen by ID.
pub(super) type Values<'a> = Vec<(&'static str, FluentValue<'a>)>;

/// A value as sentences write it.
pub trait Arg<'a> {
    fn arg(self, l10n: &Localizer) -> FluentValue<'a>;
}

macro_rules! args {
    ($($kind:ty, $value:ident, $l10n:ident => $written:expr;)+) => {
        $(impl<'a> Arg<'a> for $kind {
            fn arg(self, $l10n: &Localizer) -> FluentValue<'a> {
                let $value = self;
                $written.into()
            }
        })+
    };
}

args! {
    &'a str, text, _l10n => text;
    &'a String, text, _l10n => text.as_str();
    String, text, _l10n => text;
    &'a ServerText, text, _l10n => text.as_str();
    i8, n, _l10n => n;
    u16, n, _l10n => n;
    u64, n, _l10n => n;
    usize, n, _l10n => n;
    // Started seconds: a wait of 0.4 s is still a second for a person.
    Duration, wait, _l10n => wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    Timestamp, at, l10n => l10n.local_time(at);
    TextId, label, l10n => l10n.text(label).to_owned();
    &Status, status, l10n => l10n.status(status);
    &Account, account, l10n => l10n.account_name(account);
    TableFormat, format, l10n => match format {
        TableFormat::Workbook => TextId::FormatWorkbook.arg(l10n),
        TableFormat::Csv => TextId::FormatCsv.arg(l10n),
    };
    &Recent, recent, l10n => l10n.recent_name(recent);
    OriginProblem, why, _l10n => match why {
        OriginProblem::NotAnAddress => "not-an-address",
        OriginProblem::NotSecure => "not-secure",
        OriginProblem::MoreThanHost => "more-than-host",
    };
}

/// The variant `none` where it is not known.
impl<'a, T: Arg<'a>> Arg<'a> for Option<T> {
    fn arg(self, l10n: &Localizer) -> FluentValue<'a> {
        self.map_or_else(|| "none".into(), |value| value.arg(l10n))
    }
}
