//! The sample service: what it offers to click through.

use super::api_token::ApiToken;
use super::batch_id::BatchId;
use super::origin::ApiOrigin;
use super::problem::StoreProblem;

/// A running sample service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Where it listens.
    pub origin: ApiOrigin,
    /// A token it accepts.
    pub token: ApiToken,
    /// Everything it has to show, in the order of the list on screen.
    pub entries: Vec<SampleEntry>,
}

impl Sample {
    /// Where to ask about a batch: some entries are answered by another
    /// address, one that does not answer for example.
    #[must_use]
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

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleEntry {
    /// What it shows.
    pub kind: SampleKind,
    /// What choosing it does.
    pub act: SampleAct,
}

/// What choosing a line of the list does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SampleAct {
    /// Checks a batch.
    Check {
        /// The batch.
        id: BatchId,
        /// Who answers about it.
        origin: ApiOrigin,
    },
    /// Lets the sample's password store fail once.
    Store(StoreProblem),
}

/// What a line of the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SampleKind {
    /// A batch not begun.
    Pending,
    /// A batch under way.
    Processing,
    /// A batch that waits for the person's own signature.
    WaitingForMe,
    /// A batch that waits for others.
    Waiting,
    /// A finished batch.
    Completed,
    /// A batch of which some failed.
    PartiallyCompleted,
    /// A batch that failed.
    Failed,
    /// A status this version does not know.
    UnknownStatus,
    /// Names in several scripts.
    Scripts,
    /// A template with 5,000 default signatories.
    ManySignatories,
    /// An answer that leaves out all it can.
    Sparse,
    /// An answer about another batch.
    AnotherBatch,
    /// The picture is gone.
    PictureGone,
    /// The picture's file is damaged.
    PictureDamaged,
    /// 401.
    TokenNotAccepted,
    /// 403 with a permission.
    PermissionNeeded,
    /// 403 without.
    AccessNotAllowed,
    /// 404.
    NotFound,
    /// 429 with a time.
    TooManyRequests,
    /// 500 with a code.
    ServiceProblem,
    /// Nothing answers at the address.
    NoNetwork,
    /// The answer never comes.
    Timeout,
    /// The other side does not speak TLS.
    NotSecure,
    /// A sign-in page of the network.
    SignInPage,
    /// The answer stops half way.
    CutShort,
    /// An endless answer.
    TooLarge,
    /// The password store is not there.
    StoreNotAvailable,
    /// The password store is locked.
    StoreLocked,
    /// The password store does not answer.
    StoreNotAnswering,
}

impl SampleKind {
    /// Every kind, in the order of the list.
    pub const ALL: [Self; 29] = [
        Self::Completed,
        Self::Processing,
        Self::Pending,
        Self::WaitingForMe,
        Self::Waiting,
        Self::PartiallyCompleted,
        Self::Failed,
        Self::UnknownStatus,
        Self::Scripts,
        Self::ManySignatories,
        Self::Sparse,
        Self::AnotherBatch,
        Self::PictureGone,
        Self::PictureDamaged,
        Self::TokenNotAccepted,
        Self::PermissionNeeded,
        Self::AccessNotAllowed,
        Self::NotFound,
        Self::TooManyRequests,
        Self::ServiceProblem,
        Self::NoNetwork,
        Self::Timeout,
        Self::NotSecure,
        Self::SignInPage,
        Self::CutShort,
        Self::TooLarge,
        Self::StoreNotAvailable,
        Self::StoreLocked,
        Self::StoreNotAnswering,
    ];

    /// Whether it shows a batch rather than a problem.
    #[must_use]
    pub fn is_batch(self) -> bool {
        matches!(
            self,
            Self::Pending
                | Self::Processing
                | Self::WaitingForMe
                | Self::Waiting
                | Self::Completed
                | Self::PartiallyCompleted
                | Self::Failed
                | Self::UnknownStatus
                | Self::Scripts
                | Self::ManySignatories
                | Self::Sparse
                | Self::AnotherBatch
                | Self::PictureGone
                | Self::PictureDamaged
        )
    }
}

/// Whose data to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// The service's.
    Service,
    /// The sample's.
    Sample,
}
