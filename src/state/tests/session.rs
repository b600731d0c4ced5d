//! Answers of the password store that were not waited for.

use super::*;

fn silent() -> Problem {
    let waited = Duration::from_secs(30);
    ProblemKind::Store(crate::domain::problem::StoreProblem::NotAnswering { waited }).into()
}

fn type_in(state: &mut AppState, text: &str) {
    let _ = wish(state, TokenIntent::Edit(Draft::new(text.to_owned())));
}

#[test]
fn a_late_token_takes_nothing_from_somebody_who_types() {
    for typed in ["", "another"] {
        let (mut state, effects) = AppState::new(start(), at(0));
        let _ = wish(&mut state, TokenIntent::UseUntilClose);
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
    let first = request(&wish(&mut state, TokenIntent::Save));
    let saved = |result| Event::Response {
        id: first,
        response: Response::SaveToken(result),
    };
    let _ = event(&mut state, saved(Err(silent())));
    type_in(&mut state, &TOKEN.replace("12|", "13|"));
    let _ = wish(&mut state, TokenIntent::UseUntilClose);
    let _ = event(&mut state, saved(Ok(())));
    assert!(matches!(
        state.session,
        Session::Ready {
            source: TokenSource::UntilClose,
            ..
        }
    ));
}
