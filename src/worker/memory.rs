//! Reads and writes remembered data: one job after the other, off the worker's own thread.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

use super::inbox::Inbox;
use super::save_targets::SaveTargets;
use super::{Waiting, blocking, failed, place_of};
use crate::api;
use crate::domain::account::AccountChange;
use crate::domain::picture::Picture;
use crate::domain::recent::Recent;
use crate::domain::remembered::{Left, Remembered, StorageError};
use crate::domain::{AccountId, ApiOrigin, BatchId};
use crate::picture;
use crate::records::{Records, StoredAnswer};
use crate::state::{Event, RequestId, RequestKind, Response, ToKeep};

/// Longest side of a picture that is kept, in pixels.
const KEPT_SIDE: u32 = 1_000;

/// A job on the disk.
#[derive(Debug)]
enum Job {
    Load(AccountId),
    Save(AccountId, Vec<Recent>),
    Keep(ToKeep),
    Forget(AccountId, BatchId),
    ChangeAccounts(Vec<AccountChange>),
    ForgetAccount(RequestId, AccountId),
    ForgetEverything(RequestId),
}

impl Job {
    /// The request that waits for it.
    fn waits(&self) -> Option<Waiting> {
        match self {
            Self::Load(_)
            | Self::Save(..)
            | Self::Keep(_)
            | Self::Forget(..)
            | Self::ChangeAccounts(_) => None,
            Self::ForgetAccount(id, _) => Some(Waiting {
                id: *id,
                kind: RequestKind::ForgetAccount,
            }),
            Self::ForgetEverything(id) => Some(Waiting {
                id: *id,
                kind: RequestKind::ForgetEverything,
            }),
        }
    }
}

/// Does the jobs, in the order they came.
pub(super) struct Memory {
    desk: Arc<Desk>,
    jobs: Option<mpsc::UnboundedSender<Job>>,
}

struct Desk {
    records: Arc<Records>,
    save_targets: Arc<dyn SaveTargets>,
    inbox: Arc<Inbox>,
}

impl Memory {
    pub(super) fn new(
        records: Arc<Records>,
        save_targets: Arc<dyn SaveTargets>,
        inbox: Arc<Inbox>,
    ) -> Self {
        let desk = Arc::new(Desk {
            records,
            save_targets,
            inbox,
        });
        Self { desk, jobs: None }
    }

    pub(super) fn load_recents(&mut self, account: AccountId) {
        self.queue(Job::Load(account));
    }

    pub(super) fn save_recents(&mut self, account: AccountId, recents: Vec<Recent>) {
        self.queue(Job::Save(account, recents));
    }

    pub(super) fn cache_answer(&mut self, answer: ToKeep) {
        self.queue(Job::Keep(answer));
    }

    pub(super) fn forget_answer(&mut self, account: AccountId, id: BatchId) {
        self.queue(Job::Forget(account, id));
    }

    pub(super) fn change_accounts(&mut self, changes: Vec<AccountChange>) {
        self.queue(Job::ChangeAccounts(changes));
    }

    pub(super) fn forget_account(&mut self, id: RequestId, account: AccountId) {
        self.queue(Job::ForgetAccount(id, account));
    }

    pub(super) fn forget_everything(&mut self, id: RequestId) {
        self.queue(Job::ForgetEverything(id));
    }

    /// Has a job done. To be called on the runtime.
    fn queue(&mut self, job: Job) {
        let desk = &self.desk;
        let jobs = self.jobs.get_or_insert_with(|| work(Arc::clone(desk)));
        // It takes jobs for as long as the runtime lives.
        let _ = jobs.send(job);
    }
}

/// Reads the last answer about a batch. It waits for no other job: the person is waiting for it.
pub(super) fn cached(
    records: &Arc<Records>,
    account: AccountId,
    id: BatchId,
    after: Duration,
) -> impl Future<Output = Response> + Send + use<> {
    let records = Arc::clone(records);
    let query = move || {
        let kept = records.answer(&account.storage_key(), id)?;
        remembered(&kept, &account.origin)
    };
    async move {
        tokio::time::sleep(after).await;
        Response::LoadCached(Ok(blocking(query).await.map(Box::new)))
    }
}

