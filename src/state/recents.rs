//! The batches that were looked at, and what is kept of them.

use std::time::Duration;

use super::effect::{Effect, Job, ToKeep};
use super::lookup::Phase;
use super::picture::PictureSlot;
use super::request::{Request, RequestId, RequestKind};
use super::shown::{self, Shown};
use super::{AppState, SamplePhase, UpdateCx, events};
use crate::domain::recent::{MOST_RECENTS, Recent};
use crate::domain::remembered::{Cleared, Remembered, StorageError};
use crate::domain::{ApiOrigin, Batch, BatchId, Problem};

/// The batches that were looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recents {
    /// The batches; pinned ones first, then newest first.
    pub list: Vec<Recent>,
    /// What the list is searched for.
    pub search: String,
    /// What there is to tell about remembering.
    pub troubles: Vec<StorageError>,
    /// What was removed when everything was to be forgotten.
    pub cleared: Option<Cleared>,
    clearing: Option<RequestId>,
    loading_cached: Option<(RequestId, BatchId)>,
}

/// A service that answers within this time is waited for: what is known of a batch would
/// be seen for a moment only, and its picture take the processor from that of the service.
const QUICK: Duration = Duration::from_millis(100);

/// Troubles that are told at once: more would say nothing more.
const MOST_TROUBLES: usize = 3;

/// What a person does with them.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Look for this in the list.
    Search(String),
    /// Keep one at the top, or no longer.
    Pin(BatchId),
    /// Take one off the list, and forget what is kept of it.
    Remove(BatchId),
    /// Forget everything that is remembered.
    ForgetEverything,
    /// What was said about remembering has been read.
    CloseTroubles,
}

pub(super) fn update(state: &mut AppState, intent: Intent, cx: &mut UpdateCx) {
    match intent {
        Intent::Search(text) => state.recents.search = text,
        Intent::Pin(id) => {
            if let Some(recent) = state.recents.list.iter_mut().find(|recent| recent.id == id) {
                recent.pinned = !recent.pinned;
                tidy(&mut state.recents.list);
                save(state, cx);
            }
        }
        Intent::Remove(id) => {
            state.recents.list.retain(|recent| recent.id != id);
            save(state, cx);
            if let Some(origin) = kept_for(state) {
                cx.push(Effect::Run(Job::ForgetAnswer { origin, id }));
            }
        }
        Intent::CloseTroubles => {
            state.recents.troubles.clear();
            state.recents.cleared = None;
        }
        Intent::ForgetEverything => {
            let request = state.next_request();
            state.window.overlay = None;
            state.recents = Recents {
                clearing: Some(request),
                ..Recents::default()
            };
            cx.push(Effect::Request {
                id: request,
                request: Request::ForgetEverything,
            });
        }
    }
}

/// The service whose batches are remembered; sample data are not.
fn kept_for(state: &AppState) -> Option<ApiOrigin> {
    matches!(state.sample, SamplePhase::None).then(|| state.home.clone())
}

/// Begins with what is remembered of the service.
pub(super) fn begin(state: &mut AppState, cx: &mut UpdateCx) {
    state.recents = Recents::default();
    cx.push(Effect::Run(Job::LoadRecents {
        origin: state.home.clone(),
    }));
}

/// Begins with nothing, and remembers nothing.
pub(super) fn begin_sample(state: &mut AppState) {
    state.recents = Recents::default();
}

/// What was remembered. A batch that was looked at meanwhile stays as it is now.
pub(super) fn loaded(
    state: &mut AppState,
    kept: Vec<Recent>,
    troubles: Vec<StorageError>,
    cx: &mut UpdateCx,
) {
    if kept_for(state).is_none() {
        return;
    }
    for recent in kept {
        if state.recents.list.iter().all(|ours| ours.id != recent.id) {
            state.recents.list.push(recent);
        }
    }
    tidy(&mut state.recents.list);
    for trouble in troubles {
        told(state, trouble);
    }
    // A batch was asked for before it was known to be a recent one.
    if let Some(id) = state.lookup.phase.id() {
        load_cached(state, id, cx);
    }
}

/// Something about remembering that the person may want to know.
pub(super) fn told(state: &mut AppState, trouble: StorageError) {
    let troubles = &mut state.recents.troubles;
    if !troubles.contains(&trouble) && troubles.len() < MOST_TROUBLES {
        troubles.push(trouble);
    }
}

