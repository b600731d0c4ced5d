//! Closing the window while the password store is at work.

use super::*;

fn closes(effects: &[Effect]) -> bool {
    effects.contains(&Effect::Window(WindowEffect::Close))
}

fn stays(effects: &[Effect]) -> bool {
    effects.contains(&Effect::Window(WindowEffect::StayOpen))
}

fn frame(state: &mut AppState, second: u64) -> Vec<Effect> {
    update(state, Message::Frame(WindowFocus::InFront), at(second))
}

#[test]
fn it_waits_until_the_token_is_removed() {
    let mut state = ready();
    assert!(
        !stays(&event(&mut state, Event::CloseRequested)),
        "nothing to wait for"
    );
    let asked = send(&mut state, TokenIntent::Forget(Switch::On));
    assert!(stays(&event(&mut state, Event::CloseRequested)));
    assert!(state.is_closing());
    assert!(!closes(&frame(&mut state, 21)));
    let removed = Event::Response {
        id: request(&asked),
        response: Response::ForgetToken(Ok(())),
    };
    assert!(closes(&event(&mut state, removed)));
    assert!(
        !stays(&event(&mut state, Event::CloseRequested)),
        "it closes"
    );
}

#[test]
fn it_waits_neither_for_long_nor_against_the_person() {
    let mut state = ready();
    let _ = send(&mut state, TokenIntent::Replace);
    let _ = send(&mut state, TokenIntent::Edit(Draft::new(TOKEN.to_owned())));
    let _ = send(&mut state, TokenIntent::Save);
    assert!(stays(&event(&mut state, Event::CloseRequested)));
    assert_eq!(
        state.asks_next_at(at(21).elapsed),
        Some(Duration::from_secs(25))
    );
    assert!(!closes(&frame(&mut state, 24)));
    assert!(closes(&frame(&mut state, 25)));

    let _ = send(&mut state, WindowIntent::CloseOverlay);
    assert!(!closes(&frame(&mut state, 26)), "it is to stay after all");
    assert!(stays(&event(&mut state, Event::CloseRequested)));
    assert!(
        !stays(&event(&mut state, Event::CloseRequested)),
        "asked twice"
    );
}
