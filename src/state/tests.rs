use std::time::Duration;

use super::*;
use crate::domain::origin;
use crate::domain::recent::Recent;
use crate::domain::remembered::StorageError;
use crate::domain::roster::Roster;
use crate::domain::{AccountId, Answer, ApiToken, BatchId, Problem, ProblemKind};

const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";
const OTHER: &str = "11111111-2222-4333-8444-555555555555";
const TOKEN: &str = "12|AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCd";

const OTHER_TOKEN: &str = "34|ZyXwVuTsRqPoNmLkJiHgFeDcBa9876543210ZyXw";

pub(super) fn at(seconds: u64) -> Now {
    Now {
        elapsed: Duration::from_secs(seconds),
        timestamp: jiff::Timestamp::from_second(1_700_000_000 + i64::try_from(seconds).unwrap())
            .unwrap(),
    }
}

pub(super) fn token() -> ApiToken {
    ApiToken::clean(TOKEN).unwrap()
}

fn id(text: &str) -> BatchId {
    text.parse().unwrap()
}

pub(super) fn start() -> Start {
    Start::new(Roster::only(origin::DEFAULT.parse().unwrap()))
}

fn send(state: &mut AppState, intent: impl Into<Intent>) -> Vec<Effect> {
    update(state, Message::Intent(intent.into()), at(10))
}

fn event(state: &mut AppState, event: Event) -> Vec<Effect> {
    update(state, Message::Event(event), at(20))
}

fn request(effects: &[Effect]) -> RequestId {
    effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Request { id, .. } => Some(*id),
            Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
        })
        .expect("an effect that is answered")
}

/// Crash of the task of a request.
fn died(id: RequestId, kind: RequestKind) -> Event {
    let response = kind.failed(ProblemKind::AppFault.into());
    Event::Response { id, response }
}

fn ready() -> AppState {
    let (mut state, effects) = AppState::new(start(), at(0));
    let loaded = Event::Response {
        id: request(&effects),
        response: Response::LoadToken(Ok(Some(token()))),
    };
    let _ = event(&mut state, loaded);
    state
}

fn answer(of: &str, screenshot: &str) -> Answer {
    use crate::domain::picture::{PictureAddress, Screenshot};
    use crate::domain::template::Template;
    let origin = origin::DEFAULT.parse().unwrap();
    let batch = crate::domain::Batch {
        id: Some(crate::domain::ServerText::new(of)),
        status: crate::domain::status::Status::Pending,
        counts: crate::domain::progress::Counts {
            made: Some(0),
            ..Default::default()
        },
        template: Some(Template {
            screenshot: Screenshot::At(PictureAddress::resolve(screenshot, &origin).unwrap()),
            ..Template::default()
        }),
        ..Default::default()
    };
    Answer {
        batch,
        raw: "{}".into(),
        rest: None,
    }
}

fn known(of: &str, seconds: u64) -> Recent {
    Recent {
        id: id(of),
        name: None,
        status: crate::domain::status::Status::Processing,
        counts: crate::domain::progress::Counts::default(),
        progress: None,
        seen: at(seconds).timestamp,
        pinned: false,
    }
}

fn picture() -> crate::domain::picture::Picture {
    use crate::domain::picture::{Picture, PictureFormat, PictureInfo, Pixels};
    Picture {
        info: PictureInfo {
            size: [1, 1],
            format: PictureFormat::Png,
            file: vec![1].into(),
        },
        pixels: Pixels::new([1, 1], std::iter::once([0; 4])),
    }
}

fn fetched(request: RequestId, result: Result<Answer, Problem>) -> Event {
    Event::Response {
        id: request,
        response: Response::FetchBatch(Box::new(result)),
    }
}

