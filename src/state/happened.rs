//! What happened outside, handed to whom it concerns.

use super::effect::{Focus, WindowEffect};
use super::message::Event;
use super::request::{RequestId, Response};
use super::{
    AppState, Effect, Intent, Turn, files, id_field, lookup, picture, recents, sample,
    token_answers, window,
};
use crate::domain::Problem;

pub(super) fn take_in(state: &mut AppState, event: Event, turn: &mut Turn) {
    match event {
        Event::Response { id, response } => answered(state, id, response, turn),
        Event::RecentsLoaded {
            origin,
            recents,
            troubles,
        } if origin == state.home => {
            recents::loaded(state, (recents, troubles), turn);
        }
        Event::RecentsLoaded { .. } => {}
        Event::NotRemembered(trouble) => recents::told(state, trouble),
        Event::BatchHandedOver(id) => {
            lookup::wish(state, Intent::CheckBatch(id), turn);
            turn.push(Effect::Window(WindowEffect::ComeToFront));
        }
        Event::MotionWish(motion) => state.window.motion = motion,
        Event::TaskFailed(problem) => task_failed(state, problem, turn),
    }
}

fn answered(state: &mut AppState, id: RequestId, response: Response, turn: &mut Turn) {
    match response {
        Response::LoadToken(result) => token_answers::loaded(state, id, result, turn),
        Response::SaveToken(result) => token_answers::saved(state, id, result, turn),
        Response::ForgetToken(result) => token_answers::forgotten(state, id, result, turn),
        Response::FetchBatch(result) => lookup::fetched(state, id, *result, turn),
        Response::FetchPicture(result) => picture::picture_fetched(state, id, *result, turn),
        Response::EnlargePicture(Ok(pixels)) => picture::enlarged(state, id, pixels, turn),
        // It stays as large as it is.
        Response::EnlargePicture(Err(_)) => {}
        Response::StartSample(result) => sample::started(state, id, result, turn),
        Response::TestConnection(result) => window::tested(state, id, result),
        Response::SaveFile(result) => files::saved(state, id, result),
        Response::OpenFile(result) => files::ready(state, id, result, turn),
        Response::SearchFile(found) => id_field::searched(state, id, found, turn),
        Response::LoadCached(result) => {
            // Without what was kept the answer of the service is waited for.
            let found = result.ok().flatten().map(|found| *found);
            recents::recalled(state, id, found, turn);
        }
        Response::ForgetEverything(result) => recents::forgotten(state, id, result, turn),
    }
}

/// Nothing waited for it: it is told on its own.
pub(super) fn task_failed(state: &mut AppState, mut problem: Problem, turn: &mut Turn) {
    problem.evidence.at = Some(turn.now.wall);
    state.window.fault = Some(problem);
    turn.focus(Focus::Problem);
}
