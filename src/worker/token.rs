//! Calls to a password store.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::inbox::Inbox;
use crate::domain::{Account, ApiToken};
use crate::state::{Event, RequestId, RequestKind, Response};
use crate::token_store::{StoreThread, TokenStore};

pub(super) enum TokenCall {
    Load(Account),
    Save(Account, ApiToken),
    Forget(Account),
}

impl TokenCall {
    pub(super) fn kind(&self) -> RequestKind {
        match self {
            Self::Load(_) => RequestKind::LoadToken,
            Self::Save(..) => RequestKind::SaveToken,
            Self::Forget(_) => RequestKind::ForgetToken,
        }
    }

    /// Asks a store that answers at once.
    pub(super) fn answer_from(self, store: &dyn TokenStore) -> Response {
        match self {
            Self::Load(account) => Response::LoadToken(store.load(&account)),
            Self::Save(account, token) => Response::SaveToken(store.save(&account, &token)),
            Self::Forget(account) => Response::ForgetToken(store.forget(&account)),
        }
    }

    /// Hands the call to the store's thread now, so that calls are made in the order of
    /// the requests, and gives the task that waits for the answer.
    pub(super) fn ask(
        self,
        store_thread: &StoreThread,
        id: RequestId,
        inbox: Arc<Inbox>,
    ) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let tell = move |response| inbox.push(Event::Response { id, response });
        match self {
            Self::Load(account) => {
                let tell = move |result| tell(Response::LoadToken(result));
                Box::pin(store_thread.load(account).tell(tell))
            }
            Self::Save(account, token) => {
                let tell = move |result| tell(Response::SaveToken(result));
                Box::pin(store_thread.save(account, token).tell(tell))
            }
            Self::Forget(account) => {
                let tell = move |result| tell(Response::ForgetToken(result));
                Box::pin(store_thread.forget(account).tell(tell))
            }
        }
    }
}

/// Has the list of passwords show the name of an account.
pub(super) fn rename(
    store_thread: &StoreThread,
    account: Account,
) -> impl Future<Output = ()> + Send + use<> {
    store_thread.rename(account).tell(|result| {
        if let Err(problem) = result {
            tracing::debug!(?problem, "the list of passwords shows the name of before");
        }
    })
}