#[test]
fn the_first_start_asks_for_a_token_and_keeps_it() {
    let (mut state, effects) = AppState::new(start(), at(0));
    assert!(matches!(
        effects[..],
        [
            Effect::Run(Job::LoadRecents { .. }),
            Effect::Request {
                request: Request::LoadToken {
                    store: Store::System,
                    ..
                },
                ..
            },
            Effect::Run(Job::QueryReducedMotion)
        ]
    ));
    let none = Event::Response {
        id: request(&effects),
        response: Response::LoadToken(Ok(None)),
    };
    let _ = event(&mut state, none);
    assert_eq!(state.screen(), Screen::Token);
    assert_eq!(
        state.session.form().map(|form| form.reason),
        Some(EntryReason::FirstRun)
    );

    let _ = send(
        &mut state,
        TokenIntent::Edit(Draft::new(format!(" Bearer {TOKEN}\n"))),
    );
    let effects = send(&mut state, TokenIntent::Save);
    assert!(
        matches!(&effects[..], [Effect::Request { request: Request::SaveToken { token: saved, .. }, .. }] if *saved == token())
    );
    assert!(
        state.session.form().unwrap().draft.is_empty(),
        "typed text is wiped"
    );
    let saved = Event::Response {
        id: request(&effects),
        response: Response::SaveToken(Ok(())),
    };
    let _ = event(&mut state, saved);
    assert_eq!(state.screen(), Screen::Batch);
    assert!(matches!(
        state.session,
        Session::Ready {
            source: TokenSource::PasswordStore,
            ..
        }
    ));
}

#[test]
fn a_second_start_without_a_batch_changes_nothing_and_comes_to_the_front() {
    let mut state = ready();
    let before = state.id_field.text.clone();
    let effects = event(&mut state, Event::StartedAgain);
    assert_eq!(effects, [Effect::Window(WindowEffect::ComeToFront)]);
    assert_eq!(state.id_field.text, before);
}

#[test]
fn a_batch_of_a_second_start_is_checked_in_front() {
    let mut state = ready();
    state.window.overlay = Some(Overlay::About);
    let effects = event(&mut state, Event::BatchHandedOver(id(OTHER)));
    let asked = effects.iter().any(
        |effect| matches!(effect, Effect::Request { request: Request::FetchBatch { id: asked, .. }, .. } if *asked == id(OTHER)),
    );
    assert!(asked, "{effects:?}");
    assert!(effects.contains(&Effect::Window(WindowEffect::ComeToFront)));
    assert_eq!(state.window.overlay, None);
    assert_eq!(state.id_field.text, OTHER);

    let (mut state, _) = AppState::new(start(), at(0));
    let _ = event(&mut state, Event::BatchHandedOver(id(OTHER)));
    assert_eq!(state.lookup.wanted, Some(id(OTHER)));
}

#[test]
fn faults_of_the_disk_are_told_beside_the_sample_too() {
    for data in [Data::Service, Data::Sample] {
        let start = Start {
            data,
            storage_errors: vec![StorageError::NoFolder],
            ..start()
        };
        let (state, _) = AppState::new(start, at(0));
        assert_eq!(
            state.recents.storage_errors,
            [StorageError::NoFolder],
            "{data:?}"
        );
    }
}

#[test]
fn the_token_of_the_environment_is_used_and_never_kept() {
    let start = Start {
        environment_token: Some(token()),
        batch: Some(id(ID)),
        ..start()
    };
    let (state, effects) = AppState::new(start, at(0));
    assert!(
        matches!(
            &effects[..],
            [
                Effect::Run(Job::LoadRecents { .. }),
                Effect::Window(WindowEffect::Focus(Focus::BatchId)),
                Effect::Request {
                    request: Request::FetchBatch { .. },
                    ..
                },
                Effect::Run(Job::QueryReducedMotion),
            ]
        ),
        "{effects:?}"
    );
    assert!(matches!(
        state.session,
        Session::Ready {
            source: TokenSource::Environment,
            ..
        }
    ));
}

#[test]
fn a_connection_is_made_ahead_when_the_field_holds_an_id() {
    let mut state = ready();
    let warm_up = Effect::Run(Job::WarmUp {
        origin: state.service.origin().clone(),
    });
    let type_in =
        |state: &mut AppState, text: &str| send(state, IdFieldIntent::Edit(text.to_owned()));
    assert_eq!(type_in(&mut state, &ID[..35]), [], "no ID yet");
    assert_eq!(type_in(&mut state, ID), [warm_up]);

    let _ = send(&mut state, IdFieldIntent::Check);
    assert_eq!(type_in(&mut state, OTHER), [], "a batch is on its way");

    let (mut without_token, _) = AppState::new(start(), at(0));
    assert_eq!(type_in(&mut without_token, ID), [], "nothing will be asked");
}

