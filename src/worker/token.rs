//! Calls to a password store.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::inbox::Inbox;
use super::slots::Slot;
use crate::domain::{ApiOrigin, ApiToken, Problem};
use crate::logging;
use crate::state::{Event, RequestId};
use crate::token_store::{Keeper, TokenStore};

/// What is asked of a store.
pub(super) enum TokenCall {
    Load(ApiOrigin),
    Save(ApiOrigin, ApiToken),
    Forget(ApiOrigin),
}

impl TokenCall {
    pub(super) fn slot(&self) -> Slot {
        match self {
            Self::Load(_) => Slot::LoadToken,
            Self::Save(..) => Slot::SaveToken,
            Self::Forget(_) => Slot::ForgetToken,
        }
    }

    /// Asks a store that answers at once.
    pub(super) fn answer_from(self, store: &dyn TokenStore, request: RequestId) -> Event {
        match self {
            Self::Load(origin) => loaded(request, store.load(&origin)),
            Self::Save(origin, token) => saved(request, store.save(&origin, &token)),
            Self::Forget(origin) => forgotten(request, store.forget(&origin)),
        }
    }

    /// Hands the call to the keeper now, so that calls are made in the order of
    /// the wishes, and gives the task that waits for the answer.
    pub(super) fn ask(
        self,
        keeper: &Keeper,
        request: RequestId,
        inbox: Arc<Inbox>,
    ) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        match self {
            Self::Load(origin) => {
                let tell = move |result| inbox.push(loaded(request, result));
                Box::pin(keeper.load(origin).tell(tell))
            }
            Self::Save(origin, token) => {
                let tell = move |result| inbox.push(saved(request, result));
                Box::pin(keeper.save(origin, token).tell(tell))
            }
            Self::Forget(origin) => {
                let tell = move |result| inbox.push(forgotten(request, result));
                Box::pin(keeper.forget(origin).tell(tell))
            }
        }
    }
}

fn loaded(request: RequestId, result: Result<Option<ApiToken>, Problem>) -> Event {
    if let Ok(Some(token)) = &result {
        logging::hide(token);
    }
    Event::TokenLoaded { request, result }
}

fn saved(request: RequestId, result: Result<(), Problem>) -> Event {
    Event::TokenSaved { request, result }
}

fn forgotten(request: RequestId, result: Result<(), Problem>) -> Event {
    Event::TokenForgotten { request, result }
}
