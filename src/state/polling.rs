//! Stays with a batch that is not finished: asks again by itself, quietly.

use std::time::Duration;

use super::backoff::Backoff;
use super::effect::{Effect, WindowEffect};
use super::lookup::Phase;
use super::message::WindowFocus;
use super::request::{Request, RequestId};
use super::shown::{self, Shown};
use super::{AppState, UpdateCx, recents};
use crate::domain::difference::news;
use crate::domain::settings::Switch;
use crate::domain::{Answer, Batch, BatchId, Problem};

/// Nobody asks more often than this, whatever happens to the window.
const AT_MOST: Duration = Duration::from_secs(10);
/// A window hidden for longer is taken to be forgotten.
pub const HIDDEN_TOO_LONG: Duration = Duration::from_mins(30);
/// The clock on the wall runs ahead by more than this only where the computer
/// slept.
const SLEPT: Duration = Duration::from_secs(30);

/// Whether a shown batch is followed.
#[derive(Debug, Clone, PartialEq)]
pub enum Follow {
    /// Nothing is expected to change any more.
    Over,
    /// It is looked at again and again.
    On(PollState),
}

/// A batch that is followed.
#[derive(Debug, Clone, PartialEq)]
pub struct PollState {
    /// What is going on.
    pub phase: PollingPhase,
    /// Why the last check failed.
    pub trouble: Option<Problem>,
    backoff: Backoff,
    /// Not before this, from the start of the program.
    floor: Duration,
}

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollingPhase {
    /// The next look is at this time, from the start of the program.
    Resting(Duration),
    /// The service is being asked.
    Looking(RequestId),
}

/// Why a batch is not looked at for the time being.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// The person switched it off.
    SwitchedOff,
    /// The window has been hidden for long.
    Hidden,
    /// Something else is being done about it, or has to be.
    Busy,
}

/// How an answer is to be followed; `before` is the batch as it was shown last.
pub(super) fn after(
    state: &mut AppState,
    asked: BatchId,
    answer: &Answer,
    before: Option<&Shown>,
    cx: &UpdateCx,
) -> Follow {
    let fresh = Backoff::of(&answer.batch.status).filter(|_| !answer.batch.is_another_than(asked));
    let Some(fresh) = fresh else {
        return Follow::Over;
    };
    let is_quiet = before.is_some_and(|was| was.history.change(&answer.batch).is_none());
    let backoff = match before.map(|shown| &shown.follow) {
        Some(Follow::On(following)) if is_quiet => following.backoff.slower(),
        _ => fresh,
    };
    let floor = cx.now.since_start + answer.rest.unwrap_or_default().max(AT_MOST);
    let until = cx.now.since_start + backoff.wait(&mut state.jitter);
    Follow::On(PollState {
        phase: PollingPhase::Resting(until.max(floor)),
        trouble: None,
        backoff,
        floor,
    })
}

/// Why the shown batch is not looked at for the time being, if so.
#[must_use]
pub fn pause(state: &AppState, now: Duration) -> Option<Pause> {
    if state.follows() == Switch::Off {
        return Some(Pause::SwitchedOff);
    }
    let hidden = match state.window.hidden_since {
        Some(since) => now.saturating_sub(since) >= HIDDEN_TOO_LONG,
        None => false,
    };
    if hidden {
        return Some(Pause::Hidden);
    }
    let shown = state.lookup.shown.as_ref()?;
    let is_free = match &state.lookup.phase {
        Phase::Idle => true,
        Phase::Waiting { .. } | Phase::Loading { .. } => false,
        Phase::Failed {
            id,
            problem,
            not_before,
        } => {
            *id == shown.asked
                && !problem.kind.needs_credentials()
                && not_before.is_none_or(|at| at <= now)
        }
    };
    (!is_free || state.session.token().is_none()).then_some(Pause::Busy)
}

/// When the window is to be drawn again for the next look, from the start of
/// the program; `None` where no look is due.
#[must_use]
pub fn next_poll(state: &AppState, now: Duration) -> Option<Duration> {
    if pause(state, now).is_some() {
        return None;
    }
    match &state.lookup.shown.as_ref()?.follow {
        Follow::On(PollState {
            phase: PollingPhase::Resting(until),
            ..
        }) => Some(*until),
        Follow::Over | Follow::On(_) => None,
    }
}

/// The person switched it on.
pub(super) fn resume(state: &mut AppState, cx: &mut UpdateCx) {
    poll_soon(state, cx);
    poll_if_due(state, cx);
}

