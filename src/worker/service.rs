//! Questions to the service.

use std::sync::Arc;

use super::inbox::Inbox;
use super::slots::Slot;
use crate::api::Api;
use crate::domain::checkup::{Finding, Report, Step};
use crate::domain::picture::PictureAddress;
use crate::domain::{ApiOrigin, ApiToken, BatchId, Problem};
use crate::state::{Event, RequestId};

/// What is asked.
pub(super) enum Question {
    /// About a batch.
    Batch(ApiToken, BatchId),
    /// For a picture, with its longest side in pixels.
    Picture(PictureAddress, u32),
    /// Whether it can be reached, and accepts the token.
    Test(Option<ApiToken>),
}

impl Question {
    pub(super) fn slot(&self) -> Slot {
        match self {
            Self::Batch(..) => Slot::Batch,
            Self::Picture(..) => Slot::Picture,
            Self::Test(_) => Slot::Test,
        }
    }
}

/// All that a question needs to be asked and answered.
pub(super) struct Asking {
    /// The client, or why there is none.
    pub(super) api: Result<Arc<Api>, Problem>,
    pub(super) origin: ApiOrigin,
    pub(super) request: RequestId,
    pub(super) inbox: Arc<Inbox>,
}

impl Asking {
    pub(super) async fn run(self, question: Question) {
        match question {
            Question::Batch(token, id) => self.batch(&token, id).await,
            Question::Picture(address, max_side) => self.picture(&address, max_side).await,
            Question::Test(token) => self.test(token.as_ref()).await,
        }
    }

    async fn batch(self, token: &ApiToken, id: BatchId) {
        let result = match self.api {
            Ok(api) => api.batch(&self.origin, token, id).await,
            Err(problem) => Err(problem),
        };
        self.inbox.push(Event::BatchFetched {
            request: self.request,
            result: Box::new(result),
        });
    }

    async fn picture(self, address: &PictureAddress, max_side: u32) {
        let result = match self.api {
            Ok(api) => api.picture(&self.origin, address, max_side).await,
            Err(problem) => Err(problem),
        };
        self.inbox.push(Event::PictureFetched {
            request: self.request,
            result: Box::new(result),
        });
    }

    async fn test(self, token: Option<&ApiToken>) {
        let request = self.request;
        let inbox = self.inbox;
        let mut report = |report| inbox.push(Event::ConnectionTested { request, report });
        match self.api {
            Ok(api) => {
                api.test_connection(&self.origin, token, &mut report).await;
            }
            Err(problem) => report(Report {
                step: Step::Name,
                finding: Finding::Failed(problem),
            }),
        }
    }
}
