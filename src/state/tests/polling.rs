//! Followed batches: asked at the right times only.

use super::*;
use crate::domain::difference::News;
use crate::domain::status::Status;

/// Draws a frame; seconds from the start, on both clocks.
fn frame(state: &mut AppState, focus: WindowFocus, seconds: u64) -> Vec<Effect> {
    update(state, Message::Frame(focus), at(seconds))
}

fn in_front(state: &mut AppState, seconds: u64) -> Vec<Effect> {
    frame(state, WindowFocus::InFront, seconds)
}

fn asks(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| {
        matches!(
            effect,
            Effect::Request {
                request: Request::FetchBatch { .. },
                ..
            }
        )
    })
}

fn is_fetch(effect: &Effect) -> bool {
    let kind = match effect {
        Effect::Request { request, .. } => Some(request.kind()),
        Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
    };
    kind == Some(RequestKind::FetchBatch)
}

fn answer_with(status: &str, made: u64) -> Answer {
    let mut answer = answer(ID, "/a.png");
    answer.batch.status = Status::from_word(status);
    answer.batch.counts.made = Some(made);
    answer.batch.counts.total = Some(9);
    answer
}

fn brought(state: &mut AppState, effects: &[Effect], answer: Answer, seconds: u64) -> Vec<Effect> {
    let event = fetched(request(effects), Ok(answer));
    update(state, Message::Event(event), at(seconds))
}

fn failed(state: &mut AppState, effects: &[Effect], kind: ProblemKind, seconds: u64) {
    let event = fetched(request(effects), Err(Problem::from(kind)));
    let effects = update(state, Message::Event(event), at(seconds));
    let moves_focus = effects
        .iter()
        .any(|effect| matches!(effect, Effect::Window(WindowEffect::Focus(_))));
    assert!(!moves_focus, "nobody asked for this look");
}

/// Batch on screen since second 20, with the time of the next check in whole seconds.
fn showing(status: &str) -> AppState {
    let mut state = ready();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let _ = in_front(&mut state, 19);
    brought(&mut state, &asked, answer_with(status, 0), 20);
    state
}

fn next(state: &AppState, seconds: u64) -> Option<u64> {
    let next = state.asks_next_at(at(seconds).elapsed)?;
    Some(next.as_secs())
}

/// Next check in time, and its effects.
fn next_poll(state: &mut AppState) -> (u64, Vec<Effect>) {
    let due = next(state, 20).expect("a look to come");
    assert!(!asks(&in_front(state, due)), "not before its time");
    let effects = in_front(state, due + 1);
    assert!(asks(&effects), "at its time");
    assert!(!asks(&in_front(state, due + 2)), "one at a time");
    (due + 1, effects)
}

#[test]
fn it_asks_by_itself_and_less_and_less_often() {
    let mut state = showing("processing");
    let mut last = 20;
    for base in [10, 20, 40, 80, 160, 250, 250] {
        let (seconds, effects) = next_poll(&mut state);
        let waited = seconds - 1 - last;
        assert!((base..=base * 6 / 5).contains(&waited), "{waited} s");
        brought(&mut state, &effects, answer_with("processing", 0), seconds);
        last = seconds;
    }
    let (seconds, effects) = next_poll(&mut state);
    brought(&mut state, &effects, answer_with("processing", 5), seconds);
    let waited = next(&state, seconds).unwrap() - seconds;
    assert!((10..=12).contains(&waited), "a change makes it quick again");
}

#[test]
fn it_ends_with_the_batch_and_tells_what_changed() {
    let mut state = showing("pending");
    for (status, made) in [("processing", 35), ("processing", 70), ("completed", 100)] {
        let (seconds, effects) = next_poll(&mut state);
        brought(&mut state, &effects, answer_with(status, made), seconds);
    }
    let shown = state.lookup.shown.as_ref().unwrap();
    assert_eq!(shown.polling, Polling::Over);
    assert_eq!(shown.history.since, at(20).timestamp);
    assert_eq!(shown.history.changes.len(), 3);
    let all = shown.history.altogether().unwrap();
    assert_eq!((all.more_made, all.status), (100, Some(Status::Completed)));
    assert_eq!(next(&state, 5_000), None);
    assert!(!asks(&in_front(&mut state, 50_000)));
    assert!(
        asks(&send(&mut state, LookupIntent::Refresh)),
        "Refresh stays"
    );
}

