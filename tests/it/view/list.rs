//! Thousands of signatories.

use egui::{Key, Role};
use vec_batch_viewer::l10n::TextId;

use crate::support::batch::crowd;
use crate::support::window::{PLAIN, SLIM, Window, l10n, say};

fn rows(window: &Window) -> usize {
    window.count(Role::ListItem)
}

fn with_crowd() -> Window {
    Window::after(PLAIN, Ok(&crowd(5_000)))
}

#[test]
fn only_the_rows_in_sight_are_laid_out_and_the_last_can_be_reached() {
    let mut window = with_crowd();
    assert!((5..=10).contains(&rows(&window)), "{} rows", rows(&window));
    assert!(window.has(Role::Label, "Person 1"));
    assert!(!window.has(Role::Label, "Zuleika Zenith"));
    let row = window.control(Role::ListItem, "Place 2, Person 2, Mentor");
    let list = row.rect();
    // As far as the list goes: what is left over would scroll the page.
    window.wheel(list.center(), 346.0 - 5_000.0 * 72.0);
    assert!(window.has(Role::Label, "Zuleika Zenith"));
    assert!((5..=10).contains(&rows(&window)), "{} rows", rows(&window));
    window.fill(TextId::FilterSignatories, "person");
    assert!(!window.has(Role::Label, "Zuleika Zenith")); // from the top
}

#[test]
fn the_keys_lead_to_a_row_that_the_window_cuts_off() {
    let mut window = Window::after(SLIM, Ok(&crowd(12)));
    window.tab_to(
        Role::ListItem,
        "Place 1, Person 1, Mentor, Approves automatically",
    );
    window.key(Key::End);
    window.assert_focus(Role::ListItem, "Place 12, Zuleika Zenith, Rector");
}

#[test]
fn one_of_thousands_is_found_by_name_role_or_address() {
    let mut window = with_crowd();
    for typed in ["zuleika", "ZENITH", "rector", "person.5000@"] {
        window.fill(TextId::FilterSignatories, typed);
        assert_eq!(rows(&window), 1, "{typed}");
        assert!(window.has(Role::Label, "Zuleika Zenith"), "{typed}");
        assert!(window.says(&l10n().places(1, 5_000)), "{typed}");
        window.command(Key::A);
    }
    window.types("nobody of this name");
    assert_eq!(rows(&window), 0);
    assert!(window.says(&l10n().nobody_matches("nobody of this name")));
}

#[test]
fn a_filter_belongs_to_its_batch() {
    let mut window = with_crowd();
    window.fill(TextId::FilterSignatories, "zenith");
    window.key(Key::F5);
    window.answers(Ok(&crowd(5_000)));
    assert_eq!(rows(&window), 1, "the same batch keeps it");
    window.check(crate::support::window::OTHER_ID);
    window.answers(Ok(&crowd(5_000)));
    assert!(rows(&window) > 1, "another batch is shown whole");
}

#[test]
fn a_short_list_has_no_filter() {
    let window = Window::after(PLAIN, Ok(&crowd(3)));
    assert_eq!(rows(&window), 3);
    assert!(!window.has(Role::TextInput, &say(TextId::FilterSignatories)));
}

#[test]
fn more_signatories_are_shown_where_the_person_is() {
    let mut window = with_crowd();
    let more = say(TextId::ShowMorePeople);
    window.focus(Role::Button, &more);
    for _ in 0..2 {
        window.key(Key::Enter);
        window.assert_focus(Role::Button, &more);
    }
}
