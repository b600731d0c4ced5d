//! List of batches: its owner, and its pace of questions.

use super::*;
use crate::domain::page::{Page, PageMeta};
use crate::domain::status::Status;

fn list_request(effects: &[Effect]) -> Option<RequestId> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request {
            id,
            request: Request::ListBatches { .. },
        } => Some(*id),
        _ => None,
    })
}

fn page(of: &str) -> Page<crate::domain::Batch> {
    Page {
        rows: vec![answer(of, "/a.png").batch],
        meta: PageMeta {
            total: Some(2),
            ..PageMeta::default()
        },
        ..Page::default()
    }
}

fn listed(id: RequestId, result: Result<Page<crate::domain::Batch>, Problem>) -> Event {
    Event::Response {
        id,
        response: Response::ListBatches(Box::new(result)),
    }
}

/// State with a token, and the request for the list.
fn begun() -> (AppState, RequestId) {
    let (mut state, effects) = AppState::new(start(), at(0));
    let loaded = Event::Response {
        id: request(&effects),
        response: Response::LoadToken(Ok(Some(token()))),
    };
    let effects = event(&mut state, loaded);
    let asked = list_request(&effects).expect("the list");
    (state, asked)
}

fn later(state: &mut AppState, intent: impl Into<Intent>) -> Vec<Effect> {
    update(state, Message::Intent(intent.into()), at(30))
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let (mut state, first) = begun();
    let filtered = send(&mut state, BrowseIntent::Filter(Some(Status::Failed)));
    let second = list_request(&filtered).expect("another question");
    let _ = event(&mut state, listed(first, Ok(page(ID))));
    assert_eq!(state.browse.pages.list.rows().len(), 0);
    let _ = event(&mut state, listed(second, Ok(page(OTHER))));
    assert_eq!(state.browse.pages.list.rows().len(), 1);
}

#[test]
fn nothing_of_one_token_is_listed_under_another() {
    let (mut state, asked) = begun();
    let _ = event(&mut state, listed(asked, Ok(page(ID))));
    let late = list_request(&send(&mut state, BrowseIntent::Refresh)).expect("again");
    let _ = send(&mut state, TokenIntent::Replace);
    let _ = send(
        &mut state,
        TokenIntent::Edit(Draft::new(OTHER_TOKEN.to_owned())),
    );
    let effects = send(&mut state, TokenIntent::UseUntilClose);
    assert_eq!(state.browse.pages.list.rows().len(), 0);
    assert!(list_request(&effects).is_some(), "asked anew");
    let _ = event(&mut state, listed(late, Ok(page(ID))));
    assert_eq!(state.browse.pages.list.rows().len(), 0, "late");
}

#[test]
fn a_wait_holds_for_the_list_and_for_batches() {
    let wait = Some(Duration::from_secs(30));
    let (mut state, asked) = begun();
    let _ = event(&mut state, listed(asked, Ok(page(ID))));
    let more = list_request(&later(&mut state, BrowseIntent::More)).expect("more");
    let too_many = ProblemKind::TooManyRequests { wait };
    let _ = event(&mut state, listed(more, Err(too_many.into())));
    assert_eq!(state.browse.pages.list.rows().len(), 1, "what came stays");
    for again in [
        BrowseIntent::More,
        BrowseIntent::Refresh,
        BrowseIntent::Filter(None),
    ] {
        assert_eq!(
            list_request(&later(&mut state, again.clone())),
            None,
            "{again:?}"
        );
    }
    let _ = later(&mut state, LookupIntent::Check(id(OTHER)));
    assert!(state.lookup.failed().is_some());
    assert!(state.lookup.remote.not_before.is_some());
}

fn frame(state: &mut AppState, focus: WindowFocus, second: u64) -> Option<RequestId> {
    list_request(&update(state, Message::Frame(focus), at(second)))
}

fn too_many() -> Problem {
    let wait = Some(Duration::from_secs(30));
    ProblemKind::TooManyRequests { wait }.into()
}

