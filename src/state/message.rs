//! Everything that comes in from outside, and its time.

use std::time::Duration;

use jiff::Timestamp;

#[cfg(doc)]
use super::effect::Effect;
use crate::domain::batch_id::BatchIdProblem;
use crate::domain::checkup::Report;
use crate::domain::picture::{Picture, Pixels};
use crate::domain::recent::Recent;
use crate::domain::remembered::{Cleared, Remembered, Trouble};
use crate::domain::sample::Sample;
use crate::domain::{Answer, ApiOrigin, ApiToken, BatchId, Problem};

/// The number of a request. Its answer carries the same number; an answer to
/// an older request than the one under way is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RequestId(pub u64);

/// The time of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Since the program started; never goes back. For waiting.
    pub since_start: Duration,
    /// The clock on the wall. For people.
    pub wall: Timestamp,
}

/// How much may move on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// Quiet movement is welcome.
    #[default]
    Full,
    /// The person asked the system for less; nothing moves by itself.
    Reduced,
}

/// How much of the window the person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Attention {
    /// They work in it.
    #[default]
    InFront,
    /// They work in another window.
    Behind,
    /// It is minimised or covered.
    Hidden,
}

/// Something that happened outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Answers [`Effect::LoadToken`]; `None` where none is kept.
    TokenLoaded {
        /// The request.
        request: RequestId,
        /// What came of it.
        result: Result<Option<ApiToken>, Problem>,
    },
    /// Answers [`Effect::SaveToken`].
    TokenSaved {
        /// The request.
        request: RequestId,
        /// What came of it.
        result: Result<(), Problem>,
    },
    /// Answers [`Effect::ForgetToken`].
    TokenForgotten {
        /// The request.
        request: RequestId,
        /// What came of it.
        result: Result<(), Problem>,
    },
    /// Answers [`Effect::FetchBatch`].
    BatchFetched {
        /// The request.
        request: RequestId,
        /// What came of it.
        result: Box<Result<Answer, Problem>>,
    },
    /// Answers [`Effect::FetchPicture`].
    PictureFetched {
        /// The request.
        request: RequestId,
        /// What came of it.
        result: Box<Result<Picture, Problem>>,
    },
    /// Answers [`Effect::EnlargePicture`]; one that cannot be enlarged gives no
    /// answer, and stays as it is.
    PictureEnlarged {
        /// The request that brought the picture.
        request: RequestId,
        /// What to draw.
        pixels: Pixels,
    },
    /// Answers [`Effect::StartSample`].
    SampleStarted {
        /// The request.
        request: RequestId,
        /// What came of it.
        result: Result<Sample, Problem>,
    },
    /// One step of [`Effect::TestConnection`].
    ConnectionTested {
        /// The request.
        request: RequestId,
        /// What the step found.
        report: Report,
    },
    /// Answers [`Effect::SaveFile`]; `None` where the person chose no place.
    FileSaved {
        /// The request.
        request: RequestId,
        /// The file's path, or what went wrong.
        result: Result<Option<String>, Problem>,
    },
    /// Answers [`Effect::OpenFile`].
    FileReady {
        /// The request.
        request: RequestId,
        /// The file's address, or what went wrong.
        result: Result<String, Problem>,
    },
    /// Answers [`Effect::SearchFile`].
    FileSearched {
        /// The request.
        request: RequestId,
        /// What came of it.
        found: Result<BatchId, BatchIdProblem>,
    },
    /// Answers [`Effect::LoadRecents`].
    RecentsLoaded {
        /// Of which service.
        origin: ApiOrigin,
        /// The list.
        recents: Vec<Recent>,
        /// What there is to tell about it.
        troubles: Vec<Trouble>,
    },
    /// Answers [`Effect::RecallAnswer`].
    AnswerRecalled {
        /// The request.
        request: RequestId,
        /// What was kept.
        found: Option<Box<Remembered>>,
    },
    /// Answers [`Effect::ForgetEverything`].
    EverythingForgotten {
        /// The request.
        request: RequestId,
        /// What is gone, and what is not.
        cleared: Cleared,
    },
    /// Something could not be remembered.
    NotRemembered(Trouble),
    /// The program was started again, to check this batch.
    BatchHandedOver(BatchId),
    /// Answers [`Effect::AskAboutMotion`].
    MotionWish(Motion),
    /// A task came to a sudden end; its answer will not come.
    TaskFailed {
        /// The request, where it was for one.
        request: Option<RequestId>,
        /// What is known, without anything secret.
        details: String,
    },
}
