//! Session: the token in use, or the way to one; its form, and the removal of others.

use std::fmt;

use zeroize::Zeroizing;

use super::cx::Cx;
use super::message::{Elapsed, Focus};
use super::request::{Reply, Request, RequestId, Store};
use crate::domain::api_token::TokenProblem;
use crate::domain::problem::StoreProblem;
use crate::domain::settings::Switch;
use crate::domain::{Account, AccountId, ApiToken, Problem, ProblemKind};

#[derive(Debug, Clone, PartialEq)]
pub enum Session {
    /// Sample data come first: no store was asked yet.
    Unasked,
    Reading {
        request: RequestId,
        since: Elapsed,
        /// Reason for not having it; a late answer is still welcome.
        problem: Option<Problem>,
    },
    Entering {
        form: TokenForm,
        /// Late request to the store.
        reading: Option<RequestId>,
    },
    Ready {
        token: ApiToken,
        source: TokenSource,
        replacing: Option<TokenForm>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenSource {
    /// In the system's password store.
    PasswordStore,
    /// In memory only.
    UntilClose,
    Environment,
    Sample,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Edit(Draft),
    Save,
    UseUntilClose,
    Replace,
    CloseForm,
    /// Tells if the records go too.
    Forget(Switch),
    RetryStore,
    /// Repeats the removal of a forgotten token.
    RemoveAgain,
}

/// Store of an account's token.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vault {
    pub store: Store,
    pub account: Account,
}

impl Vault {
    pub(super) fn of(account: Account) -> Self {
        let store = Store::System;
        Self { store, account }
    }

    /// `own`, unless it is the sample's.
    pub(super) fn source_or(&self, own: TokenSource) -> TokenSource {
        match self.store {
            Store::Sample(_) => TokenSource::Sample,
            Store::System => own,
        }
    }
}

impl Session {
    pub(super) fn with(token: ApiToken, source: TokenSource) -> Self {
        Self::Ready {
            token,
            source,
            replacing: None,
        }
    }

    pub(super) fn entering(reason: EntryReason) -> Self {
        Self::Entering {
            form: TokenForm::new(reason),
            reading: None,
        }
    }

    pub fn token(&self) -> Option<&ApiToken> {
        match self {
            Self::Ready { token, .. } => Some(token),
            Self::Unasked | Self::Reading { .. } | Self::Entering { .. } => None,
        }
    }

    pub fn form(&self) -> Option<&TokenForm> {
        match self {
            Self::Entering { form, .. } => Some(form),
            Self::Ready { replacing, .. } => replacing.as_ref(),
            Self::Unasked | Self::Reading { .. } => None,
        }
    }

    pub(super) fn form_mut(&mut self) -> Option<&mut TokenForm> {
        match self {
            Self::Entering { form, .. } => Some(form),
            Self::Ready { replacing, .. } => replacing.as_mut(),
            Self::Unasked | Self::Reading { .. } => None,
        }
    }

    /// True while a token is being saved and waited for.
    pub fn is_saving(&self) -> bool {
        self.form().and_then(TokenForm::saving_since).is_some()
    }

    /// True for a token of the person's own.
    pub fn can_be_forgotten(&self) -> bool {
        let own = [TokenSource::PasswordStore, TokenSource::UntilClose];
        matches!(self, Self::Ready { source, .. } if own.contains(source))
    }

    /// Opens the form; the present token stays until replaced.
    pub(super) fn open(&mut self, reason: EntryReason, cx: &mut Cx) {
        let new = TokenForm::new(reason);
        match self {
            Self::Ready { replacing, .. } => *replacing = Some(new),
            Self::Entering { form, .. } => *form = new,
            Self::Reading { request, .. } => {
                let reading = Some(*request);
                *self = Self::Entering { form: new, reading };
            }
            Self::Unasked => *self = Self::entering(reason),
        }
        cx.focus(Focus::Token);
    }

    pub(super) fn edit(&mut self, draft: Draft) {
        if let Some(form) = self.form_mut()
            && form.saving_since().is_none()
        {
            form.draft = draft;
            form.problem = None;
            form.sent = None;
        }
    }

    pub(super) fn is_in_trouble(&self) -> bool {
        match self {
            Self::Reading { problem, .. } => problem.is_some(),
            of => of.form().map(|form| form.reason) == Some(EntryReason::StoreTrouble),
        }
    }