#[test]
fn the_wish_for_less_motion_is_asked_for_and_kept() {
    let (mut state, effects) = AppState::new(start(), at(0));
    assert!(effects.contains(&Effect::Run(Job::QueryReducedMotion)));
    assert_eq!(state.window.motion, Motion::Full, "until it is known");
    let _ = event(&mut state, Event::ReducedMotion(Motion::Reduced));
    assert_eq!(state.window.motion, Motion::Reduced);
}

#[test]
fn a_store_that_does_not_keep_the_token_leaves_it_usable() {
    let (mut state, effects) = AppState::new(start(), at(0));
    let none = Event::Response {
        id: request(&effects),
        response: Response::LoadToken(Ok(None)),
    };
    let _ = event(&mut state, none);
    let _ = send(&mut state, TokenIntent::Edit(Draft::new(TOKEN.to_owned())));
    let effects = send(&mut state, TokenIntent::Save);
    let locked = ProblemKind::Store(crate::domain::problem::StoreProblem::Locked);
    let refused = Event::Response {
        id: request(&effects),
        response: Response::SaveToken(Err(locked.into())),
    };
    let _ = event(&mut state, refused);
    assert!(matches!(
        state.session.form().unwrap().phase,
        FormPhase::NotSaved { .. }
    ));
    let again = send(&mut state, TokenIntent::RetryStore);
    assert!(
        matches!(
            &again[..],
            [Effect::Request {
                request: Request::SaveToken { .. },
                ..
            }]
        ),
        "the token need not be typed again"
    );
    let _ = send(&mut state, TokenIntent::UseUntilClose);
    assert!(matches!(
        state.session,
        Session::Ready {
            source: TokenSource::UntilClose,
            ..
        }
    ));
    let late = Event::Response {
        id: request(&again),
        response: Response::SaveToken(Ok(())),
    };
    let _ = event(&mut state, late);
    assert!(
        matches!(
            state.session,
            Session::Ready {
                source: TokenSource::PasswordStore,
                ..
            }
        ),
        "late but kept"
    );
}

#[test]
fn a_late_token_is_welcome_after_the_store_was_given_up() {
    let (mut state, effects) = AppState::new(start(), at(0));
    let silent = crate::domain::problem::StoreProblem::NotAnswering {
        waited: Duration::from_secs(30),
    };
    let loaded = |result| Event::Response {
        id: request(&effects),
        response: Response::LoadToken(result),
    };
    let _ = event(&mut state, loaded(Err(ProblemKind::Store(silent).into())));
    assert!(matches!(state.session, Session::Blocked { .. }));
    let _ = event(&mut state, loaded(Ok(Some(token()))));
    assert_eq!(state.screen(), Screen::Batch);
}

#[test]
fn what_is_no_id_is_said_under_the_field_and_nothing_is_sent() {
    let mut state = ready();
    for text in ["", "Class 10th", "../../etc/passwd", &ID[1..]] {
        let _ = send(&mut state, IdFieldIntent::Edit(text.to_owned()));
        let effects = send(&mut state, IdFieldIntent::Check);
        assert!(matches!(
            effects[..],
            [Effect::Window(WindowEffect::Focus(Focus::BatchId))]
        ));
        assert!(state.id_field.problem.is_some(), "{text}");
        assert_eq!(state.id_field.text, text, "the text is kept");
    }
}

#[test]
fn a_late_answer_to_an_older_request_is_dropped() {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let second = send(&mut state, LookupIntent::Check(id(OTHER)));
    let _ = event(
        &mut state,
        fetched(request(&second), Ok(answer(OTHER, "/b.png"))),
    );
    let _ = event(
        &mut state,
        fetched(request(&first), Ok(answer(ID, "/a.png"))),
    );
    assert_eq!(state.lookup.shown.as_ref().unwrap().asked, id(OTHER));
    assert_eq!(state.lookup.wanted, None);
}

