//! Every problem panel: its words, its buttons, and what they do.

use std::time::Duration;

use egui::{Key, Role, ViewportCommand};
use vec_batch_viewer::domain::checkup::Finding;
use vec_batch_viewer::domain::problem::Evidence;
use vec_batch_viewer::domain::remedy::Remedy;
use vec_batch_viewer::domain::{Problem, ProblemKind};
use vec_batch_viewer::l10n::{ProblemCopy, TextId};
use vec_batch_viewer::state::{
    Effect, EntryReason, Event, Overlay, Request, RequestKind, Response, Screen,
};

use super::kinds::{every_kind, every_picture_problem, every_store_problem};
use crate::support::window::{ID, OTHER_ID, PLAIN, Window, id, l10n, token};

fn with_evidence(kind: ProblemKind) -> Problem {
    let evidence = Evidence {
        host: Some("api.vec.digital".to_owned()),
        status: Some(418),
        chain: vec!["the outer reason".to_owned(), "the inner reason".to_owned()],
        ..Evidence::default()
    };
    Problem::new(kind, evidence)
}

/// A window whose check ended in this problem, once any wait is over.
fn failed(problem: &Problem) -> Window {
    let mut window = Window::after(PLAIN, Err(problem.clone()));
    if problem.kind.retry_after().is_some() {
        // The program asks once more by itself.
        window.wait(Duration::from_secs(61));
        window.answers(Err(problem.clone()));
    }
    window.wait(Duration::from_secs(61));
    window.effects();
    window.copied();
    window
}

fn told(problem: &Problem) -> ProblemCopy {
    let wait = problem.kind.retry_after().map(|_| Duration::ZERO);
    l10n().problem(problem, wait)
}

#[test]
fn every_problem_is_told_in_the_window_with_the_focus_on_its_heading() {
    for kind in every_kind() {
        let problem = with_evidence(kind);
        let mut window = failed(&problem);
        let copy = told(&problem);
        window.assert_focus(Role::Heading, &copy.title);
        for said in [copy.why, copy.next].into_iter().flatten() {
            assert!(window.says(&said), "{said:?} of {problem:?}");
        }
        assert_eq!(window.state().id_field.text, ID, "{problem:?}");
        for action in copy.remedies {
            let name = l10n().remedy(*action).to_owned();
            assert!(window.can_press(&name), "{name:?} of {problem:?}");
        }
        assert!(!window.says("the inner reason"), "closed: {problem:?}");
        window.press_a(Role::DisclosureTriangle, "Details");
        assert!(window.says("the inner reason"), "{problem:?}");
        assert!(window.says("418"), "{problem:?}");
        let copies = [Remedy::CopyDetails, Remedy::CopyDetailsForIt];
        let copies = copies.map(|copy| window.can_press(l10n().remedy(copy)));
        assert!(copies.contains(&true), "{problem:?}");
        window.press_a(Role::DisclosureTriangle, "Details");
        window.must_not_say("the inner reason");
    }
}

#[test]
fn every_button_of_every_problem_does_what_it_says() {
    for kind in every_kind() {
        let problem = with_evidence(kind);
        for action in told(&problem).remedies {
            let mut window = failed(&problem);
            window.press(l10n().remedy(*action));
            let happened = does(&window, *action, &problem);
            let state = window.state();
            assert!(
                happened,
                "{action:?} of {problem:?}: {:?} {state:?}",
                window.effects()
            );
        }
    }
}

/// Tells if the button did what it says.
fn does(window: &Window, action: Remedy, problem: &Problem) -> bool {
    let state = window.state();
    match action {
        Remedy::RetryPicture => unreachable!("a picture's problem stands in its place"),
        Remedy::TryAgain => {
            matches!(window.effects().as_slice(), [Effect::Request { request: Request::FetchBatch { id: at, .. }, .. }] if *at == id())
        }
        Remedy::ReplaceToken | Remedy::WhereToFindToken => {
            let reason = match problem.kind {
                ProblemKind::TokenNotAccepted => EntryReason::Rejected,
                _ => EntryReason::Replace,
            };
            let focused = window.focused().map(|(role, _)| role);
            state.screen() == Screen::Token
                && state
                    .session
                    .form()
                    .is_some_and(|form| form.reason == reason)
                && focused == Some(Role::PasswordInput)
                && window.says_label(TextId::StepMakeTokenHow)
        }
        Remedy::CopyDetails | Remedy::CopyDetailsForIt => {
            let copied = window.copied().unwrap_or_default();
            let title = told(problem).title;
            let whole = [title.as_str(), "the inner reason", "2025-03-14T13:"];
            whole.iter().all(|part| copied.contains(part)) && window.says_label(TextId::Copied)
        }
        Remedy::CopyRequest => {
            let copied = window.copied().unwrap_or_default();
            copied.contains("permission “batches:") && copied.contains(&format!("Batch ID: {ID}"))
        }
        Remedy::ChangeId => window.focused() == Some((Role::TextInput, "Batch ID".to_owned())),
        // There is a token in use already; what asks the store has a test of its own.
        Remedy::RetryStore | Remedy::RemoveAgain | Remedy::UseUntilClose => true,
        Remedy::TestConnection => {
            state.window.overlay == Some(Overlay::ConnectionTest)
                && window.sent() == [RequestKind::TestConnection]
        }
        Remedy::Close => window.asked_of_system.contains(&ViewportCommand::Close),
    }
}

