//! Effects: everything that `update` asks of the outside.

use std::sync::Arc;

use jiff::Timestamp;

#[cfg(doc)]
use super::message::Event;
use super::request::{Request, RequestId, RequestKind};
use crate::domain::account::AccountChange;
use crate::domain::difference::News;
use crate::domain::picture::Pixels;
use crate::domain::recent::Recent;
use crate::domain::settings::Settings;
use crate::domain::{Account, AccountId, ApiOrigin, BatchId, ServerText};

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Answered by a response with the same number.
    Request {
        id: RequestId,
        request: Request,
    },
    /// Ends the request of this kind, if any.
    Cancel(RequestKind),
    /// Needs no answer.
    Run(Job),
    Window(WindowEffect),
}

/// Job that no request waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Best effort, without the token.
    WarmUp {
        origin: ApiOrigin,
    },
    /// Answered by [`Event::ReducedMotion`].
    QueryReducedMotion,
    SaveSettings(Settings),
    /// Answered by [`Event::RecentsLoaded`].
    LoadRecents {
        account: AccountId,
    },
    SaveRecents {
        account: AccountId,
        recents: Vec<Recent>,
    },
    CacheAnswer(ToKeep),
    ForgetAnswer {
        account: AccountId,
        id: BatchId,
    },
    ChangeAccounts(Vec<AccountChange>),
    /// Changes the name in the system's list of passwords; best effort.
    RenameToken(Account),
    /// Best effort.
    Notify {
        title: String,
        text: String,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct ToKeep {
    pub account: AccountId,
    pub id: BatchId,
    /// JSON as received.
    pub raw: Arc<str>,
    pub at: Timestamp,
    pub picture: Option<Arc<[u8]>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum WindowEffect {
    Copy(String),
    Open(String),
    ShowPicture {
        /// Request that brought it.
        request: RequestId,
        pixels: Pixels,
    },
    ShowEnlarged {
        /// Request that brought it.
        request: RequestId,
        pixels: Pixels,
    },
    DropPicture,
    Focus(Focus),
    /// Notifies a person who looks elsewhere.
    Tell {
        news: News,
        name: Option<ServerText>,
    },
    ComeToFront,
    Close,
    /// Vetoes the closing of the window.
    StayOpen,
}

/// Target of the keyboard focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Selects its text.
    BatchId,
    Token,
    AccountName,
    /// Heading of the problem.
    Problem,
    /// Heading of the answer.
    Answer,
    /// At the batch opened last.
    List,
}