#[test]
fn checking_twice_sends_one_request() {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    assert_eq!(first.len(), 1);
    assert!(send(&mut state, LookupIntent::Check(id(ID))).is_empty());
}

#[test]
fn a_picture_never_stands_beside_another_batch() {
    let mut state = ready();
    let a = send(&mut state, LookupIntent::Check(id(ID)));
    let picture_a = event(&mut state, fetched(request(&a), Ok(answer(ID, "/a.png"))));
    let b = send(&mut state, LookupIntent::Check(id(OTHER)));
    let picture_b = event(
        &mut state,
        fetched(request(&b), Ok(answer(OTHER, "/b.png"))),
    );
    assert!(picture_b.contains(&Effect::Cancel(RequestKind::FetchPicture)));
    let late = Event::Response {
        id: request(&picture_a),
        response: Response::FetchPicture(Box::new(Ok(picture()))),
    };
    assert!(event(&mut state, late).is_empty());
    let shown = state.lookup.shown.as_ref().unwrap();
    assert!(shown.picture.remote.is_loading());
}

#[test]
fn a_refresh_keeps_the_picture_of_an_unchanged_design() {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let asked = event(
        &mut state,
        fetched(request(&first), Ok(answer(ID, "/a.png"))),
    );
    let arrived = Event::Response {
        id: request(&asked),
        response: Response::FetchPicture(Box::new(Ok(picture()))),
    };
    let shown = event(&mut state, arrived);
    assert!(matches!(
        shown[..],
        [
            Effect::Window(WindowEffect::ShowPicture { .. }),
            Effect::Run(Job::CacheAnswer(_))
        ]
    ));
    let again = send(&mut state, LookupIntent::Refresh);
    let effects = event(
        &mut state,
        fetched(request(&again), Ok(answer(ID, "/a.png"))),
    );
    let about_the_picture = effects.iter().any(|effect| {
        matches!(
            effect,
            Effect::Request {
                request: Request::FetchPicture { .. },
                ..
            } | Effect::Window(_)
        )
    });
    assert!(!about_the_picture, "{effects:?}");
    let changed = send(&mut state, LookupIntent::Refresh);
    let effects = event(
        &mut state,
        fetched(request(&changed), Ok(answer(ID, "/new.png"))),
    );
    assert!(effects.contains(&Effect::Window(WindowEffect::DropPicture)));
}

#[test]
fn a_failed_check_keeps_what_is_shown_and_what_was_typed() {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let _ = event(
        &mut state,
        fetched(request(&first), Ok(answer(ID, "/a.png"))),
    );
    let second = send(&mut state, LookupIntent::Check(id(OTHER)));
    let gone = ProblemKind::NameNotFound.into();
    let effects = event(&mut state, fetched(request(&second), Err(gone)));
    assert!(effects.contains(&Effect::Window(WindowEffect::Focus(Focus::Problem))));
    assert_eq!(state.lookup.shown.as_ref().unwrap().asked, id(ID));
    assert_eq!(state.id_field.text, OTHER);
    let again = send(&mut state, LookupIntent::TryAgain);
    assert!(
        matches!(&again[..], [Effect::Request { request: Request::FetchBatch { id: at, .. }, .. }] if *at == id(OTHER))
    );
}

#[test]
fn a_rejected_token_is_replaced_and_the_check_goes_on() {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let rejected = ProblemKind::TokenNotAccepted.into();
    let _ = event(&mut state, fetched(request(&first), Err(rejected)));
    let _ = send(&mut state, TokenIntent::Replace);
    assert_eq!(state.session.form().unwrap().reason, EntryReason::Rejected);
    let _ = send(&mut state, TokenIntent::Edit(Draft::new(TOKEN.to_owned())));
    let saving = send(&mut state, TokenIntent::Save);
    let saved = Event::Response {
        id: request(&saving),
        response: Response::SaveToken(Ok(())),
    };
    let effects = event(&mut state, saved);
    assert!(effects.iter().any(|effect| {
        matches!(effect, Effect::Request { request: Request::FetchBatch { id: at, .. }, .. } if *at == id(ID))
    }));
}

