//! Recent batches and remembered answers; nothing brings forgotten ones back.

use super::*;

const FETCH: RequestKind = RequestKind::FetchBatch;
const RECALL: RequestKind = RequestKind::LoadCached;

/// Desk with two recent batches.
fn with_recents() -> Desk {
    let mut desk = Desk::ready();
    desk.recents_are(vec![known(ID, 2), known(OTHER, 1)]);
    desk
}

/// Remembered answer, got at second 3.
fn remembered() -> Response {
    Response::LoadCached(Ok(Some(Box::new(Remembered {
        answer: answer(ID, "/a.png"),
        at: at(3).timestamp,
        picture: Some(picture()),
    }))))
}

/// Answer by which four are made.
fn more_made() -> Response {
    let mut more = answer(ID, "/a.png");
    more.batch.counts.made = Some(4);
    batch_is(more)
}

/// Time that the service has to answer before what is known is looked for.
fn delay(desk: &Desk) -> Duration {
    match desk.newest(RECALL).1 {
        Request::LoadCached { after, .. } => *after,
        other => panic!("{other:?}"),
    }
}

fn writes(desk: &Desk) -> usize {
    let is_write = |job: &Job| matches!(job, Job::SaveRecents { .. } | Job::CacheAnswer(_));
    let is_write = |effect: &&Effect| matches!(effect, Effect::Run(job) if is_write(job));
    desk.effects.iter().filter(is_write).count()
}

#[test]
fn the_newest_is_first_and_a_pinned_one_before_it() {
    let mut desk = with_recents();
    desk.check(OTHER).answer(OTHER);
    assert_eq!(desk.recents(), [id(OTHER), id(ID)]);
    assert_eq!(writes(&desk), 1);
    desk.send(RecentsIntent::Pin(id(ID)));
    assert_eq!(desk.recents(), [id(ID), id(OTHER)]);
    desk.check(ID).answer(ID).check(OTHER).answer(OTHER);
    assert_eq!(desk.recents(), [id(ID), id(OTHER)], "still pinned");
}

#[test]
fn a_list_that_comes_late_adds_to_what_was_looked_at_and_never_to_what_was_forgotten() {
    let mut desk = Desk::showing();
    let late = || vec![known(OTHER, 5), known(ID, 1)];
    desk.recents_are(late());
    assert_eq!(desk.recents(), [id(ID), id(OTHER)]);
    let status = &desk.state.recents.list[0].status;
    assert_eq!(*status, Status::Pending, "as it is now");

    let mut desk = Desk::ready();
    desk.send(RecentsIntent::ForgetEverything);
    desk.recents_are(late());
    assert_eq!(desk.recents(), []);

    let ways: [fn(&mut Desk) -> &mut Desk; 2] = [
        |desk| desk.answer(ID).send(RecentsIntent::Remove(id(ID))),
        |desk| desk.fail(FETCH, ProblemKind::AccessNotAllowed),
    ];
    for way in ways {
        let mut desk = Desk::ready();
        way(desk.check(ID));
        assert_eq!(writes(&desk), 0, "the list that is there is not known yet");
        desk.recents_are(late());
        assert_eq!(desk.recents(), [id(OTHER)]);
        assert_eq!(writes(&desk), 1, "known by now");
    }
}

#[test]
fn a_list_that_is_not_read_yet_is_not_written_over() {
    let mut desk = Desk::showing();
    assert_eq!(writes(desk.reply(picture_is())), 1, "the answer");
    let pinned = Recent {
        pinned: true,
        ..known(ID, 1)
    };
    desk.recents_are(vec![known(OTHER, 5), pinned]);
    let [Effect::Run(Job::SaveRecents { recents, .. })] = &desk.effects[..] else {
        panic!("{:?}", desk.effects);
    };
    assert_eq!(recents.len(), 2);
    assert!(recents[0].pinned, "still pinned");
    assert_eq!(writes(&with_recents()), 0, "nothing was added");
}

#[test]
fn nothing_is_written_while_nothing_changes() {
    let mut desk = with_recents();
    desk.check(ID).answer(ID);
    assert!(desk.frame_at(40).asks(FETCH));
    assert_eq!(writes(desk.answer(ID)), 0, "the same once more");
    assert!(desk.frame_at(90).asks(FETCH));
    let writes = writes(desk.reply(more_made()));
    assert_eq!(writes, 1, "the list; the answer waits for its picture");
}

#[test]
fn a_known_batch_is_shown_at_once_until_the_service_answers() {
    let mut desk = with_recents();
    desk.check(ID).reply(remembered());
    assert_eq!((desk.shown(), desk.told()), (Some(id(ID)), None));
    let is_drawn =
        |effect: &Effect| matches!(effect, Effect::Window(WindowEffect::ShowPicture(..)));
    assert!(desk.effects.iter().any(is_drawn));
    desk.reply(more_made());
    assert!(desk.asks(RequestKind::FetchPicture), "in full size");
    desk.reply(remembered());
    assert!(desk.state.lookup.shown.expect("shown").is_fresh, "once");

    let mut unwanted = with_recents();
    unwanted.check(ID).send(LookupIntent::Cancel);
    unwanted.reply(remembered());
    assert_eq!(unwanted.shown(), None);
}

