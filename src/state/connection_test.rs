use super::cx::UpdateCx;
use super::request::{Request, RequestId};
use crate::domain::Problem;
use crate::domain::checkup::{Finding, Report, Step, Target};

#[derive(Debug, Clone, PartialEq)]
pub struct ConnectionTest {
    pub request: RequestId,
    pub host: String,
    /// Findings so far, one per step.
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

    pub fn is_over(&self) -> bool {
        self.reports.last().is_some_and(|last| {
            last.step == Step::Token || matches!(last.finding, Finding::Failed(_))
        })
    }

    /// Adds a finding; a test that broke off fails its current step.
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