#[test]
fn try_again_waits_as_long_as_the_service_asked() {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let wait = ProblemKind::TooManyRequests {
        wait: Some(Duration::from_secs(30)),
    };
    let _ = event(&mut state, fetched(request(&first), Err(wait.into())));
    let try_again = |state: &mut AppState, seconds| {
        update(
            state,
            Message::Intent(Intent::Lookup(LookupIntent::TryAgain)),
            at(seconds),
        )
    };
    let asks = |effects: &[Effect]| {
        let asks = |effect: &Effect| matches!(effect, Effect::Request { .. });
        effects.iter().any(asks)
    };
    assert!(!asks(&try_again(&mut state, 49)));
    assert!(asks(&try_again(&mut state, 50)));
}

#[test]
fn cancelling_is_no_problem_and_ends_the_request() {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let effects = send(&mut state, LookupIntent::Cancel);
    assert_eq!(effects[0], Effect::Cancel(RequestKind::FetchBatch));
    assert_eq!(state.lookup.wanted, None);
    let _ = event(
        &mut state,
        fetched(request(&first), Ok(answer(ID, "/a.png"))),
    );
    assert_eq!(state.lookup.shown, None, "cancelled is cancelled");
}

#[test]
fn forgetting_takes_the_token_out_of_memory_at_once() {
    let mut state = ready();
    let _ = send(
        &mut state,
        WindowIntent::Open(Overlay::ForgetToken(Switch::On)),
    );
    assert_eq!(state.window.overlay, Some(Overlay::ForgetToken(Switch::On)));
    let effects = send(&mut state, TokenIntent::Forget(Switch::Off));
    assert!(effects.iter().any(|e| matches!(
        e,
        Effect::Request {
            request: Request::ForgetToken { .. },
            ..
        }
    )));
    assert!(matches!(state.session, Session::Entering { .. }));
    assert_eq!(state.screen(), Screen::Token);
}

#[test]
fn a_token_that_was_not_removed_can_be_removed_again() {
    use crate::domain::problem::StoreProblem;
    let mut state = ready();
    let _ = send(
        &mut state,
        WindowIntent::Open(Overlay::ForgetToken(Switch::On)),
    );
    let mut effects = send(&mut state, TokenIntent::Forget(Switch::Off));
    assert!(state.removals.is_under_way(), "not done yet");
    let not_forgotten = ProblemKind::Store(StoreProblem::NotForgotten);
    for why in [StoreProblem::NotForgotten, StoreProblem::Locked] {
        let refused = Event::Response {
            id: request(&effects),
            response: Response::ForgetToken(Err(ProblemKind::Store(why).into())),
        };
        let focus = event(&mut state, refused);
        assert_eq!(focus, [Effect::Window(WindowEffect::Focus(Focus::Problem))]);
        let said = |state: &AppState| {
            state
                .removal_here()?
                .problem
                .as_ref()
                .map(|at| at.kind.clone())
        };
        assert_eq!(said(&state), Some(not_forgotten.clone()), "{why:?}");
        let _ = send(&mut state, WindowIntent::CloseOverlay);
        let _ = send(&mut state, TokenIntent::CloseForm);
        assert_eq!(
            said(&state),
            Some(not_forgotten.clone()),
            "said on the page"
        );
        effects = send(&mut state, TokenIntent::RemoveAgain);
        assert!(
            matches!(
                effects[..],
                [Effect::Request {
                    request: Request::ForgetToken { .. },
                    ..
                }]
            ),
            "{effects:?}"
        );
        assert_eq!(said(&state), None);
    }
}

