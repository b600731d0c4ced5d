//! Pace of questions: a followed batch, and the waits of a service.

use super::lists::begun;
use super::*;
use crate::domain::checkup::{Finding, Report, Step};
use crate::domain::verdict::{Verdict, verdict};

const FETCH: RequestKind = RequestKind::FetchBatch;

fn answer_with(status: &str, made: u64) -> Response {
    let mut answer = answer(ID, "/a.png");
    answer.batch.status = Status::from_word(status);
    answer.batch.counts.made = Some(made);
    answer.batch.counts.total = Some(9);
    batch_is(answer)
}

/// Waits for the next check of this kind, and returns the seconds until it came.
#[track_caller]
pub fn next_check(desk: &mut Desk, kind: RequestKind) -> u64 {
    let before = desk.now;
    let due = desk.next().expect("a check to come");
    assert!(!desk.frame_at(due).asks(kind), "not before its time");
    assert_eq!(desk.frame_at(due + 1).sent(), [kind], "at its time");
    assert!(!desk.frame_at(due + 1).asks(kind), "one at a time");
    due - before
}

/// News told since the last message.
pub fn news(desk: &Desk) -> Vec<Verdict> {
    let news = |effect: &Effect| match effect {
        Effect::Window(WindowEffect::Tell(batch)) => Some(verdict(batch)),
        _ => None,
    };
    desk.effects.iter().filter_map(news).collect()
}

/// Batch on screen since second 20.
fn followed(status: &str) -> Desk {
    let mut desk = Desk::ready();
    desk.check(ID).frame_at(20).reply(answer_with(status, 0));
    desk
}

#[test]
fn it_asks_by_itself_and_less_often_until_something_changes() {
    let mut desk = followed("processing");
    for (base, made) in [(10, 0), (20, 0), (40, 5), (10, 5)] {
        let waited = next_check(&mut desk, FETCH);
        assert!((base..=base * 6 / 5).contains(&waited), "{waited} s");
        desk.reply(answer_with("processing", made));
    }
    let mut strange = Desk::ready();
    strange.check(ID);
    let mut another = answer(OTHER, "/a.png");
    another.batch.status = Status::Processing;
    strange.reply(batch_is(another));
    assert_eq!(strange.next(), None, "another batch is not followed");
}

#[test]
fn the_service_says_how_long_a_check_waits() {
    let mut desk = followed("processing");
    next_check(&mut desk, FETCH);
    let asked = desk.now;
    desk.fail(FETCH, wait(600));
    let waits = desk.next().unwrap() - asked;
    assert!((600..=720).contains(&waits), "{waits} s");
    desk.at(asked + 100).frame(WindowFocus::Hidden);
    assert!(!desk.frame_at(asked + 200).asks(FETCH), "it came back");
    assert!(desk.next().unwrap() >= asked + 600);

    let mut desk = followed("processing");
    next_check(&mut desk, FETCH);
    let mut few_left = answer(ID, "/a.png");
    few_left.rest = Some(Duration::from_secs(90));
    desk.reply(batch_is(few_left));
    assert_eq!(desk.next(), Some(desk.now + 90));
}

#[test]
fn a_refusal_waits_for_the_person() {
    for (kind, is_blanked) in [
        (ProblemKind::TokenNotAccepted, false),
        (ProblemKind::AccessNotAllowed, true),
    ] {
        let mut desk = followed("processing");
        desk.send(CertificatesIntent::Begin);
        lists::came(&mut desk, 2);
        desk.send(CertificatesIntent::Open(0));
        next_check(&mut desk, FETCH);
        desk.fail(FETCH, kind.clone());
        assert_eq!(desk.told(), Some(&kind));
        assert_eq!(desk.shown().is_none(), is_blanked);
        assert_eq!(desk.state.window.overlay.is_none(), is_blanked);
        assert!(!desk.frame_at(9_999).asks(FETCH));
        assert_eq!(desk.next(), None);
        desk.send(LookupIntent::Refresh);
        desk.reply(answer_with("processing", 1));
        assert!(desk.next().is_some(), "it goes on");
    }
}

#[test]
fn a_quiet_check_leaves_the_problem_of_another_batch_on_screen() {
    let mut desk = followed("processing");
    desk.check(OTHER).fail(FETCH, ProblemKind::NotReachable);
    next_check(&mut desk, FETCH);
    desk.fail(FETCH, ProblemKind::AccessNotAllowed);
    assert_eq!(desk.state.lookup.failed(), Some(id(OTHER)));
    assert_eq!(desk.told(), Some(&ProblemKind::NotReachable));
    assert_eq!((desk.shown(), desk.recents()), (None, vec![]));
}

