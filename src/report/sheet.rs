//! The report: one page that needs nothing else, for a browser to show and print.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use super::page::{HEADING, NOTE, PARAGRAPH, Page, STRONG, VALUE};
use super::{Subject, signatories};
use crate::domain::batch::Batch;
use crate::domain::certificate::CertificateStatus;
use crate::domain::sample::Data;
use crate::domain::template::{Place, Template};
use crate::domain::verdict::Tone;
use crate::domain::{Certificate, ServerText};
use crate::l10n::{Field, Localizer, TextId, Value};

/// As many signatories are told field by field; of more the table has it all.
const PEOPLE: usize = 8;

/// As many failed certificates are told one by one: a report is to be a page or two.
const FAILED: usize = 20;

/// No script runs, nothing is fetched, and no style counts but the one whose fingerprint stands
/// behind this.
const HEAD: &str = "<meta charset=\"utf-8\">\n\
     <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
     <meta name=\"referrer\" content=\"no-referrer\">\n\
     <meta name=\"robots\" content=\"noindex\">\n\
     <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
     img-src data:; base-uri 'none'; form-action 'none'; style-src 'sha256-";

pub(super) const STYLE: &str = include_str!("../../assets/report/report.css");

/// The report about a batch, as a whole HTML file.
pub fn html(l10n: &Localizer, subject: &Subject<'_>) -> String {
    let mut sheet = Sheet {
        page: Page::default(),
        l10n,
        subject,
        batch: subject.batch,
    };
    sheet.head();
    sheet.page.markup("<body>\n<main>\n");
    sheet.title();
    sheet.notices();
    sheet.verdict();
    sheet.page.markup("<div class=\"columns\">\n");
    sheet.people();
    sheet.template();
    sheet.page.markup("</div>\n");
    sheet.failed();
    sheet.fields();
    let shows = l10n.report_shows(subject.service.host());
    sheet
        .page
        .markup("<footer>\n")
        .element(PARAGRAPH, &shows)
        .markup("</footer>\n</main>\n</body>\n</html>\n");
    sheet.page.finish()
}

struct Sheet<'a> {
    page: Page,
    l10n: &'a Localizer,
    subject: &'a Subject<'a>,
    batch: &'a Batch,
}

