//! Numbers as a language writes them.

use fluent_bundle::FluentValue;

use super::{Localizer, TextId};

impl Localizer {
    /// A whole number, its thousands apart.
    pub(super) fn grouped(&self, n: u64) -> String {
        group(&n.to_string(), self.text(TextId::NumberThousands))
    }

    /// A percentage without needless digits. More than nothing is never told as 0, and less than all
    /// never as 100.
    pub(super) fn rounded(&self, percent: f64) -> String {
        let rounded = format!("{percent:.1}");
        let shown = match rounded.strip_suffix(".0").unwrap_or(&rounded) {
            "0" if percent > 0.0 => "0.1",
            "100" if percent < 100.0 => "99.9",
            rounded => rounded,
        };
        shown.replace('.', self.text(TextId::NumberDecimal))
    }
}

/// Writes the numbers in sentences. Fluent takes a plain function, so each mark has one.
pub(super) fn formatter<M>(thousands: &str) -> fn(&FluentValue<'_>, &M) -> Option<String> {
    match thousands {
        "." => written::<'.', M>,
        "’" => written::<'’', M>,
        "\u{a0}" => written::<'\u{a0}', M>,
        "\u{202f}" => written::<'\u{202f}', M>,
        _ => written::<',', M>,
    }
}

fn written<const MARK: char, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            let mark = MARK.encode_utf8(&mut [0; 4]).to_owned();
            Some(group(&format!("{:.0}", number.value), &mark))
        }
        _ => None,
    }
}

fn group(digits: &str, mark: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped += mark;
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_where_a_language_has_them() {
        let english = Localizer::english(jiff::tz::TimeZone::UTC);
        assert_eq!(english.grouped(1_234_567), "1,234,567");
        for (percent, shown) in [
            (66.666_666, "66.7"),
            (99.96, "99.9"),
            (0.01, "0.1"),
            (100.0, "100"),
        ] {
            assert_eq!(english.rounded(percent), shown);
        }
        let number = FluentValue::from(1_234_567.0);
        let german = formatter::<()>(".")(&number, &());
        assert_eq!(german.as_deref(), Some("1.234.567"));
    }
}
