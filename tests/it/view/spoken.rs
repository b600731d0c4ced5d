//! Sentences of a screen reader: nothing twice, nothing missing.

use std::time::Duration;

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use serde_json::json;
use vec_batch_viewer::domain::{Problem, ProblemKind};
use vec_batch_viewer::l10n::TextId;

use super::browse::listing;
use super::certificates::{self, HIGH};
use crate::support::batch::{batch, batch_with, drawing};
use crate::support::window::{ID, PLAIN, Window, say};

const ANSWER: &str = "Class 10th, 2024 · Under way. The certificates are being made: 44 to go.";

/// A window that shows a batch under way, its answer read out once with the focus.
fn under_way() -> Window {
    let mut window = Window::with_token(PLAIN);
    window.check(ID);
    window.ear.heard();
    window.answers(Ok(&batch("processing")));
    assert_eq!(window.ear.heard(), [ANSWER]);
    window
}

#[test]
fn a_check_by_hand_is_confirmed_and_one_by_itself_is_not() {
    let mut window = under_way();
    for _ in 0..2 {
        window.wait(Duration::from_secs(1));
        window.command(Key::R);
        window.answers(Ok(&batch("processing")));
        assert_eq!(window.ear.heard(), ["Checked just now"]);
    }
    window.wait(Duration::from_secs(65));
    window.answers(Ok(&batch("processing")));
    window.wait(Duration::from_secs(200));
    assert_eq!(window.ear.heard(), Vec::<String>::new());
}

#[test]
fn progress_is_told_once_whatever_comes_above_it() {
    let mut window = under_way();
    window.wait(Duration::from_secs(13));
    let more = json!({ "processed_certificates": 109, "failed_certificates": 4 });
    let more = batch_with("processing", more);
    window.answers(Ok(&more));
    let told = [
        "The certificates are being made: 7 to go.",
        "Since 13:10:00: 35 more made, 2 newly failed",
    ];
    assert_eq!(window.ear.heard(), told);
    window.wait(Duration::from_secs(13));
    window.answers(Err(Problem::from(ProblemKind::NameNotFound)));
    let failed = window.ear.heard();
    assert!(
        failed.len() == 1 && failed[0].contains("failed:"),
        "{failed:?}"
    );
    assert!(window.has(Role::Heading, "Class 10th, 2024"));
    window.wait(Duration::from_mins(1));
    window.answers(Ok(&more));
    assert_eq!(window.ear.heard(), Vec::<String>::new());
    window.must_not_say("failed:");
}

#[test]
fn a_problem_is_read_out_whole_and_what_stays_below_it_is_not() {
    let mut window = under_way();
    window.command(Key::R);
    window.answers(Err(Problem::from(ProblemKind::ConnectionLost)));
    let heard = window.ear.heard();
    assert_eq!(heard.len(), 1, "{heard:?}");
    let told = "No connection to the service · The connection was closed before";
    assert!(heard[0].starts_with(told), "{heard:?}");
    window.wait(Duration::from_secs(1));
    window.command(Key::R);
    window.ear.heard();
    window.answers(Ok(&batch("processing")));
    assert_eq!(window.ear.heard(), ["Checked just now"]);
}

