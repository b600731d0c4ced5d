//! The batch on screen: from the service, or from memory while it is asked.

use jiff::Timestamp;

use super::effect::Focus;
use super::history::{self, History};
use super::picture::{self, PictureSlot};
use super::polling::{self, Follow, PollState, PollingPhase};
use super::request::RequestId;
use super::{AppState, UpdateCx, export};
use crate::domain::remembered::Remembered;
use crate::domain::{Answer, BatchId};

/// An answer with what belongs to it. The picture lives in here, so that it can
/// never stand beside another batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The batch asked for.
    pub asked: BatchId,
    /// What the service said.
    pub answer: Answer,
    /// When it said so.
    pub fetched_at: Timestamp,
    /// Whether the service said so just now, or some time ago.
    pub source: Source,
    /// The template's picture.
    pub picture: PictureSlot,
    /// Whether it is looked at again and again.
    pub follow: Follow,
    /// What changed since it was first shown.
    pub history: History,
}

/// Where an answer on screen comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The service, in this run of the program.
    Service,
    /// What was remembered of an earlier answer.
    Memory,
}

impl Shown {
    /// Whether the service said so in this run of the program.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.source == Source::Service
    }
}

/// Whether the service is being asked about it, unasked by the person.
pub(super) fn is_looked_at(shown: &Shown) -> bool {
    matches!(
        shown.follow,
        Follow::On(PollState {
            phase: PollingPhase::Looking(_),
            ..
        })
    )
}

pub(super) fn show(state: &mut AppState, asked: BatchId, answer: Answer, cx: &mut UpdateCx) {
    let before = state.lookup.shown.take();
    let same = before.as_ref().filter(|shown| shown.asked == asked);
    let refreshed = same.is_some();
    let follow = polling::after(state, asked, &answer, same, cx);
    let history = history::after(same, &answer, cx);
    let picture = picture::next_picture(state, &answer, before, cx);
    if !refreshed {
        state.lookup.filter.clear();
        export::forget(state);
        cx.focus(Focus::Answer);
    }
    state.lookup.shown = Some(Shown {
        asked,
        answer,
        fetched_at: cx.now.wall,
        source: Source::Service,
        picture,
        follow,
        history,
    });
}

/// Shows what was known of a batch while the service is asked.
pub(super) fn show_remembered(
    state: &mut AppState,
    asked: BatchId,
    request: RequestId,
    found: Remembered,
    cx: &mut UpdateCx,
) {
    if let Some(before) = state.lookup.shown.take() {
        picture::drop_picture(&before.picture, cx);
    }
    state.lookup.filter.clear();
    export::forget(state);
    let picture = picture::remembered(&found.answer, request, found.picture, cx);
    let history = History::new(&found.answer.batch, found.at);
    state.lookup.shown = Some(Shown {
        asked,
        answer: found.answer,
        fetched_at: found.at,
        source: Source::Memory,
        picture,
        follow: Follow::Over,
        history,
    });
}
