//! Recent batches and remembered answers; nothing brings forgotten ones back.

use super::*;
use crate::domain::remembered::{Remembered, StorageError};
use crate::domain::status::Status;

fn loaded(recents: Vec<Recent>) -> Event {
    loaded_of(AccountId::first(start().accounts.home), recents)
}

fn loaded_of(account: AccountId, recents: Vec<Recent>) -> Event {
    Event::RecentsLoaded {
        account,
        recents,
        storage_errors: Vec::new(),
    }
}

/// State with two recent batches.
fn with_recents() -> AppState {
    let mut state = ready();
    let _ = event(&mut state, loaded(vec![known(ID, 2), known(OTHER, 1)]));
    state
}

fn ids(state: &AppState) -> Vec<BatchId> {
    state.recents.list.iter().map(|recent| recent.id).collect()
}

fn remembered(of: &str) -> Box<Remembered> {
    Box::new(Remembered {
        answer: answer(of, "/a.png"),
        at: at(3).timestamp,
        picture: Some(picture()),
    })
}

/// Look-up of a kept answer, with the time it leaves the service.
fn look_of(effects: &[Effect]) -> Option<(RequestId, Duration)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request {
            id: request,
            request: Request::LoadCached { after, .. },
        } => Some((*request, *after)),
        _ => None,
    })
}

fn recall_of(effects: &[Effect]) -> Option<RequestId> {
    look_of(effects).map(|(request, _)| request)
}

fn fetch_of(effects: &[Effect]) -> RequestId {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Request {
            id: request,
            request: Request::FetchBatch { .. },
        } => Some(*request),
        _ => None,
    });
    asked.expect("a question")
}

#[test]
fn the_newest_is_first_and_a_pinned_one_before_it() {
    let mut state = with_recents();
    assert_eq!(ids(&state), [id(ID), id(OTHER)]);
    let asked = send(&mut state, LookupIntent::Check(id(OTHER)));
    let effects = event(
        &mut state,
        fetched(fetch_of(&asked), Ok(answer(OTHER, "/a.png"))),
    );
    assert_eq!(ids(&state), [id(OTHER), id(ID)]);
    assert!(
        effects.iter().any(
            |effect| matches!(effect, Effect::Run(Job::SaveRecents { recents, .. }) if recents.len() == 2)
        )
    );
    let _ = send(&mut state, RecentsIntent::Pin(id(ID)));
    assert_eq!(ids(&state), [id(ID), id(OTHER)]);
    let again = send(&mut state, LookupIntent::Refresh);
    let _ = event(
        &mut state,
        fetched(fetch_of(&again), Ok(answer(OTHER, "/a.png"))),
    );
    assert_eq!(ids(&state), [id(ID), id(OTHER)], "still pinned");
}

#[test]
fn what_was_looked_at_while_the_list_was_read_stays() {
    let mut state = ready();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let _ = event(
        &mut state,
        fetched(fetch_of(&asked), Ok(answer(ID, "/a.png"))),
    );
    let _ = event(&mut state, loaded(vec![known(OTHER, 5), known(ID, 1)]));
    assert_eq!(ids(&state), [id(ID), id(OTHER)]);
    assert_eq!(
        state.recents.list[0].status,
        Status::Pending,
        "as it is now"
    );
}

#[test]
fn nothing_is_written_while_nothing_changes() {
    let mut state = with_recents();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let _ = update(&mut state, Message::Frame(WindowFocus::InFront), at(19));
    let _ = event(
        &mut state,
        fetched(fetch_of(&asked), Ok(answer(ID, "/a.png"))),
    );
    let writes = |effects: &[Effect]| {
        let write = |effect: &&Effect| {
            matches!(
                effect,
                Effect::Run(Job::SaveRecents { .. } | Job::CacheAnswer(_))
            )
        };
        effects.iter().filter(write).count()
    };
    let look = update(&mut state, Message::Frame(WindowFocus::InFront), at(40));
    let effects = event(
        &mut state,
        fetched(fetch_of(&look), Ok(answer(ID, "/a.png"))),
    );
    assert_eq!(writes(&effects), 0, "the same once more");
    let look = update(&mut state, Message::Frame(WindowFocus::InFront), at(90));
    let mut more = answer(ID, "/a.png");
    more.batch.counts.made = Some(4);
    let effects = event(&mut state, fetched(fetch_of(&look), Ok(more)));
    assert_eq!(
        writes(&effects),
        1,
        "the list; the answer waits for its picture"
    );
}

