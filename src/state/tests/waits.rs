//! Waits of the service: nothing is asked during one, in any order of questions, on any page, in three
//! accounts of two services and the sample data; the program repeats once.

use std::collections::HashMap;

use proptest::prelude::*;

use super::accounts::starting;
use super::any_account::{three, wanted};
use super::*;
use crate::domain::checkup::{Finding, Report, Step};
use crate::domain::picture::PictureAddress;
use crate::domain::{ApiOrigin, CertificateId};

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

fn frame(state: &mut AppState, focus: WindowFocus, second: u64) -> Vec<Effect> {
    update(state, Message::Frame(focus), at(second))
}

/// State whose service asked at second 20 to wait until second 50.
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
            assert!(state.lookup.failed().is_some(), "{way:?}");
            let not_before = state.lookup.remote.not_before;
            assert_eq!(not_before, Some(Duration::from_secs(50)));
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

/// File kept by the service itself.
pub(super) const OWN: &str = "/a.png";
/// File kept by another host.
pub(super) const ELSEWHERE: &str = "https://files.example/a.png";

fn too_many_from(host: &str) -> Problem {
    let mut problem = too_many();
    problem.evidence.host = Some(host.to_owned());
    problem
}

fn fetches_file(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| match effect {
        Effect::Request { request, .. } => matches!(
            request,
            Request::FetchPicture { .. } | Request::FetchFile { .. }
        ),
        Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => false,
    })
}

/// Batch without its picture, refused by its host at second 20.
fn without_picture(address: &str, host: &str) -> AppState {
    let mut state = ready();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let answered = fetched(request(&asked), Ok(answer(ID, address)));
    let of = request(&event(&mut state, answered));
    let failed = Event::Response {
        id: of,
        response: Response::FetchPicture(Box::new(Err(too_many_from(host)))),
    };
    let _ = event(&mut state, failed);
    state
}

pub(super) fn certificate_file(address: &str) -> ExportIntent {
    let origin: ApiOrigin = origin::DEFAULT.parse().unwrap();
    ExportIntent::Fetch(RemoteFile {
        address: PictureAddress::resolve(address, &origin).unwrap(),
        origin,
        certificate: CertificateId::plain(ID),
        form: FileForm::Document,
        action: Action::Save,
        words: "A".to_owned(),
    })
}

#[test]
fn what_the_service_says_about_its_own_files_holds_for_every_question() {
    let mut state = without_picture(OWN, "api.vec.digital");
    let again = at_second(&mut state, LookupIntent::Check(id(OTHER)), 49);
    assert_eq!(asked(&again), None);
    let early = at_second(&mut state, LookupIntent::RetryPicture, 49);
    assert!(!fetches_file(&early), "the picture");
    let early = at_second(&mut state, certificate_file(OWN), 49);
    assert!(!fetches_file(&early), "a certificate");
    let last = state.exports.last.as_ref().map(|export| &export.phase);
    let Some(FilePhase::Failed(problem)) = last else {
        panic!("{last:?}");
    };
    assert_eq!(problem.kind.retry_after(), Some(Duration::from_secs(1)));
    let other = at_second(&mut state, certificate_file(ELSEWHERE), 49);
    assert!(fetches_file(&other), "nobody asked to wait there");
}

#[test]
fn a_wait_that_a_certificate_met_holds_for_every_question() {
    let mut state = ready();
    let asks = send(&mut state, certificate_file(OWN));
    let failed = Event::Response {
        id: request(&asks),
        response: Response::FetchFile(Err(too_many_from("api.vec.digital"))),
    };
    let _ = event(&mut state, failed);
    assert_eq!(
        asked(&at_second(&mut state, LookupIntent::Check(id(ID)), 49)),
        None
    );
}

#[test]
fn what_another_host_says_holds_nobody_back() {
    let mut state = without_picture(ELSEWHERE, "files.example");
    assert!(fetches_file(&at_second(
        &mut state,
        LookupIntent::RetryPicture,
        21
    )));
    assert_eq!(
        asked(&at_second(&mut state, LookupIntent::Check(id(OTHER)), 21)),
        Some(id(OTHER))
    );
}