fn work(desk: Arc<Desk>) -> mpsc::UnboundedSender<Job> {
    let (jobs, mut waiting) = mpsc::unbounded_channel::<Job>();
    tokio::spawn(async move {
        while let Some(job) = waiting.recv().await {
            let (waits, at_work) = (job.waits(), Arc::clone(&desk));
            if tokio::task::spawn_blocking(move || at_work.does(job))
                .await
                .is_err()
            {
                let place = place_of("memory");
                tracing::warn!(place, "a job on the disk came to a sudden end");
                if waits.is_some() {
                    desk.inbox.push(failed(waits, &place));
                }
            }
        }
    });
    jobs
}

impl Desk {
    fn does(&self, job: Job) {
        let done = match job {
            Job::Load(account) => {
                self.load(account);
                Ok(())
            }
            Job::Save(account, recents) => {
                self.records.save_recents(&account.storage_key(), &recents)
            }
            Job::Keep(answer) => self.keep(answer),
            Job::Forget(account, id) => self.records.forget_answer(&account.storage_key(), id),
            Job::ChangeAccounts(changes) => self.records.change_accounts(&changes),
            Job::ForgetAccount(id, account) => {
                let mut left = self.records.clear_account(&account.storage_key());
                self.remove_opened(&mut left);
                let response = Response::ForgetAccount(Ok(left));
                self.inbox.push(Event::Response { id, response });
                Ok(())
            }
            Job::ForgetEverything(id) => {
                self.forget_everything(id);
                Ok(())
            }
        };
        match done {
            // A computer that has no such folder remembers nothing, and said so
            // when it was asked for the list.
            Ok(()) | Err(StorageError::NoFolder) => {}
            Err(error) => self.inbox.push(Event::NotRemembered(error)),
        }
    }

    fn load(&self, account: AccountId) {
        let (recents, storage_errors) = self.records.recents(&account.storage_key());
        self.inbox.push(Event::RecentsLoaded {
            account,
            recents,
            storage_errors,
        });
    }

    fn keep(&self, answer: ToKeep) -> Result<(), StorageError> {
        let picture = answer.picture.and_then(|file| smaller(&file));
        let stored = StoredAnswer {
            raw: answer.raw.to_string(),
            at: answer.at,
            picture,
        };
        let place = answer.account.storage_key();
        self.records.save_answer(&place, answer.id, &stored)
    }

    /// Files opened in another app hold names and addresses.
    fn remove_opened(&self, left: &mut Left) {
        if let Some(folder) = self.save_targets.private_folder() {
            super::file::remove_all(&folder, left);
        }
    }

    fn forget_everything(&self, id: RequestId) {
        let mut left = self.records.clear();
        self.remove_opened(&mut left);
        let response = Response::ForgetEverything(Ok(left));
        self.inbox.push(Event::Response { id, response });
    }
}

/// The picture as it is kept. Without one the answer is kept all the same.
fn smaller(file: &Arc<[u8]>) -> Option<Vec<u8>> {
    match picture::thumbnail(file, KEPT_SIDE) {
        Ok(bytes) => Some(bytes),
        Err(problem) => {
            tracing::debug!(?problem, "a picture was not kept");
            None
        }
    }
}

fn remembered(kept: &StoredAnswer, origin: &ApiOrigin) -> Option<Remembered> {
    let answer = api::parse_batch(kept.raw.as_bytes(), origin).ok()?;
    let picture: Option<Picture> = kept
        .picture
        .as_ref()
        .and_then(|bytes| picture::decode(bytes.as_slice().into(), KEPT_SIDE).ok());
    Some(Remembered {
        answer,
        at: kept.at,
        picture,
    })
}
