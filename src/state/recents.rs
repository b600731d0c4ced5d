//! Recently viewed batches, and their kept answers.

use std::collections::BTreeSet;
use std::time::Duration;

use super::cx::Cx;
use super::lookup::DisplayedBatch;
use super::message::{Job, ToKeep};
use super::request::{Reply, Request, RequestId, RequestKind};
use crate::domain::remembered::{Left, Recent, StorageError, tidy};
use crate::domain::{AccountId, BatchId, Problem};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recents {
    /// Pinned first, then newest first.
    pub list: Vec<Recent>,
    pub search: String,
    pub storage_errors: Vec<StorageError>,
    pub cleared: Option<Left>,
    /// Account of the records; unset for sample data.
    kept_for: Option<AccountId>,
    /// Set while the records are loading: written before, the list would take their place.
    is_unread: bool,
    /// Forgotten batches, until the person asks for them again.
    pub(super) forgotten: BTreeSet<BatchId>,
    clearing: Option<RequestId>,
    loading_cached: Option<(RequestId, BatchId)>,
}

/// Wait for a quick service: a remembered answer would flash, and its picture would delay the new
/// one.
pub(super) const QUICK: Duration = Duration::from_millis(100);

/// Number of errors shown at once.
const MOST_ERRORS: usize = 3;

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Search(String),
    /// Toggles.
    Pin(BatchId),
    Remove(BatchId),
    ForgetEverything,
    DismissErrors,
}

impl Recents {
    pub(super) fn pin(&mut self, id: BatchId, cx: &mut Cx) {
        if let Some(recent) = self.list.iter_mut().find(|recent| recent.id == id) {
            recent.pinned = !recent.pinned;
            tidy(&mut self.list);
            self.save(cx);
        }
    }

    pub(super) fn remove(&mut self, id: BatchId, cx: &mut Cx) {
        self.list.retain(|recent| recent.id != id);
        self.forgotten.insert(id);
        self.save(cx);
        if let Some(account) = self.kept_for.clone() {
            cx.run(Job::ForgetAnswer { account, id });
        }
    }

    /// Forgets a batch that this token may not see.
    pub(super) fn refused(&mut self, id: BatchId, cx: &mut Cx) {
        if self.is_unread || self.knows(id) {
            self.remove(id, cx);
        }
    }

    /// Loads the records of an account; sample data have none. Word of the disk stays.
    pub(super) fn begin(&mut self, account: Option<AccountId>, cx: &mut Cx) {
        *self = Self {
            kept_for: account.clone(),
            is_unread: account.is_some(),
            storage_errors: std::mem::take(&mut self.storage_errors),
            cleared: self.cleared.take(),
            clearing: self.clearing,
            ..Self::default()
        };
        if let Some(account) = account {
            cx.run(Job::LoadRecents(account));
        }
    }

    /// True while the records of this account are loading.
    pub(super) fn awaits(&self, account: &AccountId) -> bool {
        self.is_unread && self.kept_for.as_ref() == Some(account)
    }

    /// Starts afresh; sample data have no records to forget.
    pub(super) fn forget_all(&mut self, request: impl FnOnce(AccountId) -> Request, cx: &mut Cx) {
        self.cancel_cached(cx);
        let kept_for = self.kept_for.take();
        let request = kept_for.clone().map(request);
        *self = Self {
            clearing: request.map(|request| cx.request(request)).or(self.clearing),
            kept_for,
            ..Self::default()
        };
    }

    fn is_passed_over(&self, shown: &DisplayedBatch) -> bool {
        self.forgotten.contains(&shown.asked) || shown.answer.batch.is_another_than(shown.asked)
    }

    /// Merges the loaded records; batches viewed meanwhile stay, forgotten ones go.
    pub(super) fn loaded(&mut self, kept: Vec<Recent>, error: Option<StorageError>, cx: &mut Cx) {
        self.is_unread = false;
        let is_changed = !self.list.is_empty() || !self.forgotten.is_empty();
        for recent in kept {
            match self.list.iter_mut().find(|ours| ours.id == recent.id) {
                Some(ours) => ours.pinned |= recent.pinned,
                None if self.forgotten.contains(&recent.id) => {}
                None => self.list.push(recent),
            }
        }
        tidy(&mut self.list);
        if is_changed {
            self.save(cx);
        }
        if let Some(error) = error {
            self.tell(error);
        }
    }

    pub(super) fn tell(&mut self, error: StorageError) {
        if !self.storage_errors.contains(&error) && self.storage_errors.len() < MOST_ERRORS {
            self.storage_errors.push(error);
        }
    }

    /// Takes in the end of the clearing; returns its problem.
    pub(super) fn forgotten(&mut self, id: RequestId, result: Reply<Left>) -> Option<Problem> {
        self.clearing.take_if(|at| *at == id)?;
        result.map(|left| self.cleared = Some(left)).err()
    }

    /// Records a visit, after the person's request or a change.
    pub(super) fn record_visit(&mut self, shown: &DisplayedBatch, cx: &mut Cx) {
        if self.is_passed_over(shown) {
            return;
        }
        let known = self.list.iter().position(|known| known.id == shown.asked);
        let pinned = known.is_some_and(|at| self.list.remove(at).pinned);
        let batch = &shown.answer.batch;
        self.list.push(Recent {
            id: shown.asked,
            name: batch.name.clone(),
            status: batch.status.clone(),
            counts: batch.counts,
            progress: batch.progress,
            seen: cx.now.timestamp,
            pinned,
        });
        tidy(&mut self.list);
        self.save(cx);
        self.cache_answer(shown, cx);
    }

    fn knows(&self, id: BatchId) -> bool {
        self.list.iter().any(|recent| recent.id == id)
    }

    fn save(&self, cx: &mut Cx) {
        if let Some(account) = self.kept_for.clone().filter(|_| !self.is_unread) {
            let recents = self.list.clone();
            cx.run(Job::SaveRecents { account, recents });
        }
    }

    /// Saves the answer once its picture has loaded or failed.
    pub(super) fn cache_answer(&self, shown: &DisplayedBatch, cx: &mut Cx) {
        let Some(account) = self.kept_for.clone() else {
            return;
        };
        let is_whole = !shown.picture.remote.is_loading();
        if is_whole && shown.is_fresh && !self.is_passed_over(shown) {
            let picture = shown.picture.shown.as_ref();
            cx.run(Job::CacheAnswer(ToKeep {
                account,
                id: shown.asked,
                raw: shown.answer.raw.clone(),
                at: shown.fetched_at,
                picture: picture.map(|shown| shown.info.file.clone()),
            }));
        }
    }

    /// Looks for a remembered answer to show meanwhile, `after` the service's time to answer first.
    pub(super) fn load_cached(&mut self, id: BatchId, after: Duration, cx: &mut Cx) {
        let Some(account) = self.kept_for.clone().filter(|_| self.knows(id)) else {
            return;
        };
        let request = cx.request(Request::LoadCached { account, id, after });
        self.loading_cached = Some((request, id));
    }

    /// Drops the look-up once the service has answered.
    pub(super) fn cancel_cached(&mut self, cx: &mut Cx) {
        if self.loading_cached.take().is_some() {
            cx.cancel(RequestKind::LoadCached);
        }
    }

    /// Batch whose kept answer was asked for by this request.
    pub(super) fn take_cached(&mut self, request: RequestId) -> Option<BatchId> {
        let looked_for = self.loading_cached.take_if(|(at, _)| *at == request);
        looked_for.map(|(_, id)| id)
    }
}