#[test]
fn a_known_batch_is_shown_at_once_and_says_that_it_is_old() {
    let mut state = with_recents();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let cached_loaded = Event::Response {
        id: recall_of(&asked).expect("a look at what is kept"),
        response: Response::LoadCached(Ok(Some(remembered(ID)))),
    };
    let _ = event(&mut state, cached_loaded.clone());
    let shown = state.lookup.shown.clone().expect("shown");
    assert_eq!(
        (shown.is_fresh(), shown.fetched_at),
        (false, at(3).timestamp)
    );
    assert!(shown.picture.shown.is_some());
    assert!(state.lookup.remote.is_loading(), "the service is asked");

    let mut more = answer(ID, "/a.png");
    more.batch.counts.made = Some(35);
    let _ = event(&mut state, fetched(fetch_of(&asked), Ok(more)));
    let shown = state.lookup.shown.clone().expect("shown");
    assert!(shown.is_fresh());
    assert!(shown.picture.remote.is_loading(), "in full size");
    let all = shown.history.altogether().expect("what changed since then");
    assert_eq!((shown.history.since, all.more_made), (at(3).timestamp, 35));
    let _ = event(&mut state, cached_loaded);
    assert!(state.lookup.shown.expect("shown").is_fresh(), "not twice");
}

#[test]
fn what_is_known_is_not_looked_for_once_the_service_has_answered() {
    let mut state = with_recents();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let answered = event(
        &mut state,
        fetched(fetch_of(&asked), Ok(answer(ID, "/a.png"))),
    );
    assert!(answered.contains(&Effect::Cancel(RequestKind::LoadCached)));
    let again = send(&mut state, IdFieldIntent::Check);
    let answered = event(
        &mut state,
        fetched(fetch_of(&again), Ok(answer(ID, "/a.png"))),
    );
    assert!(
        !answered.contains(&Effect::Cancel(RequestKind::LoadCached)),
        "none was begun"
    );
}

#[test]
fn the_service_has_a_moment_to_answer_before_what_is_known_is_looked_for() {
    let delay = |effects: &[Effect]| look_of(effects).map(|(_, after)| after);
    let mut state = with_recents();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    assert_eq!(delay(&asked), Some(Duration::from_millis(100)));
    let start = Start {
        batch: Some(id(ID)),
        ..start()
    };
    let (mut state, _) = AppState::new(start, at(0));
    let effects = event(&mut state, loaded(vec![known(ID, 1)]));
    assert_eq!(delay(&effects), Some(Duration::ZERO), "it is not asked yet");
}

#[test]
fn without_a_network_the_last_known_answer_stays() {
    let mut state = with_recents();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let problem = Problem::from(ProblemKind::NotReachable);
    let _ = event(&mut state, fetched(fetch_of(&asked), Err(problem)));
    let cached_loaded = Event::Response {
        id: recall_of(&asked).expect("a look at what is kept"),
        response: Response::LoadCached(Ok(Some(remembered(ID)))),
    };
    let _ = event(&mut state, cached_loaded);
    assert!(state.lookup.failed().is_some(), "said");
    assert!(!state.lookup.shown.expect("shown").is_fresh());
}

#[test]
fn what_is_known_of_a_batch_nobody_wants_any_more_is_not_shown() {
    let mut state = with_recents();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let _ = send(&mut state, LookupIntent::Check(id(OTHER)));
    let cached_loaded = Event::Response {
        id: recall_of(&first).expect("a look"),
        response: Response::LoadCached(Ok(Some(remembered(ID)))),
    };
    let _ = event(&mut state, cached_loaded);
    assert_eq!(state.lookup.shown, None);
}

