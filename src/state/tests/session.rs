//! Late answers of the password store, and closing while it is at work.

use super::*;

fn silent() -> Problem {
    let waited = Duration::from_secs(30);
    ProblemKind::Store(crate::domain::problem::StoreProblem::NotAnswering { waited }).into()
}

fn type_in(state: &mut AppState, text: &str) {
    let _ = send(state, TokenIntent::Edit(Draft::new(text.to_owned())));
}

#[test]
fn a_late_token_takes_nothing_from_somebody_who_types() {
    for typed in ["", "another"] {
        let (mut state, effects) = AppState::new(start(), at(0));
        let _ = send(&mut state, TokenIntent::UseUntilClose);
        type_in(&mut state, typed);
        let late = Event::Response {
            id: request(&effects),
            response: Response::LoadToken(Ok(Some(token()))),
        };
        let _ = event(&mut state, late);
        let is_used = state.session.token().is_some();
        assert_eq!(is_used, typed.is_empty(), "{typed:?}");
        let form = state.session.form().map(|form| form.draft.typed());
        assert_eq!(form.unwrap_or_default(), typed);
    }
}

#[test]
fn a_token_is_not_taken_to_be_kept_because_another_one_was() {
    let (mut state, effects) = AppState::new(start(), at(0));
    let none = Event::Response {
        id: request(&effects),
        response: Response::LoadToken(Ok(None)),
    };
    let _ = event(&mut state, none);
    type_in(&mut state, TOKEN);
    let first = request(&send(&mut state, TokenIntent::Save));
    let saved = |result| Event::Response {
        id: first,
        response: Response::SaveToken(result),
    };
    let _ = event(&mut state, saved(Err(silent())));
    type_in(&mut state, &TOKEN.replace("12|", "13|"));
    let _ = send(&mut state, TokenIntent::UseUntilClose);
    let _ = event(&mut state, saved(Ok(())));
    assert!(matches!(
        state.session,
        Session::Ready {
            source: TokenSource::UntilClose,
            ..
        }
    ));
}

fn saved(request: RequestId, result: Result<(), Problem>) -> Event {
    Event::Response {
        id: request,
        response: Response::SaveToken(result),
    }
}

#[test]
fn a_save_under_way_is_waited_for() {
    let mut state = ready();
    let _ = send(&mut state, TokenIntent::Replace);
    type_in(&mut state, OTHER_TOKEN);
    let saving = send(&mut state, TokenIntent::Save);
    let _ = send(&mut state, TokenIntent::CloseForm);
    assert!(state.session.form().is_some(), "it cannot be taken back");
    let _ = event(&mut state, saved(request(&saving), Ok(())));
    let token = state.session.token().map(ApiToken::expose);
    assert_eq!(token, Some(OTHER_TOKEN), "what is kept is what is used");
}

#[test]
fn a_token_that_is_kept_after_the_limit_is_used() {
    let mut state = ready();
    let _ = send(&mut state, TokenIntent::Replace);
    type_in(&mut state, OTHER_TOKEN);
    let saving = send(&mut state, TokenIntent::Save);
    let _ = event(&mut state, saved(request(&saving), Err(silent())));
    assert!(state.session.form().is_some());
    let _ = event(&mut state, saved(request(&saving), Ok(())));
    let token = state.session.token().map(ApiToken::expose);
    assert_eq!(token, Some(OTHER_TOKEN));
    assert_eq!(state.session.form(), None);
}

#[test]
fn nothing_of_the_last_token_stays_under_another_one() {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let shown = fetched(request(&first), Ok(answer(ID, "/a.png")));
    let _ = event(&mut state, shown);
    let late = send(&mut state, LookupIntent::Refresh);
    let _ = send(&mut state, TokenIntent::Replace);
    type_in(&mut state, OTHER_TOKEN);
    let effects = send(&mut state, TokenIntent::UseUntilClose);
    assert_eq!(state.lookup.shown, None, "off the screen at once");
    let cancelled = effects.contains(&Effect::Cancel(RequestKind::FetchBatch));
    assert!(cancelled, "{effects:?}");
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Request {
            request: Request::FetchBatch { caller, id },
            ..
        } => Some((caller.token.expose(), *id)),
        _ => None,
    });
    assert_eq!(asked, Some((OTHER_TOKEN, id(ID))), "asked anew");
    let rejected = ProblemKind::TokenNotAccepted.into();
    let _ = event(&mut state, fetched(request(&late), Err(rejected)));
    assert!(state.lookup.remote.is_loading(), "late");
}

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