#[test]
fn every_problem_of_the_store_has_a_way_on_at_the_start() {
    for store in every_store_problem() {
        let problem = with_evidence(ProblemKind::Store(store));
        for action in told(&problem).remedies {
            let mut window = Window::at_start(PLAIN, Err(problem.clone()));
            window.assert_focus(Role::Heading, &told(&problem).title);
            window.effects();
            window.press(l10n().remedy(*action));
            let (sent, copied) = (window.sent(), window.copied());
            let form = window.state().session.form().map(|form| form.reason);
            match action {
                Remedy::RetryStore => {
                    assert_eq!(sent, [RequestKind::LoadToken], "{store:?}");
                    window.reply(Response::LoadToken(Ok(Some(token()))));
                    window.assert_focus(Role::TextInput, "Batch ID");
                }
                // No token was forgotten here, so none is removed.
                Remedy::RemoveAgain => assert_eq!(sent, [], "{store:?}"),
                Remedy::UseUntilClose | Remedy::ReplaceToken => {
                    assert_eq!(form, Some(EntryReason::StoreTrouble), "{store:?}");
                }
                _ => assert!(
                    copied.is_some_and(|text| text.contains("inner")),
                    "{store:?}"
                ),
            }
        }
    }
}

#[test]
fn a_wait_counts_down_and_ends_and_no_key_goes_round_it() {
    let wait = Some(Duration::from_secs(30));
    let mut window = Window::after(
        PLAIN,
        Err(with_evidence(ProblemKind::TooManyRequests { wait })),
    );
    window.effects();
    for (left, passes) in [(30, 1), (29, 17), (12, 11), (1, 1)] {
        let name = l10n().wait_button(Duration::from_secs(left));
        assert!(window.has(Role::Button, &name), "{left}");
        assert!(!window.can_press(&name), "{left}");
        assert!(!window.can_press("Try again"), "{left}");
        assert!(window.says("by itself"), "{left}");
        window.key(Key::F5);
        window.command(Key::R);
        assert_eq!(window.effects(), [], "{left}");
        window.wait(Duration::from_secs(passes));
    }
    // By itself: `answers` finds the request.
    window.answers(Err(with_evidence(ProblemKind::TooManyRequests { wait })));
    assert!(!window.says("by itself"), "once only");
    window.wait(Duration::from_secs(30));
    window.effects();
    window.press("Try again");
    assert_eq!(window.sent(), [RequestKind::FetchBatch]);
}

#[test]
fn what_was_shown_of_a_batch_stays_under_its_problem() {
    let mut window = Window::showing("completed");
    window.key(Key::F5);
    window.answers(Err(ProblemKind::NotReachable.into()));
    assert!(window.says(&l10n().still_showing("Class 10th, 2024")));
    assert!(window.has(Role::ProgressIndicator, "Progress"));
}

#[test]
fn beside_the_problem_of_one_batch_stand_no_data_of_another() {
    let ways: [fn(&mut Window); 2] = [
        |window| window.press(&l10n().back_to("Class 10th, 2024")),
        |window| window.key(Key::Escape),
    ];
    for back in ways {
        let mut window = Window::showing("completed");
        window.check(OTHER_ID);
        window.answers(Err(ProblemKind::NotReachable.into()));
        assert!(!window.has(Role::ProgressIndicator, "Progress"));
        assert_eq!(window.state().id_field.text, OTHER_ID);
        back(&mut window);
        assert!(window.has(Role::ProgressIndicator, "Progress"));
        assert_eq!(window.state().lookup.wanted, None);
    }
}