#[test]
fn a_look_that_fails_blanks_nothing_and_ends_nothing() {
    let mut state = showing("processing");
    let before = state.lookup.shown.clone().unwrap().answer;
    let (seconds, effects) = next_poll(&mut state);
    failed(&mut state, &effects, ProblemKind::NotReachable, seconds);
    let shown = state.lookup.shown.as_ref().unwrap();
    assert_eq!(shown.answer, before);
    assert_eq!(state.lookup.wanted, None, "no panel");
    let Polling::On(following) = &shown.polling else {
        panic!("not followed any more")
    };
    let problem = following.problem.as_ref().expect("said quietly");
    assert_eq!(problem.evidence.at, Some(at(seconds).timestamp));
    let (seconds, effects) = next_poll(&mut state);
    brought(&mut state, &effects, answer_with("processing", 1), seconds);
    let shown = state.lookup.shown.as_ref().unwrap();
    assert!(matches!(&shown.polling, Polling::On(on) if on.problem.is_none()));
}

#[test]
fn the_service_says_how_long_to_wait() {
    let mut state = showing("processing");
    let (seconds, effects) = next_poll(&mut state);
    let wait = Some(Duration::from_mins(10));
    failed(
        &mut state,
        &effects,
        ProblemKind::TooManyRequests { wait },
        seconds,
    );
    let waits = next(&state, seconds).unwrap() - seconds;
    assert!((600..=720).contains(&waits), "{waits} s");
    // Coming back does not shorten the pause.
    frame(&mut state, WindowFocus::Hidden, seconds + 100);
    assert!(!asks(&in_front(&mut state, seconds + 200)));
    let due = next(&state, seconds + 200).unwrap();
    assert!(due >= seconds + 600, "{due}");

    let mut state = showing("processing");
    let (seconds, effects) = next_poll(&mut state);
    let few_left = Answer {
        rest: Some(Duration::from_secs(90)),
        ..answer_with("processing", 3)
    };
    brought(&mut state, &effects, few_left, seconds);
    let waits = next(&state, seconds).unwrap() - seconds;
    assert!((90..=91).contains(&waits), "{waits} s");
}

#[test]
fn a_refusal_waits_for_the_person() {
    for (kind, is_blanked) in [
        (ProblemKind::TokenNotAccepted, false),
        (ProblemKind::AccessNotAllowed, true),
    ] {
        let mut state = showing("processing");
        let (seconds, effects) = next_poll(&mut state);
        failed(&mut state, &effects, kind, seconds);
        assert!(state.lookup.failed().is_some(), "said");
        assert_eq!(state.lookup.shown.is_none(), is_blanked);
        assert_eq!(next(&state, 9_999), None);
        assert!(!asks(&in_front(&mut state, 9_999)));
        let again = send(&mut state, LookupIntent::TryAgain);
        let asked: Vec<Effect> = again.into_iter().filter(is_fetch).collect();
        brought(&mut state, &asked, answer_with("processing", 1), 10_000);
        assert!(next(&state, 10_000).is_some(), "it goes on");
    }
}

#[test]
fn a_window_hidden_for_long_is_left_alone_until_it_comes_back() {
    let mut state = showing("waiting_for_approval");
    frame(&mut state, WindowFocus::Hidden, 25);
    let effects = frame(&mut state, WindowFocus::Hidden, 120);
    assert!(asks(&effects), "hidden for a short while");
    brought(
        &mut state,
        &effects,
        answer_with("waiting_for_approval", 0),
        121,
    );
    let long = 25 + crate::state::polling::HIDDEN_TOO_LONG.as_secs();
    assert!(!asks(&frame(&mut state, WindowFocus::Hidden, long + 500)));
    assert_eq!(next(&state, long + 500), None);
    assert!(asks(&in_front(&mut state, long + 900)), "at once");
}

