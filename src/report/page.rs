//! The report: one page that needs nothing else, for a browser to show and print.
//! Its template, `assets/report/report.html`, escapes every text.

use askama::Template as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::{Subject, signatories};
use crate::domain::batch::Batch;
use crate::domain::certificate::CertificateStatus;
use crate::domain::sample::Data;
use crate::domain::signatory::Signatory;
use crate::domain::template::{Place, Template};
use crate::domain::verdict::Tone;
use crate::domain::{Certificate, ServerText};
use crate::l10n::{FieldGroup, Headline, Localizer, PEOPLE, ProgressWords, TextId, Value};

/// As many failed certificates are told one by one: a report is to be a page or two.
const FAILED: usize = 20;

pub(super) const STYLE: &str = include_str!("../../assets/report/report.css");

/// The report about a batch, as a whole HTML file.
pub fn html(l10n: &Localizer, subject: &Subject<'_>) -> String {
    let batch = subject.batch;
    let headline = l10n.headline(batch);
    let none = Template::default();
    let is_failed = |one: &&Certificate| one.status == CertificateStatus::Failed;
    let places = signatories(batch);
    let mut groups = l10n.field_groups(batch, subject.checked_at);
    groups.extend(l10n.signatory_groups(&places).take(PEOPLE));
    let page = Page {
        l10n,
        subject,
        batch,
        template: batch.template.as_ref().unwrap_or(&none),
        tone: class(headline.tone),
        headline,
        progress: l10n.progress(batch),
        places,
        failed: subject.certificates.iter().filter(is_failed).collect(),
        groups,
    };
    // Writing to a text does not fail.
    let html = page.render().unwrap_or_default();
    // HTML has no way to write these.
    html.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

#[derive(askama::Template)]
#[template(path = "report.html", config = "assets/report/askama.toml")]
struct Page<'a> {
    l10n: &'a Localizer,
    subject: &'a Subject<'a>,
    batch: &'a Batch,
    template: &'a Template,
    tone: &'static str,
    headline: Headline,
    progress: ProgressWords,
    places: Vec<Place<'a>>,
    failed: Vec<&'a Certificate>,
    /// Every field of the batch, its template and the first signatories.
    groups: Vec<FieldGroup>,
}

impl Page<'_> {
    /// The parts of the batch: name, beginning and length in parts of 100.
    fn bars(&self) -> Option<Vec<(&'static str, String, String)>> {
        let shares = self.batch.counts.shares()?;
        let mut end = 0.0;
        let bars = ["made", "failed", "to-go"].into_iter().zip(shares);
        let bars = bars.map(|(look, share)| {
            let (from, width) = (end, share * 100.0);
            end += width;
            (look, format!("{from:.2}"), format!("{width:.2}"))
        });
        Some(bars.collect())
    }

    fn about(&self, place: &Place<'_>) -> Vec<String> {
        let email = place.person.and_then(Signatory::email).map(str::to_owned);
        let facts = self.l10n.place_facts(place);
        facts.into_iter().chain(email).collect()
    }

    /// The picture as an address that holds the whole file.
    fn picture(&self) -> Option<String> {
        let picture = self.subject.picture?;
        let file = BASE64.encode(&picture.file);
        let kind = picture.format.media_type();
        Some(format!("data:{kind};base64,{file}"))
    }

    /// Failed ones beyond those that are told.
    fn more_failed(&self) -> Option<String> {
        let all = self.batch.counts.failed.unwrap_or(0);
        let listed = self.failed.len();
        let more = all.max(listed as u64) - listed.min(FAILED) as u64;
        (more > 0).then(|| self.l10n.report_more_failed(more))
    }

    /// Signatories beyond those that are told field by field.
    fn more_people(&self) -> Option<String> {
        let people = self.places.iter().filter(|place| place.person.is_some());
        let more = people.count().saturating_sub(PEOPLE);
        (more > 0).then(|| self.l10n.report_more_people(more))
    }
}

/// Facts about a certificate beside its name.
fn known<'a>(failed: &'a Certificate, name: &str) -> Vec<&'a ServerText> {
    let known = [&failed.email, &failed.reference_id].into_iter().flatten();
    let known = known.filter(|text| !text.is_blank() && text.as_str() != name);
    known.collect()
}

fn fingerprint() -> String {
    BASE64.encode(Sha256::digest(STYLE))
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