/// Everything was forgotten, or not all of it.
pub(super) fn forgotten(
    state: &mut AppState,
    request: RequestId,
    result: Result<Cleared, Problem>,
    cx: &mut UpdateCx,
) {
    if state.recents.clearing != Some(request) {
        return;
    }
    state.recents.clearing = None;
    match result {
        Ok(cleared) => state.recents.cleared = Some(cleared),
        Err(problem) => events::task_failed(state, problem, cx),
    }
}

/// The answer on screen is worth remembering: the person asked for it, or
/// something changed.
pub(super) fn record_visit(state: &mut AppState, cx: &mut UpdateCx) {
    let Some(shown) = &state.lookup.shown else {
        return;
    };
    if shown.answer.batch.is_another_than(shown.asked) {
        return;
    }
    let mut recent = recent(shown.asked, &shown.answer.batch, cx);
    let list = &mut state.recents.list;
    if let Some(at) = list.iter().position(|known| known.id == recent.id) {
        recent.pinned = list.remove(at).pinned;
    }
    list.push(recent);
    tidy(list);
    save(state, cx);
    cache_answer(state, cx);
}

fn recent(id: BatchId, batch: &Batch, cx: &UpdateCx) -> Recent {
    Recent {
        id,
        name: batch.name.clone(),
        status: batch.status.clone(),
        progress: batch.progress,
        seen: cx.now.wall,
        pinned: false,
    }
}

/// Pinned ones first, then newest first, no more than [`MOST_RECENTS`].
fn tidy(list: &mut Vec<Recent>) {
    list.sort_by_key(|recent| (!recent.pinned, std::cmp::Reverse(recent.seen), recent.id));
    list.truncate(MOST_RECENTS);
}

fn save(state: &AppState, cx: &mut UpdateCx) {
    if let Some(origin) = kept_for(state) {
        let recents = state.recents.list.clone();
        cx.push(Effect::Run(Job::SaveRecents { origin, recents }));
    }
}

/// Keeps the answer on screen, as soon as its picture is there or will not come.
pub(super) fn cache_answer(state: &AppState, cx: &mut UpdateCx) {
    let (Some(origin), Some(shown)) = (kept_for(state), &state.lookup.shown) else {
        return;
    };
    let picture = match &shown.picture {
        PictureSlot::Loading { .. } => return,
        PictureSlot::Shown { info, .. } => Some(info.file.clone()),
        PictureSlot::None | PictureSlot::Failed { .. } => None,
    };
    if shown.is_fresh() && !shown.answer.batch.is_another_than(shown.asked) {
        cx.push(Effect::Run(Job::CacheAnswer(ToKeep {
            origin,
            id: shown.asked,
            raw: shown.answer.raw.clone(),
            at: shown.fetched_at,
            picture,
        })));
    }
}

/// A batch is asked for: what is known of it may be shown meanwhile, at once where the
/// service cannot be asked yet.
pub(super) fn load_cached(state: &mut AppState, id: BatchId, cx: &mut UpdateCx) {
    let is_shown = state
        .lookup
        .shown
        .as_ref()
        .is_some_and(|shown| shown.asked == id);
    let is_known = state.recents.list.iter().any(|recent| recent.id == id);
    let Some(origin) = kept_for(state).filter(|_| is_known && !is_shown) else {
        return;
    };
    let request = state.next_request();
    state.recents.loading_cached = Some((request, id));
    let after = match state.session.token() {
        Some(_) => QUICK,
        None => Duration::ZERO,
    };
    cx.push(Effect::Request {
        id: request,
        request: Request::LoadCached { origin, id, after },
    });
}

/// What is known of a batch is of no use any more: it is answered.
pub(super) fn cancel_cached(state: &mut AppState, cx: &mut UpdateCx) {
    if state.recents.loading_cached.take().is_some() {
        cx.push(Effect::Cancel(RequestKind::LoadCached));
    }
}

/// Shows what was known of a batch, unless the service was quicker or the
/// person wants something else by now.
pub(super) fn cached_loaded(
    state: &mut AppState,
    request: RequestId,
    found: Option<Remembered>,
    cx: &mut UpdateCx,
) {
    let id = match state.recents.loading_cached {
        Some((at, id)) if at == request => id,
        _ => return,
    };
    state.recents.loading_cached = None;
    let is_wanted = matches!(&state.lookup.phase, Phase::Loading { id: at, .. } | Phase::Failed { id: at, .. } | Phase::Waiting { id: at } if *at == id);
    let is_shown = state
        .lookup
        .shown
        .as_ref()
        .is_some_and(|shown: &Shown| shown.asked == id);
    if let Some(found) = found.filter(|_| is_wanted && !is_shown) {
        shown::show_remembered(state, id, request, found, cx);
    }
}
