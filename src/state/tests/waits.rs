//! Waits that the service asked for: no way leads round them, and the program asks once more.

use super::*;

const WAIT: Duration = Duration::from_secs(30);

fn too_many() -> Problem {
    ProblemKind::TooManyRequests { wait: Some(WAIT) }.into()
}

fn asked(effects: &[Effect]) -> Option<BatchId> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request {
            request: Request::FetchBatch { id, .. },
            ..
        } => Some(*id),
        _ => None,
    })
}

fn at_second(state: &mut AppState, intent: impl Into<Intent>, second: u64) -> Vec<Effect> {
    update(state, Message::Intent(intent.into()), at(second))
}

fn frame(state: &mut AppState, attention: WindowFocus, second: u64) -> Vec<Effect> {
    update(state, Message::Frame(attention), at(second))
}

/// A state in which the service asked at second 20 to wait until second 50.
fn held_back() -> AppState {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let _ = event(&mut state, fetched(request(&first), Err(too_many())));
    state
}

#[test]
fn no_question_goes_round_a_wait() {
    for of in [ID, OTHER] {
        let ways: [Intent; 4] = [
            LookupIntent::Check(id(of)).into(),
            IdFieldIntent::Paste(of.to_owned()).into(),
            LookupIntent::Refresh.into(),
            LookupIntent::TryAgain.into(),
        ];
        for way in ways {
            let mut state = held_back();
            let early = at_second(&mut state, way.clone(), 49);
            assert_eq!(asked(&early), None, "{way:?}");
            let Phase::Failed { not_before, .. } = &state.lookup.phase else {
                panic!("{way:?}: {:?}", state.lookup.phase)
            };
            assert_eq!(*not_before, Some(Duration::from_secs(50)));
            assert!(
                asked(&at_second(&mut state, way.clone(), 50)).is_some(),
                "{way:?}"
            );
        }
        let mut state = held_back();
        let link = Message::Event(Event::BatchHandedOver(id(of)));
        assert_eq!(asked(&update(&mut state, link, at(49))), None, "a link");
    }
}

#[test]
fn the_program_asks_once_more_when_the_wait_ends() {
    let mut state = held_back();
    let next = state.asks_next_at(Duration::from_secs(21));
    assert_eq!(next, Some(Duration::from_secs(50)));
    assert_eq!(asked(&frame(&mut state, WindowFocus::Behind, 49)), None);
    let again = frame(&mut state, WindowFocus::Behind, 50);
    assert_eq!(asked(&again), Some(id(ID)));
    let refused = Message::Event(fetched(request(&again), Err(too_many())));
    let _ = update(&mut state, refused, at(51));
    assert_eq!(state.asks_next_at(Duration::from_secs(51)), None, "once");
    assert_eq!(asked(&frame(&mut state, WindowFocus::InFront, 500)), None);
}

#[test]
fn nothing_is_repeated_for_a_window_that_nobody_sees() {
    let mut state = held_back();
    assert_eq!(asked(&frame(&mut state, WindowFocus::Hidden, 60)), None);
    assert_eq!(
        state.asks_next_at(Duration::from_mins(1)),
        None,
        "no waking for nothing"
    );
    assert_eq!(
        asked(&frame(&mut state, WindowFocus::InFront, 61)),
        Some(id(ID))
    );
}