#[test]
fn a_window_hidden_for_long_and_a_computer_that_slept_ask_when_they_are_back() {
    let mut desk = followed("waiting_for_approval");
    desk.at(25).frame(WindowFocus::Hidden);
    desk.at(120).frame(WindowFocus::Hidden);
    assert!(desk.asks(FETCH), "hidden for a short while");
    desk.reply(answer_with("waiting_for_approval", 0));
    let long = 25 + crate::state::polling::HIDDEN_TOO_LONG.as_secs();
    desk.at(long + 500).frame(WindowFocus::Hidden);
    assert_eq!((desk.asks(FETCH), desk.next()), (false, None));
    assert!(desk.frame_at(long + 900).asks(FETCH), "at once");

    let mut desk = followed("waiting_for_approval");
    desk.frame_at(40);
    let woken = Now {
        timestamp: at(40_000).timestamp,
        ..at(41)
    };
    let frame = Message::Frame(WindowFocus::InFront);
    let effects = update(&mut desk.state, frame, woken);
    assert!(!effects.is_empty(), "at once");
}

#[test]
fn the_switch_counts_more_than_what_is_set_for_the_computer() {
    let mut desk = followed("processing");
    desk.state.follow = Switch::Off;
    assert!(!desk.frame_at(1_000).asks(FETCH));
    assert_eq!(desk.next(), None);
    desk.send(WindowIntent::Set(Setting::Follow(Switch::On)));
    assert!(desk.asks(FETCH), "at once");
    let kept = matches!(&desk.effects[..], [Effect::Run(Job::SaveSettings(kept)), ..] if kept.follow == Some(Switch::On));
    assert!(kept);
}

#[test]
fn the_person_comes_first() {
    let mut desk = followed("processing");
    next_check(&mut desk, FETCH);
    let (poll, _) = desk.newest(FETCH);
    assert!(desk.send(LookupIntent::Refresh).asks(FETCH));
    desk.respond(poll, answer_with("failed", 9));
    assert_eq!(desk.effects, [], "it was given up");
    desk.reply(answer_with("processing", 1));
    assert!(desk.next().is_some());

    // It rests during another request, and goes on where that fails.
    desk.check(OTHER);
    assert!(!desk.frame_at(500).asks(FETCH));
    desk.fail(FETCH, ProblemKind::NotReachable);
    assert!(desk.frame_at(900).asks(FETCH));
    desk.reply(answer_with("processing", 2));
    assert!(desk.told().is_some(), "said still");
    desk.send(LookupIntent::Cancel);
    assert_eq!(desk.told(), None);
    desk.send(LookupIntent::Refresh);
    assert_eq!(desk.asked_about().0, id(ID));
}

#[test]
fn news_is_told_once_and_only_to_somebody_who_is_not_looking() {
    for (focus, notify, expected) in [
        (WindowFocus::InFront, Switch::On, None),
        (WindowFocus::Behind, Switch::On, Some(Verdict::Ready)),
        (WindowFocus::Hidden, Switch::On, Some(Verdict::Ready)),
        (WindowFocus::Behind, Switch::Off, None),
    ] {
        let mut desk = followed("processing");
        desk.send(WindowIntent::Set(Setting::Notify(notify)));
        desk.at(21).frame(focus).at(40).frame(focus);
        desk.reply(answer_with("completed", 9));
        assert!(news(&desk).into_iter().eq(expected), "{focus:?} {notify:?}");
    }
}

#[test]
fn a_quiet_check_asks_anew_for_a_picture_only_after_a_failure_of_the_network() {
    const PICTURE: RequestKind = RequestKind::FetchPicture;
    for (kind, asks) in [
        (ProblemKind::Picture(PictureProblem::Gone), false),
        (ProblemKind::NameNotFound, true),
    ] {
        let mut desk = followed("processing");
        desk.fail(PICTURE, kind.clone());
        next_check(&mut desk, FETCH);
        desk.reply(answer_with("processing", 1));
        assert_eq!(desk.asks(PICTURE), asks, "{kind:?}");
    }
    // An address that may have expired, once there is another one.
    let mut desk = followed("processing");
    let gone = ProblemKind::Picture(PictureProblem::Gone);
    desk.fail(PICTURE, with_status(gone, 403));
    for (signed, asks) in [("/a.png", false), ("/a.png?signature=new", true)] {
        next_check(&mut desk, FETCH);
        let mut answer = answer(ID, signed);
        answer.batch.status = Status::Processing;
        assert_eq!(desk.reply(batch_is(answer)).asks(PICTURE), asks, "{signed}");
    }

    let mut desk = followed("processing");
    desk.fail(PICTURE, ProblemKind::Picture(PictureProblem::Gone));
    desk.send(LookupIntent::Refresh);
    assert!(desk.reply(answer_with("processing", 1)).asks(PICTURE));
}

