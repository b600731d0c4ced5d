//! Calls to a password store.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::inbox::Inbox;
use crate::domain::{ApiOrigin, ApiToken, Problem};
use crate::logging;
use crate::state::{Event, RequestId, RequestKind, Response};
use crate::token_store::{StoreThread, TokenStore};

/// What is asked of a store.
pub(super) enum TokenCall {
    Load(ApiOrigin),
    Save(ApiOrigin, ApiToken),
    Forget(ApiOrigin),
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
            Self::Load(origin) => loaded(store.load(&origin)),
            Self::Save(origin, token) => Response::SaveToken(store.save(&origin, &token)),
            Self::Forget(origin) => Response::ForgetToken(store.forget(&origin)),
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
            Self::Load(origin) => {
                let tell = move |result| tell(loaded(result));
                Box::pin(store_thread.load(origin).tell(tell))
            }
            Self::Save(origin, token) => {
                let tell = move |result| tell(Response::SaveToken(result));
                Box::pin(store_thread.save(origin, token).tell(tell))
            }
            Self::Forget(origin) => {
                let tell = move |result| tell(Response::ForgetToken(result));
                Box::pin(store_thread.forget(origin).tell(tell))
            }
        }
    }
}

fn loaded(result: Result<Option<ApiToken>, Problem>) -> Response {
    if let Ok(Some(token)) = &result {
        logging::hide(token);
    }
    Response::LoadToken(result)
}
