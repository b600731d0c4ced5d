//! Following a batch, as it is seen.

use std::time::Duration;

use egui::Role;
use serde_json::json;
use vec_batch_viewer::domain::{Problem, ProblemKind};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{RequestKind, Switch};

use crate::support::batch::{batch, batch_with};
use crate::support::window::{Window, say};

fn under_way() -> Window {
    let window = Window::showing("processing");
    let _ = window.effects();
    window
}

#[test]
fn what_changed_is_said_and_the_next_look_is_seen() {
    let mut window = under_way();
    window.must_say("Checks again at 13:10:1");
    window.wait(Duration::from_secs(13));
    assert!(window.says_label(TextId::FollowChecking));
    let more = json!({ "processed_certificates": 109, "failed_certificates": 4 });
    window.answers(Ok(&batch_with("processing", more)));
    assert!(window.says("35 more made, 2 newly failed"));
    window.must_not_say(&say(TextId::ShowChanges)); // one change is the sum
    window.wait(Duration::from_secs(13));
    window.answers(Ok(&batch("completed")));
    // Those that had failed were made after all.
    window.must_say("46 more made, now “Completed”");
    assert!(!window.has(Role::CheckBox, &say(TextId::Follow))); // it is over
    window.press(&say(TextId::ShowChanges));
    window.must_say("13:10:13: 35 more made, 2 newly failed");
    let _ = window.effects();
    window.wait(Duration::from_hours(3));
    assert_eq!(window.times_asked(RequestKind::FetchBatch), 0);
}

#[test]
fn a_look_that_brings_nothing_is_said_quietly() {
    let mut window = under_way();
    window.wait(Duration::from_secs(13));
    window.answers(Err(Problem::from(ProblemKind::NameNotFound)));
    assert!(window.says("failed:"), "{:?}", window.everything());
    assert!(window.has(Role::Heading, "Class 10th, 2024"));
    window.wait(Duration::from_secs(30));
    window.answers(Ok(&batch("processing")));
    assert!(!window.says("failed:"));
}

#[test]
fn the_switch_turns_it_off_and_on() {
    let mut window = under_way();
    window.press_a(Role::CheckBox, &say(TextId::Follow));
    assert_eq!(window.state().window.settings.follow, Some(Switch::Off));
    assert!(!window.says("Checks again"));
    let _ = window.effects();
    window.wait(Duration::from_hours(1));
    assert_eq!(window.times_asked(RequestKind::FetchBatch), 0);
    window.press_a(Role::CheckBox, &say(TextId::Follow));
    assert_eq!(window.times_asked(RequestKind::FetchBatch), 1, "at once");
}

#[test]
fn the_title_says_how_far_the_batch_is() {
    let window = Window::showing("processing");
    assert_eq!(
        window.title(),
        "Class 10th, 2024 – 63.3 % – VEC Batch Viewer"
    );
}
