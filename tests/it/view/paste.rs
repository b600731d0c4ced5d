//! Pastes of any length.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{DroppedFile, Event, Key, Pos2, Role};
use vec_batch_viewer::state::RequestKind;

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
    window.command(Key::A);
    window.paste(&format!("{0} {ID} {0}", pages())); // one far down is found
    assert_eq!(window.state().id_field.text, ID);
    window.key(Key::Enter);
    assert_eq!(window.sent(), [RequestKind::FetchBatch]);
}

#[test]
fn each_of_several_is_offered_with_the_words_around_it() {
    let mut window = Window::with_token(PLAIN);
    window.paste(&format!("Class 9: {ID}\nClass 10: {OTHER_ID} (new)"));
    window.key(Key::Enter);
    window.control(Role::Label, "Class 9:");
    window.control(Role::Label, "Class 10: … (new)");
    window.press(&format!("Check {OTHER_ID}"));
    assert_eq!(window.wanted().as_deref(), Some(OTHER_ID));
}

#[test]
fn what_only_looks_like_an_id_is_offered_and_said() {
    let mut window = Window::with_token(PLAIN);
    window.effects();
    window.paste(&ID.replacen('0', "О", 1));
    window.key(Key::Enter);
    assert_eq!(window.effects(), [], "nothing is sent");
    let said = "This is not quite a batch ID: “О” (U+041E) only looks like 0. \
                Compare it with the original before you check it";
    window.control(Role::Label, said);
    window.press(&format!("Check {ID}"));
    assert_eq!(window.wanted().as_deref(), Some(ID));
}

/// Pastes what is selected elsewhere, with the middle button.
fn middle_click(window: &mut Window, pos: Pos2, text: &str) {
    window.harness.hover_at(pos);
    let text = text.to_owned();
    window.harness.event(Event::MiddleClickPaste { pos, text });
    window.settle();
}

#[test]
fn the_selection_is_taken_wherever_the_middle_button_is_pressed() {
    let mut window = Window::with_token(PLAIN);
    let field = window.control(Role::TextInput, "Batch ID").rect().center();
    middle_click(&mut window, field, &format!("> {ID}"));
    assert_eq!(window.state().id_field.text, format!("> {ID}"));
    assert_eq!(window.wanted(), None, "the field only takes it");
    let page = window.harness.ctx.content_rect().center();
    middle_click(&mut window, page, &format!("see {OTHER_ID}."));
    assert_eq!(window.wanted().as_deref(), Some(OTHER_ID));
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("read by the worker".to_owned())
    }
}

fn drop_file(window: &mut Window, path: &str) {
    let file = Arc::new(Dropped(path.into()));
    window.harness.input_mut().dropped_files.push(file);
    window.settle();
}

#[test]
fn a_file_that_is_dropped_is_searched_and_not_in_the_window() {
    let mut window = Window::with_token(PLAIN);
    drop_file(&mut window, &format!("/tmp/batch_{ID}.zip"));
    assert_eq!(window.wanted().as_deref(), Some(ID));
    window.effects();
    drop_file(&mut window, "/tmp/mail.eml");
    assert!(window.asks(RequestKind::SearchFile));
}