#[test]
fn a_batch_asked_for_at_the_start_is_recalled_too() {
    let start = Start {
        environment_token: Some(token()),
        batch: Some(id(ID)),
        ..start()
    };
    let (mut state, effects) = AppState::new(start, at(0));
    assert_eq!(recall_of(&effects), None, "nothing is known yet");
    let of = state.service.home.id.clone();
    let effects = event(&mut state, loaded_of(of, vec![known(ID, 1)]));
    assert!(recall_of(&effects).is_some());
}

#[test]
fn sample_data_are_not_remembered() {
    use crate::domain::sample::Sample;
    let mut state = with_recents();
    let effects = send(&mut state, SampleIntent::Explore);
    let started = Event::Response {
        id: request(&effects),
        response: Response::StartSample(Ok(Sample {
            origin: "http://127.0.0.1:9".parse().unwrap(),
            token: token(),
            entries: Vec::new(),
        })),
    };
    let _ = event(&mut state, started);
    assert_eq!(ids(&state), []);
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let effects = event(
        &mut state,
        fetched(fetch_of(&asked), Ok(answer(ID, "/a.png"))),
    );
    assert_eq!(ids(&state), [id(ID)], "while it lasts");
    let kept = effects.iter().any(|effect| {
        matches!(
            effect,
            Effect::Run(Job::SaveRecents { .. } | Job::CacheAnswer(_))
        )
    });
    assert!(!kept);
    let effects = send(&mut state, SampleIntent::Leave);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Run(Job::LoadRecents { .. })))
    );
    assert_eq!(ids(&state), []);
}

#[test]
fn what_is_removed_is_forgotten_and_everything_can_be() {
    let mut state = with_recents();
    let effects = send(&mut state, RecentsIntent::Remove(id(ID)));
    assert!(matches!(
        &effects[..],
        [Effect::Run(Job::SaveRecents { recents, .. }), Effect::Run(Job::ForgetAnswer { .. })] if recents.len() == 1
    ));
    let _ = event(&mut state, Event::NotRemembered(StorageError::NoFolder));
    let _ = event(&mut state, Event::NotRemembered(StorageError::NoFolder));
    assert_eq!(
        state.recents.storage_errors,
        [StorageError::NoFolder],
        "said once"
    );
    let effects = send(&mut state, RecentsIntent::ForgetEverything);
    let [
        Effect::Request {
            id: request,
            request: Request::ForgetEverything,
        },
    ] = effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!(ids(&state), []);
    let left = vec!["recents-b.json".to_owned()];
    let gone = Event::Response {
        id: request,
        response: Response::ForgetEverything(Ok(left.clone())),
    };
    let _ = event(&mut state, gone);
    assert_eq!(state.recents.cleared, Some(left), "said");
    let _ = send(&mut state, RecentsIntent::DismissErrors);
    assert_eq!(state.recents.cleared, None);
}

#[test]
fn what_is_wrong_with_the_settings_is_told_at_the_start() {
    let start = Start {
        storage_errors: vec![StorageError::NoFolder],
        ..start()
    };
    let (mut state, _) = AppState::new(start, at(0));
    let _ = event(&mut state, loaded(Vec::new()));
    assert_eq!(state.recents.storage_errors, [StorageError::NoFolder]);
}

#[test]
fn what_ends_suddenly_is_answered() {
    let mut state = ready();
    let effects = send(&mut state, RecentsIntent::ForgetEverything);
    let asked = request(&effects);
    let _ = event(&mut state, died(asked, RequestKind::ForgetEverything));
    assert_eq!(
        state
            .window
            .error_dialog
            .as_ref()
            .map(|problem| &problem.kind),
        Some(&ProblemKind::AppFault)
    );
    assert_eq!(state.recents.cleared, None);
}

fn writes(effects: &[Effect]) -> usize {
    let write = |effect: &&Effect| {
        matches!(
            effect,
            Effect::Run(Job::SaveRecents { .. } | Job::CacheAnswer(_))
        )
    };
    effects.iter().filter(write).count()
}

fn of_kind(effects: &[Effect], kind: RequestKind) -> Option<RequestId> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request { id, request } if request.kind() == kind => Some(*id),
        _ => None,
    })
}