    pub(super) fn close_form(&mut self, cx: &mut Cx) {
        match self {
            Self::Ready { replacing, .. } => {
                *replacing = None;
                cx.focus(Focus::BatchId);
            }
            Self::Entering { form, .. } => *form = TokenForm::new(form.reason),
            Self::Unasked | Self::Reading { .. } => {}
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct TokenForm {
    pub reason: EntryReason,
    pub draft: Draft,
    /// Shown until the text changes.
    pub problem: Option<TokenProblem>,
    pub(super) sent: Option<SentToken>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryReason {
    FirstRun,
    /// The service did not accept the last one.
    Rejected,
    Replace,
    Forgotten,
    StoreTrouble,
}

/// Token given to the store.
#[derive(Debug, Clone, PartialEq)]
pub struct SentToken {
    pub request: RequestId,
    pub token: ApiToken,
    pub since: Elapsed,
    /// Set where it is not kept; usable without the store.
    pub problem: Option<Problem>,
}

impl TokenForm {
    pub(super) fn new(reason: EntryReason) -> Self {
        Self {
            reason,
            draft: Draft::default(),
            problem: None,
            sent: None,
        }
    }

    pub(super) fn refuse(&mut self, problem: TokenProblem, cx: &mut Cx) {
        self.problem = Some(problem);
        cx.focus(Focus::Token);
    }

    /// True where closing loses nothing.
    pub(super) fn is_untouched(&self) -> bool {
        self.sent.is_none() && self.draft.is_empty()
    }

    pub fn saving_since(&self) -> Option<Elapsed> {
        let sent = self.sent.as_ref().filter(|sent| sent.problem.is_none());
        sent.map(|sent| sent.since)
    }

    pub fn not_saved(&self) -> Option<&Problem> {
        self.sent.as_ref()?.problem.as_ref()
    }
}

/// Typed text: wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Draft(Zeroizing<String>);

impl Draft {
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    pub fn typed(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft(…)")
    }
}

/// Reported where a token may still be in its store.
pub(super) const NOT_FORGOTTEN: ProblemKind = ProblemKind::Store(StoreProblem::NotForgotten);

/// Removals under way or failed, at most one per account, the last begun at the end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Removals {
    list: Vec<Removal>,
    /// Save that may still succeed, though it counts as not answered. A newer one ends the wait.
    save: Option<(RequestId, AccountId, ApiToken)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    request: RequestId,
    vault: Vault,
    /// Reason for doubt; a late answer is still welcome.
    pub problem: Option<Problem>,
}

impl Removals {
    pub fn of(&self, account: &AccountId) -> Option<&Removal> {
        let mut all = self.list.iter();
        all.find(|one| one.vault.account.id == *account)
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.list.iter().any(|one| one.problem.is_none())
    }

    pub(super) fn begin(&mut self, vault: Vault, cx: &mut Cx) {
        self.remove(&vault.account.id);
        let Vault { store, account } = vault.clone();
        self.list.push(Removal {
            request: cx.request(Request::ForgetToken { store, account }),
            vault,
            problem: None,
        });
    }

    /// Repeats the removal that failed, or the last one of any account, unless a newer token is being
    /// saved there. Returns `false` where there is none.
    pub(super) fn begin_again(&mut self, of: Option<&AccountId>, cx: &mut Cx) -> bool {
        let is_due = |one: &&Removal| {
            let account = &one.vault.account.id;
            let save = self.save.as_ref();
            let is_saving = save.is_some_and(|(save, of, _)| of == account && *save > one.request);
            one.problem.is_some() && !is_saving && of.is_none_or(|of| of == account)
        };
        let failed = self.list.iter().rev().find(is_due);
        let Some(vault) = failed.map(|one| one.vault.clone()) else {
            return false;
        };
        self.begin(vault, cx);
        true
    }

    pub(super) fn remove(&mut self, account: &AccountId) {
        self.list.retain(|one| one.vault.account.id != *account);
    }

    pub(super) fn saving(&mut self, id: RequestId, account: AccountId, token: ApiToken) {
        self.save = Some((id, account, token));
    }

    /// Takes in the answer about a save. Returns its account and token where that is kept: no removal
    /// was begun after it.
    pub(super) fn saved(
        &mut self,
        id: RequestId,
        result: &Reply<()>,
    ) -> Option<(AccountId, ApiToken)> {
        let kind = result.as_ref().err().map(|problem| &problem.kind);
        if let Some(ProblemKind::Store(StoreProblem::NotAnswering { .. })) = kind {
            return None;
        }
        let (_, account, token) = self.save.take_if(|(save, ..)| *save == id)?;
        let is_last = self.of(&account).is_none_or(|one| one.request < id);
        (result.is_ok() && is_last).then_some((account, token))
    }

    /// Takes in an answer. Returns the account; its removal stays where it failed.
    pub(super) fn settle(&mut self, id: RequestId, reply: Reply<()>, cx: &Cx) -> Option<AccountId> {
        let asked = self.list.iter_mut().find(|one| one.request == id)?;
        let account = asked.vault.account.id.clone();
        match reply {
            Ok(()) => self.remove(&account),
            // It is told already.
            Err(_) if asked.problem.is_some() => return None,
            Err(mut problem) => {
                // The person needs to know that it may still be there, not the cause.
                problem.kind = NOT_FORGOTTEN;
                problem.evidence.at = Some(cx.now.timestamp);
                asked.problem = Some(problem);
            }
        }
        Some(account)
    }
}
