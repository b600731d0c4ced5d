//! Words for the test of the connection.

use std::fmt::Write as _;

use super::{About, Localizer, ProblemPlace, TextId, count};
use crate::domain::checkup::{Finding, Report, Step};

impl Localizer {
    pub fn test_lead(&self, host: &str) -> String {
        self.format("test-lead", &[("host", host.into())])
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
        let ms = |took: &std::time::Duration| {
            count(u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1))
        };
        match finding {
            Finding::Addresses(addresses) => {
                let list: Vec<String> = addresses.iter().map(ToString::to_string).collect();
                self.format("test-addresses", &[("addresses", list.join(", ").into())])
            }
            Finding::NameLeftToProxy { proxy } => {
                self.format("test-name-proxy", &[("proxy", proxy.as_str().into())])
            }
            Finding::Connected { took } => self.format("test-connected", &[("ms", ms(took))]),
            Finding::ConnectedThroughProxy { proxy, took } => {
                let values = [("proxy", proxy.as_str().into()), ("ms", ms(took))];
                self.format("test-connected-proxy", &values)
            }
            Finding::Confirmed { issuer, until } => {
                let issuer = ("issuer", issuer.as_str().into());
                match until {
                    None => self.format("test-confirmed-no-date", &[issuer]),
                    Some(until) => {
                        let until = self.local_time(*until);
                        self.format("test-confirmed", &[issuer, ("until", until.into())])
                    }
                }
            }
            Finding::SameComputer => self.format("test-same-computer", &[]),
            Finding::Answered { took } => self.format("test-answered", &[("ms", ms(took))]),
            Finding::TokenAccepted => self.format("test-token-accepted", &[]),
            Finding::TokenKnown => self.format("test-token-known", &[]),
            Finding::NoToken => self.format("test-no-token", &[]),
            Finding::Failed(problem) => {
                let copy = self.problem(
                    problem,
                    ProblemPlace::Panel {
                        wait: problem.kind.retry_after(),
                    },
                );
                let parts = [Some(copy.title), copy.why, copy.next];
                let sentences: Vec<String> = parts.into_iter().flatten().map(ended).collect();
                sentences.join(" ")
            }
        }
    }

    pub fn test_report(&self, host: &str, reports: &[Report]) -> String {
        let mut text = self.about(&About::default());
        let heading = self.text(TextId::TestReportHeading);
        let _ = writeln!(text, "{heading}\n{}", self.test_lead(host));
        for report in reports {
            let values = [
                ("step", self.test_step(report.step).into()),
                ("finding", self.finding(&report.finding).into()),
            ];
            let _ = writeln!(text, "{}", self.format("test-report-line", &values));
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