#[test]
fn the_picture_is_fetched_once_more_when_the_wait_ends() {
    let mut state = without_picture(OWN, "api.vec.digital");
    state.window.focus = WindowFocus::InFront;
    assert_eq!(
        state.asks_next_at(Duration::from_secs(21)),
        Some(Duration::from_secs(50))
    );
    assert!(!fetches_file(&frame(&mut state, WindowFocus::InFront, 49)));
    let again = frame(&mut state, WindowFocus::InFront, 50);
    assert!(fetches_file(&again));
    let of = again.iter().find_map(|effect| match effect {
        Effect::Request {
            id,
            request: Request::FetchPicture { .. },
        } => Some(*id),
        _ => None,
    });
    let failed = Event::Response {
        id: of.unwrap(),
        response: Response::FetchPicture(Box::new(Err(too_many_from("api.vec.digital")))),
    };
    let _ = update(&mut state, Message::Event(failed), at(51));
    assert!(
        !fetches_file(&frame(&mut state, WindowFocus::InFront, 90)),
        "once"
    );
}

#[test]
fn a_test_of_the_connection_keeps_a_wait_and_sets_one() {
    let mut state = held_back();
    let tests = at_second(&mut state, WindowIntent::Open(Overlay::ConnectionTest), 40);
    let Some(Request::TestConnection { target }) = tests.iter().find_map(|effect| match effect {
        Effect::Request { request, .. } => Some(request),
        Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
    }) else {
        panic!("{tests:?}");
    };
    let left = target
        .held_back
        .as_ref()
        .and_then(|problem| problem.kind.retry_after());
    assert_eq!(left, Some(Duration::from_secs(10)));
    let told = target.held_back.clone().unwrap();
    let found = Event::Response {
        id: request(&tests),
        response: Response::TestConnection(Ok(Report {
            step: Step::Secure,
            finding: Finding::Failed(told),
        })),
    };
    let _ = update(&mut state, Message::Event(found), at(45));
    assert_eq!(
        state.held_back_for(Duration::from_secs(45)),
        Some(Duration::from_secs(5)),
        "the wait ends when it did"
    );

    let mut state = ready();
    let tests = send(&mut state, WindowIntent::Open(Overlay::ConnectionTest));
    let found = Event::Response {
        id: request(&tests),
        response: Response::TestConnection(Ok(Report {
            step: Step::Token,
            finding: Finding::Failed(too_many()),
        })),
    };
    let _ = event(&mut state, found);
    assert_eq!(
        asked(&at_second(&mut state, LookupIntent::Check(id(ID)), 49)),
        None
    );
}

#[derive(Debug, Clone)]
enum Happening {
    Intent(Intent),
    HandedOver,
    Frame,
    /// Nth newest request, with seconds to wait, if any.
    Answer {
        newest: usize,
        wait: Option<u64>,
    },
    /// Seconds.
    Pass(u64),
}

