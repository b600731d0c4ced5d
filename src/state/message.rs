//! Everything that can be wished for, done and reported: the whole traffic
//! between the person, the state and the outside.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::window::Settings;
use crate::domain::checkup::Report;
use crate::domain::picture::{Picture, PictureAddress, Pixels};
use crate::domain::problem::StoreProblem;
use crate::domain::sample::Sample;
use crate::domain::{Answer, ApiOrigin, ApiToken, BatchId, FileName, Problem};

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

/// Which password store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// The operating system's.
    System,
    /// One in memory for the sample data, which fails as told.
    Sample(Option<StoreProblem>),
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

/// Something to be done outside. Each of the first group is answered by the
/// [`Event`] of the same name; at most one of a kind is under way, and a newer
/// one ends the older.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the token kept for a service.
    LoadToken {
        /// Its number.
        request: RequestId,
        /// From where.
        store: Store,
        /// For which service.
        origin: ApiOrigin,
    },
    /// Keep a token, then read it back and compare.
    SaveToken {
        /// Its number.
        request: RequestId,
        /// Where.
        store: Store,
        /// For which service.
        origin: ApiOrigin,
        /// The token.
        token: ApiToken,
    },
    /// Remove the token kept for a service.
    ForgetToken {
        /// Its number.
        request: RequestId,
        /// From where.
        store: Store,
        /// For which service.
        origin: ApiOrigin,
    },
    /// Ask the service about a batch.
    FetchBatch {
        /// Its number.
        request: RequestId,
        /// Whom to ask.
        origin: ApiOrigin,
        /// In whose name.
        token: ApiToken,
        /// About what.
        id: BatchId,
    },
    /// Fetch and decode a picture.
    FetchPicture {
        /// Its number.
        request: RequestId,
        /// The service that named the address.
        origin: ApiOrigin,
        /// From where.
        address: PictureAddress,
        /// Longest side to draw, in pixels.
        max_side: u32,
    },
    /// Start the sample service, or find it running.
    StartSample {
        /// Its number.
        request: RequestId,
    },
    /// Test the connection step by step; each step is one event.
    TestConnection {
        /// Its number.
        request: RequestId,
        /// To which service.
        origin: ApiOrigin,
        /// With which token.
        token: Option<ApiToken>,
    },
    /// Let the person choose where to keep a file, and write it there.
    SaveFile {
        /// Its number.
        request: RequestId,
        /// The proposed name.
        name: FileName,
        /// What it holds.
        bytes: Arc<[u8]>,
    },
    /// Write a file where only this person can read it, for a browser to open.
    OpenFile {
        /// Its number.
        request: RequestId,
        /// Its name.
        name: FileName,
        /// What it holds.
        bytes: Arc<[u8]>,
    },
    /// Connect ahead of a question that is about to come; best effort, without
    /// an answer and without the token.
    WarmUp {
        /// To whom.
        origin: ApiOrigin,
    },
    /// Ask the system how much may move; answered by [`Event::MotionWish`].
    AskAboutMotion,
    /// Remember how the window looks. Nothing answers; the newest wish counts.
    SaveSettings(Settings),
    /// End the request about a batch, if one is under way.
    CancelBatch,
    /// End the request for a picture, if one is under way.
    CancelPicture,
    /// End the test of the connection, if one is under way.
    CancelTest,
    /// Something for the window itself.
    Window(WindowEffect),
}

/// Something for the window to do.
#[derive(Debug, Clone, PartialEq)]
pub enum WindowEffect {
    /// Put text on the clipboard.
    Copy(String),
    /// Open an address in the browser or the mail program.
    Open(String),
    /// Hand a picture to the graphics card.
    ShowPicture {
        /// The request that brought it.
        request: RequestId,
        /// What to draw.
        pixels: Pixels,
    },
    /// Forget the picture that is shown.
    DropPicture,
    /// Move the keyboard's focus.
    Focus(Focus),
    /// Close the window.
    Close,
}

/// Where the keyboard's focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The batch ID, its text selected.
    BatchId,
    /// The token field.
    Token,
    /// The heading of the problem.
    Problem,
    /// The heading of the answer.
    Answer,
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
