//! Service and account in use.

use super::displayed::DisplayedBatch;
use super::request::{Caller, Store};
use super::sample::SamplePhase;
use super::session::{Session, TokenSource};
use crate::domain::{Account, ApiOrigin, ApiToken, BatchId};

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

/// Store of an account's token.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vault {
    pub store: Store,
    pub account: Account,
}

impl Vault {
    /// `own`, unless it is the sample's.
    pub(super) fn source_or(&self, own: TokenSource) -> TokenSource {
        match self.store {
            Store::Sample(_) => TokenSource::Sample,
            Store::System => own,
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
