//! The test of the connection.

use super::cx::UpdateCx;
use super::request::{Request, RequestId};
use crate::domain::Problem;
use crate::domain::checkup::{Finding, Report, Step, Target};

/// A test of the connection, as far as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ConnectionTest {
    pub request: RequestId,
    /// The host that is tested.
    pub host: String,
    /// What the steps found so far, in order.
    pub reports: Vec<Report>,
}

impl ConnectionTest {
    pub(super) fn start(target: Target, cx: &mut UpdateCx) -> Self {
        Self {
            host: target.origin.host(),
            request: cx.request(Request::TestConnection { target }),
            reports: Vec::new(),
        }
    }

    /// Whether no further step comes.
    pub fn is_over(&self) -> bool {
        self.reports.last().is_some_and(|last| {
            last.step == Step::Token || matches!(last.finding, Finding::Failed(_))
        })
    }

    /// What a step found; where the test itself ended, the step it was at says so.
    pub(super) fn tested(&mut self, request: RequestId, result: Result<Report, Problem>) {
        if self.request != request || self.is_over() {
            return;
        }
        let done = self.reports.len();
        let report = result.unwrap_or_else(|problem| Report {
            step: Step::ALL.get(done).copied().unwrap_or(Step::Token),
            finding: Finding::Failed(problem),
        });
        self.reports.push(report);
    }
}
