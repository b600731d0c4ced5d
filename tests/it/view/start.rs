//! The way to a token.

use std::time::Duration;

use egui::{Key, Role};
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::remedy::Remedy;
use vec_batch_viewer::domain::{Problem, ProblemKind};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{
    Data, Effect, Event, FormPhase, Request, RequestId, RequestKind, Response, Screen, Session,
    Start, Store, TokenSource,
};

use crate::support::window::{PLAIN, TOKEN, Window, l10n, say, start, token};

fn read_request(window: &Window) -> RequestId {
    window.asked_for(RequestKind::LoadToken)
}

fn first_start() -> Window {
    let mut window = Window::open(PLAIN, start());
    let request = read_request(&window);
    window.tell(Event::Response {
        id: request,
        response: Response::LoadToken(Ok(None)),
    });
    window.effects();
    window
}

fn save_request(window: &Window) -> RequestId {
    window.asked_for(RequestKind::SaveToken)
}

fn locked() -> Problem {
    ProblemKind::Store(StoreProblem::Locked).into()
}

#[test]
fn the_first_start_leads_to_a_token() {
    let mut window = first_start();
    assert!(window.says_label(TextId::StartFirstRun));
    for step in [
        TextId::StepSignIn,
        TextId::StepMakeToken,
        TextId::StepPasteToken,
    ] {
        assert!(window.says_label(step), "{step:?}");
    }
    assert!(window.says("account settings → API Tokens → Create New Token"));
    assert_eq!(
        window.focused(),
        Some((Role::PasswordInput, "API token".to_owned()))
    );
    window.press(&say(TextId::OpenSignIn));
    assert_eq!(
        window.opened().as_deref(),
        Some("https://vec.digital/login")
    );

    window.control(Role::PasswordInput, "API token").focus();
    window.paste(&format!("  Bearer {TOKEN}\n"));
    window.press("Save token");
    let saved = window.effects();
    let [
        Effect::Request {
            request:
                Request::SaveToken {
                    store: Store::System,
                    token: sent,
                    ..
                },
            ..
        },
    ] = saved.as_slice()
    else {
        panic!("{saved:?}");
    };
    assert_eq!(sent, &token());
}

#[test]
fn what_is_typed_into_the_token_field_is_read_to_nobody() {
    let mut window = first_start();
    window.types(TOKEN);
    assert!(!window.says(TOKEN), "{:?}", window.everything());
    assert!(!window.says("AbCdEfGh"), "not even a part of it");
    window.command(Key::A);
    window.command(Key::C);
    assert_eq!(window.copied(), None, "and not copied");
    window.press("Save token");
    window.command(Key::Z);
    assert!(!window.says("AbCdEfGh"), "nor brought back");
}

#[test]
fn a_token_that_cannot_be_one_is_refused_under_the_field() {
    let mut window = first_start();
    for (typed, said) in [
        ("", "Enter"),
        ("tök", "cannot be used"),
        (crate::support::window::ID, "batch ID"),
    ] {
        window.control(Role::PasswordInput, "API token").focus();
        window.types(typed);
        window.key(Key::Enter);
        assert!(window.says(said), "{typed:?}: {:?}", window.everything());
        assert_eq!(window.effects(), [], "{typed:?} was sent");
        let focused = window.focused().map(|(role, _)| role);
        assert_eq!(focused, Some(Role::PasswordInput), "{typed:?}");
        window.command(Key::A);
        window.key(Key::Backspace);
    }
}

#[test]
fn a_quick_store_is_not_worth_a_word_and_a_silent_one_has_a_way_out() {
    let mut window = Window::open(PLAIN, start());
    let quiet = |window: &Window| !window.says_label(TextId::ReadingToken);
    window.wait(Duration::from_millis(299));
    assert!(quiet(&window), "before 300 ms");
    window.wait(Duration::from_millis(1));
    assert!(!quiet(&window), "from 300 ms");
    assert!(window.says_label(TextId::WaitingForStore));
    assert!(!window.has(Role::Button, "Try again"));

    window.wait(Duration::from_millis(4_700));
    window.effects();
    window.press("Try again");
    let asked = window.effects();
    assert!(
        matches!(
            asked.as_slice(),
            [Effect::Request {
                request: Request::LoadToken { .. },
                ..
            }]
        ),
        "{asked:?}"
    );
}

#[test]
fn a_silent_store_can_be_done_without() {
    let mut window = Window::open(PLAIN, start());
    window.wait(Duration::from_secs(5));
    window.effects();
    window.press(&say(TextId::UseUntilClose));
    assert_eq!(
        window.focused().map(|(role, _)| role),
        Some(Role::PasswordInput)
    );
    window.types(TOKEN);
    window.press(&say(TextId::UseUntilClose));
    assert_eq!(window.state().screen(), Screen::Batch);
    assert!(window.says_label(TextId::TokenKeptUntilClose));
    let effects = window.effects();
    let stored = effects.iter().any(|e| {
        matches!(
            e,
            Effect::Request {
                request: Request::SaveToken { .. },
                ..
            }
        )
    });
    assert!(!stored, "{effects:?}");
}