#[test]
fn a_late_removal_ends_the_warning_and_a_new_token_is_not_removed() {
    use crate::domain::problem::StoreProblem;
    let forgotten = |request, result| Event::Response {
        id: request,
        response: Response::ForgetToken(result),
    };
    let mut state = ready();
    let effects = send(&mut state, TokenIntent::Forget(Switch::Off));
    let waited = Duration::from_secs(30);
    let silent = || Err(ProblemKind::Store(StoreProblem::NotAnswering { waited }).into());
    let _ = event(&mut state, forgotten(request(&effects), silent()));
    assert!(!state.removals.is_under_way());
    let _ = event(&mut state, forgotten(request(&effects), Ok(())));
    assert_eq!(state.removals, Removals::default(), "done after all");

    // The token is in use but not kept: the old one may still be there.
    let effects = send(&mut state, TokenIntent::Forget(Switch::Off));
    let _ = send(&mut state, TokenIntent::Edit(Draft::new(TOKEN.to_owned())));
    let _ = send(&mut state, TokenIntent::UseUntilClose);
    let _ = event(&mut state, forgotten(request(&effects), silent()));
    assert!(state.window.error_dialog.is_some());
    let _ = event(&mut state, forgotten(request(&effects), Ok(())));
    assert_eq!(state.window.error_dialog, None, "done after all");

    // Another token took its place.
    let effects = send(&mut state, TokenIntent::Forget(Switch::Off));
    let _ = send(&mut state, TokenIntent::Edit(Draft::new(TOKEN.to_owned())));
    let saving = send(&mut state, TokenIntent::Save);
    let saved = Event::Response {
        id: request(&saving),
        response: Response::SaveToken(Ok(())),
    };
    let _ = event(&mut state, saved);
    let _ = event(&mut state, forgotten(request(&effects), silent()));
    assert_eq!(state.removals, Removals::default());
    assert_eq!(state.window.error_dialog, None);
}

#[test]
fn a_problem_keeps_the_time_it_happened_at() {
    let mut state = ready();
    let effects = send(&mut state, LookupIntent::Check(id(ID)));
    let problem = Problem::from(ProblemKind::NotReachable);
    let _ = event(&mut state, fetched(request(&effects), Err(problem)));
    let problem = state.lookup.remote.problem().expect("said");
    assert_eq!(problem.evidence.at, Some(at(20).timestamp));
}

fn sample() -> crate::domain::sample::Sample {
    crate::domain::sample::Sample {
        origin: "http://127.0.0.1:4000".parse().unwrap(),
        token: ApiToken::clean("7|SampleSampleSampleSampleSampleSampleSample").unwrap(),
        entries: Vec::new(),
    }
}

fn explore(state: &mut AppState) {
    let effects = send(state, SampleIntent::Explore);
    let started = Event::Response {
        id: request(&effects),
        response: Response::StartSample(Ok(sample())),
    };
    let _ = event(state, started);
}

#[test]
fn a_batch_from_outside_leaves_the_sample_first_and_says_so() {
    let mut state = ready();
    explore(&mut state);
    let effects = event(&mut state, Event::BatchHandedOver(id(ID)));
    assert_eq!(state.service.sample, SamplePhase::None);
    assert_eq!(state.window.notice, Some(Notice::SampleLeft));
    let loaded = Event::Response {
        id: request(&effects),
        response: Response::LoadToken(Ok(Some(token()))),
    };
    let asked = event(&mut state, loaded);
    let whom = asked.iter().find_map(|effect| match effect {
        Effect::Request {
            request: Request::FetchBatch { caller, .. },
            ..
        } => Some((caller.origin.clone(), caller.token.clone())),
        _ => None,
    });
    assert_eq!(whom, Some((state.service.origin().clone(), token())));
}

#[test]
fn nothing_of_the_real_service_is_asked_of_the_sample() {
    for fails in [false, true] {
        let mut state = ready();
        let asked = send(&mut state, LookupIntent::Check(id(ID)));
        if fails {
            let refused = Err(ProblemKind::TokenNotAccepted.into());
            let _ = event(&mut state, fetched(request(&asked), refused));
        }
        explore(&mut state);
        assert_eq!(state.lookup.wanted, None, "{fails}");
        assert_eq!(state.id_field.text, "", "{fails}");
        assert_eq!(state.lookup.shown, None);
    }
}

