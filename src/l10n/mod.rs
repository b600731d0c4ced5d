//! Every sentence the program says.
//!
//! The sentences live in `assets/locales/<language>/*.ftl` (Fluent); the code
//! here chooses among them by type, so that a new kind of problem or status
//! does not compile without its words.

mod batch;
mod browse;
mod certificate;
mod checkup;
mod details;
mod fields;
mod person_fields;
mod polling;
mod problem;
mod problem_table;
mod remembered;
mod report;
mod sample;
mod start;
mod text_id;
mod time;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;
use unic_langid::langid;

pub use batch::{Headline, PartWords, ProgressWords};
pub use details::{About, KeptIn};
pub use fields::{Field, FieldGroup, Value};
pub use problem::{ProblemCopy, ProblemPlace};
pub use text_id::TextId;
pub use time::TimeWords;

const ENGLISH: [&str; 3] = [
    include_str!("../../assets/locales/en/main.ftl"),
    include_str!("../../assets/locales/en/problems.ftl"),
    include_str!("../../assets/locales/en/report.ftl"),
];

/// The words of one language.
pub struct Localizer {
    bundle: FluentBundle<FluentResource>,
    labels: Vec<String>,
    zone: TimeZone,
}

impl std::fmt::Debug for Localizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").finish_non_exhaustive()
    }
}

impl Localizer {
    /// British English, with times in `zone`.
    #[must_use]
    pub fn english(zone: TimeZone) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![langid!("en-GB")]);
        // Marks of direction around every value would be drawn as boxes; the
        // text layout sees to directions itself.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(grouped));
        for source in ENGLISH {
            // A sentence that cannot be read is left out; a test reads them all.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        let mut words = Self {
            bundle,
            labels: Vec::new(),
            zone,
        };
        words.labels = TextId::ALL
            .iter()
            .map(|label| words.format(&label.id(), &[]))
            .collect();
        words
    }

    /// A fixed text.
    #[must_use]
    pub fn text(&self, label: TextId) -> &str {
        self.labels.get(label as usize).map_or("", String::as_str)
    }

    /// The message `id`, or its attribute in `id.attribute`, with its values.
    /// Where there is none the ID itself is shown, which a test forbids.
    fn format(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.try_fill(id, values).unwrap_or_else(|| id.to_owned())
    }

    fn try_fill(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let (name, attribute) = match id.split_once('.') {
            Some((name, attribute)) => (name, Some(attribute)),
            None => (id, None),
        };
        let message = self.bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let args: FluentArgs<'_> = values.iter().cloned().collect();
        let mut troubles = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut troubles);
        Some(text.into_owned())
    }
}

/// Whole numbers with a comma between thousands.
fn grouped<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(group(&format!("{:.0}", number.value)))
        }
        _ => None,
    }
}

fn group(digits: &str) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let mut grouped = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count as a value of a sentence.
#[expect(
    clippy::cast_precision_loss,
    reason = "more than 2^53 certificates cannot be told apart by a reader"
)]
fn count(n: u64) -> FluentValue<'static> {
    (n as f64).into()
}

/// A count, or the variant `none` where it is not known.
fn count_or_none(n: Option<u64>) -> FluentValue<'static> {
    n.map_or_else(|| "none".into(), count)
}

/// A percentage without needless digits. What is not nothing is not told as 0, and what is less
/// than the whole not as 100.
fn percent(value: f64) -> String {
    let rounded = format!("{value:.1}");
    match rounded.strip_suffix(".0").unwrap_or(&rounded) {
        "0" if value > 0.0 => "0.1".to_owned(),
        "100" if value < 100.0 => "99.9".to_owned(),
        rounded => rounded.to_owned(),
    }
}

#[cfg(test)]
mod tests;
