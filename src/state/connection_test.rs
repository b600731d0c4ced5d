//! The test of the connection.

use super::effect::Effect;
use super::lookup::Phase;
use super::overlay::Overlay;
use super::request::{Request, RequestId};
use super::{AppState, UpdateCx};
use crate::domain::Problem;
use crate::domain::checkup::{Finding, Report, Step};

/// A test of the connection, as far as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ConnectionTest {
    /// The request.
    pub request: RequestId,
    /// The host that is tested.
    pub host: String,
    /// What the steps found so far, in order.
    pub reports: Vec<Report>,
}

impl ConnectionTest {
    /// Whether no further step comes.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.reports.last().is_some_and(|last| {
            last.step == Step::Token || matches!(last.finding, Finding::Failed(_))
        })
    }
}

pub(super) fn start(state: &mut AppState, cx: &mut UpdateCx) {
    let request = state.next_request();
    // The batch that failed may be answered by another address than the rest
    // of the sample data.
    let origin = match &state.lookup.phase {
        Phase::Failed { id, .. } => state.origin_for(*id).clone(),
        Phase::Idle | Phase::Waiting { .. } | Phase::Loading { .. } => state.origin().clone(),
    };
    state.window.overlay = Some(Overlay::ConnectionTest);
    state.window.test = Some(ConnectionTest {
        request,
        host: origin.host(),
        reports: Vec::new(),
    });
    cx.push(Effect::Request {
        id: request,
        request: Request::TestConnection {
            origin,
            token: state.session.token().cloned(),
        },
    });
}

/// What a step found; where the test itself ended, the step it was at says so.
pub(super) fn tested(state: &mut AppState, request: RequestId, result: Result<Report, Problem>) {
    if let Some(test) = &mut state.window.test
        && test.request == request
        && !test.is_over()
    {
        let done = test.reports.len();
        test.reports.push(result.unwrap_or_else(|problem| Report {
            step: Step::ALL.get(done).copied().unwrap_or(Step::Token),
            finding: Finding::Failed(problem),
        }));
    }
}
