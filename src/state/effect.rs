//! Everything that the outside is asked to do.

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

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask for something; a response with the same number comes.
    Request { id: RequestId, request: Request },
    /// End the request of this kind, if one is under way.
    Cancel(RequestKind),
    /// Do something that is not answered.
    Run(Job),
    /// Something for the window itself.
    Window(WindowEffect),
}

/// Something to be done that no request waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Connect ahead of a request that is about to come; best effort, without the token.
    WarmUp {
        origin: ApiOrigin,
    },
    /// Ask the system how much may move; [`Event::ReducedMotion`] tells.
    QueryReducedMotion,
    /// Remember how the window looks. The newest counts.
    SaveSettings(Settings),
    /// Read the list of recent batches; [`Event::RecentsLoaded`] tells.
    LoadRecents {
        account: AccountId,
    },
    /// Keep the list of recent batches.
    SaveRecents {
        account: AccountId,
        recents: Vec<Recent>,
    },
    CacheAnswer(ToKeep),
    /// Forget what is kept of a batch.
    ForgetAnswer {
        account: AccountId,
        id: BatchId,
    },
    /// Keep changes of the accounts.
    ChangeAccounts(Vec<AccountChange>),
    /// Have the system's list of passwords show the name of an account; best effort.
    RenameToken(Account),
    /// Show a message on the desktop; best effort.
    Notify {
        /// Whom or what it is about.
        title: String,
        text: String,
    },
}

/// An answer that is worth keeping.
#[derive(Debug, Clone, PartialEq)]
pub struct ToKeep {
    pub account: AccountId,
    pub id: BatchId,
    /// The JSON as it came.
    pub raw: Arc<str>,
    pub at: Timestamp,
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
        pixels: Pixels,
    },
    /// Hand the same picture to the graphics card larger, while it is looked at
    /// closely.
    ShowEnlarged {
        /// The request that brought it.
        request: RequestId,
        pixels: Pixels,
    },
    /// Forget the picture that is shown.
    DropPicture,
    Focus(Focus),
    /// Tell news of a batch to somebody who is not looking.
    Tell {
        news: News,
        name: Option<ServerText>,
    },
    /// Bring the window to the front, or ask the person to.
    ComeToFront,
    Close,
    /// Do not close the window yet, though it is to be closed.
    StayOpen,
}

/// Where the keyboard's focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The batch ID, its text selected.
    BatchId,
    Token,
    /// The name in the form for an account.
    AccountName,
    /// The heading of the problem.
    Problem,
    /// The heading of the answer.
    Answer,
    /// The list of batches, at the one that was opened last.
    List,
}
