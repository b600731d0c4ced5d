//! Numbers as a language writes them.

use fluent_bundle::FluentValue;

use super::{Localizer, TextId};

#[derive(Debug, Clone, Copy)]
pub(super) struct Separators {
    thousands: char,
    decimal: char,
}

impl Default for Separators {
    fn default() -> Self {
        Self {
            thousands: ',',
            decimal: '.',
        }
    }
}

impl Separators {
    /// As the language of these words has it.
    pub(super) fn of(l10n: &Localizer) -> Self {
        let english = Self::default();
        let mark = |id, or| l10n.text(id).chars().next().unwrap_or(or);
        Self {
            thousands: mark(TextId::NumberThousands, english.thousands),
            decimal: mark(TextId::NumberDecimal, english.decimal),
        }
    }

    /// Writes the numbers in sentences. Fluent takes a plain function, so each mark has one.
    pub(super) fn formatter<M>(self) -> fn(&FluentValue<'_>, &M) -> Option<String> {
        match self.thousands {
            '.' => written::<'.', M>,
            '’' => written::<'’', M>,
            '\u{a0}' => written::<'\u{a0}', M>,
            '\u{202f}' => written::<'\u{202f}', M>,
            _ => written::<',', M>,
        }
    }

    /// A whole number in digits, its thousands apart.
    pub(super) fn group(self, digits: &str) -> String {
        group(digits, self.thousands)
    }

    /// A percentage without needless digits. More than nothing is never told as 0, and less than all
    /// never as 100.
    pub(super) fn percent(self, value: f64) -> String {
        let rounded = format!("{value:.1}");
        let shown = match rounded.strip_suffix(".0").unwrap_or(&rounded) {
            "0" if value > 0.0 => "0.1",
            "100" if value < 100.0 => "99.9",
            rounded => rounded,
        };
        shown.replace('.', self.decimal.encode_utf8(&mut [0; 4]))
    }
}

fn written<const MARK: char, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(group(&format!("{:.0}", number.value), MARK))
        }
        _ => None,
    }
}

fn group(digits: &str, mark: char) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let mut grouped = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(mark);
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
        let english = Separators::default();
        assert_eq!(english.group("1234567"), "1,234,567");
        assert_eq!(english.group("-1234"), "-1,234");
        assert_eq!(english.percent(66.666_666), "66.7");
        assert_eq!(english.percent(99.96), "99.9");
        assert_eq!(english.percent(0.01), "0.1");
        assert_eq!(english.percent(100.0), "100");
        let german = Separators {
            thousands: '.',
            decimal: ',',
        };
        assert_eq!(german.group("1234567"), "1.234.567");
        assert_eq!(german.percent(66.666_666), "66,7");
        let number = FluentValue::from(1_234_567.0);
        let written = german.formatter::<()>()(&number, &());
        assert_eq!(written.as_deref(), Some("1.234.567"));
    }
}