#[test]
fn a_problem_of_the_picture_stays_in_its_place() {
    let kinds = every_picture_problem().map(ProblemKind::Picture);
    let on_the_way = [
        ProblemKind::NotReachable,
        ProblemKind::TooLarge { limit: 1 << 20 },
    ];
    for kind in kinds.into_iter().chain(on_the_way) {
        let problem = with_evidence(kind);
        let copy = l10n().picture_problem(&problem);
        for action in copy.remedies {
            let mut window = Window::showing("completed");
            window.draws(Err(problem.clone()));
            assert!(window.has(Role::Heading, &copy.title), "{problem:?}");
            assert!(window.has(Role::ProgressIndicator, "Progress")); // the rest is there
            window.effects();
            window.press(l10n().remedy(*action));
            if *action == Remedy::RetryPicture {
                assert_eq!(window.sent(), [RequestKind::FetchPicture], "{problem:?}");
            } else {
                let copied = window.copied().unwrap_or_default();
                assert!(copied.contains("the inner reason"), "{problem:?}: {copied}");
            }
        }
    }
}

#[test]
fn a_picture_that_the_service_holds_back_is_fetched_when_the_wait_ends() {
    let wait = Duration::from_secs(30);
    let problem = with_evidence(ProblemKind::TooManyRequests { wait: Some(wait) });
    let mut window = Window::showing("completed");
    window.draws(Err(problem));
    window.effects();
    assert!(!window.can_press(l10n().remedy(Remedy::RetryPicture)));
    assert!(window.says(&l10n().wait_button(wait)));
    window.wait(wait);
    window.draws(Err(ProblemKind::NotReachable.into()));
    assert!(window.can_press(l10n().remedy(Remedy::RetryPicture)));
}

#[test]
fn a_fault_of_no_batch_is_told_above_all_and_can_be_closed() {
    let mut window = Window::with_token(PLAIN);
    let problem = Problem::from(ProblemKind::AppFault);
    window.tell(Event::TaskFailed(problem.clone()));
    assert!(window.has(Role::Dialog, &told(&problem).title));
    assert!(window.has(Role::Heading, &told(&problem).title));
    window.assert_focus_role(Role::Heading);
    window.key(Key::Escape);
    assert!(!window.has(Role::Heading, &told(&problem).title));
}

fn all_panels() -> Vec<ProblemCopy> {
    let l10n = l10n();
    let mut panels = Vec::new();
    for kind in every_kind() {
        let evidence = Evidence {
            host: Some("api.vec.digital".to_owned()),
            clock_difference: Some(-400_000),
            ..Evidence::default()
        };
        let problem = Problem::new(kind, evidence);
        let wait = problem.kind.retry_after();
        panels.push(l10n.problem(&problem, wait));
        panels.push(l10n.list_problem(&problem, wait));
        panels.push(l10n.picture_problem(&problem));
    }
    panels
}

#[test]
fn every_problem_has_a_short_title_and_a_way_on() {
    for panel in all_panels() {
        let title = &panel.title;
        assert!((1..=40).contains(&title.chars().count()), "{title}");
        assert!(!title.ends_with('.'), "{title}");
        assert!(!panel.remedies.is_empty(), "{title}");
        assert!(panel.why.is_some() || panel.next.is_some(), "{title}");
    }
}

#[test]
fn lists_and_the_connection_test_speak_of_no_batch_that_was_asked_for() {
    const OF_A_BATCH: [&str; 4] = ["batch ID is kept", "this batch", "the batch", "the check"];
    let l10n = l10n();
    for kind in every_kind() {
        // No list has these.
        if matches!(
            kind,
            ProblemKind::BatchNotFound { .. }
                | ProblemKind::BatchIdNotAccepted { .. }
                | ProblemKind::Picture(_)
        ) {
            continue;
        }
        let problem = kind.into();
        let copy = l10n.list_problem(&problem, None);
        let tested = l10n.finding(&Finding::Failed(problem));
        let said = [copy.why, copy.next, Some(tested)].into_iter().flatten();
        let said = said.collect::<Vec<_>>().join(" ").to_lowercase();
        for of_a_batch in OF_A_BATCH {
            assert!(!said.contains(&of_a_batch.to_lowercase()), "{said}");
        }
    }
}

#[test]
fn no_problem_blames_frightens_or_is_left_with_a_hole() {
    const BANNED: &str = "error fail invalid illegal please sorry oops forbidden fatal";
    let l10n = l10n();
    for panel in all_panels() {
        let buttons = panel.remedies.iter().map(|a| l10n.remedy(*a).to_owned());
        let said: Vec<String> = [Some(panel.title), panel.why, panel.next]
            .into_iter()
            .flatten()
            .chain(buttons)
            .collect();
        for text in said {
            assert!(!text.contains(['{', '}', '$']), "{text:?}");
            let text = text.to_lowercase().replace(ID, "");
            for word in BANNED.split(' ') {
                assert!(!text.contains(word), "{word:?} in {text:?}");
            }
            let status = |w: &str| w.len() == 3 && w.bytes().all(|b| b.is_ascii_digit());
            assert!(
                !text.split(|c: char| !c.is_alphanumeric()).any(status),
                "{text:?}"
            );
        }
    }
}