impl Sheet<'_> {
    fn say(&mut self, open: &'static str, label: TextId) -> &mut Page {
        self.page.element(open, self.l10n.text(label))
    }

    fn head(&mut self) {
        self.page
            .markup("<!DOCTYPE html>\n<html lang=\"")
            .text(self.l10n.text(TextId::Language))
            .markup("\">\n<head>\n")
            .markup(HEAD)
            .text(&BASE64.encode(Sha256::digest(STYLE)))
            .markup("'\">\n")
            .element("<title>", &self.l10n.report_file(self.batch))
            .markup("<style>")
            .markup(STYLE)
            .markup("</style>\n</head>\n");
    }

    fn title(&mut self) {
        let headline = self.l10n.headline(self.batch);
        let checked = self.l10n.report_checked(self.subject.checked_at);
        self.page
            .opened("<header class=\"", class(headline.tone))
            .markup("<div>\n");
        self.say(r#"<p class="kind">"#, TextId::ReportTitle)
            .element(r#"<h1 dir="auto">"#, &headline.name)
            .markup("</div>\n")
            .element(r#"<p class="chip" dir="auto">"#, &headline.status)
            .markup("</header>\n")
            .element(NOTE, &checked);
    }

    /// Facts to know before anything else is believed.
    fn notices(&mut self) {
        let asked = self.subject.asked;
        let got = self.batch.id.as_ref();
        let other = got.filter(|_| self.batch.is_another_than(asked));
        if self.subject.source == Data::Sample {
            self.notice("attention", TextId::SampleBanner, None);
        }
        if let Some(got) = other {
            let why = self.l10n.another_batch_why(asked.to_string(), got);
            self.notice("bad", TextId::AnotherBatch, Some(&why));
        }
        if self.batch.requires_my_signature == Some(true) {
            self.notice("attention", TextId::MySignatureNeeded, None);
        }
    }

    fn notice(&mut self, class: &'static str, title: TextId, why: Option<&str>) {
        self.page.opened("<div class=\"notice ", class);
        self.say(STRONG, title);
        if let Some(why) = why {
            self.page.element(PARAGRAPH, why);
        }
        self.page.markup("</div>\n");
    }

    fn verdict(&mut self) {
        let headline = self.l10n.headline(self.batch);
        let progress = self.l10n.progress(self.batch);
        self.page
            .opened("<section class=\"verdict ", class(headline.tone))
            .element(r#"<p class="lead" dir="auto">"#, &headline.sentence);
        self.bar();
        self.page.element(PARAGRAPH, &progress.line());
        let signatures = self.l10n.signatures(self.batch);
        for more in progress.disagreement.iter().chain(&signatures) {
            self.page.element(NOTE, more);
        }
        self.page.markup("</section>\n");
    }

    /// The parts of the batch as a bar. Drawn, not styled: a style of its own would
    /// have to be allowed first.
    fn bar(&mut self) {
        let Some(shares) = self.batch.counts.shares() else {
            return;
        };
        self.page.markup(
            "<svg class=\"bar\" viewBox=\"0 0 100 2\" preserveAspectRatio=\"none\" \
             aria-hidden=\"true\">\n",
        );
        let mut from = 0.0_f32;
        let looks = ["made", "failed", "to-go"];
        for (look, share) in looks.into_iter().zip(shares) {
            let width = share * 100.0;
            self.page
                .markup("<rect class=\"")
                .markup(look)
                .markup("\" height=\"2\" x=\"")
                .text(&format!("{from:.2}"))
                .markup("\" width=\"")
                .text(&format!("{width:.2}"))
                .markup("\"/>\n");
            from += width;
        }
        self.page.markup("</svg>\n");
    }

    fn people(&mut self) {
        self.page.markup("<section>\n");
        self.say(HEADING, TextId::SignatoriesTitle);
        let places = signatories(self.batch);
        if places.is_empty() {
            let why = self.l10n.why_no_places(self.batch.template.as_ref());
            self.say(PARAGRAPH, why);
        } else {
            self.say(NOTE, TextId::SignatoriesNote)
                .markup("<table>\n<thead>\n<tr>\n");
            self.say("<th scope=\"col\">", TextId::FieldSignatoryIndex);
            self.say("<th scope=\"col\">", TextId::FieldName)
                .markup("</tr>\n</thead>\n<tbody>\n");
            for place in &places {
                self.place(place);
            }
            self.page.markup("</tbody>\n</table>\n");
        }
        self.page.markup("</section>\n");
    }

    fn place(&mut self, place: &Place<'_>) {
        let number = place.number.map(|number| number.to_string());
        let number = number.as_deref().unwrap_or("–");
        self.page
            .markup("<tr>\n")
            .element(r#"<td class="number">"#, number)
            .markup("<td>");
        if let Some(person) = place.person {
            let is_stray = place.field.is_none();
            let stray = is_stray.then(|| self.l10n.text(TextId::NotOnDesign));
            let is_automatic = person.auto_approve == Some(true);
            let automatic = is_automatic.then(|| self.l10n.text(TextId::ApprovesAutomatically));
            let more = [person.role(), person.email(), stray, automatic];
            self.page
                .element(STRONG, &self.l10n.person(person))
                .facts(more.into_iter().flatten());
        } else {
            let field = place.field.map_or("", |field| field.as_str());
            let why = self.l10n.empty_place(field);
            self.say(STRONG, TextId::NoOneSet).element(NOTE, &why);
        }
        self.page.markup("</td>\n</tr>\n");
    }

    fn template(&mut self) {
        let none = Template::default();
        let template = self.batch.template.as_ref().unwrap_or(&none);
        self.page
            .markup("<section>\n")
            .element(HEADING, &self.l10n.template_name(template));
        if let Some(picture) = self.subject.picture {
            let alt = self.l10n.preview_alt(template);
            self.say(NOTE, TextId::PreviewNote)
                .markup("<img src=\"")
                .data_address(picture)
                .markup("\" alt=\"")
                .text(&alt)
                .markup("\">\n");
        } else {
            self.say(PARAGRAPH, TextId::ReportNoPicture);
        }
        self.page.markup("</section>\n");
    }

    /// Failed certificates, as far as they are known.
    fn failed(&mut self) {
        let is_failed = |one: &&Certificate| one.status == CertificateStatus::Failed;
        let failed: Vec<_> = self.subject.certificates.iter().filter(is_failed).collect();
        if failed.is_empty() {
            return;
        }
        self.page.markup("<section>\n");
        self.say(HEADING, TextId::ReportFailed)
            .markup("<table>\n<tbody>\n");
        let told = failed.len().min(FAILED);
        for one in &failed[..told] {
            let seen = |text: &&ServerText| !text.is_blank();
            let name = one.name.as_ref().filter(seen).map(ServerText::as_str);
            let nameless = self.l10n.text(TextId::CertificateNameless);
            let known = [&one.email, &one.reference_id].into_iter().flatten();
            self.page
                .markup("<tr>\n<td>")
                .element(STRONG, name.unwrap_or(nameless))
                .facts(known.filter(seen).map(ServerText::as_str))
                .markup("</td>\n</tr>\n");
        }
        self.page.markup("</tbody>\n</table>\n");
        let all = self.batch.counts.failed.unwrap_or(0);
        let more = all.max(failed.len() as u64) - told as u64;
        if more > 0 {
            self.page.element(NOTE, &self.l10n.report_more_failed(more));
        }
        self.page.markup("</section>\n");
    }

    fn fields(&mut self) {
        self.page.markup("<section class=\"fields\">\n");
        self.say(HEADING, TextId::AllFields)
            .markup("<div class=\"groups\">\n");
        let groups = self.l10n.field_groups(self.batch, self.subject.checked_at);
        for of in groups {
            self.group(&of.title, &of.fields);
        }
        let places = signatories(self.batch);
        let mut people = places.iter().filter_map(|place| place.person);
        for (at, person) in people.by_ref().take(PEOPLE).enumerate() {
            let title = self.l10n.signatory_group(at + 1);
            self.group(&title, &self.l10n.signatory_fields(person));
        }
        self.page.markup("</div>\n");
        let more = people.count();
        if more > 0 {
            self.page.element(NOTE, &self.l10n.report_more_people(more));
        }
        self.page.markup("</section>\n");
    }

    fn group(&mut self, title: &str, fields: &[Field]) {
        self.page
            .markup("<div class=\"group\">\n")
            .element(r#"<h3 dir="auto">"#, title)
            .markup("<dl>\n");
        for field in fields {
            let page = self
                .page
                .markup("<div>\n")
                .element("<dt>", &field.label)
                .markup("<dd>");
            match &field.value {
                Value::Missing => self.say(r#"<span class="missing">"#, TextId::ValueMissing),
                Value::Text(text) => page.element(VALUE, text),
                Value::Code(code) => page.element(r#"<code dir="auto">"#, code),
                Value::Time(time) if time.local == time.exact => page.element(VALUE, &time.exact),
                Value::Time(time) => page
                    .element(VALUE, &time.local)
                    .element(r#"<span class="exact">"#, &time.exact),
            };
            self.page.markup("</dd></div>\n");
        }
        self.page.markup("</dl>\n</div>\n");
    }
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
