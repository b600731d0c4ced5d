//! Forgotten records: nothing brings them back.

use super::*;

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
