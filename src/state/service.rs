//! Service and account in use, or the sample data.

use super::cx::UpdateCx;
use super::displayed::DisplayedBatch;
use super::outcome::Outcome;
use super::request::{Caller, Request, RequestId, Store};
use super::session::{Session, Vault};
use crate::domain::sample::Sample;
use crate::domain::{Account, ApiOrigin, ApiToken, BatchId, Problem};

#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    pub home: Account,
    pub sample: SamplePhase,
}

impl Service {
    pub fn origin(&self) -> &ApiOrigin {
        match &self.sample {
            SamplePhase::Running(sample) => &sample.origin,
            SamplePhase::None | SamplePhase::Starting(_) | SamplePhase::Failed(_) => {
                &self.home.id.origin
            }
        }
    }

    /// Service that answers for a batch.
    pub fn origin_for(&self, id: BatchId) -> &ApiOrigin {
        match &self.sample {
            SamplePhase::Running(sample) => sample.origin_for(id),
            SamplePhase::None | SamplePhase::Starting(_) | SamplePhase::Failed(_) => {
                &self.home.id.origin
            }
        }
    }

    pub(super) fn vault(&self) -> Vault {
        match &self.sample {
            SamplePhase::Running(sample) => Vault {
                store: Store::Sample(None),
                account: Account::only(sample.origin.clone()),
            },
            SamplePhase::None | SamplePhase::Starting(_) | SamplePhase::Failed(_) => Vault {
                store: Store::System,
                account: self.home.clone(),
            },
        }
    }
}

/// Service and token to ask with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Access<'a> {
    pub service: &'a Service,
    pub token: Option<&'a ApiToken>,
}

impl<'a> Access<'a> {
    pub(super) fn of(service: &'a Service, session: &'a Session) -> Self {
        let token = session.token();
        Self { service, token }
    }

    /// Service of the batch on screen, or else the one in use.
    pub(super) fn origin_of(&self, shown: Option<&DisplayedBatch>) -> &'a ApiOrigin {
        match shown {
            Some(shown) => self.service.origin_for(shown.asked),
            None => self.service.origin(),
        }
    }

    /// `None` without a token.
    pub(super) fn caller(&self) -> Option<Caller> {
        self.calling(self.service.origin())
    }

    /// `None` without a token.
    pub(super) fn caller_for(&self, id: BatchId) -> Option<Caller> {
        self.calling(self.service.origin_for(id))
    }

    fn calling(&self, origin: &ApiOrigin) -> Option<Caller> {
        let (origin, token) = (origin.clone(), self.token?.clone());
        Some(Caller { origin, token })
    }
}

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
