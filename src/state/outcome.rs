//! Outcomes: reports from one part of the state to the others.

use super::request::{Document, RequestId};
use crate::domain::difference::News;
use crate::domain::remembered::Remembered;
use crate::domain::sample::SampleAct;
use crate::domain::settings::Switch;
use crate::domain::{Account, AccountId, ApiToken, BatchId, Problem, ServerText};

#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Connects in advance.
    IdTyped,
    /// Checks a batch that the field already names.
    BatchChosen(BatchId),
    /// Checks a batch and names it in the field.
    BatchNamed(BatchId),
    /// Fetching has begun, or begins with the token.
    BatchWanted(BatchId),
    /// Forbidden or not found.
    BatchRefused(BatchId),
    BatchAnswered,
    /// No batch is shown or asked for.
    PageLeft,
    /// Another batch is shown, or none.
    BatchReplaced,
    CertificatesLoaded,
    DocumentMade(Document),
    /// Answer worth remembering.
    WorthRemembering,
    /// Picture loaded, or failed.
    PictureSettled,
    /// News of the followed batch.
    News {
        news: News,
        name: Option<ServerText>,
    },
    CachedFound {
        /// Request that brought it.
        request: RequestId,
        id: BatchId,
        found: Box<Remembered>,
    },
    ForgettingEverything,
    Account(AccountOutcome),
    TokenReady,
    /// Tells if the records go too.
    TokenForgotten(Switch),
    /// Repeats the removal.
    RemovalWanted,
    TokenRemoved(AccountId),
    /// The token may still be in its store.
    TokenNotRemoved(AccountId),
    TokenReplaced,
    SampleStarted(ApiToken),
    SampleFailed,
    /// Returns to the person's own service.
    SampleLeft,
    SampleChosen(SampleAct),
    /// Opens where there is something to show.
    OverlayWanted(Overlay),
    FollowingSwitchedOn,
    WentWrong(Problem),
}

#[derive(Debug, Clone, PartialEq)]
pub enum AccountOutcome {
    /// Switches to the account.
    Chosen(AccountId),
    Renamed(Account),
    /// Removes the account.
    Left(Account),
    Gone(AccountId),
}

impl From<AccountOutcome> for Outcome {
    fn from(outcome: AccountOutcome) -> Self {
        Self::Account(outcome)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    Picture,
    /// Confirms closing while certificates are loaded to be saved.
    CloseWhileSaving,
    Certificate,
    About,
    Shortcuts,
    ConnectionTest,
    /// Confirms; the switch is whether the records go too.
    ForgetToken(Switch),
    ForgetEverything,
    Accounts,
    /// Recent batches, where no side list fits.
    Recents,
    TechnicalDetails,
}