#[test]
fn a_sample_that_does_not_start_leaves_what_was_typed() {
    let (mut state, effects) = AppState::new(start(), at(0));
    let none = Event::Response {
        id: request(&effects),
        response: Response::LoadToken(Ok(None)),
    };
    let _ = event(&mut state, none);
    let _ = send(&mut state, TokenIntent::Edit(Draft::new(TOKEN.to_owned())));
    let effects = send(&mut state, SampleIntent::Explore);
    let failed = Event::Response {
        id: request(&effects),
        response: Response::StartSample(Err(ProblemKind::AppFault.into())),
    };
    assert_eq!(event(&mut state, failed), []);
    let typed = state.session.form().map(|form| form.draft.typed());
    assert_eq!(typed, Some(TOKEN));
}

#[test]
fn a_task_that_dies_answers_its_request() {
    let mut state = ready();
    let first = send(&mut state, LookupIntent::Check(id(ID)));
    let died = died(request(&first), RequestKind::FetchBatch);
    let _ = event(&mut state, died);
    let problem = state.lookup.remote.problem().expect("said");
    assert_eq!(problem.kind, ProblemKind::AppFault);
}

#[test]
fn a_paste_anywhere_checks_an_id_and_leaves_other_text_alone() {
    let mut state = ready();
    assert!(send(&mut state, IdFieldIntent::Paste("hello".to_owned())).is_empty());
    assert_eq!(state.id_field, IdField::default());
    let effects = send(&mut state, IdFieldIntent::Paste(format!("see {ID}")));
    assert!(matches!(
        &effects[..],
        [Effect::Request {
            request: Request::FetchBatch { .. },
            ..
        }]
    ));
}

#[test]
fn a_change_of_the_settings_is_remembered_and_nothing_else_is() {
    let mut state = ready();
    let kept = |theme, text_percent| {
        vec![Effect::Run(Job::SaveSettings(Settings {
            theme,
            text_percent,
            ..Settings::default()
        }))]
    };
    let dark = Intent::Window(WindowIntent::Set(Setting::Theme(ThemeChoice::Dark)));
    assert_eq!(send(&mut state, dark.clone()), kept(ThemeChoice::Dark, 100));
    assert_eq!(send(&mut state, dark), [], "no change");
    let step = |state: &mut AppState, step| send(state, WindowIntent::ChangeTextSize(step));
    assert_eq!(step(&mut state, TextSizeStep::Reset), [], "no change");
    assert_eq!(
        step(&mut state, TextSizeStep::Smaller),
        kept(ThemeChoice::Dark, 90)
    );
    assert_eq!(
        step(&mut state, TextSizeStep::Smaller),
        kept(ThemeChoice::Dark, 80)
    );
    assert_eq!(step(&mut state, TextSizeStep::Smaller), [], "the smallest");
    assert_eq!(
        step(&mut state, TextSizeStep::Reset),
        kept(ThemeChoice::Dark, 100)
    );
    for size in [110, 125, 150, 175, 190, 200] {
        assert_eq!(
            step(&mut state, TextSizeStep::Larger),
            kept(ThemeChoice::Dark, size)
        );
    }
    assert_eq!(step(&mut state, TextSizeStep::Larger), [], "the largest");
    assert_eq!(state.window.settings.text_percent, 200);
}

mod accounts;
mod any_account;
mod any_order;
mod browse;
mod certificates;
mod exports;
mod id_field;
mod polling;
mod recents;
mod session;
mod waits;

/// Token that a request carries to the service or its store.
fn token_in(request: &Request) -> Option<&ApiToken> {
    match request {
        Request::SaveToken { token, .. } => Some(token),
        Request::FetchBatch { caller, .. }
        | Request::ListBatches { caller, .. }
        | Request::ListCertificates { caller, .. }
        | Request::FetchCertificate { caller, .. } => Some(&caller.token),
        Request::TestConnection { target } => target.token.as_ref(),
        Request::LoadToken { .. }
        | Request::ForgetToken { .. }
        | Request::FetchFile { .. }
        | Request::FetchPicture { .. }
        | Request::EnlargePicture { .. }
        | Request::StartSample
        | Request::SaveFile { .. }
        | Request::OpenFile { .. }
        | Request::SearchFile { .. }
        | Request::LoadCached { .. }
        | Request::LoadAccounts { .. }
        | Request::ForgetAccount { .. }
        | Request::ForgetEverything => None,
    }
}
