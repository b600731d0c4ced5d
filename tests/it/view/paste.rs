//! Pastes of any length.

use egui::Key;
use vec_batch_viewer::state::{Effect, Phase};

use crate::support::window::{ID, OTHER_ID, PLAIN, Window};

/// Longest text that a field takes from one paste, in bytes.
const LONGEST: usize = 2_000;

/// Over a megabyte of text in which nothing is to be found.
fn pages() -> String {
    "lorem ipsum é ".repeat(80_000)
}

#[test]
fn of_a_megabyte_a_field_takes_the_beginning() {
    let mut window = Window::with_token(PLAIN);
    window.effects();
    window.paste(&pages());
    let kept = &window.state().id_field.text;
    assert!(kept.starts_with("lorem ipsum"), "{kept}");
    assert!(kept.len() <= LONGEST, "{} bytes", kept.len());
    window.key(Key::Enter);
    assert!(window.state().id_field.problem.is_some());
    assert_eq!(window.effects(), [], "nothing is sent");
}

#[test]
fn an_id_far_down_in_a_long_text_is_found() {
    let mut window = Window::with_token(PLAIN);
    window.effects();
    let far = "lorem ipsum ".repeat(5_000);
    window.paste(&format!("{far} {ID} {far}"));
    assert_eq!(window.state().id_field.text, ID);
    window.key(Key::Enter);
    assert!(matches!(
        window.effects().as_slice(),
        [Effect::FetchBatch { .. }]
    ));
}

#[test]
fn of_several_ids_in_a_long_text_one_can_be_chosen() {
    let mut window = Window::with_token(PLAIN);
    let far = "lorem ipsum ".repeat(5_000);
    window.paste(&format!("{ID} {far} {OTHER_ID}"));
    window.key(Key::Enter);
    window.press(&format!("Check {OTHER_ID}"));
    let asked = window.state().lookup.phase.id().map(|id| id.to_string());
    assert_eq!(asked.as_deref(), Some(OTHER_ID));
    assert!(matches!(window.state().lookup.phase, Phase::Loading { .. }));
}
