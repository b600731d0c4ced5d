//! The summary: plain text that reads well in a mail.

use super::{Source, Subject, signatories};
use crate::domain::moment::Moment;
use crate::domain::signature_slots::Place;
use crate::l10n::{Localizer, TextId};

/// As many places are listed; a mail with more is not read.
const PLACES: usize = 20;

/// The summary of a batch.
#[must_use]
pub fn summary(words: &Localizer, subject: &Subject<'_>) -> String {
    let parts = [
        notices(words, subject),
        headline(words, subject),
        facts(words, subject),
        people(words, subject),
        foot(words, subject),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|lines| !lines.is_empty())
        .map(|lines| lines.join("\n"))
        .collect();
    parts.join("\n\n") + "\n"
}

fn notices(words: &Localizer, subject: &Subject<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if subject.source == Source::Sample {
        lines.push(words.text(TextId::SampleBanner).to_owned());
    }
    if let Some(got) = &subject.batch.id
        && subject.batch.is_another_than(subject.asked)
    {
        let why = words.another_batch(&subject.asked.to_string(), got);
        lines.push(words.summary_line(words.text(TextId::AnotherBatch), &why));
    }
    lines
}

fn headline(words: &Localizer, subject: &Subject<'_>) -> Vec<String> {
    let headline = words.headline(subject.batch);
    vec![
        words.summary_line(&headline.name, &headline.status),
        headline.sentence,
    ]
}

fn facts(words: &Localizer, subject: &Subject<'_>) -> Vec<String> {
    let batch = subject.batch;
    let line = |label, value: &str| words.summary_line(words.text(label), value);
    let progress = words.progress(batch);
    let mut lines = vec![line(TextId::SummaryCounts, &progress.line())];
    lines.extend(progress.disagreement);
    lines.extend(words.signatures(batch));
    if batch.requires_my_signature == Some(true) {
        lines.push(words.text(TextId::MySignatureNeeded).to_owned());
    }
    let mut time = |label, moment: &Option<Moment>| {
        if let Some(moment) = moment {
            let told = words.moment(moment, subject.checked_at);
            lines.push(line(label, &told.local));
        }
    };
    time(TextId::FieldCreatedAt, &batch.created_at);
    time(TextId::FieldUpdatedAt, &batch.updated_at);
    time(TextId::FieldCompletionDate, &batch.completion_date);
    let template = batch.template.as_ref();
    let name = template.and_then(|template| template.name.as_ref());
    if let Some(name) = name.filter(|name| !name.is_blank()) {
        lines.push(line(TextId::Template, name.as_str()));
    }
    lines
}

fn people(words: &Localizer, subject: &Subject<'_>) -> Vec<String> {
    let places = signatories(subject.batch);
    let title = words.text(TextId::SignatoriesTitle);
    if places.is_empty() {
        let why = words.text(words.why_no_places(subject.batch.template.as_ref()));
        return vec![words.summary_line(title, why)];
    }
    let mut lines = vec![title.to_owned()];
    lines.extend(places.iter().take(PLACES).map(|place| person(words, place)));
    if places.len() > PLACES {
        lines.push(words.summary_more_people(places.len() - PLACES));
    }
    lines.push(words.text(TextId::SignatoriesNote).to_owned());
    lines
}

fn person(words: &Localizer, place: &Place<'_>) -> String {
    let who = match place.person {
        Some(person) => {
            let name = words.person(person);
            let email = person.email().filter(|email| *email != name);
            let more = [person.role(), email].into_iter().flatten();
            let told: Vec<&str> = std::iter::once(name.as_str()).chain(more).collect();
            told.join(", ")
        }
        None => words.text(TextId::NoOneSet).to_owned(),
    };
    format!("- {}", words.summary_line(&words.place(place.number), &who))
}

fn foot(words: &Localizer, subject: &Subject<'_>) -> Vec<String> {
    let id = subject.asked.to_string();
    vec![
        words.summary_line(words.text(TextId::BatchId), &id),
        words.report_checked(subject.checked_at),
    ]
}
