//! The report: one page that needs nothing else, for a browser to show and print.

use super::failed::failed;
use super::page::{Page, Tag};
use super::{Subject, signatories};
use crate::domain::sample::Data;
use crate::domain::template::{Place, Template};
use crate::domain::verdict::Tone;
use crate::l10n::{Field, Localizer, TextId, Value};

/// As many signatories are told field by field; of more the table has it all.
const PEOPLE: usize = 8;

/// No script runs, nothing is fetched, and no style counts but the one with the
/// fingerprint that stands between these two.
const HEAD: [&str; 2] = [
    "<meta charset=\"utf-8\">\n\
     <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
     img-src data:; base-uri 'none'; form-action 'none'; style-src 'sha256-",
    "'\">\n\
     <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
     <meta name=\"referrer\" content=\"no-referrer\">\n\
     <meta name=\"robots\" content=\"noindex\">\n",
];

/// Of the style; a test compares them.
pub(super) const FINGERPRINT: &str = "fF4NH6gL1+mYE8u+RM2vwZc58VoGrohcdD27FmD1hAE=";

pub(super) const STYLE: &str = include_str!("../../assets/report/report.css");

/// The report about a batch, as a whole HTML file.
pub fn html(l10n: &Localizer, subject: &Subject<'_>) -> String {
    let mut page = Page::default();
    head(&mut page, l10n, subject);
    page.markup("<body>\n<main>\n");
    title(&mut page, l10n, subject);
    notices(&mut page, l10n, subject);
    verdict(&mut page, l10n, subject);
    page.markup("<div class=\"columns\">\n");
    people(&mut page, l10n, subject);
    template(&mut page, l10n, subject);
    page.markup("</div>\n");
    failed(&mut page, l10n, subject);
    fields(&mut page, l10n, subject);
    page.markup("<footer>\n");
    let host = subject.service.host();
    page.element(Tag::Paragraph, &l10n.report_shows(&host));
    page.markup("</footer>\n</main>\n</body>\n</html>\n");
    page.finish()
}

fn head(page: &mut Page, l10n: &Localizer, subject: &Subject<'_>) {
    page.markup("<!DOCTYPE html>\n<html lang=\"")
        .text(l10n.text(TextId::Language))
        .markup("\">\n<head>\n")
        .markup(HEAD[0])
        .markup(FINGERPRINT)
        .markup(HEAD[1])
        .element(Tag::Title, &l10n.report_file(subject.batch))
        .markup("<style>")
        .markup(STYLE)
        .markup("</style>\n</head>\n");
}

fn title(page: &mut Page, l10n: &Localizer, subject: &Subject<'_>) {
    let headline = l10n.headline(subject.batch);
    page.markup("<header class=\"")
        .markup(class(headline.tone))
        .markup("\">\n<div>\n")
        .element(Tag::Kind, l10n.text(TextId::ReportTitle))
        .element(Tag::Name, &headline.name)
        .markup("</div>\n")
        .element(Tag::Chip, &headline.status)
        .markup("</header>\n")
        .element(Tag::Note, &l10n.report_checked(subject.checked_at));
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Busy => "busy",
        Tone::Attention => "attention",
        Tone::Bad => "bad",
        Tone::Neutral => "neutral",
    }
}

/// Facts to know before anything else is believed.
fn notices(page: &mut Page, l10n: &Localizer, subject: &Subject<'_>) {
    if subject.source == Data::Sample {
        notice(page, "attention", l10n.text(TextId::SampleBanner), "");
    }
    if let Some(got) = &subject.batch.id
        && subject.batch.is_another_than(subject.asked)
    {
        let why = l10n.another_batch_why(subject.asked.to_string(), got);
        notice(page, "bad", l10n.text(TextId::AnotherBatch), &why);
    }
    if subject.batch.requires_my_signature == Some(true) {
        let needed = l10n.text(TextId::MySignatureNeeded);
        notice(page, "attention", needed, "");
    }
}

fn notice(page: &mut Page, class: &'static str, title: &str, why: &str) {
    page.markup("<div class=\"notice ")
        .markup(class)
        .markup("\">\n");
    page.element(Tag::Strong, title);
    if !why.is_empty() {
        page.element(Tag::Paragraph, why);
    }
    page.markup("</div>\n");
}

fn verdict(page: &mut Page, l10n: &Localizer, subject: &Subject<'_>) {
    let headline = l10n.headline(subject.batch);
    let progress = l10n.progress(subject.batch);
    page.markup("<section class=\"verdict ")
        .markup(class(headline.tone))
        .markup("\">\n")
        .element(Tag::Lead, &headline.sentence);
    bar(page, subject);
    page.element(Tag::Paragraph, &progress.line());
    for more in progress
        .disagreement
        .iter()
        .chain(&l10n.signatures(subject.batch))
    {
        page.element(Tag::Note, more);
    }
    page.markup("</section>\n");
}

