//! What one part of the state reports to the others.

use super::document::Document;
use super::overlay::Overlay;
use super::request::RequestId;
use crate::domain::difference::News;
use crate::domain::remembered::Remembered;
use crate::domain::sample::SampleAct;
use crate::domain::settings::Switch;
use crate::domain::{Account, AccountId, ApiToken, BatchId, Problem, ServerText};

/// Something that the other parts of the state are to know.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The field holds an ID that may be checked next.
    IdTyped,
    /// A batch is to be checked, and is named in the field.
    BatchChosen(BatchId),
    /// A batch is to be checked; the field is to name it.
    BatchNamed(BatchId),
    /// A batch is being asked for, or will be as soon as there is a token.
    BatchWanted(BatchId),
    /// The token may not see this batch, or it is not there.
    BatchRefused(BatchId),
    /// The service answered what was asked for.
    BatchAnswered,
    /// No batch is on screen any more, nor asked for.
    PageLeft,
    /// Another batch is on screen than before, or none.
    BatchReplaced,
    /// A page of the certificates was loaded, or failed to.
    CertificatesLoaded,
    /// A document is to be saved.
    DocumentMade(Document),
    /// The answer on screen is worth remembering.
    WorthRemembering,
    /// The picture on screen is there, or will not come.
    PictureSettled,
    /// Something about the batch that is followed.
    News {
        news: News,
        name: Option<ServerText>,
    },
    /// What was kept of a batch.
    CachedFound {
        /// The request that brought it.
        request: RequestId,
        id: BatchId,
        found: Box<Remembered>,
    },
    /// Everything that is remembered is being forgotten.
    ForgettingEverything,
    Account(AccountOutcome),
    /// A token can be used.
    TokenReady,
    /// The person wants the token forgotten, and what is remembered with it.
    TokenForgotten(Switch),
    /// The forgotten token is to be removed from its store, once more.
    RemovalWanted,
    /// The token of this account is removed from its store.
    TokenRemoved(AccountId),
    /// The token of this account may be in its store still.
    TokenNotRemoved(AccountId),
    /// Another token is in use than before.
    TokenReplaced,
    /// The sample service is there.
    SampleStarted(ApiToken),
    /// There will be no sample data.
    SampleFailed,
    /// The person goes back to their own service.
    SampleLeft,
    /// The person chose one of the sample data.
    SampleChosen(SampleAct),
    /// Something is to be opened above the rest, where there is something to show.
    OverlayWanted(Overlay),
    /// Batches are followed from now on.
    FollowingSwitchedOn,
    /// Something went wrong apart from any batch.
    WentWrong(Problem),
}

/// What the list of accounts tells.
#[derive(Debug, Clone, PartialEq)]
pub enum AccountOutcome {
    /// Another one is to be in use.
    Chosen(AccountId),
    /// One has another name.
    Renamed(Account),
    /// One is to be forgotten.
    Left(Account),
    Gone(AccountId),
}

impl From<AccountOutcome> for Outcome {
    fn from(outcome: AccountOutcome) -> Self {
        Self::Account(outcome)
    }
}
