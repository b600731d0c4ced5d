//! Texts for a support desk: the details of a problem, and the test of the connection. Never
//! the token, never the query of an address.

use std::fmt::Write as _;
use std::time::Duration;

use super::{Localizer, TextId};
use crate::domain::BatchId;
use crate::domain::checkup::{Finding, Report, Step};
use crate::domain::problem::Problem;
use crate::domain::text::ServerText;

impl Localizer {
    /// The lines under "Details", which "Copy details" copies below a heading.
    pub fn detail_lines(&self, problem: &Problem, id: Option<BatchId>) -> Vec<String> {
        let evidence = &problem.evidence;
        let text = |text: &Option<ServerText>| {
            let sent = text.as_ref().map(|text| text.sent_str().to_owned());
            sent.filter(|text| !text.is_empty())
        };
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        let summary = text(&evidence.message).unwrap_or_default();
        let messages = evidence.field_messages.iter().map(ServerText::sent_str);
        // Laravel's summary begins with the first of them.
        let messages = messages.filter(|said| !summary.starts_with(said));
        // A difference of clocks that can matter, in seconds.
        let clock = evidence.clock_difference.filter(|off| off.abs() >= 120);
        let clock = clock.map(|off| match off.unsigned_abs().to_string() {
            seconds if off < 0 => self.details_clock_behind(seconds),
            seconds => self.details_clock_ahead(seconds),
        });
        let head = [
            evidence.at.map(|at| self.details_time(format!("{at:.0}"))),
            id.map(|id| self.details_batch(id.to_string())),
            evidence.host.as_ref().map(|host| self.details_host(host)),
            evidence.proxy.as_ref().map(|at| self.details_proxy(at)),
            number(evidence.status.map(u64::from)).map(|n| self.details_status(n)),
            text(&evidence.led_to).map(|host| self.details_led_to(host)),
            text(&evidence.error_code).map(|code| self.details_error_code(code)),
            text(&evidence.required_permission).map(|name| self.details_permission(name)),
            text(&evidence.request_id).map(|id| self.details_request_id(id)),
            text(&evidence.message).map(|said| self.details_message(said)),
            number(evidence.internal_report).map(|n| self.details_internal_report(n)),
        ];
        let tail = [
            text(&evidence.content_type).map(|kind| self.details_content_type(kind)),
            number(evidence.bytes).map(|n| self.details_bytes(n)),
            number(evidence.announced).map(|n| self.details_announced(n)),
            text(&evidence.retry_after).map(|value| self.details_retry_after(value)),
            text(&evidence.json_path).map(|path| self.details_json_path(path)),
            clock,
            text(&evidence.excerpt).map(|start| self.details_excerpt(start)),
        ];
        let causes = evidence.chain.iter();
        let causes = causes.map(|cause| self.details_chain(&ServerText::new(cause)));
        let lines = head.into_iter().flatten();
        let lines = lines.chain(messages.map(|said| self.details_message(said)));
        let lines = lines.chain(tail.into_iter().flatten());
        lines.chain(causes).collect()
    }

    /// Everything that "Copy details" copies.
    pub fn details(&self, problem: &Problem, id: Option<BatchId>) -> String {
        let title = self.problem(problem, problem.kind.retry_after()).title;
        let what = std::iter::once(self.details_what(title));
        let lines = what.chain(self.detail_lines(problem, id));
        lines.fold(self.about(), |text, line| text + &line + "\n")
    }

    /// Facts that hold for every problem.
    pub fn about(&self) -> String {
        let heading = self.text(TextId::DetailsHeading);
        let version = self.text(TextId::DetailsVersion);
        let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
        format!("{heading}\n{version}\n{}\n", self.details_system(system))
    }

    pub fn test_step(&self, step: Step) -> &str {
        self.text(match step {
            Step::Name => TextId::TestName,
            Step::Connection => TextId::TestConnection,
            Step::Secure => TextId::TestSecure,
            Step::Service => TextId::TestService,
            Step::Token => TextId::TestToken,
        })
    }

    pub fn finding(&self, finding: &Finding) -> String {
        let ms = |took: &Duration| u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1);
        let fixed = |label| self.text(label).to_owned();
        match finding {
            Finding::Addresses(addresses) => {
                let list: Vec<String> = addresses.iter().map(ToString::to_string).collect();
                self.test_addresses(list.join(", "))
            }
            Finding::NameLeftToProxy(proxy) => self.test_name_proxy(proxy),
            Finding::Connected(took) => self.test_connected(ms(took)),
            Finding::ConnectedThroughProxy { proxy, took } => {
                self.test_connected_proxy(ms(took), proxy)
            }
            Finding::Confirmed { issuer, until } => match until {
                None => self.test_confirmed_no_date(issuer),
                Some(until) => self.test_confirmed(issuer, *until),
            },
            Finding::SameComputer => fixed(TextId::TestSameComputer),
            Finding::Answered(took) => self.test_answered(ms(took)),
            Finding::TokenAccepted => fixed(TextId::TestTokenAccepted),
            Finding::TokenKnown => fixed(TextId::TestTokenKnown),
            Finding::NoToken => fixed(TextId::TestNoToken),
            Finding::Failed(problem) => {
                let copy = self.list_problem(problem, problem.kind.retry_after());
                let parts = [Some(copy.title), copy.why, copy.next];
                let sentences: Vec<String> = parts.into_iter().flatten().map(ended).collect();
                sentences.join(" ")
            }
        }
    }

    pub fn test_report(&self, host: &str, reports: &[Report]) -> String {
        let mut text = self.about();
        let heading = self.text(TextId::TestReportHeading);
        let _ = writeln!(text, "{heading}\n{}", self.test_lead(host));
        for report in reports {
            let finding = self.finding(&report.finding);
            let line = self.test_report_line(finding, self.test_step(report.step));
            let _ = writeln!(text, "{line}");
            if let Finding::Failed(problem) = &report.finding {
                for line in self.detail_lines(problem, None) {
                    let _ = writeln!(text, "  {line}");
                }
            }
        }
        text
    }
}

/// A title has no full stop; inside a sentence it needs one.
fn ended(mut sentence: String) -> String {
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    sentence
}
