//! The test of the connection in words.

use std::fmt::Write as _;

use super::{About, Label, ProblemPlace, Words, count};
use crate::domain::checkup::{Finding, Report, Step};

impl Words {
    /// What is tested.
    #[must_use]
    pub fn test_lead(&self, host: &str) -> String {
        self.fill("test-lead", &[("host", host.into())])
    }

    /// The name of a step.
    #[must_use]
    pub fn test_step(&self, step: Step) -> &str {
        self.say(match step {
            Step::Name => Label::TestName,
            Step::Connection => Label::TestConnection,
            Step::Secure => Label::TestSecure,
            Step::Service => Label::TestService,
            Step::Token => Label::TestToken,
        })
    }

    /// What a step found.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> String {
        let ms = |took: &std::time::Duration| {
            count(u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1))
        };
        match finding {
            Finding::Addresses(addresses) => {
                let list: Vec<String> = addresses.iter().map(ToString::to_string).collect();
                self.fill("test-addresses", &[("addresses", list.join(", ").into())])
            }
            Finding::NameLeftToProxy { proxy } => {
                self.fill("test-name-proxy", &[("proxy", proxy.as_str().into())])
            }
            Finding::Connected { took } => self.fill("test-connected", &[("ms", ms(took))]),
            Finding::ConnectedThroughProxy { proxy, took } => {
                let values = [("proxy", proxy.as_str().into()), ("ms", ms(took))];
                self.fill("test-connected-proxy", &values)
            }
            Finding::Confirmed { issuer, until } => {
                let issuer = ("issuer", issuer.as_str().into());
                match until {
                    None => self.fill("test-confirmed-no-date", &[issuer]),
                    Some(until) => {
                        let until = self.local_time(*until);
                        self.fill("test-confirmed", &[issuer, ("until", until.into())])
                    }
                }
            }
            Finding::SameComputer => self.fill("test-same-computer", &[]),
            Finding::Answered { took } => self.fill("test-answered", &[("ms", ms(took))]),
            Finding::TokenAccepted => self.fill("test-token-accepted", &[]),
            Finding::TokenKnown => self.fill("test-token-known", &[]),
            Finding::NoToken => self.fill("test-no-token", &[]),
            Finding::Failed(problem) => {
                let copy = self.problem(
                    problem,
                    ProblemPlace::Panel {
                        wait: problem.wait(),
                    },
                );
                let parts = [Some(copy.title), copy.why, copy.next];
                let sentences: Vec<String> = parts.into_iter().flatten().map(ended).collect();
                sentences.join(" ")
            }
        }
    }

    /// The results for the IT department.
    #[must_use]
    pub fn test_report(&self, host: &str, reports: &[Report]) -> String {
        let mut text = self.about(&About::default());
        let heading = self.say(Label::TestReportHeading);
        let _ = writeln!(text, "{heading}\n{}", self.test_lead(host));
        for report in reports {
            let values = [
                ("step", self.test_step(report.step).into()),
                ("finding", self.finding(&report.finding).into()),
            ];
            let _ = writeln!(text, "{}", self.fill("test-report-line", &values));
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
