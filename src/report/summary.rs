//! The summary: plain text that reads well in a mail.

use super::{Subject, signatories};
use crate::domain::moment::Moment;
use crate::domain::sample::Data;
use crate::domain::template::Place;
use crate::l10n::{Localizer, TextId};

/// As many places are listed; a mail with more is not read.
const PLACES: usize = 20;

pub fn summary(l10n: &Localizer, subject: &Subject<'_>) -> String {
    let headline = l10n.headline(subject.batch);
    let title = l10n.summary_line(&headline.name, &headline.status);
    let id = l10n.summary_line(l10n.text(TextId::BatchId), subject.asked.to_string());
    let parts = [
        notices(l10n, subject),
        vec![title, headline.sentence],
        facts(l10n, subject),
        people(l10n, subject),
        vec![id, l10n.report_checked(subject.checked_at)],
    ];
    let told = parts.iter().filter(|lines| !lines.is_empty());
    let parts: Vec<String> = told.map(|lines| lines.join("\n")).collect();
    parts.join("\n\n") + "\n"
}

fn notices(l10n: &Localizer, subject: &Subject<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if subject.source == Data::Sample {
        lines.push(l10n.text(TextId::SampleBanner).to_owned());
    }
    if let Some(why) = subject.another_batch(l10n) {
        lines.push(l10n.summary_line(l10n.text(TextId::AnotherBatch), &why));
    }
    lines
}

fn facts(l10n: &Localizer, subject: &Subject<'_>) -> Vec<String> {
    let batch = subject.batch;
    let line = |label, value: &str| l10n.summary_line(l10n.text(label), value);
    let progress = l10n.progress(batch);
    let mut lines = vec![line(TextId::SummaryCounts, &progress.line())];
    lines.extend(progress.disagreement);
    lines.extend(l10n.signatures(batch));
    if batch.requires_my_signature == Some(true) {
        lines.push(l10n.text(TextId::MySignatureNeeded).to_owned());
    }
    let mut time = |label, moment: &Option<Moment>| {
        if let Some(moment) = moment {
            let told = l10n.moment(moment, subject.checked_at);
            lines.push(line(label, &told.local));
        }
    };
    time(TextId::FieldCreatedAt, &batch.created_at);
    time(TextId::FieldUpdatedAt, &batch.updated_at);
    time(TextId::FieldCompletionDate, &batch.completion_date);
    let name = batch.template.as_ref().and_then(|of| of.name.as_ref());
    let name = name.filter(|name| !name.is_blank());
    lines.extend(name.map(|name| line(TextId::Template, name.as_str())));
    lines
}

fn people(l10n: &Localizer, subject: &Subject<'_>) -> Vec<String> {
    let places = signatories(subject.batch);
    let title = l10n.text(TextId::SignatoriesTitle);
    if places.is_empty() {
        let why = l10n.text(l10n.why_no_places(subject.batch.template.as_ref()));
        return vec![l10n.summary_line(title, why)];
    }
    let mut lines = vec![title.to_owned()];
    lines.extend(places.iter().take(PLACES).map(|place| person(l10n, place)));
    if places.len() > PLACES {
        lines.push(l10n.summary_more_people(places.len() - PLACES));
    }
    lines.push(l10n.text(TextId::SignatoriesNote).to_owned());
    lines
}

fn person(l10n: &Localizer, place: &Place<'_>) -> String {
    let who = l10n.holder(place.person);
    let facts = place.person.map(|person| [person.role(), person.email()]);
    let facts = facts.into_iter().flatten().flatten();
    let facts = facts.filter(|fact| *fact != who);
    let told: Vec<&str> = std::iter::once(&*who).chain(facts).collect();
    let place = l10n.place(place.number);
    format!("- {}", l10n.summary_line(place, told.join(", ")))
}
