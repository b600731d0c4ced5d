//! Service and account in use, or the sample data.

use super::cx::Cx;
use super::request::{Request, RequestId, Store};
use super::session::Vault;
use crate::domain::sample::{Sample, SampleAct};
use crate::domain::{Account, ApiOrigin, BatchId, Problem};

#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    pub home: Account,
    pub sample: SamplePhase,
}

impl Service {
    pub fn running(&self) -> Option<&Sample> {
        if let SamplePhase::Running(sample) = &self.sample {
            Some(sample)
        } else {
            None
        }
    }

    pub fn origin(&self) -> &ApiOrigin {
        let sample = self.running();
        sample.map_or(&self.home.id.origin, |sample| &sample.origin)
    }

    /// Service that answers for a batch.
    pub fn origin_for(&self, id: BatchId) -> &ApiOrigin {
        let sample = self.running();
        sample.map_or(&self.home.id.origin, |sample| sample.origin_for(id))
    }

    pub(super) fn vault(&self) -> Vault {
        match self.running() {
            Some(sample) => Vault {
                store: Store::Sample(None),
                account: Account::only(sample.origin.clone()),
            },
            None => Vault::of(self.home.clone()),
        }
    }

    /// True for the token of the environment, which can be neither replaced nor kept.
    pub(super) fn token_is_given(&self) -> bool {
        self.home.id.is_of_environment() && self.running().is_none()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum SamplePhase {
    None,
    Starting(RequestId),
    Running(Sample),
    Failed(Problem),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    Explore,
    Leave,
    /// Line of the list.
    Choose(SampleAct),
}

impl SamplePhase {
    pub(super) fn is_on(&self) -> bool {
        matches!(self, Self::Starting(_) | Self::Running(_))
    }

    pub(super) fn start(&mut self, cx: &mut Cx) {
        if !self.is_on() {
            *self = Self::Starting(cx.request(Request::StartSample));
        }
    }
}