/// Followed batch, with the request for its picture.
fn showing() -> (AppState, RequestId) {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let answered = fetched(request(&first), Ok(answer(ID, "/a.png")));
    let effects = event(&mut state, answered);
    let picture = of_kind(&effects, RequestKind::FetchPicture).expect("a picture");
    (state, picture)
}

#[test]
fn nothing_that_comes_afterwards_is_written_again() {
    let ways: [RecentsIntent; 2] = [
        RecentsIntent::ForgetEverything,
        RecentsIntent::Remove(id(ID)),
    ];
    for way in ways {
        let (mut state, request) = showing();
        let _ = send(&mut state, way.clone());
        let drawn = Event::Response {
            id: request,
            response: Response::FetchPicture(Box::new(Ok(picture()))),
        };
        assert_eq!(writes(&event(&mut state, drawn)), 0, "{way:?}: its picture");
        let look = update(&mut state, Message::Frame(WindowFocus::InFront), at(60));
        let look = of_kind(&look, RequestKind::FetchBatch).expect("a look");
        let mut more = answer(ID, "/a.png");
        more.batch.counts.made = Some(4);
        let effects = event(&mut state, fetched(look, Ok(more)));
        assert_eq!(writes(&effects), 0, "{way:?}: a look at it");
        assert_eq!(state.recents.list, []);

        let again = send(&mut state, LookupIntent::Refresh);
        let again = of_kind(&again, RequestKind::FetchBatch).expect("a request");
        let effects = event(&mut state, fetched(again, Ok(answer(ID, "/a.png"))));
        assert!(writes(&effects) > 0, "{way:?}: asked for again");
    }
}

#[test]
fn what_the_token_is_refused_is_not_remembered() {
    for (kind, stays) in [
        (ProblemKind::BatchNotFound { id: id(ID) }, false),
        (ProblemKind::AccessNotAllowed, false),
        (ProblemKind::TokenNotAccepted, true),
        (ProblemKind::NameNotFound, true),
    ] {
        let (mut state, _) = showing();
        let again = send(&mut state, LookupIntent::Refresh);
        let again = of_kind(&again, RequestKind::FetchBatch).expect("a request");
        let effects = event(&mut state, fetched(again, Err(kind.clone().into())));
        let forget = |effect: &Effect| matches!(effect, Effect::Run(Job::ForgetAnswer { .. }));
        assert_eq!(state.recents.list.len() == 1, stays, "{kind:?}");
        assert_eq!(effects.iter().any(forget), !stays, "{kind:?}");
    }
}

#[test]
fn a_list_that_was_read_before_is_not_shown_after() {
    let mut state = ready();
    let _ = send(&mut state, RecentsIntent::ForgetEverything);
    let late = Event::RecentsLoaded {
        account: state.service.home.id.clone(),
        recents: vec![known(ID, 1)],
        storage_errors: Vec::new(),
    };
    let _ = event(&mut state, late);
    assert_eq!(state.recents.list, []);
}

#[test]
fn among_sample_data_nothing_of_the_real_ones_is_forgotten() {
    let mut state = ready();
    explore(&mut state);
    assert_eq!(send(&mut state, RecentsIntent::ForgetEverything), []);
}

#[test]
fn a_forgotten_token_takes_along_what_is_on_screen_and_is_remembered() {
    for memory in [Switch::On, Switch::Off] {
        let (mut state, _) = showing();
        let open = Overlay::ForgetToken(memory);
        let _ = send(&mut state, WindowIntent::Open(open));
        let effects = send(&mut state, TokenIntent::Forget(memory));
        let goes = of_kind(&effects, RequestKind::ForgetAccount);
        assert_eq!(goes.is_some(), memory == Switch::On);
        assert_eq!(state.recents.list.is_empty(), memory == Switch::On);
        assert_eq!((state.window.overlay, &state.lookup.shown), (None, &None));
        if let Some(id) = goes {
            let left = vec!["recents-a.json".to_owned()];
            let response = Response::ForgetAccount(Ok(left.clone()));
            let _ = event(&mut state, Event::Response { id, response });
            assert_eq!(state.recents.cleared, Some(left), "it is said");
        }
    }
}
