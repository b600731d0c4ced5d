//! Batch on screen: the question for it, its answer, and its changes meanwhile.

use jiff::Timestamp;

use super::cx::Cx;
use super::picture::{self, PictureSlot, ShownPicture};
use super::polling::{Backoff, Polling};
use super::remote::Remote;
use super::request::RequestId;
use crate::domain::difference::{Difference, Standing};
use crate::domain::remembered::Remembered;
use crate::domain::{Answer, ApiOrigin, Batch, BatchId};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lookup {
    /// Last answer; kept while another is fetched or fails.
    pub shown: Option<DisplayedBatch>,
    /// Batch that is asked for, or as soon as there is a token, or could not be had.
    pub wanted: Option<BatchId>,
    pub remote: Remote,
    /// Filter of the signatories.
    pub filter: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Check(BatchId),
    Refresh,
    /// Returns to the list.
    Back,
    /// Ends the request under way, or takes its problem away.
    Cancel,
    RetryPicture,
    FilterSignatories(String),
}

impl Lookup {
    pub fn failed(&self) -> Option<BatchId> {
        self.wanted.filter(|_| self.remote.problem().is_some())
    }

    /// Batch on the page: beside the problem of one stand no data of another.
    pub fn on_page(&self) -> Option<&DisplayedBatch> {
        let failed = self.failed();
        let shown = self.shown.as_ref();
        shown.filter(|shown| failed.is_none_or(|id| id == shown.asked))
    }

    pub fn asked(&self) -> Option<BatchId> {
        self.shown.as_ref().map(|shown| shown.asked)
    }

    pub(super) fn picture(&self) -> Option<&ShownPicture> {
        self.shown.as_ref()?.picture.shown.as_ref()
    }

    pub(super) fn polling(&self) -> Option<&Polling> {
        self.shown.as_ref()?.polling.as_ref()
    }

    /// Ends the request under way; keeps the answer on screen.
    pub(super) fn stop(&mut self, cx: &mut Cx) {
        self.remote.cancel(cx);
        self.wanted = None;
    }

    pub(super) fn polling_mut(&mut self) -> Option<&mut Polling> {
        self.shown.as_mut()?.polling.as_mut()
    }
}

/// Holds the picture as well, so that none stands beside another batch.
#[derive(Debug, Clone, PartialEq)]
pub struct DisplayedBatch {
    pub asked: BatchId,
    pub answer: Answer,
    pub fetched_at: Timestamp,
    /// Answered in this run of the program; else remembered from an earlier one.
    pub is_fresh: bool,
    pub picture: PictureSlot,
    /// Unset once nothing more is expected to change.
    pub polling: Option<Polling>,
    /// Changes since it was first shown.
    pub history: History,
    pub announcement: Announcement,
}

/// Way of telling the person about an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    WithFocus,
    /// Announces a refresh.
    AskedFor,
    /// Announces changes only.
    Quietly,
}

impl DisplayedBatch {
    /// Builds the answer of the service after what was on screen `before`.
    pub(super) fn fresh(
        asked: BatchId,
        answer: Answer,
        before: Option<Self>,
        origin: &ApiOrigin,
        cx: &mut Cx,
    ) -> Self {
        let same = before.as_ref().filter(|shown| shown.asked == asked);
        let quiet = same.filter(|shown| !shown.is_news(&answer.batch));
        let quiet = quiet.and_then(|shown| shown.polling.as_ref());
        let pace = Backoff::of(&answer.batch.status);
        let pace = pace.filter(|_| !answer.batch.is_another_than(asked));
        let polling = pace.map(|pace| Polling::paced(quiet, pace, answer.rest, cx));
        let history = same.map(|shown| shown.history.clone());
        let mut history = history.unwrap_or_else(|| History::new(&answer.batch, cx.now.timestamp));
        history.add(&answer.batch, cx.now.timestamp);
        let announcement = same.map_or(Announcement::WithFocus, |_| Announcement::Quietly);
        let old = before.map(|shown| shown.picture).unwrap_or_default();
        let picture = old.next(picture::screenshot(&answer), origin, cx);
        Self {
            asked,
            answer,
            fetched_at: cx.now.timestamp,
            is_fresh: true,
            picture,
            polling,
            history,
            announcement,
        }
    }

    /// Builds the remembered answer, shown until the service answers.
    pub(super) fn remembered(
        asked: BatchId,
        request: RequestId,
        found: Remembered,
        cx: &mut Cx,
    ) -> Self {
        let picture = PictureSlot::remembered(request, found.picture, cx);
        let history = History::new(&found.answer.batch, found.at);
        Self {
            asked,
            answer: found.answer,
            fetched_at: found.at,
            is_fresh: false,
            picture,
            polling: None,
            history,
            announcement: Announcement::WithFocus,
        }
    }

    /// True where another answer than the one on screen changes something.
    pub(super) fn is_news(&self, batch: &Batch) -> bool {
        self.history.change(batch).is_some()
    }
}

const MOST_CHANGES: usize = 50;

#[derive(Debug, Clone, PartialEq)]
pub struct History {
    pub since: Timestamp,
    /// Newest last.
    pub changes: Vec<Change>,
    first: Standing,
    last: Standing,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub at: Timestamp,
    pub what: Difference,
}

impl History {
    pub(super) fn new(batch: &Batch, since: Timestamp) -> Self {
        let first = Standing::of(batch);
        Self {
            since,
            changes: Vec::new(),
            last: first.clone(),
            first,
        }
    }

    /// Sum of all changes; `None` where they cancel out.
    pub fn altogether(&self) -> Option<Difference> {
        Difference::between(&self.first, &self.last)
    }

    /// Change that this answer brings.
    pub(super) fn change(&self, batch: &Batch) -> Option<Difference> {
        Difference::between(&self.last, &Standing::of(batch))
    }

    pub(super) fn add(&mut self, batch: &Batch, at: Timestamp) {
        if let Some(what) = self.change(batch) {
            self.changes.push(Change { at, what });
        }
        if self.changes.len() > MOST_CHANGES {
            self.changes.remove(0);
        }
        self.last = Standing::of(batch);
    }
}
