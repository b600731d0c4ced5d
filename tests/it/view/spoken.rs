//! What a screen reader says by itself: nothing twice, nothing missing.

use std::time::Duration;

use egui::{Event, Key, Modifiers};
use serde_json::json;
use vec_batch_viewer::domain::{Problem, ProblemKind};
use vec_batch_viewer::l10n::TextId;

use crate::support::batch::batch;
use crate::support::window::{ID, PLAIN, Window, say};

const ANSWER: &str = "Class 10th, 2024 · Under way. The certificates are being made: 44 to go.";

fn under_way() -> Window {
    let mut window = Window::with_token(PLAIN);
    window.check(ID);
    window.ear.heard();
    window.answers(Ok(&batch("processing")));
    window
}

#[test]
fn an_answer_is_read_out_once_with_the_focus() {
    let mut window = under_way();
    assert_eq!(window.ear.heard(), [ANSWER]);
}

#[test]
fn a_check_by_hand_is_confirmed_and_one_by_itself_is_not() {
    let mut window = under_way();
    window.ear.heard();
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
    window.ear.heard();
    window.wait(Duration::from_secs(13));
    let mut more = batch("processing");
    more["processed_certificates"] = json!(109);
    more["failed_certificates"] = json!(4);
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
    window.wait(Duration::from_secs(60));
    window.answers(Ok(&more));
    assert_eq!(window.ear.heard(), Vec::<String>::new());
}

#[test]
fn a_problem_is_read_out_whole_and_what_stays_below_it_is_not() {
    let mut window = under_way();
    window.ear.heard();
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

#[test]
fn what_was_copied_is_told_and_the_button_is_not() {
    let mut window = under_way();
    window.press(&say(TextId::Share));
    window.press(&say(TextId::ShareSummary));
    let heard = window.ear.heard();
    let told = |said: &str| heard.iter().filter(|heard| *heard == said).count();
    assert_eq!(told("Copied"), 1, "{heard:?}");
    window.wait(Duration::from_secs(3));
    assert_eq!(window.ear.heard(), Vec::<String>::new());
}

fn tab(pressed: bool) -> Event {
    Event::Key {
        key: Key::Tab,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

#[test]
fn the_window_itself_is_never_read_out_where_tab_goes_round() {
    let mut window = under_way();
    window.ear.heard();
    for _ in 0..40 {
        // Frame by frame: pressed and let go of at once, only the last one is seen.
        for pressed in [true, false] {
            window.harness.event(tab(pressed));
            window.settle();
        }
    }
    let heard = window.ear.heard();
    let rounds = heard.iter().filter(|said| *said == "Batch ID").count();
    assert!(rounds > 1, "{heard:?}");
    assert!(!heard.iter().any(|said| said == "the window"), "{heard:?}");
}
