//! The certificates that failed, in the report.

use super::Subject;
use super::page::{Page, Tag};
use crate::domain::certificate::CertificateStatus;
use crate::domain::{Certificate, ServerText};
use crate::l10n::{Localizer, TextId};

/// As many are told one by one: a report is to be a page or two.
const MOST: usize = 20;

/// Failed certificates, as far as they are known.
pub(super) fn failed(page: &mut Page, l10n: &Localizer, subject: &Subject<'_>) {
    let is_failed = |one: &&Certificate| one.status == CertificateStatus::Failed;
    let failed: Vec<_> = subject.certificates.iter().filter(is_failed).collect();
    if failed.is_empty() {
        return;
    }
    page.markup("<section>\n")
        .element(Tag::Heading, l10n.text(TextId::ReportFailed))
        .markup("<table>\n<tbody>\n");
    for one in failed.iter().take(MOST) {
        certificate(page, l10n, one);
    }
    page.markup("</tbody>\n</table>\n");
    let told = failed.len().min(MOST) as u64;
    let all = subject.batch.counts.failed.unwrap_or(0);
    let more = all.max(failed.len() as u64) - told;
    if more > 0 {
        page.element(Tag::Note, &l10n.report_more_failed(more));
    }
    page.markup("</section>\n");
}

fn certificate(page: &mut Page, l10n: &Localizer, one: &Certificate) {
    let name = one.name.as_ref().filter(|name| !name.is_blank());
    let nameless = l10n.text(TextId::CertificateNameless);
    let known = [&one.email, &one.reference_id];
    let known = known.into_iter().flatten().filter(|text| !text.is_blank());
    page.markup("<tr>\n<td>")
        .element(Tag::Strong, name.map_or(nameless, |name| name.as_str()))
        .facts(known.map(ServerText::as_str))
        .markup("</td>\n</tr>\n");
}
