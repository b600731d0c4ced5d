//! Reads issuer and end of validity, and no more of DER than that takes.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::domain::ServerText;

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const BMP_STRING: u8 = 0x1e;
/// The object identifiers 2.5.4.10 and 2.5.4.3.
const ORGANISATION: &[u8] = &[0x55, 0x04, 0x0a];
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Summary {
    /// The organisation that vouches for it or, for want of one, its name;
    /// blank where neither can be read.
    pub(super) issuer: ServerText,
    /// The last moment it is valid.
    pub(super) until: Option<Timestamp>,
}

/// Leaves out anything that cannot be read.
pub(super) fn summary(der: &[u8]) -> Summary {
    fields(der).unwrap_or_default()
}

fn fields(der: &[u8]) -> Option<Summary> {
    let certificate = Value::of(SEQUENCE, &mut &*der)?;
    let mut body = Value::of(SEQUENCE, &mut &*certificate)?;
    if body.first() == Some(&VERSION) {
        Value::next(&mut body)?;
    }
    let _serial = Value::next(&mut body)?;
    let _algorithm = Value::next(&mut body)?;
    let issuer = Value::of(SEQUENCE, &mut body)?;
    let mut validity = Value::of(SEQUENCE, &mut body)?;
    let _from = Value::next(&mut validity)?;
    let until = Value::next(&mut validity)?;
    let name = attribute(issuer, ORGANISATION).or_else(|| attribute(issuer, COMMON_NAME));
    Some(Summary {
        issuer: ServerText::new(&name.unwrap_or_default()),
        until: time(&until),
    })
}

struct Value<'a> {
    tag: u8,
    content: &'a [u8],
}

impl<'a> Value<'a> {
    fn next(input: &mut &'a [u8]) -> Option<Self> {
        let (&tag, rest) = input.split_first()?;
        let (&first, rest) = rest.split_first()?;
        let (length, rest) = if first < 0x80 {
            (usize::from(first), rest)
        } else {
            // A certificate is shorter than four bytes of length can say.
            let digits = usize::from(first & 0x7f);
            let (number, rest) = rest.split_at_checked(digits).filter(|_| digits <= 4)?;
            let length = number
                .iter()
                .fold(0, |length, digit| length << 8 | usize::from(*digit));
            (length, rest)
        };
        let (content, rest) = rest.split_at_checked(length)?;
        *input = rest;
        Some(Self { tag, content })
    }

    fn of(tag: u8, input: &mut &'a [u8]) -> Option<&'a [u8]> {
        Self::next(input)
            .filter(|value| value.tag == tag)
            .map(|value| value.content)
    }
}

/// Searches a name: a sequence of sets of pairs.
fn attribute(mut name: &[u8], wanted: &[u8]) -> Option<String> {
    while let Some(mut set) = Value::of(SET, &mut name) {
        while let Some(mut pair) = Value::of(SEQUENCE, &mut set) {
            let kind = Value::next(&mut pair)?;
            let value = Value::next(&mut pair)?;
            if kind.content == wanted {
                return Some(text(&value));
            }
        }
    }
    None
}

fn text(value: &Value<'_>) -> String {
    if value.tag == BMP_STRING {
        let units: Vec<u16> = value
            .content
            .chunks_exact(2)
            .map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1]))
            .collect();
        return String::from_utf16_lossy(&units);
    }
    String::from_utf8_lossy(value.content).into_owned()
}

/// `YYMMDDHHMMSSZ`, or the same with four digits for the year.
fn time(value: &Value<'_>) -> Option<Timestamp> {
    let digits = std::str::from_utf8(value.content).ok()?.strip_suffix('Z')?;
    let (year, rest) = match value.tag {
        UTC_TIME => {
            let (year, rest) = digits.split_at_checked(2)?;
            let year: i16 = year.parse().ok()?;
            // RFC 5280: two digits stand for 1950 to 2049.
            (if year < 50 { 2000 + year } else { 1900 + year }, rest)
        }
        GENERALIZED_TIME => {
            let (year, rest) = digits.split_at_checked(4)?;
            (year.parse().ok()?, rest)
        }
        _ => return None,
    };
    let part = |at: usize| rest.get(at..at + 2)?.parse::<i8>().ok();
    let civil = DateTime::new(year, part(0)?, part(2)?, part(4)?, part(6)?, part(8)?, 0).ok()?;
    TimeZone::UTC.to_timestamp(civil).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rcgen::{CertificateParams, DnType, KeyPair};

    fn self_signed(names: &[(DnType, &str)], year: i32) -> Vec<u8> {
        let mut params = CertificateParams::new(vec!["service.test".to_owned()]).unwrap();
        params.distinguished_name = rcgen::DistinguishedName::new();
        for (kind, name) in names {
            params.distinguished_name.push(kind.clone(), *name);
        }
        params.not_after = rcgen::date_time_ymd(year, 2, 3);
        let key = KeyPair::generate().unwrap();
        params.self_signed(&key).unwrap().der().to_vec()
    }

    #[test]
    fn issuer_and_end_are_read() {
        let read = |names: &[(DnType, &str)], year| {
            let summary = summary(&self_signed(names, year));
            let until = summary.until.map(|until| until.to_string());
            (summary.issuer.to_string(), until.unwrap_or_default())
        };
        let both = [
            (DnType::CommonName, "R3"),
            (DnType::OrganizationName, "Prüfstelle"),
        ];
        assert_eq!(
            read(&both, 2031),
            ("Prüfstelle".to_owned(), "2031-02-03T00:00:00Z".to_owned())
        );
        assert_eq!(
            read(&both[..1], 2077),
            ("R3".to_owned(), "2077-02-03T00:00:00Z".to_owned())
        );
        assert_eq!(read(&[], 2031).0, "");
    }

    proptest! {
        #[test]
        fn nothing_panics(mut der in Just(self_signed(&[(DnType::CommonName, "x")], 2031)),
                          changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
                          length in any::<prop::sample::Index>()) {
            for (at, byte) in changes {
                let at = at.index(der.len());
                der[at] = byte;
            }
            der.truncate(length.index(der.len() + 1));
            summary(&der);
        }
    }
}