/// Presses a key, seen frame by frame: pressed and let go of at once, only the last one is.
fn press(window: &mut Window, key: Key) {
    for pressed in [true, false] {
        window.harness.event(Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        window.settle();
    }
}

/// Sentences that follow a key.
fn after(window: &mut Window, key: Key) -> Vec<String> {
    window.ear.heard();
    press(window, key);
    window.ear.heard()
}

fn times(heard: &[String], said: &str) -> usize {
    heard.iter().filter(|heard| *heard == said).count()
}

#[test]
fn the_window_itself_is_never_read_out_where_tab_goes_round() {
    let mut window = under_way();
    for _ in 0..40 {
        press(&mut window, Key::Tab);
    }
    let heard = window.ear.heard();
    assert!(times(&heard, "Batch ID") > 1, "{heard:?}");
    assert_eq!(times(&heard, "the window"), 0, "{heard:?}");
}

#[test]
fn nothing_is_said_between_a_batch_of_the_list_and_its_answer() {
    let mut window = listing(PLAIN, 3);
    let row = "Class 0, Completed · 120 of 120 made · 14 March 2025";
    window.focus(Role::Button, row);
    window.ear.heard();
    press(&mut window, Key::Enter);
    window.answers(Ok(&batch("completed")));
    let answer = "Class 10th, 2024 · Completed. Ready: all 120 certificates are made.";
    assert_eq!(window.ear.heard(), [answer]);
}

#[test]
fn the_field_keeps_the_focus_while_its_batch_is_checked_once_more() {
    let mut window = under_way();
    window.control(Role::TextInput, "Batch ID").focus();
    window.wait(Duration::from_secs(1));
    window.ear.heard();
    press(&mut window, Key::Enter);
    window.answers(Ok(&batch("processing")));
    assert_eq!(window.ear.heard(), ["Checked just now"]);
}

#[test]
fn a_dialog_takes_the_focus_and_gives_it_back() {
    let mut window = under_way();
    window.focus(Role::Button, "Menu");
    assert_eq!(after(&mut window, Key::F1), ["Close"]);
    assert_eq!(after(&mut window, Key::Escape), ["Menu"]);
    // With nothing to close Escape leaves it where it is.
    assert_eq!(after(&mut window, Key::Escape), Vec::<String>::new());
    window.assert_focus(Role::Button, "Menu");
}

#[test]
fn the_enlarged_picture_is_read_out_and_keeps_the_arrow_keys() {
    let mut window = under_way();
    window.draws(Ok(drawing([400, 300])));
    let name = "Template preview: Certificate 2";
    window.focus(Role::Image, name);
    window.ear.heard();
    press(&mut window, Key::Enter);
    for key in [Key::Plus, Key::ArrowLeft, Key::ArrowDown] {
        press(&mut window, key);
    }
    assert_eq!(window.ear.heard(), [name]);
    let back = format!("{name} · Enlarge picture");
    assert_eq!(after(&mut window, Key::Escape), [back]);
}

#[test]
fn a_copy_is_told_once_where_two_buttons_copy_the_same() {
    let mut window = under_way();
    let name = "Copy person.1@example.com";
    window.focus(Role::Button, name);
    assert_eq!(after(&mut window, Key::Enter), Vec::<String>::new()); // its new name is read out
    window.assert_focus(Role::Button, "Copied");
    let next = "Write to person.1@example.com";
    assert_eq!(after(&mut window, Key::Tab), [next]);
    window.wait(Duration::from_secs(3));
    window.focus(Role::Button, "Refresh");
    window.ear.heard();
    window.control(Role::Button, name).click();
    window.settle();
    let heard = window.ear.heard();
    assert_eq!(times(&heard, "Copied"), 1, "with the pointer: {heard:?}");
    window.wait(Duration::from_secs(3));
    assert_eq!(window.ear.heard(), Vec::<String>::new());
}

#[test]
fn of_two_buttons_with_one_name_the_pressed_one_tells_of_its_copy() {
    let failed = || Problem::from(ProblemKind::UnexpectedStatus);
    let mut window = certificates::shown(HIGH, "completed");
    certificates::answer(&mut window, Err(failed()));
    window.key(Key::F5);
    window.answers(Err(failed()));
    let named = |name| By::new().role(Role::Button).label(name);
    let button = window.harness.query_all(named("Copy details")).nth(1);
    button.expect("another").click();
    window.ear.heard();
    window.settle();
    for name in ["Copied", "Copy details"] {
        assert_eq!(window.harness.query_all(named(name)).count(), 1, "{name}");
    }
    assert_eq!(times(&window.ear.heard(), "Copied"), 1);
}

#[test]
fn a_menu_that_closes_gives_the_focus_back() {
    let mut window = under_way();
    for (name, item) in [("Menu", TextId::MenuAbout), ("Share", TextId::ShareSummary)] {
        window.focus(Role::Button, name);
        press(&mut window, Key::Enter);
        press(&mut window, Key::Tab);
        assert!(window.can_press(&say(item)));
        assert_eq!(after(&mut window, Key::Escape), [name]);
        assert!(!window.can_press(&say(item)));
    }
    press(&mut window, Key::Enter);
    press(&mut window, Key::Tab);
    press(&mut window, Key::Enter);
    window.assert_focus(Role::Button, "Copied");
    press(&mut window, Key::Tab);
    assert_eq!(times(&window.ear.heard(), "Copied"), 1);
}

#[test]
fn the_seconds_of_a_wait_are_not_read_out_one_by_one() {
    let mut window = under_way();
    window.command(Key::R);
    window.ear.heard();
    let wait = Some(Duration::from_secs(20));
    window.answers(Err(Problem::from(ProblemKind::TooManyRequests { wait })));
    let heard = window.ear.heard();
    assert!(
        heard.len() == 1 && heard[0].contains("20 seconds"),
        "{heard:?}"
    );
    window.wait(Duration::from_secs(5));
    assert_eq!(window.ear.heard(), Vec::<String>::new());
    let heading = window.control(Role::Heading, "Too many requests");
    let more = heading.accesskit_node().description();
    assert!(more.is_some_and(|more| more.contains("20 seconds")));
}

#[test]
fn a_choice_that_is_opened_by_keyboard_has_the_focus() {
    let mut window = listing(PLAIN, 3);
    window.focus(Role::ComboBox, "Status: All states");
    assert_eq!(after(&mut window, Key::Enter), ["All states"]);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Escape);
    assert_eq!(window.ear.heard(), ["Not begun", "Status: All states"]);
}

#[test]
fn an_answer_that_the_focus_leaves_is_not_read_out_anew() {
    let mut window = under_way();
    window.wait(Duration::from_secs(13));
    let more = batch_with("processing", json!({ "processed_certificates": 109 }));
    window.answers(Ok(&more));
    assert_eq!(after(&mut window, Key::Tab), ["Refresh"]);
}

#[test]
fn a_list_that_fails_twice_is_told_twice() {
    let title = "No connection to the service";
    let failed = || Problem::from(ProblemKind::NotReachable);
    let hears_twice = |window: &mut Window, answer: &dyn Fn(&mut Window)| {
        for _ in 0..2 {
            window.ear.heard();
            answer(window);
            let heard = window.ear.heard();
            assert!(heard.iter().any(|said| said == title), "{heard:?}");
            window.press("Try again");
        }
    };
    hears_twice(&mut Window::with_token(PLAIN), &|window| {
        super::browse::answer(window, Err(failed()));
    });
    hears_twice(&mut certificates::shown(HIGH, "completed"), &|window| {
        certificates::answer(window, Err(failed()));
    });
}