/// Questions that are repeated by themselves after a wait, under way since second 10.
fn questions() -> Vec<(RequestKind, Desk)> {
    let mut certificates = Desk::showing();
    certificates.send(CertificatesIntent::Begin);
    let mut certificate = begun(2);
    certificate.send(CertificatesIntent::Open(0));
    let mut batch = Desk::ready();
    batch.check(ID);
    vec![
        (FETCH, batch),
        (RequestKind::FetchPicture, Desk::showing()),
        (RequestKind::ListBatches, Desk::ready()),
        (RequestKind::ListCertificates, certificates),
        (RequestKind::FetchCertificate, certificate),
    ]
}

#[test]
fn what_has_to_wait_is_asked_for_once_more_by_itself() {
    for (kind, mut desk) in questions() {
        desk.fail(kind, wait(30));
        assert_eq!(desk.next(), Some(40), "{kind:?}");
        assert!(!desk.frame_at(39).asks(kind), "{kind:?}");
        desk.at(60).frame(WindowFocus::Hidden);
        assert!(!desk.asks(kind), "{kind:?}: nobody sees it");
        assert!(desk.frame_at(61).asks(kind), "{kind:?}");
        desk.fail(kind, wait(30));
        assert!(!desk.frame_at(500).asks(kind), "{kind:?}: once");
    }
}

#[test]
fn another_host_holds_back_nobody_and_is_not_held_back() {
    let mut desk = Desk::ready();
    desk.check(ID).reply(batch_is(answer(ID, ELSEWHERE)));
    let mut problem = wait(30);
    problem.evidence.host = Some("files.example".to_owned());
    desk.fail(RequestKind::FetchPicture, problem.clone());
    let left = |problem| desk.state.held_back_for(problem, at(20).elapsed);
    assert_eq!(left(&problem), Some(Duration::from_secs(20)));
    assert_eq!(left(&wait(30)), None);
    desk.send(LookupIntent::RetryPicture);
    assert!(desk.asks(RequestKind::FetchPicture));
    assert!(desk.check(OTHER).asks(FETCH));

    desk.fail(FETCH, wait(30)).at(39);
    desk.send(ExportIntent::Fetch(certificate_file(OWN)));
    let last = desk.state.exports.last.as_ref().map(|last| &last.phase);
    let Some(FilePhase::Failed(problem)) = last else {
        panic!("{last:?}");
    };
    assert_eq!(problem.kind.retry_after(), Some(Duration::from_secs(1)));
    desk.send(ExportIntent::Fetch(certificate_file(ELSEWHERE)));
    assert!(desk.asks(RequestKind::FetchFile));
}

#[test]
fn a_test_of_the_connection_keeps_a_wait_and_sets_one() {
    let test = WindowIntent::Open(Overlay::ConnectionTest);
    let found = |problem| {
        let (step, finding) = (Step::Token, Finding::Failed(problem));
        Response::TestConnection(Ok(Report { step, finding }))
    };
    let mut desk = Desk::ready();
    desk.check(ID).fail(FETCH, wait(30));
    desk.at(30).send(test.clone());
    let Request::TestConnection { target } = desk.newest(RequestKind::TestConnection).1 else {
        panic!("{:?}", desk.effects);
    };
    let told = target.held_back.clone().expect("a wait");
    assert_eq!(told.kind.retry_after(), Some(Duration::from_secs(10)));
    desk.at(35).reply(found(told));
    let left = desk.state.held_back_for(&wait(0), at(35).elapsed);
    assert_eq!(left, Some(Duration::from_secs(5)), "it ends when it did");

    desk.send(test.clone())
        .tell(Event::BatchHandedOver(id(OTHER)));
    assert!(desk.cancels(RequestKind::TestConnection), "nobody sees it");

    let mut desk = Desk::ready();
    desk.send(test).reply(found(wait(30)));
    assert!(!desk.at(39).check(ID).asks(FETCH));
    assert!(desk.at(40).check(ID).asks(FETCH));
}