#[test]
fn a_page_that_has_to_wait_is_asked_for_once_more_by_itself() {
    let (mut state, asked) = begun();
    let _ = event(&mut state, listed(asked, Err(too_many())));
    let next = |state: &AppState, second| state.asks_next_at(at(second).elapsed);
    assert_eq!(next(&state, 21), Some(Duration::from_secs(50)));
    assert_eq!(frame(&mut state, WindowFocus::InFront, 49), None);
    assert_eq!(frame(&mut state, WindowFocus::Hidden, 60), None);
    assert_eq!(next(&state, 60), None, "nobody sees it");
    let again = frame(&mut state, WindowFocus::InFront, 61).expect("once more");
    let _ = event(&mut state, listed(again, Err(too_many())));
    assert_eq!(next(&state, 62), None);
    assert_eq!(frame(&mut state, WindowFocus::InFront, 500), None, "once");
}

#[test]
fn a_shorter_wait_ends_no_longer_one() {
    let (mut state, asked) = begun();
    let effects = send(&mut state, LookupIntent::Check(id(ID)));
    let _ = event(&mut state, fetched(request(&effects), Err(too_many())));
    let wait = Some(Duration::from_secs(2));
    let shorter = ProblemKind::TooManyRequests { wait }.into();
    let _ = event(&mut state, listed(asked, Err(shorter)));
    let at_second = |state: &mut AppState, second| {
        let again = LookupIntent::Check(id(ID)).into();
        update(state, Message::Intent(again), at(second))
    };
    let batch = |effects: &[Effect]| {
        effects.iter().any(
            |effect| matches!(effect, Effect::Request { request, .. } if token_in(request).is_some()),
        )
    };
    assert!(!batch(&at_second(&mut state, 23)), "after the shorter one");
    assert!(!batch(&at_second(&mut state, 49)), "before the end");
    assert!(batch(&at_second(&mut state, 50)), "at the end");
}

#[test]
fn the_way_back_to_the_list_leads_round_no_wait() {
    let (mut state, effects) = AppState::new(
        Start {
            batch: Some(id(ID)),
            ..start()
        },
        at(0),
    );
    let loaded = Event::Response {
        id: request(&effects),
        response: Response::LoadToken(Ok(Some(token()))),
    };
    let effects = event(&mut state, loaded);
    assert_eq!(list_request(&effects), None, "a batch is what is wanted");
    let _ = event(&mut state, fetched(request(&effects), Err(too_many())));
    assert_eq!(list_request(&later(&mut state, LookupIntent::Back)), None);
    assert!(state.shows_list());
    assert!(matches!(
        state.browse.pages.remote.phase,
        RemotePhase::Failed(_)
    ));
    assert!(frame(&mut state, WindowFocus::InFront, 50).is_some());
}

#[test]
fn what_is_refused_leaves_the_screen_and_what_fails_stays() {
    let permission = || crate::domain::ServerText::new("batches:list");
    for (why, left) in [
        (ProblemKind::AccessNotAllowed, 0),
        (
            ProblemKind::PermissionNeeded {
                permission: permission(),
            },
            0,
        ),
        (ProblemKind::ListNotAvailable, 0),
        (ProblemKind::NotReachable, 1),
        (ProblemKind::TokenNotAccepted, 1),
    ] {
        for again in [BrowseIntent::Refresh, BrowseIntent::More] {
            let (mut state, asked) = begun();
            let _ = event(&mut state, listed(asked, Ok(page(ID))));
            let is_more = again == BrowseIntent::More;
            let late = list_request(&later(&mut state, again)).expect("a question");
            let _ = event(&mut state, listed(late, Err(why.clone().into())));
            let pages = &state.browse.pages;
            if is_more && why == ProblemKind::ListNotAvailable {
                let missing = pages.shortfall().map(|short| short.missing);
                assert_eq!((pages.list.rows().len(), missing), (1, Some(Some(1))));
                continue;
            }
            assert_eq!(pages.list.rows().len(), left, "{why:?}");
            assert_eq!(pages.as_of.is_some(), left > 0, "{why:?}");
            let again = later(&mut state, BrowseIntent::Refresh);
            assert!(list_request(&again).is_some(), "it can be asked again");
        }
    }
}