/// The parts of the batch as a bar. Drawn, not styled: a style of its own would
/// have to be allowed first.
fn bar(page: &mut Page, subject: &Subject<'_>) {
    let Some(shares) = subject.batch.counts.shares() else {
        return;
    };
    page.markup(
        "<svg class=\"bar\" viewBox=\"0 0 100 2\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\">\n",
    );
    let mut from = 0.0_f32;
    let looks = ["made", "failed", "to-go"];
    for (look, share) in looks.into_iter().zip(shares) {
        let width = share * 100.0;
        page.markup("<rect class=\"")
            .markup(look)
            .markup("\" height=\"2\" x=\"")
            .text(&format!("{from:.2}"))
            .markup("\" width=\"")
            .text(&format!("{width:.2}"))
            .markup("\"/>\n");
        from += width;
    }
    page.markup("</svg>\n");
}

fn people(page: &mut Page, l10n: &Localizer, subject: &Subject<'_>) {
    page.markup("<section>\n")
        .element(Tag::Heading, l10n.text(TextId::SignatoriesTitle));
    let places = signatories(subject.batch);
    if places.is_empty() {
        page.element(
            Tag::Paragraph,
            l10n.text(l10n.why_no_places(subject.batch.template.as_ref())),
        );
    } else {
        page.element(Tag::Note, l10n.text(TextId::SignatoriesNote));
        page.markup("<table>\n<thead>\n<tr>");
        for label in [TextId::FieldSignatoryIndex, TextId::FieldName] {
            page.markup("<th scope=\"col\">")
                .text(l10n.text(label))
                .markup("</th>");
        }
        page.markup("</tr>\n</thead>\n<tbody>\n");
        for place in &places {
            person(page, l10n, place);
        }
        page.markup("</tbody>\n</table>\n");
    }
    page.markup("</section>\n");
}

fn person(page: &mut Page, l10n: &Localizer, place: &Place<'_>) {
    let number = place.number.map(|number| number.to_string());
    page.markup("<tr>\n")
        .element(Tag::Number, number.as_deref().unwrap_or("–"))
        .markup("<td>");
    if let Some(person) = place.person {
        page.element(Tag::Strong, &l10n.person(person));
        let stray = place
            .field
            .is_none()
            .then(|| l10n.text(TextId::NotOnDesign));
        let automatic = person
            .auto_approve
            .filter(|yes| *yes)
            .map(|_| l10n.text(TextId::ApprovesAutomatically));
        let more = [person.role(), person.email(), stray, automatic];
        page.facts(more.into_iter().flatten());
    } else {
        page.element(Tag::Strong, l10n.text(TextId::NoOneSet));
        let field = place.field.map_or("", |field| field.as_str());
        page.element(Tag::Note, &l10n.empty_place(field));
    }
    page.markup("</td>\n</tr>\n");
}

fn template(page: &mut Page, l10n: &Localizer, subject: &Subject<'_>) {
    let none = Template::default();
    let template = subject.batch.template.as_ref().unwrap_or(&none);
    page.markup("<section>\n")
        .element(Tag::Heading, &l10n.template_name(template));
    match subject.picture {
        Some(picture) => {
            page.element(Tag::Note, l10n.text(TextId::PreviewNote))
                .markup("<img src=\"")
                .data_address(picture)
                .markup("\" alt=\"")
                .text(&l10n.preview_alt(template))
                .markup("\">\n");
        }
        None => {
            page.element(Tag::Paragraph, l10n.text(TextId::ReportNoPicture));
        }
    }
    page.markup("</section>\n");
}

fn fields(page: &mut Page, l10n: &Localizer, subject: &Subject<'_>) {
    page.markup("<section class=\"fields\">\n")
        .element(Tag::Heading, l10n.text(TextId::AllFields))
        .markup("<div class=\"groups\">\n");
    for of in l10n.field_groups(subject.batch, subject.checked_at) {
        group(page, l10n, &of.title, &of.fields);
    }
    let places = signatories(subject.batch);
    let mut people = places.iter().filter_map(|place| place.person);
    for (at, person) in people.by_ref().take(PEOPLE).enumerate() {
        let fields = l10n.signatory_fields(person);
        group(page, l10n, &l10n.signatory_group(at + 1), &fields);
    }
    page.markup("</div>\n");
    let more = people.count();
    if more > 0 {
        page.element(Tag::Note, &l10n.report_more_people(more));
    }
    page.markup("</section>\n");
}

fn group(page: &mut Page, l10n: &Localizer, title: &str, fields: &[Field]) {
    page.markup("<div class=\"group\">\n")
        .element(Tag::GroupHeading, title)
        .markup("<dl>\n");
    for field in fields {
        page.markup("<div>")
            .element(Tag::Term, &field.label)
            .markup("<dd>");
        match &field.value {
            Value::Missing => page.element(Tag::Missing, l10n.text(TextId::ValueMissing)),
            Value::Text(text) => page.element(Tag::Value, text),
            Value::Code(code) => page.element(Tag::Code, code),
            Value::Time(time) if time.local == time.exact => page.element(Tag::Value, &time.exact),
            Value::Time(time) => page
                .element(Tag::Value, &time.local)
                .markup(" ")
                .element(Tag::Exact, &time.exact),
        };
        page.markup("</dd></div>\n");
    }
    page.markup("</dl>\n</div>\n");
}
