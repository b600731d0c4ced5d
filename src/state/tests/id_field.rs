//! Drops and pastes on the window.

use std::path::PathBuf;

use super::*;
use crate::domain::batch_id::BatchIdProblem;

fn dropped(state: &mut AppState, path: &str) -> RequestId {
    let effects = event(state, Event::FileDropped(PathBuf::from(path)));
    let [
        Effect::Request {
            id: request,
            request: Request::SearchFile { .. },
        },
    ] = effects[..]
    else {
        panic!("{effects:?}");
    };
    request
}

fn searched(request: RequestId, text: &str) -> Event {
    let found = text.parse();
    Event::Response {
        id: request,
        response: Response::SearchFile(found),
    }
}

fn assert_only_a_batch_is_asked_for(effects: &[Effect]) {
    assert!(matches!(
        effects,
        [Effect::Request {
            request: Request::FetchBatch { .. },
            ..
        }]
    ));
}

#[test]
fn a_file_named_by_its_batch_is_not_even_read() {
    let mut state = ready();
    let path = PathBuf::from(format!("/home/asha/certificates-{ID}.pdf"));
    let effects = send(&mut state, IdFieldIntent::DropFile(path));
    assert_only_a_batch_is_asked_for(&effects);
    assert_eq!(state.id_field.text, ID);
}

#[test]
fn the_batch_in_a_file_is_checked() {
    let mut state = ready();
    let request = dropped(&mut state, "/home/asha/mail.eml");
    assert_eq!(state.id_field.text, "mail.eml");
    let effects = event(&mut state, searched(request, &format!("Batch: {ID}")));
    assert_only_a_batch_is_asked_for(&effects);
}

#[test]
fn a_file_without_one_is_named() {
    let mut state = ready();
    let request = dropped(&mut state, "/home/asha/mail.eml");
    assert_ne!(event(&mut state, searched(request, "Good morning")), []);
    assert_eq!(state.id_field.text, "mail.eml");
    assert_eq!(state.id_field.problem, Some(BatchIdProblem::NotInFile));
}

#[test]
fn of_several_in_a_file_the_words_around_them_stay() {
    let mut state = ready();
    let request = dropped(&mut state, "/home/asha/list.csv");
    let list = format!("Class 9,{ID}\nClass 10,{OTHER}\n");
    let _ = event(&mut state, searched(request, &list));
    let text = state.id_field.text.clone();
    assert_eq!(text, format!("Class 9, {ID} · Class 10, {OTHER}"));
    let again = text.parse::<crate::domain::BatchId>().unwrap_err();
    assert_eq!(state.id_field.problem, Some(again));
}

#[test]
fn what_is_typed_meanwhile_counts() {
    let mut state = ready();
    let request = dropped(&mut state, "/home/asha/mail.eml");
    let _ = send(&mut state, IdFieldIntent::Edit("another".to_owned()));
    assert_eq!(event(&mut state, searched(request, ID)), []);
    assert_eq!(state.id_field.text, "another");
}

#[test]
fn a_search_that_ends_suddenly_is_answered() {
    let mut state = ready();
    let request = dropped(&mut state, "/home/asha/mail.eml");
    let died = died(request, RequestKind::SearchFile);
    let _ = event(&mut state, died);
    assert_eq!(state.id_field.problem, Some(BatchIdProblem::NotInFile));
}

#[test]
fn letters_that_only_look_like_digits_wait_for_the_person() {
    let mut state = ready();
    let text = format!("see {}", ID.replacen('0', "O", 1));
    let effects = send(&mut state, IdFieldIntent::Paste(text.clone()));
    assert!(!effects.iter().any(|e| matches!(
        e,
        Effect::Request {
            request: Request::FetchBatch { .. },
            ..
        }
    )));
    assert_eq!(state.id_field.text, text);
    assert!(matches!(
        state.id_field.problem,
        Some(BatchIdProblem::LooksLike(_))
    ));
}

#[test]
fn a_token_in_its_place_is_neither_shown_nor_sent() {
    for text in [
        TOKEN.to_owned(),
        format!("curl -H 'Authorization: Bearer {TOKEN}'"),
        TOKEN.replace('|', "%7C"),
        format!("Here it is:\n<{TOKEN}>"),
    ] {
        for intent in [IdFieldIntent::Edit, IdFieldIntent::Paste] {
            let mut state = ready();
            let effects = send(&mut state, intent(text.clone()));
            let focus = Effect::Window(WindowEffect::Focus(Focus::BatchId));
            assert_eq!(effects, [focus], "{text}");
            assert_eq!(state.id_field.text, "");
            let said = BatchIdProblem::LooksLikeToken;
            assert_eq!(state.id_field.problem, Some(said), "{text}");
        }
    }
}

#[test]
fn without_a_token_what_is_dropped_does_nothing() {
    let (mut state, _) = AppState::new(start(), at(0));
    let before = state.clone();
    let path = PathBuf::from("/home/asha/mail.eml");
    assert_eq!(event(&mut state, Event::FileDropped(path)), []);
    assert_eq!(state, before);
}

#[test]
fn what_was_unclear_at_the_start_is_offered() {
    let text = format!("{ID} · {OTHER}");
    let begun = Start {
        unclear: Some(text.clone()),
        ..start()
    };
    let (state, _) = AppState::new(begun, at(0));
    assert_eq!(state.id_field.text, text);
    assert!(matches!(
        state.id_field.problem,
        Some(BatchIdProblem::MoreThanOne(_))
    ));
}
