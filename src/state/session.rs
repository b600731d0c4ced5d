//! Session: the token in use, or the way to one.

use std::time::Duration;

use super::request::RequestId;
use super::token_form::{FormPhase, TokenForm};
use crate::domain::{ApiToken, Problem};

#[derive(Debug, Clone, PartialEq)]
pub enum Session {
    /// Sample data come first: no store was asked yet.
    Unasked,
    Reading {
        request: RequestId,
        /// Time from the start of the program.
        since: Duration,
    },
    /// The store did not answer in time.
    Blocked {
        /// A late answer is still welcome.
        request: RequestId,
        problem: Problem,
    },
    Entering {
        form: TokenForm,
        /// Late request to the store.
        reading: Option<RequestId>,
    },
    Ready {
        token: ApiToken,
        source: TokenSource,
        /// Form for a replacement.
        replacing: Option<TokenForm>,
        /// Late request to keep it.
        saving: Option<RequestId>,
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

impl Session {
    pub(super) fn with(token: ApiToken, source: TokenSource) -> Self {
        Self::Ready {
            token,
            source,
            replacing: None,
            saving: None,
        }
    }

    pub(super) fn entering(form: TokenForm) -> Self {
        let reading = None;
        Self::Entering { form, reading }
    }

    pub fn token(&self) -> Option<&ApiToken> {
        match self {
            Self::Ready { token, .. } => Some(token),
            Self::Unasked | Self::Reading { .. } | Self::Blocked { .. } | Self::Entering { .. } => {
                None
            }
        }
    }

    pub fn form(&self) -> Option<&TokenForm> {
        match self {
            Self::Entering { form, .. } => Some(form),
            Self::Ready { replacing, .. } => replacing.as_ref(),
            Self::Unasked | Self::Reading { .. } | Self::Blocked { .. } => None,
        }
    }

    pub(super) fn form_mut(&mut self) -> Option<&mut TokenForm> {
        match self {
            Self::Entering { form, .. } => Some(form),
            Self::Ready { replacing, .. } => replacing.as_mut(),
            Self::Unasked | Self::Reading { .. } | Self::Blocked { .. } => None,
        }
    }

    /// True while a token is being saved and waited for.
    pub fn is_saving(&self) -> bool {
        let phase = self.form().map(|form| &form.phase);
        matches!(phase, Some(FormPhase::Saving { .. }))
    }

    /// True for a token of the person's own.
    pub fn can_be_forgotten(&self) -> bool {
        let own = [TokenSource::PasswordStore, TokenSource::UntilClose];
        matches!(self, Self::Ready { source, .. } if own.contains(source))
    }

    /// Opens the form; the present token stays until replaced.
    pub(super) fn open(&mut self, new: TokenForm) {
        match self {
            Self::Ready { replacing, .. } => *replacing = Some(new),
            Self::Entering { form, .. } => *form = new,
            Self::Reading { request, .. } => {
                let reading = Some(*request);
                *self = Self::Entering { form: new, reading };
            }
            Self::Unasked | Self::Blocked { .. } => *self = Self::entering(new),
        }
    }
}