fn intent() -> impl Strategy<Value = Intent> {
    prop_oneof![
        Just(LookupIntent::Check(id(ID)).into()),
        Just(LookupIntent::Check(id(OTHER)).into()),
        Just(LookupIntent::Refresh.into()),
        Just(LookupIntent::TryAgain.into()),
        Just(LookupIntent::Cancel.into()),
        Just(LookupIntent::Back.into()),
        Just(IdFieldIntent::Paste(ID.to_owned()).into()),
        Just(BrowseIntent::Filter(None).into()),
        Just(BrowseIntent::More.into()),
        Just(BrowseIntent::Refresh.into()),
        Just(BrowseIntent::Open(id(ID)).into()),
        Just(CertificatesIntent::Begin.into()),
        Just(CertificatesIntent::Filter(None).into()),
        Just(CertificatesIntent::Search("a".to_owned()).into()),
        Just(CertificatesIntent::More.into()),
        Just(CertificatesIntent::TryAgain.into()),
        Just(CertificatesIntent::Refresh.into()),
        Just(CertificatesIntent::Open(0).into()),
        Just(CertificatesIntent::SaveAll.into()),
        Just(IdFieldIntent::Edit(ID.to_owned()).into()),
        Just(LookupIntent::RetryPicture.into()),
        Just(certificate_file(OWN).into()),
        Just(certificate_file(ELSEWHERE).into()),
        Just(WindowIntent::Open(Overlay::ConnectionTest).into()),
        Just(SampleIntent::Explore.into()),
        Just(SampleIntent::Leave.into()),
        (0..3_usize).prop_map(|place| AccountsIntent::SwitchToPlace(place).into()),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => intent().prop_map(Happening::Intent),
        1 => Just(Happening::HandedOver),
        2 => Just(Happening::Frame),
        6 => (0..3_usize, proptest::option::of(1..60_u64))
            .prop_map(|(newest, wait)| Happening::Answer { newest, wait }),
        2 => (1..40_u64).prop_map(Happening::Pass),
    ]
}

/// Service that is asked; `None` for this computer and other hosts.
fn whom(effect: &Effect) -> Option<ApiOrigin> {
    match effect {
        Effect::Request { request, .. } => request.service().cloned(),
        Effect::Run(Job::WarmUp { origin }) => Some(origin.clone()),
        Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
    }
}

fn answer_to(effect: &Effect, wait: Option<u64>) -> Option<Event> {
    let Effect::Request { id, request } = effect else {
        return None;
    };
    let mut response = wanted(request, "A")?;
    let is_file = matches!(
        request,
        Request::FetchFile { .. } | Request::FetchPicture { .. }
    );
    if let Some(wait) = wait.filter(|_| is_file || request.service().is_some()) {
        let wait = Some(Duration::from_secs(wait));
        let mut problem = Problem::from(ProblemKind::TooManyRequests { wait });
        let address = match request {
            Request::FetchFile { address, .. } | Request::FetchPicture { address, .. } => {
                address.url().host_str().map(str::to_owned)
            }
            _ => None,
        };
        problem.evidence.host = address;
        response = request.kind().failed(problem);
    }
    Some(Event::Response { id: *id, response })
}

proptest! {
    #[test]
    fn no_question_goes_out_during_a_wait(
        happenings in proptest::collection::vec(happening(), 0..80)
    ) {
        let (mut state, mut asked) = AppState::new(starting(three()), at(0));
        let mut now = 20;
        let mut waits: HashMap<String, u64> = HashMap::new();
        for happening in happenings {
            let message = match happening {
                Happening::Intent(intent) => Message::Intent(intent),
                Happening::HandedOver => Message::Event(Event::BatchHandedOver(id(OTHER))),
                Happening::Frame => Message::Frame(WindowFocus::InFront),
                Happening::Pass(seconds) => {
                    now += seconds;
                    Message::Frame(WindowFocus::InFront)
                }
                Happening::Answer { newest, wait } => {
                    let Some(place) = asked.len().checked_sub(newest + 1) else { continue };
                    let effect = asked.remove(place);
                    let Some(event) = answer_to(&effect, wait) else { continue };
                    if let (Some(wait), Some(origin)) = (wait, whom(&effect)) {
                        let until = waits.entry(origin.to_string()).or_default();
                        *until = (*until).max(now + wait);
                    }
                    Message::Event(event)
                }
            };
            let effects = update(&mut state, message, at(now));
            for effect in &effects {
                let until = whom(effect).and_then(|origin| waits.get(&origin.to_string()));
                prop_assert!(until.is_none_or(|until| *until <= now), "at {now}: {effect:?}, {waits:?}");
            }
            asked.extend(effects.into_iter().filter(|effect| matches!(effect, Effect::Request { .. })));
            asked.drain(..asked.len().saturating_sub(6));
        }
    }
}