/// A frame: the window may have come back, the computer may have slept, a look
/// may be due.
pub(super) fn frame(state: &mut AppState, attention: WindowFocus, cx: &mut UpdateCx) {
    let window = &mut state.window;
    let came_back = window.attention != WindowFocus::InFront && attention == WindowFocus::InFront
        || window.attention == WindowFocus::Hidden && attention == WindowFocus::Behind;
    window.attention = attention;
    window.hidden_since = match attention {
        WindowFocus::Hidden => window.hidden_since.or(Some(cx.now.since_start)),
        WindowFocus::InFront | WindowFocus::Behind => None,
    };
    let slept = window.last_frame.replace(cx.now).is_some_and(|last| {
        let waited = cx.now.since_start.saturating_sub(last.since_start);
        let passed = cx.now.wall.duration_since(last.wall);
        Duration::try_from(passed).is_ok_and(|passed| passed > waited + SLEPT)
    });
    if came_back || slept {
        poll_soon(state, cx);
    }
    poll_if_due(state, cx);
}

/// The next look is now, or as soon as the service may be asked.
fn poll_soon(state: &mut AppState, cx: &UpdateCx) {
    if let Some(following) = following(state)
        && let PollingPhase::Resting(until) = &mut following.phase
    {
        *until = (*until).min(following.floor.max(cx.now.since_start));
    }
}

fn poll_if_due(state: &mut AppState, cx: &mut UpdateCx) {
    let now = cx.now.since_start;
    let is_due = next_poll(state, now).is_some_and(|at| at <= now);
    let id = state.lookup.shown.as_ref().map(|shown| shown.asked);
    let (true, Some(id), Some(token)) = (is_due, id, state.session.token().cloned()) else {
        return;
    };
    let request = state.next_request();
    if let Some(following) = following(state) {
        following.phase = PollingPhase::Looking(request);
        following.floor = now + AT_MOST;
    }
    cx.push(Effect::Request {
        id: request,
        request: Request::FetchBatch {
            origin: state.origin_for(id).clone(),
            token,
            id,
        },
    });
}

/// The person asks themselves: a look under way is given up.
pub(super) fn suspend_polling(state: &mut AppState, cx: &UpdateCx) {
    let mut jitter = state.jitter;
    if let Some(following) = following(state)
        && let PollingPhase::Looking(_) = following.phase
    {
        let until = cx.now.since_start + following.backoff.wait(&mut jitter);
        following.phase = PollingPhase::Resting(until);
    }
    state.jitter = jitter;
}

/// Takes in what a look brought, unless `request` was none.
pub(super) fn poll_finished(
    state: &mut AppState,
    request: RequestId,
    result: Result<Answer, Problem>,
    cx: &mut UpdateCx,
) {
    let Some(following) = following(state) else {
        return;
    };
    if following.phase != PollingPhase::Looking(request) {
        return;
    }
    match result {
        Ok(answer) => poll_ok(state, answer, cx),
        Err(problem) => poll_failed(state, problem, cx),
    }
}

fn poll_ok(state: &mut AppState, answer: Answer, cx: &mut UpdateCx) {
    let Some(shown) = &state.lookup.shown else {
        return;
    };
    let asked = shown.asked;
    tell(state, &shown.answer.batch, &answer.batch, cx);
    // The service is back: a panel that says otherwise would be wrong.
    if matches!(&state.lookup.phase, Phase::Failed { id, .. } if *id == asked) {
        state.lookup.phase = Phase::Idle;
    }
    let is_new = shown.history.change(&answer.batch).is_some();
    shown::show(state, asked, answer, cx);
    if is_new {
        recents::record_visit(state, cx);
    }
}

/// Tells somebody who is not looking.
fn tell(state: &AppState, before: &Batch, after: &Batch, cx: &mut UpdateCx) {
    let is_wished = state.window.settings.notify == Switch::On
        && state.window.attention != WindowFocus::InFront;
    if let Some(news) = news(before, after)
        && is_wished
    {
        let name = after.name.clone();
        cx.push(Effect::Window(WindowEffect::Tell { news, name }));
    }
}

/// What is shown stays, and so does following.
fn poll_failed(state: &mut AppState, mut problem: Problem, cx: &mut UpdateCx) {
    problem.evidence.at = Some(cx.now.wall);
    let now = cx.now.since_start;
    let mut jitter = state.jitter;
    if let Some(following) = following(state) {
        following.backoff = following.backoff.slower();
        following.floor = now + jitter.longer(problem.kind.retry_after().unwrap_or(AT_MOST));
        let until = now + following.backoff.wait(&mut jitter);
        following.phase = PollingPhase::Resting(until.max(following.floor));
        following.trouble = Some(problem.clone());
    }
    state.jitter = jitter;
    // Only the person can do something about a refusal.
    if problem.kind.needs_credentials()
        && let Some(id) = state.lookup.shown.as_ref().map(|shown| shown.asked)
    {
        state.lookup.phase = Phase::Failed {
            id,
            problem,
            not_before: None,
        };
    }
}

fn following(state: &mut AppState) -> Option<&mut PollState> {
    match &mut state.lookup.shown.as_mut()?.follow {
        Follow::On(following) => Some(following),
        Follow::Over => None,
    }
}
