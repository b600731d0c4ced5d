//! Lines that the sample service offers to click through.

use super::api_token::ApiToken;
use super::batch_id::BatchId;
use super::listed;
use super::origin::ApiOrigin;
use super::problem::StoreProblem;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    pub origin: ApiOrigin,
    pub token: ApiToken,
    /// Everything it has to show, in the order of the list on screen.
    pub entries: Vec<SampleEntry>,
}

impl Sample {
    /// Address that answers about a batch: for some entries one that does not answer.
    pub fn origin_for(&self, id: BatchId) -> &ApiOrigin {
        self.entries
            .iter()
            .find_map(|entry| match &entry.act {
                SampleAct::Check { id: at, origin } if *at == id => Some(origin),
                _ => None,
            })
            .unwrap_or(&self.origin)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleEntry {
    pub kind: SampleKind,
    pub act: SampleAct,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SampleAct {
    Check {
        id: BatchId,
        /// Address that answers about it.
        origin: ApiOrigin,
    },
    /// Lets the sample's password store fail once.
    Store(StoreProblem),
}

listed! {
    /// A line of the list, named like its words and its data in `assets/sample`; its place makes
    /// its ID.
    pub enum SampleKind {
        Completed, Processing, Pending, WaitingForMe, Waiting, PartiallyCompleted, Failed,
        UnknownStatus, Scripts, ManySignatories, Sparse, AnotherBatch, PictureGone, PictureDamaged,
        TokenNotAccepted, PermissionNeeded, AccessNotAllowed, NotFound, TooManyRequests,
        ServiceProblem, NoNetwork, Timeout, NotSecure, SignInPage, CutShort, TooLarge,
        StoreNotAvailable, StoreLocked, StoreNotAnswering,
    }
}

impl SampleKind {
    /// True for a batch, false for a problem: batches come first.
    pub fn is_batch(self) -> bool {
        self as usize <= Self::PictureDamaged as usize
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Data {
    #[default]
    Service,
    Sample,
}
