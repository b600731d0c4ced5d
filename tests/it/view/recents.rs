//! The list of recent batches, as it is seen and used.

use std::time::Duration;

use egui::{Key, Role};
use vec_batch_viewer::domain::remembered::{Recent, StorageError, StorageErrorKind};
use vec_batch_viewer::domain::status::Status;
use vec_batch_viewer::domain::{AccountId, ServerText};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Event, Response};

use crate::support::window::{ID, PLAIN, SLIM, Shape, Window, say, start};

pub fn recent(number: u32, name: &str, status: &str) -> Recent {
    let id = if number == 0 {
        ID.to_owned()
    } else {
        format!("{number:08x}-0000-4000-8000-000000000000")
    };
    let now: jiff::Timestamp = "2025-03-14T13:00:00Z".parse().expect("a time");
    Recent {
        id: id.parse().expect("an ID"),
        name: Some(ServerText::new(name)),
        status: Status::from_word(status),
        counts: vec_batch_viewer::domain::progress::Counts::default(),
        progress: None,
        seen: now - jiff::SignedDuration::from_mins(i64::from(number) * 50),
        pinned: false,
    }
}

pub fn seven() -> Vec<Recent> {
    vec![
        recent(0, "Class 10th, 2024", "completed"),
        recent(1, "Web Development Bootcamp", "processing"),
        recent(
            2,
            "Graduation, School of Engineering",
            "waiting_for_approval",
        ),
        recent(3, "دفعة الصف العاشر ٢٠٢٤", "partially_completed"),
        recent(4, "Staff Safety Induction", "failed"),
        recent(5, "First Aid Training, spring intake", "pending"),
        recent(6, "Summer Internship Programme", "on_hold"),
    ]
}

pub fn with_recents(shape: Shape) -> Window {
    let mut window = Window::with_token(shape);
    window.tell(Event::RecentsLoaded {
        account: AccountId::first(start().accounts.home),
        recents: seven(),
        error: None,
    });
    window
}

/// Tells if this one is being fetched.
fn is_asked(window: &Window, number: u32) -> bool {
    window.state().lookup.wanted == Some(recent(number, "", "").id)
}

fn row(window: &Window, name: &str) -> String {
    let begin = format!("{name}, ");
    let mut said = window.everything().into_iter();
    said.find(|said| said.starts_with(&begin))
        .unwrap_or_else(|| panic!("no row for {name}"))
}

#[test]
fn one_is_opened_with_a_click_or_with_the_keys() {
    let mut window = with_recents(PLAIN);
    let name = row(&window, "Graduation, School of Engineering");
    window.press(&name);
    assert!(is_asked(&window, 2));

    let mut window = with_recents(PLAIN);
    let name = row(&window, "Class 10th, 2024");
    window.focus(Role::Button, &name);
    window.key(Key::ArrowDown);
    let (_, focused) = window.focused().expect("a focus");
    assert_eq!(focused, row(&window, "Web Development Bootcamp"));
    window.key(Key::Enter);
    assert!(is_asked(&window, 1));
}

#[test]
fn it_is_searched_by_name_and_id() {
    for (typed, found) in [
        ("safety", "Staff Safety"),
        ("00000006-", "Summer Internship"),
        ("nothing like it", &say(TextId::RecentsNoMatch)),
    ] {
        let mut window = with_recents(PLAIN);
        window.fill(TextId::RecentsSearch, typed);
        window.must_say(found);
        window.must_not_say("Bootcamp");
    }
}

#[test]
fn one_is_pinned_or_taken_off() {
    let mut window = with_recents(PLAIN);
    window.press("More actions: Summer Internship Programme");
    window.press(&say(TextId::Pin));
    assert_eq!(window.state().recents.list[0].id, recent(6, "", "").id);
    assert!(row(&window, "Summer Internship Programme").ends_with(", kept at the top"));
    window.press("More actions: Summer Internship Programme");
    window.press(&say(TextId::Unpin));
    window.focus(Role::Button, "More actions: Staff Safety Induction");
    window.key(Key::Enter);
    window.tab_to(Role::Button, &say(TextId::RemoveRecent));
    window.key(Key::Enter);
    let (_, next) = window.focused().expect("the one in its place");
    assert!(next.starts_with("First Aid Training"), "{next}");
    assert!(!window.says("Staff Safety Induction"));
    assert_eq!(window.state().recents.list.len(), 6);
}

#[test]
fn what_is_told_on_hover_is_read_in_the_order_of_reading() {
    let mut window = with_recents(PLAIN);
    let name = "More actions: دفعة الصف العاشر ٢٠٢٤";
    let at = window.control(Role::Button, name).rect().center();
    assert!(window.tells_on_hover(at, name));
}

#[test]
fn it_folds_away_and_opens_above_a_narrow_page() {
    let mut window = with_recents(PLAIN);
    window.press(&say(TextId::RecentsFold));
    assert!(!window.says("Bootcamp"));
    window.press(&say(TextId::RecentsOpen));
    assert!(window.says("Bootcamp"));

    let mut window = with_recents(SLIM);
    assert!(!window.says("Bootcamp"), "no room");
    window.menu(TextId::RecentsTitle);
    assert!(window.has(Role::Dialog, &say(TextId::RecentsTitle)));
    let name = row(&window, "Web Development Bootcamp");
    window.press(&name);
    assert!(is_asked(&window, 1));
    assert_eq!(window.state().window.overlay, None);
}

#[test]
fn its_button_folds_it_in_every_window_where_it_stands_beside_the_page() {
    for width in (1_000..1_100_u16).step_by(20) {
        let size = [f32::from(width), 760.0];
        let window = with_recents(Shape { size, ..PLAIN });
        let folds = window.can_press(&say(TextId::RecentsFold));
        assert_eq!(window.says("Bootcamp"), folds, "{width}");
    }
}

#[test]
fn the_ages_change_with_nothing_else_on_screen() {
    let window = with_recents(PLAIN);
    let views = window.harness.output().viewport_output.values();
    let next = views.map(|view| view.repaint_delay).min();
    assert!(next <= Some(Duration::from_mins(1)), "{next:?}");
}

#[test]
fn everything_is_forgotten_after_a_question_and_it_is_said_what() {
    let mut window = with_recents(PLAIN);
    window.press(&say(TextId::ForgetEverything));
    assert!(window.says_label(TextId::ForgetEverythingWhy));
    window.press(&say(TextId::ForgetEverythingConfirm));
    window.reply(Response::ForgetEverything(Ok(vec![
        "recents-b.json".to_owned(),
    ])));
    assert!(!window.says("Bootcamp"));
    window.must_say("except these files: recents-b.json");
    window.press(&say(TextId::Understood));
}

#[test]
fn what_could_not_be_remembered_is_said_once() {
    let mut window = with_recents(PLAIN);
    let full = StorageError::NotWritten {
        name: "recents.json".to_owned(),
        why: StorageErrorKind::Full,
    };
    window.tell(Event::NotRemembered(full.clone()));
    window.tell(Event::NotRemembered(full));
    assert!(window.says_label(TextId::StorageFull));
    window.press(&say(TextId::Understood));
    assert!(!window.says_label(TextId::StorageFull));
}
