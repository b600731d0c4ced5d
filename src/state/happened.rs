//! What happened outside, handed to whom it concerns.

use super::message::{Event, RequestId};
use super::{
    AppState, Effect, Focus, Intent, Turn, WindowEffect, files, id_field, lookup, picture, recents,
    sample, token_answers, window,
};
use crate::domain::Problem;
use crate::domain::batch_id::BatchIdProblem;

pub(super) fn take_in(state: &mut AppState, event: Event, turn: &mut Turn) {
    match event {
        Event::TokenLoaded { request, result } => {
            token_answers::loaded(state, request, result, turn);
        }
        Event::TokenSaved { request, result } => token_answers::saved(state, request, result, turn),
        Event::TokenForgotten { request, result } => {
            token_answers::forgotten(state, request, result, turn);
        }
        Event::BatchFetched { request, result } => {
            lookup::fetched(state, request, *result, turn);
        }
        Event::PictureFetched { request, result } => {
            picture::picture_fetched(state, request, *result, turn);
        }
        Event::PictureEnlarged { request, pixels } => {
            picture::enlarged(state, request, pixels, turn);
        }
        Event::SampleStarted { request, result } => {
            sample::started(state, request, result, turn);
        }
        Event::ConnectionTested { request, report } => window::tested(state, request, report),
        Event::FileSaved { request, result } => files::saved(state, request, result),
        Event::FileReady { request, result } => files::ready(state, request, result, turn),
        Event::FileSearched { request, found } => id_field::searched(state, request, found, turn),
        Event::RecentsLoaded {
            origin,
            recents,
            troubles,
        } if origin == state.home => {
            recents::loaded(state, (recents, troubles), turn);
        }
        Event::RecentsLoaded { .. } => {}
        Event::AnswerRecalled { request, found } => {
            recents::recalled(state, request, found.map(|found| *found), turn);
        }
        Event::EverythingForgotten { request, cleared } => {
            recents::forgotten(state, request, cleared);
        }
        Event::NotRemembered(trouble) => recents::told(state, trouble),
        Event::BatchHandedOver(id) => {
            lookup::wish(state, Intent::CheckBatch(id), turn);
            turn.push(Effect::Window(WindowEffect::ComeToFront));
        }
        Event::MotionWish(motion) => state.window.motion = motion,
        Event::TaskFailed { request, details } => {
            task_failed(state, request, details, turn);
        }
    }
}

/// A task that ended suddenly answers its request with "this app has a
/// problem", so that nothing waits for ever; one of no request is shown on its
/// own.
fn task_failed(state: &mut AppState, request: Option<RequestId>, details: String, turn: &mut Turn) {
    let mut problem = Problem::from(crate::domain::ProblemKind::AppFault);
    problem.evidence.chain.push(details);
    problem.evidence.at = Some(turn.now.wall);
    let Some(request) = request else {
        state.window.fault = Some(problem);
        turn.focus(Focus::Problem);
        return;
    };
    token_answers::loaded(state, request, Err(problem.clone()), turn);
    token_answers::saved(state, request, Err(problem.clone()), turn);
    token_answers::forgotten(state, request, Err(problem.clone()), turn);
    lookup::fetched(state, request, Err(problem.clone()), turn);
    picture::picture_fetched(state, request, Err(problem.clone()), turn);
    sample::started(state, request, Err(problem.clone()), turn);
    window::test_failed(state, request, problem.clone());
    files::failed(state, request, problem);
    id_field::searched(state, request, Err(BatchIdProblem::NotInFile), turn);
}
