//! The details for a support desk. Never the token, never the query of an address.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{Localizer, ProblemPlace, TextId, VERSION};
use crate::domain::BatchId;
use crate::domain::problem::{Evidence, Problem};
use crate::domain::text::ServerText;

/// Facts that hold for every problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub version: String,
    pub system: String,
}

impl Default for About {
    fn default() -> Self {
        Self {
            version: VERSION.to_owned(),
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFolders {
    /// Settings, accounts and recent batches.
    pub config: String,
    /// Answers, which the service can send again.
    pub cache: String,
}

impl Localizer {
    /// The lines under "Details", which "Copy details" copies below a heading.
    pub fn detail_lines(&self, problem: &Problem, id: Option<BatchId>) -> Vec<String> {
        let evidence = &problem.evidence;
        let mut lines = Vec::new();
        let mut add = |message: &str, name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                lines.push(self.format(message, &[(name, value.into())]));
            }
        };
        let sent = |text: &ServerText| text.sent_str().to_owned();
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        let text = |text: &Option<ServerText>| text.as_ref().map(sent);
        add("details-batch", "id", id.map(|id| id.to_string()));
        add("details-host", "host", evidence.host.clone());
        add("details-proxy", "proxy", evidence.proxy.clone());
        add(
            "details-status",
            "status",
            number(evidence.status.map(u64::from)),
        );
        add("details-led-to", "host", text(&evidence.led_to));
        add("details-error-code", "code", text(&evidence.error_code));
        add(
            "details-permission",
            "permission",
            text(&evidence.required_permission),
        );
        add("details-request-id", "id", text(&evidence.request_id));
        add("details-message", "message", text(&evidence.message));
        add(
            "details-internal-report",
            "bytes",
            number(evidence.internal_report),
        );
        for message in &evidence.field_messages {
            add("details-message", "message", Some(sent(message)));
        }
        add("details-content-type", "type", text(&evidence.content_type));
        add("details-bytes", "bytes", number(evidence.bytes));
        add("details-announced", "bytes", number(evidence.announced));
        add("details-retry-after", "value", text(&evidence.retry_after));
        add("details-json-path", "path", text(&evidence.json_path));
        let clock = far_off(evidence);
        let direction = if clock < Some(0) {
            "details-clock-behind"
        } else {
            "details-clock-ahead"
        };
        add(direction, "seconds", number(clock.map(i64::unsigned_abs)));
        add("details-excerpt", "excerpt", text(&evidence.excerpt));
        for cause in &evidence.chain {
            add(
                "details-chain",
                "cause",
                Some(ServerText::new(cause).to_string()),
            );
        }
        lines
    }

    /// Everything that "Copy details" copies. `now` stands for the time of a
    /// problem that has none of its own.
    pub fn details(&self, problem: &Problem, id: Option<BatchId>, now: Timestamp) -> String {
        let about = About::default();
        let place = ProblemPlace::Panel {
            wait: problem.kind.retry_after(),
        };
        let title = self.problem(problem, place).title;
        let at = problem.evidence.at.unwrap_or(now);
        let mut text = self.about(&about);
        let head = [
            self.format("details-what", &[("what", title.into())]),
            self.format("details-time", &[("time", at.to_string().into())]),
        ];
        for line in head.into_iter().chain(self.detail_lines(problem, id)) {
            let _ = writeln!(text, "{line}");
        }
        text
    }

    pub fn about(&self, about: &About) -> String {
        let mut text = String::from(self.text(TextId::DetailsHeading));
        let version = [("version", about.version.as_str().into())];
        let version = self.format("details-version", &version);
        let system = [("system", about.system.as_str().into())];
        let system = self.format("details-system", &system);
        let _ = writeln!(text, "\n{version}\n{system}");
        text
    }

    pub fn version(&self) -> String {
        self.format("about-version", &[("version", VERSION.into())])
    }

    pub fn data_folders(&self, folders: &DataFolders) -> String {
        let values = [
            ("config", folders.config.as_str().into()),
            ("cache", folders.cache.as_str().into()),
        ];
        self.format("about-folders", &values)
    }

    /// The service that is asked.
    pub fn service(&self, host: &str) -> String {
        self.format("about-service", &[("host", host.into())])
    }
}

/// A difference of clocks that can matter, in seconds.
fn far_off(evidence: &Evidence) -> Option<i64> {
    evidence
        .clock_difference
        .filter(|seconds| seconds.abs() >= 120)
}
