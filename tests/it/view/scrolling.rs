//! Scrolling by keyboard.

use egui::{Key, Role};
use egui_kittest::kittest::{By, Queryable};
use serde_json::Value;
use vec_batch_viewer::l10n::TextId;

use crate::support::batch::{batch, crowd};
use crate::support::window::{PLAIN, Shape, Window, say};

/// As small as a window can be.
const SMALL: Shape = Shape {
    size: [480.0, 320.0],
    ..PLAIN
};

/// Signatories without an address, so that no row has a button.
fn without_addresses(mut data: Value) -> Value {
    let people = data["template"]["default_signatories"].as_array_mut();
    for person in people.expect("people") {
        person["user"]["email"] = Value::Null;
    }
    data
}

/// Tells if a row of the list is about this person; the page names them elsewhere too.
fn sees(window: &Window, name: &str) -> bool {
    let name = format!(", {name},");
    let row = By::new().role(Role::ListItem).label_contains(&name);
    window.harness.query_all(row).next().is_some()
}

#[test]
fn a_list_of_text_alone_is_scrolled() {
    let mut window = Window::after(PLAIN, Ok(&without_addresses(crowd(5_000))));
    let first = "Place 1, Person 1, Mentor, Approves automatically";
    window.tab_to(Role::ListItem, first);
    assert!(sees(&window, "Person 3"));
    for (key, seen, gone) in [
        (Key::End, "Zuleika Zenith", "Person 3"),
        (Key::Home, "Person 3", "Zuleika Zenith"),
        (Key::PageDown, "Person 9", "Person 3"),
        (Key::PageUp, "Person 3", "Person 12"),
    ] {
        window.key(key);
        assert!(sees(&window, seen), "{key:?} leads to {seen}");
        assert!(!sees(&window, gone), "{key:?} leads away from {gone}");
    }
    for _ in 0..9 {
        window.key(Key::ArrowDown);
    }
    assert!(!sees(&window, "Person 3") && sees(&window, "Person 10"));
    window.assert_focus(Role::ListItem, "Place 10, Person 10, Mentor");
}

#[test]
fn the_answer_as_it_came_is_scrolled() {
    let mut window = Window::after(PLAIN, Ok(&crowd(2_000)));
    window.press(&say(TextId::Share));
    window.press(&say(TextId::ShareTechnical));
    window.tab_to(Role::Document, &say(TextId::ShareTechnical));
    let sees_begin = |window: &Window| window.says("\"data\": {");
    assert!(sees_begin(&window));
    for key in [Key::End, Key::PageDown] {
        window.key(key);
        assert!(!sees_begin(&window), "{key:?}");
        window.key(Key::Home);
        assert!(sees_begin(&window));
    }
}

#[test]
fn the_page_and_what_lies_over_it_are_scrolled() {
    let mut window = Window::after(SMALL, Ok(&batch("completed")));
    let top = |window: &Window| {
        window
            .control(Role::Heading, "Class 10th, 2024")
            .rect()
            .top()
    };
    let begin = top(&window);
    for key in [Key::PageDown, Key::End] {
        window.key(key);
        assert!(top(&window) < begin - 100.0, "{key:?}");
        window.key(Key::Home);
        assert!((top(&window) - begin).abs() < 1.0);
    }
    window.key(Key::F1);
    let first = |window: &Window| {
        let label = say(TextId::KeyCheck);
        window.control(Role::Label, &label).rect().top()
    };
    let at = first(&window);
    window.key(Key::PageDown);
    assert!(first(&window) < at - 30.0, "the dialog");
    assert!((top(&window) - begin).abs() < 1.0, "not the page below it");
}
