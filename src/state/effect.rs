//! Everything that is to be done outside.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

#[cfg(doc)]
use super::message::Event;
use super::message::RequestId;
use super::window::Settings;
use crate::domain::difference::News;
use crate::domain::picture::{PictureAddress, Pixels};
use crate::domain::problem::StoreProblem;
use crate::domain::recent::Recent;
use crate::domain::{ApiOrigin, ApiToken, BatchId, FileName, ServerText};

/// Which password store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// The operating system's.
    System,
    /// One in memory for the sample data, which fails as told.
    Sample(Option<StoreProblem>),
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
    /// Decode a picture again, larger, to be looked at closely.
    EnlargePicture {
        /// The request that brought it.
        request: RequestId,
        /// Its file.
        file: Arc<[u8]>,
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
    /// Look for a batch ID in a file; answered by [`Event::FileSearched`].
    SearchFile {
        /// Its number.
        request: RequestId,
        /// The file.
        path: PathBuf,
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
    /// Read the list of recent batches; answered by [`Event::RecentsLoaded`].
    LoadRecents {
        /// Of which service.
        origin: ApiOrigin,
    },
    /// Keep the list of recent batches.
    SaveRecents {
        /// Of which service.
        origin: ApiOrigin,
        /// The list.
        recents: Vec<Recent>,
    },
    /// Look for the last known answer about a batch; answered by
    /// [`Event::AnswerRecalled`].
    RecallAnswer {
        /// Its number.
        request: RequestId,
        /// Of which service.
        origin: ApiOrigin,
        /// About what.
        id: BatchId,
        /// How long the service is left to answer first.
        after: Duration,
    },
    /// Keep an answer.
    KeepAnswer(ToKeep),
    /// Forget what is kept of a batch.
    ForgetAnswer {
        /// Of which service.
        origin: ApiOrigin,
        /// About what.
        id: BatchId,
    },
    /// Forget everything that is remembered; answered by
    /// [`Event::EverythingForgotten`].
    ForgetEverything {
        /// Its number.
        request: RequestId,
    },
    /// Show a message on the desktop; best effort, without an answer.
    Notify {
        /// Whom or what it is about.
        title: String,
        /// What happened.
        text: String,
    },
    /// End the request about a batch, if one is under way.
    CancelBatch,
    /// End the request for a picture, if one is under way.
    CancelPicture,
    /// End the look for what is known of a batch, if one is under way.
    CancelRecall,
    /// End the test of the connection, if one is under way.
    CancelTest,
    /// Something for the window itself.
    Window(WindowEffect),
}

/// An answer that is worth keeping.
#[derive(Debug, Clone, PartialEq)]
pub struct ToKeep {
    /// Of which service.
    pub origin: ApiOrigin,
    /// About what.
    pub id: BatchId,
    /// The JSON as it came.
    pub raw: Arc<str>,
    /// When it came.
    pub at: Timestamp,
    /// The picture's file.
    pub picture: Option<Arc<[u8]>>,
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
    /// Hand the same picture to the graphics card larger, while it is looked at
    /// closely.
    ShowEnlarged {
        /// The request that brought it.
        request: RequestId,
        /// What to draw.
        pixels: Pixels,
    },
    /// Forget the picture that is shown.
    DropPicture,
    /// Have the letters of an answer that is about to come drawn ahead.
    DrawLetters,
    /// Move the keyboard's focus.
    Focus(Focus),
    /// Tell news of a batch to somebody who is not looking.
    Tell {
        /// What happened.
        news: News,
        /// The batch's name.
        name: Option<ServerText>,
    },
    /// Bring the window to the front, or ask the person to.
    ComeToFront,
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
