//! The batch on screen: from the service, or from memory while it is asked.

use jiff::Timestamp;

use super::cx::UpdateCx;
use super::history::History;
use super::picture::{self, PictureSlot};
use super::polling::{Novelty, Polling};
use super::request::RequestId;
use crate::domain::remembered::Remembered;
use crate::domain::{Answer, ApiOrigin, Batch, BatchId};

/// An answer with what belongs to it. The picture lives in here, so that it can
/// never stand beside another batch.
#[derive(Debug, Clone, PartialEq)]
pub struct DisplayedBatch {
    pub asked: BatchId,
    pub answer: Answer,
    pub fetched_at: Timestamp,
    /// Whether the service said so just now, or some time ago.
    pub source: Source,
    pub picture: PictureSlot,
    /// Whether it is checked again and again.
    pub polling: Polling,
    /// What changed since it was first shown.
    pub history: History,
    /// How the person hears of it.
    pub announcement: Announcement,
}

/// How the person hears of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// The focus comes to it.
    WithFocus,
    /// It was asked for once more, and is here.
    AskedFor,
    /// Nobody waits for it; only what changed is worth a word.
    Quietly,
}

/// Where an answer on screen comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The service, in this run of the program.
    Service,
    /// What was remembered of an earlier answer.
    Memory,
}

impl DisplayedBatch {
    /// What the service says now, after what was on screen `before`.
    pub(super) fn fresh(
        asked: BatchId,
        answer: Answer,
        before: Option<Self>,
        origin: &ApiOrigin,
        cx: &mut UpdateCx,
    ) -> Self {
        let same = before.as_ref().filter(|shown| shown.asked == asked);
        let novelty = same.map_or(Novelty::New, |shown| shown.novelty(&answer.batch));
        let polling = Polling::after(
            same.map(|shown| &shown.polling),
            asked,
            &answer,
            novelty,
            cx,
        );
        let mut history = same.map_or_else(
            || History::new(&answer.batch, cx.now.wall),
            |shown| shown.history.clone(),
        );
        history.add(&answer.batch, cx.now.wall);
        let announcement = same.map_or(Announcement::WithFocus, |_| Announcement::Quietly);
        // One that was remembered is small: it gives way to the one of the service.
        let old = match before {
            Some(shown) if shown.is_fresh() => shown.picture,
            Some(shown) => {
                shown.picture.drop(cx);
                PictureSlot::None
            }
            None => PictureSlot::None,
        };
        let picture = old.next(picture::screenshot(&answer), origin, cx);
        Self {
            asked,
            answer,
            fetched_at: cx.now.wall,
            source: Source::Service,
            picture,
            polling,
            history,
            announcement,
        }
    }

    /// The person asked for this answer.
    pub(super) fn asked_for(&mut self) {
        if self.announcement == Announcement::Quietly {
            self.announcement = Announcement::AskedFor;
        }
    }

    /// What was known of a batch, for the time the service is asked.
    pub(super) fn remembered(
        asked: BatchId,
        request: RequestId,
        found: Remembered,
        cx: &mut UpdateCx,
    ) -> Self {
        let picture = PictureSlot::remembered(&found.answer, request, found.picture, cx);
        let history = History::new(&found.answer.batch, found.at);
        Self {
            asked,
            answer: found.answer,
            fetched_at: found.at,
            source: Source::Memory,
            picture,
            polling: Polling::Over,
            history,
            announcement: Announcement::WithFocus,
        }
    }

    /// Whether the service said so in this run of the program.
    pub fn is_fresh(&self) -> bool {
        self.source == Source::Service
    }

    /// Whether this answer says something else.
    pub(super) fn novelty(&self, batch: &Batch) -> Novelty {
        match self.history.change(batch) {
            Some(_) => Novelty::New,
            None => Novelty::Quiet,
        }
    }
}