#[test]
fn what_is_known_is_looked_for_unless_the_service_is_quicker() {
    let mut desk = with_recents();
    desk.check(ID);
    assert_eq!(delay(&desk), Duration::from_millis(100));
    assert!(desk.answer(ID).cancels(RECALL));
    desk.send(IdFieldIntent::Check).answer(ID);
    assert!(!desk.cancels(RECALL), "none was begun");

    for environment_token in [None, Some(token())] {
        let mut desk = Desk::open(Start {
            environment_token,
            batch: Some(id(ID)),
            ..start()
        });
        assert!(!desk.asks(RECALL), "nothing is known yet");
        assert!(desk.recents_are(vec![known(ID, 1)]).asks(RECALL));
        let is_asked = desk.state.session.token().is_some();
        assert_eq!(delay(&desk).is_zero(), !is_asked);
    }
}

#[test]
fn sample_data_forget_nothing() {
    let mut desk = with_recents();
    desk.explore();
    assert_eq!(desk.recents(), []);
    desk.check(ID).answer(ID);
    assert_eq!(desk.send(RecentsIntent::ForgetEverything).effects, []);
}

#[test]
fn what_is_removed_is_forgotten_and_everything_can_be() {
    let mut desk = with_recents();
    desk.send(RecentsIntent::Remove(id(ID)));
    assert!(matches!(
        &desk.effects[..],
        [Effect::Run(Job::SaveRecents { recents, .. }), Effect::Run(Job::ForgetAnswer { .. })] if recents.len() == 1
    ));
    desk.send(RecentsIntent::ForgetEverything);
    assert_eq!(desk.sent(), [RequestKind::ForgetEverything]);
    assert_eq!(desk.recents(), []);
    desk.fail(RequestKind::ForgetEverything, ProblemKind::AppFault);
    assert_eq!(desk.in_dialog(), Some(&ProblemKind::AppFault));
    assert_eq!(desk.state.recents.cleared, None);
}

#[test]
fn word_of_the_disk_stays_whatever_data_are_shown() {
    let begun = |data, sample: Option<Response>| {
        let mut desk = Desk::open(Start {
            data,
            storage_errors: vec![StorageError::NoFolder],
            ..start()
        });
        if let Some(sample) = sample {
            desk.reply(sample);
        }
        desk.recents_are(Vec::new());
        let told = &desk.state.recents.storage_errors;
        assert_eq!(*told, [StorageError::NoFolder]);
        desk
    };
    begun(Data::Service, None);
    let fails = Response::StartSample(Err(ProblemKind::AppFault.into()));
    begun(Data::Sample, Some(fails));
    let mut desk = begun(Data::Sample, Some(sample_is(token())));
    desk.send(SampleIntent::Leave);
    assert_eq!(desk.state.recents.storage_errors, [StorageError::NoFolder]);
    desk.send(RecentsIntent::ForgetEverything).explore();
    let left = vec!["recents-a.json".to_owned()];
    desk.reply(Response::ForgetEverything(Ok(left.clone())));
    desk.send(SampleIntent::Leave);
    assert_eq!(desk.state.recents.cleared, Some(left));
}

#[test]
fn nothing_that_comes_afterwards_is_written_again() {
    let ways = [
        RecentsIntent::ForgetEverything,
        RecentsIntent::Remove(id(ID)),
    ];
    for way in ways {
        let mut desk = Desk::showing();
        desk.send(way.clone()).reply(picture_is());
        assert_eq!(writes(&desk), 0, "{way:?}: its picture");
        assert!(desk.frame_at(60).asks(FETCH));
        desk.reply(more_made());
        assert_eq!(writes(&desk), 0, "{way:?}: a look at it");
        assert_eq!(desk.recents(), []);
        desk.send(LookupIntent::Refresh).answer(ID);
        assert!(writes(&desk) > 0, "{way:?}: asked for again");
    }
    let batch = Some(id(ID));
    let mut desk = Desk::open(Start { batch, ..start() });
    desk.send(RecentsIntent::ForgetEverything);
    desk.finds(TOKEN).answer(ID);
    assert_eq!(writes(&desk), 0, "asked for before");
}

#[test]
fn what_is_refused_leaves_the_screen_and_is_not_remembered() {
    for (kind, stays) in [
        (ProblemKind::BatchNotFound { id: id(ID) }, false),
        (ProblemKind::AccessNotAllowed, false),
        (ProblemKind::TokenNotAccepted, true),
        (ProblemKind::NotReachable, true),
    ] {
        let mut desk = Desk::showing();
        desk.send(LookupIntent::Refresh).fail(FETCH, kind.clone());
        let forget = |effect: &Effect| matches!(effect, Effect::Run(Job::ForgetAnswer { .. }));
        assert_eq!(desk.told(), Some(&kind));
        assert_eq!(desk.shown().is_some(), stays, "{kind:?}");
        assert_eq!(desk.recents().len() == 1, stays, "{kind:?}");
        assert_eq!(desk.effects.iter().any(forget), !stays, "{kind:?}");
    }
}

#[test]
fn a_forgotten_token_takes_along_what_is_on_screen_and_is_remembered() {
    for memory in [Switch::On, Switch::Off] {
        let goes = memory == Switch::On;
        let mut desk = Desk::showing();
        desk.send(WindowIntent::Open(Overlay::ForgetToken(memory)));
        desk.send(TokenIntent::Forget(memory));
        assert_eq!(desk.asks(RequestKind::ForgetAccount), goes);
        assert_eq!(desk.recents().is_empty(), goes);
        assert_eq!((desk.state.window.overlay, desk.shown()), (None, None));
        if goes {
            let left = vec!["recents-a.json".to_owned()];
            desk.reply(Response::ForgetAccount(Ok(left.clone())));
            assert_eq!(desk.state.recents.cleared, Some(left), "it is said");
        }
    }
}