#[test]
fn a_computer_that_slept_asks_at_once() {
    let mut state = showing("waiting_for_approval");
    let _ = in_front(&mut state, 40);
    let mut woken = at(41);
    woken.timestamp = at(40_000).timestamp;
    let effects = update(&mut state, Message::Frame(WindowFocus::InFront), woken);
    assert!(asks(&effects));
}

#[test]
fn the_switch_stops_it_and_starts_it() {
    let mut state = showing("processing");
    let effects = send(&mut state, WindowIntent::Set(Setting::Follow(Switch::Off)));
    assert!(
        matches!(effects.as_slice(), [Effect::Run(Job::SaveSettings(kept))] if kept.follow == Some(Switch::Off))
    );
    assert_eq!(next(&state, 1_000), None);
    assert!(!asks(&in_front(&mut state, 1_000)));
    let on = Message::Intent(Intent::Window(WindowIntent::Set(Setting::Follow(
        Switch::On,
    ))));
    assert!(asks(&update(&mut state, on, at(1_001))), "at once");
}

#[test]
fn what_the_person_chose_counts_more_than_what_is_set_for_the_computer() {
    let mut state = showing("processing");
    state.follow = Switch::Off;
    assert!(!asks(&in_front(&mut state, 1_000)));
    let on = Message::Intent(Intent::Window(WindowIntent::Set(Setting::Follow(
        Switch::On,
    ))));
    assert!(asks(&update(&mut state, on, at(1_001))));
}

#[test]
fn the_person_comes_first() {
    let mut state = showing("processing");
    let (_, look) = next_poll(&mut state);
    let asked = send(&mut state, LookupIntent::Refresh);
    assert!(asks(&asked));
    // The answer of an abandoned check is dropped.
    brought(&mut state, &look, answer_with("failed", 9), 60);
    assert!(state.lookup.remote.is_loading());
    brought(&mut state, &asked, answer_with("processing", 1), 61);
    assert_eq!(state.lookup.wanted, None);
    assert!(next(&state, 61).is_some());

    // Polling rests during another request, and goes on where that fails.
    let other = send(&mut state, LookupIntent::Check(id(OTHER)));
    assert!(!asks(&in_front(&mut state, 500)));
    let event = fetched(
        request(&other),
        Err(Problem::from(ProblemKind::NotReachable)),
    );
    let _ = update(&mut state, Message::Event(event), at(501));
    let look = in_front(&mut state, 900);
    assert!(asks(&look));
    brought(&mut state, &look, answer_with("processing", 2), 901);
    assert_eq!(state.lookup.wanted, Some(id(OTHER)), "said still");
    let _ = send(&mut state, LookupIntent::Dismiss);
    assert_eq!(state.lookup.wanted, None);
    let again = send(&mut state, LookupIntent::Refresh);
    assert!(asks(&again));
    assert_eq!(state.lookup.wanted, Some(id(ID)));
}

#[test]
fn an_answer_about_another_batch_is_not_followed() {
    let mut state = ready();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let mut strange = answer(OTHER, "/a.png");
    strange.batch.status = Status::Processing;
    brought(&mut state, &asked, strange, 20);
    assert_eq!(next(&state, 20), None);
}

#[test]
fn news_is_told_once_and_only_to_somebody_who_is_not_looking() {
    let told = |effects: &[Effect]| -> Vec<News> {
        let told = effects.iter().filter_map(|effect| match effect {
            Effect::Window(WindowEffect::Tell { news, .. }) => Some(*news),
            _ => None,
        });
        told.collect()
    };
    for (focus, notify, expected) in [
        (WindowFocus::InFront, Switch::On, vec![]),
        (WindowFocus::Behind, Switch::On, vec![News::Ready]),
        (WindowFocus::Hidden, Switch::On, vec![News::Ready]),
        (WindowFocus::Behind, Switch::Off, vec![]),
    ] {
        let mut state = showing("processing");
        let _ = send(&mut state, WindowIntent::Set(Setting::Notify(notify)));
        frame(&mut state, focus, 21);
        let look = frame(&mut state, focus, 40);
        let effects = brought(&mut state, &look, answer_with("completed", 9), 41);
        assert_eq!(told(&effects), expected, "{focus:?} {notify:?}");
    }
}
