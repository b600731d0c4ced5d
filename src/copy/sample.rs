//! The lines of the sample list.

use super::{Label, Words};
use crate::domain::sample::SampleKind as K;

impl Words {
    /// What a line of the sample list shows.
    #[must_use]
    pub fn sample_line(&self, kind: K) -> &str {
        self.say(match kind {
            K::Pending => Label::SamplePending,
            K::Processing => Label::SampleProcessing,
            K::WaitingForMe => Label::SampleWaitingForMe,
            K::Waiting => Label::SampleWaiting,
            K::Completed => Label::SampleCompleted,
            K::PartiallyCompleted => Label::SamplePartiallyCompleted,
            K::Failed => Label::SampleFailed,
            K::UnknownStatus => Label::SampleUnknownStatus,
            K::Scripts => Label::SampleScripts,
            K::ManySignatories => Label::SampleManySignatories,
            K::Sparse => Label::SampleSparse,
            K::AnotherBatch => Label::SampleAnotherBatch,
            K::PictureGone => Label::SamplePictureGone,
            K::PictureDamaged => Label::SamplePictureDamaged,
            K::TokenNotAccepted => Label::SampleTokenNotAccepted,
            K::PermissionNeeded => Label::SamplePermissionNeeded,
            K::AccessNotAllowed => Label::SampleAccessNotAllowed,
            K::NotFound => Label::SampleNotFound,
            K::TooManyRequests => Label::SampleTooManyRequests,
            K::ServiceProblem => Label::SampleServiceProblem,
            K::NoNetwork => Label::SampleNoNetwork,
            K::Timeout => Label::SampleTimeout,
            K::NotSecure => Label::SampleNotSecure,
            K::SignInPage => Label::SampleSignInPage,
            K::CutShort => Label::SampleCutShort,
            K::TooLarge => Label::SampleTooLarge,
            K::StoreNotAvailable => Label::SampleStoreNotAvailable,
            K::StoreLocked => Label::SampleStoreLocked,
            K::StoreNotAnswering => Label::SampleStoreNotAnswering,
        })
    }
}
