//! Whether the service can be asked, and in whose name.

use std::time::Duration;

use super::request::RequestId;
use super::token_form::{FormPhase, TokenForm};
use crate::domain::{ApiToken, Problem};

/// How far the program is with the token.
#[derive(Debug, Clone, PartialEq)]
pub enum Session {
    /// No password store was asked yet: the sample data come first.
    Unasked,
    /// The password store is being asked.
    Reading {
        request: RequestId,
        /// Since when, from the start of the program.
        since: Duration,
    },
    /// The password store could not say.
    Blocked {
        /// The request, whose answer is welcome all the same.
        request: RequestId,
        problem: Problem,
    },
    /// There is no token; one is being entered.
    Entering {
        form: TokenForm,
        /// The request to the password store that was not waited for.
        reading: Option<RequestId>,
    },
    Ready {
        token: ApiToken,
        source: TokenSource,
        /// The form to enter another one, while it is open.
        replacing: Option<TokenForm>,
        /// The request to keep it that was not waited for.
        saving: Option<RequestId>,
    },
}

/// Where the token in use is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenSource {
    /// In the operating system's password store.
    PasswordStore,
    /// Nowhere; it is gone when the program closes.
    UntilClose,
    /// In the environment the program was started in.
    Environment,
    /// It belongs to the sample data.
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

    /// The token, where there is one.
    pub fn token(&self) -> Option<&ApiToken> {
        match self {
            Self::Ready { token, .. } => Some(token),
            Self::Unasked | Self::Reading { .. } | Self::Blocked { .. } | Self::Entering { .. } => {
                None
            }
        }
    }

    /// The form to enter a token, while it is open.
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

    /// Whether a token is on its way into the password store, and waited for.
    pub fn is_saving(&self) -> bool {
        let phase = self.form().map(|form| &form.phase);
        matches!(phase, Some(FormPhase::Saving { .. }))
    }

    /// Whether there is a token of the person's own to forget.
    pub fn can_be_forgotten(&self) -> bool {
        let own = [TokenSource::PasswordStore, TokenSource::UntilClose];
        matches!(self, Self::Ready { source, .. } if own.contains(source))
    }

    /// Opens the form. A token that is there stays until another one is.
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