#[test]
fn a_locked_store_is_told_with_the_focus_on_its_heading() {
    let mut window = Window::open(PLAIN, start());
    let request = read_request(&window);
    window.tell(Event::Response {
        id: request,
        response: Response::LoadToken(Err(locked())),
    });
    let title = "Password store is locked".to_owned();
    assert_eq!(window.focused(), Some((Role::Heading, title)));
    window.effects();
    window.press("Try again");
    let request = read_request(&window);
    window.tell(Event::Response {
        id: request,
        response: Response::LoadToken(Ok(Some(token()))),
    });
    assert_eq!(window.state().screen(), Screen::Batch);
    assert_eq!(
        window.focused(),
        Some((Role::TextInput, "Batch ID".to_owned()))
    );
}

#[test]
fn a_refused_save_loses_no_token() {
    let mut window = first_start();
    window.types(TOKEN);
    window.key(Key::Enter);
    assert!(window.says_label(TextId::SavingToken));
    let request = save_request(&window);
    window.tell(Event::Response {
        id: request,
        response: Response::SaveToken(Err(locked())),
    });
    assert_eq!(window.focused().map(|(role, _)| role), Some(Role::Heading));
    window.effects();

    window.press("Try again");
    let again = window.effects();
    let [
        Effect::Request {
            id: request,
            request: Request::SaveToken { token: sent, .. },
        },
    ] = again.as_slice()
    else {
        panic!("{again:?}");
    };
    assert_eq!(sent, &token(), "typed once");
    window.tell(Event::Response {
        id: *request,
        response: Response::SaveToken(Err(locked())),
    });
    window.press(l10n().remedy(Remedy::UseUntilClose));
    let Session::Ready {
        token: used,
        source,
        ..
    } = &window.state().session
    else {
        panic!("no token");
    };
    assert_eq!((used, *source), (&token(), TokenSource::UntilClose));
}

#[test]
fn a_slow_save_says_so_and_has_a_way_out() {
    let mut window = first_start();
    window.types(TOKEN);
    window.key(Key::Enter);
    assert!(!window.says_label(TextId::WaitingForStore));
    let focused = window.focused().map(|(role, _)| role);
    assert_eq!(
        focused,
        Some(Role::PasswordInput),
        "nobody hears of the window itself"
    );
    window.wait(Duration::from_millis(300));
    assert!(window.says_label(TextId::WaitingForStore));
    window.wait(Duration::from_secs(5));
    let form = window.state().session.form().expect("the form");
    assert!(matches!(form.phase, FormPhase::Saving { .. }));
    window.press(&say(TextId::UseUntilClose));
    assert_eq!(window.state().screen(), Screen::Batch);
}

#[test]
fn replacing_a_token_can_be_left() {
    let mut window = Window::with_token(PLAIN);
    window.press("Menu");
    window.press(&say(TextId::MenuReplaceToken));
    assert!(window.says_label(TextId::StartReplace));
    window.press("Cancel");
    assert_eq!(window.state().screen(), Screen::Batch);
    window.press("Menu");
    window.press(&say(TextId::MenuReplaceToken));
    window.key(Key::Escape);
    assert_eq!(window.state().screen(), Screen::Batch);
    assert_eq!(window.state().session.token(), Some(&token()));
}

#[test]
fn a_token_of_the_environment_needs_no_store() {
    let environment = Start {
        environment_token: Some(token()),
        ..start()
    };
    let window = Window::open(PLAIN, environment);
    assert_eq!(window.state().screen(), Screen::Batch);
    let asks_store = |effect: &Effect| {
        let kind = match effect {
            Effect::Request { request, .. } => Some(request.kind()),
            Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
        };
        kind == Some(RequestKind::LoadToken)
    };
    assert!(!window.effects().iter().any(asks_store));
    assert!(window.says_label(TextId::TokenKeptEnvironment));
}

#[test]
fn sample_data_are_offered_and_prepared() {
    let mut window = first_start();
    window.press(&say(TextId::ExploreSample));
    let asked = window.effects();
    let [
        Effect::Request {
            id: request,
            request: Request::StartSample,
        },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}");
    };
    assert!(
        !window.can_press(&say(TextId::StartingSample)),
        "once is enough"
    );
    let problem = ProblemKind::AppFault.into();
    window.tell(Event::Response {
        id: *request,
        response: Response::StartSample(Err(problem)),
    });
    assert!(window.can_press(&say(TextId::ExploreSample)), "and again");

    let demo = Window::open(
        PLAIN,
        Start {
            data: Data::Sample,
            ..start()
        },
    );
    let asked = demo.effects();
    assert!(
        matches!(
            asked.as_slice(),
            [Effect::Request {
                request: Request::StartSample,
                ..
            }]
        ),
        "{asked:?}"
    );
}
