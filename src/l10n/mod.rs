//! Every sentence the program says, but for those of `crash` and `logging` on stderr.
//!
//! The sentences live in `assets/locales/<language>/*.ftl` (Fluent); the code
//! here chooses among them by type, so that a new kind of problem or status
//! does not compile without its words. One more language is one more folder.

mod batch;
mod fields;
mod lists;
mod messages;
mod numbers;
mod problem;
mod program;
mod report;
mod support;
mod time;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;

use crate::domain::sample::SampleKind;

pub use batch::{Headline, PartWords, ProgressWords};
pub use fields::{CERTIFICATE, Field, FieldGroup, FieldSpec, PEOPLE, SIGNATORY, Sent, USER, Value};
pub use messages::{Arg, TextId};
pub use problem::ProblemCopy;
pub use report::Listed;
pub use time::TimeWords;

// `LOCALES`: each language, as the web names it, with its files.
include!(concat!(env!("OUT_DIR"), "/locales.rs"));

const ENGLISH: &str = "en";

/// A part of messages.
const VERSION: &str = concat!("-version = ", env!("CARGO_PKG_VERSION"));

pub struct Localizer {
    bundle: FluentBundle<FluentResource>,
    labels: Vec<String>,
    zone: TimeZone,
}

impl Localizer {
    /// The first of these languages that the program speaks, else English; with times in
    /// `zone`.
    pub fn preferred(languages: impl IntoIterator<Item = String>, zone: TimeZone) -> Self {
        let there: Vec<_> = LOCALES.iter().map(|(language, _)| *language).collect();
        Self::speaking(best(&there, languages).unwrap_or(ENGLISH), zone)
    }

    pub fn english(zone: TimeZone) -> Self {
        Self::speaking(ENGLISH, zone)
    }

    fn speaking(language: &str, zone: TimeZone) -> Self {
        // Plurals follow the language; one without a name has one form only.
        let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
        // Marks of direction around every value would be drawn as boxes; the
        // text layout sees to directions itself.
        bundle.set_use_isolating(false);
        // English fills the gaps of another language.
        let files = [ENGLISH, language].map(files).concat();
        for source in files.into_iter().chain([VERSION]) {
            // A sentence that cannot be read is left out; a test reads them all.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        let mut l10n = Self {
            bundle,
            labels: Vec::new(),
            zone,
        };
        let labels = messages::IDS.iter().map(|id| l10n.format(id, &[]));
        l10n.labels = labels.collect();
        let formatter = numbers::formatter(l10n.text(TextId::NumberThousands));
        l10n.bundle.set_formatter(Some(formatter));
        l10n
    }

    pub fn text(&self, label: TextId) -> &str {
        self.labels.get(label as usize).map_or("", String::as_str)
    }

    pub fn sample_line(&self, kind: SampleKind) -> String {
        self.format(&messages::sample_line(kind), &[])
    }

    /// The message `id`, or its attribute in `id.attribute`, with its values.
    /// A missing one shows its ID, which a test forbids.
    fn format(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.try_fill(id, values).unwrap_or_else(|| id.to_owned())
    }

    fn try_fill(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let (name, attribute) = id.split_once('.').unzip();
        let bundle = &self.bundle;
        let message = bundle.get_message(name.unwrap_or(id))?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let args: FluentArgs<'_> = values.iter().cloned().collect();
        let text = bundle.format_pattern(pattern, Some(&args), &mut Vec::new());
        Some(text.into_owned())
    }
}

/// The files of a language; nothing where there is no such folder.
fn files(language: &str) -> &'static [&'static str] {
    let found = LOCALES.iter().find(|(name, _)| *name == language);
    found.map_or(&[], |(_, files)| files)
}

/// The first of the preferred languages that there is: the very one, or the same one of another
/// country.
fn best<'a>(there: &[&'a str], languages: impl IntoIterator<Item = String>) -> Option<&'a str> {
    let main = |language: &str| language.split('-').next().map(str::to_ascii_lowercase);
    languages.into_iter().find_map(|wanted| {
        let exact = there.iter().find(|name| name.eq_ignore_ascii_case(&wanted));
        let near = || there.iter().find(|name| main(name) == main(&wanted));
        exact.or_else(near).copied()
    })
}

#[cfg(test)]
mod tests;
