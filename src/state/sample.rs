use super::cx::UpdateCx;
use super::outcome::Outcome;
use super::request::{Request, RequestId};
use crate::domain::Problem;
use crate::domain::sample::Sample;

#[derive(Debug, Clone, PartialEq)]
pub enum SamplePhase {
    None,
    Starting(RequestId),
    Running(Sample),
    Failed(Problem),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    Explore,
    Leave,
    /// Line of the list, counted from 0.
    Choose(usize),
}

impl SamplePhase {
    pub(super) fn update(&mut self, intent: Intent, cx: &mut UpdateCx) {
        match intent {
            Intent::Explore => self.start(cx),
            Intent::Leave => {
                *self = Self::None;
                cx.report(Outcome::SampleLeft);
            }
            Intent::Choose(line) => {
                if let Self::Running(sample) = self
                    && let Some(entry) = sample.entries.get(line)
                {
                    cx.report(Outcome::SampleChosen(entry.act.clone()));
                }
            }
        }
    }

    pub(super) fn start(&mut self, cx: &mut UpdateCx) {
        match self {
            Self::Starting(_) | Self::Running(_) => {}
            Self::None | Self::Failed(_) => {
                *self = Self::Starting(cx.request(Request::StartSample));
            }
        }
    }

    pub(super) fn started(
        &mut self,
        request: RequestId,
        result: Result<Sample, Problem>,
        cx: &mut UpdateCx,
    ) {
        if *self != Self::Starting(request) {
            return;
        }
        match result {
            Ok(sample) => {
                let token = sample.token.clone();
                *self = Self::Running(sample);
                cx.report(Outcome::SampleStarted(token));
            }
            Err(problem) => {
                *self = Self::Failed(problem);
                cx.report(Outcome::SampleFailed);
            }
        }
    }
}
