//! What happened outside, handed to whom it concerns.

use super::effect::{Focus, WindowEffect};
use super::message::Event;
use super::request::{RequestId, Response};
use super::{
    AppState, Effect, UpdateCx, connection_test, export, id_field, lookup, picture, recents,
    sample, token_answers,
};
use crate::domain::Problem;

pub(super) fn on_event(state: &mut AppState, event: Event, cx: &mut UpdateCx) {
    match event {
        Event::Response { id, response } => answered(state, id, response, cx),
        Event::RecentsLoaded {
            origin,
            recents,
            troubles,
        } if origin == state.home => {
            recents::loaded(state, recents, troubles, cx);
        }
        Event::RecentsLoaded { .. } => {}
        Event::NotRemembered(trouble) => recents::told(state, trouble),
        Event::BatchHandedOver(id) => {
            id_field::check(state, id, cx);
            cx.push(Effect::Window(WindowEffect::ComeToFront));
        }
        Event::ReducedMotion(motion) => state.window.motion = motion,
        Event::TaskFailed(problem) => task_failed(state, problem, cx),
    }
}

fn answered(state: &mut AppState, id: RequestId, response: Response, cx: &mut UpdateCx) {
    match response {
        Response::LoadToken(result) => token_answers::loaded(state, id, result, cx),
        Response::SaveToken(result) => token_answers::saved(state, id, result, cx),
        Response::ForgetToken(result) => token_answers::forgotten(state, id, result, cx),
        Response::FetchBatch(result) => lookup::fetched(state, id, *result, cx),
        Response::FetchPicture(result) => picture::picture_fetched(state, id, *result, cx),
        Response::EnlargePicture(Ok(pixels)) => picture::enlarged(state, id, pixels, cx),
        // It stays as large as it is.
        Response::EnlargePicture(Err(_)) => {}
        Response::StartSample(result) => sample::started(state, id, result, cx),
        Response::TestConnection(result) => connection_test::tested(state, id, result),
        Response::SaveFile(result) => export::saved(state, id, result),
        Response::OpenFile(result) => export::ready(state, id, result, cx),
        Response::SearchFile(found) => id_field::searched(state, id, found, cx),
        Response::LoadCached(result) => {
            // Without what was kept the answer of the service is waited for.
            let found = result.ok().flatten().map(|found| *found);
            recents::cached_loaded(state, id, found, cx);
        }
        Response::ForgetEverything(result) => recents::forgotten(state, id, result, cx),
    }
}

/// Nothing waited for it: it is told on its own.
pub(super) fn task_failed(state: &mut AppState, mut problem: Problem, cx: &mut UpdateCx) {
    problem.evidence.at = Some(cx.now.wall);
    state.window.error_dialog = Some(problem);
    cx.focus(Focus::Problem);
}
