//! The lines of the sample list.

use super::{Localizer, TextId};
use crate::domain::sample::SampleKind as K;

impl Localizer {
    /// What a line of the sample list shows.
    #[must_use]
    pub fn sample_line(&self, kind: K) -> &str {
        self.text(match kind {
            K::Pending => TextId::SamplePending,
            K::Processing => TextId::SampleProcessing,
            K::WaitingForMe => TextId::SampleWaitingForMe,
            K::Waiting => TextId::SampleWaiting,
            K::Completed => TextId::SampleCompleted,
            K::PartiallyCompleted => TextId::SamplePartiallyCompleted,
            K::Failed => TextId::SampleFailed,
            K::UnknownStatus => TextId::SampleUnknownStatus,
            K::Scripts => TextId::SampleScripts,
            K::ManySignatories => TextId::SampleManySignatories,
            K::Sparse => TextId::SampleSparse,
            K::AnotherBatch => TextId::SampleAnotherBatch,
            K::PictureGone => TextId::SamplePictureGone,
            K::PictureDamaged => TextId::SamplePictureDamaged,
            K::TokenNotAccepted => TextId::SampleTokenNotAccepted,
            K::PermissionNeeded => TextId::SamplePermissionNeeded,
            K::AccessNotAllowed => TextId::SampleAccessNotAllowed,
            K::NotFound => TextId::SampleNotFound,
            K::TooManyRequests => TextId::SampleTooManyRequests,
            K::ServiceProblem => TextId::SampleServiceProblem,
            K::NoNetwork => TextId::SampleNoNetwork,
            K::Timeout => TextId::SampleTimeout,
            K::NotSecure => TextId::SampleNotSecure,
            K::SignInPage => TextId::SampleSignInPage,
            K::CutShort => TextId::SampleCutShort,
            K::TooLarge => TextId::SampleTooLarge,
            K::StoreNotAvailable => TextId::SampleStoreNotAvailable,
            K::StoreLocked => TextId::SampleStoreLocked,
            K::StoreNotAnswering => TextId::SampleStoreNotAnswering,
        })
    }
}
