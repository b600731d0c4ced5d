//! Everything with the keyboard alone.

use std::time::Duration;

use egui::os::OperatingSystem;
use egui::{Key, Modifiers, Rect, Role};
use serde_json::{Value, json};
use vec_batch_viewer::domain::ProblemKind;
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Event, Overlay, RequestKind, Screen};

use crate::support::batch::{batch, batch_with, crowd};
use crate::support::window::{ID, NARROW, OTHER_ID, PLAIN, SLIM, Shape, Window, l10n, say};

/// Stops of Tab, from the first to the last, each in sight with its place.
fn tour(window: &mut Window) -> Vec<(String, Rect)> {
    window.harness.ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
    window.settle();
    let mut stops: Vec<(String, Rect)> = Vec::new();
    let mut first = None;
    for _ in 0..200 {
        window.key(Key::Tab);
        let id = window.harness.ctx.memory(egui::Memory::focused);
        let (_, name) = window.focused().expect("something has the focus");
        let rect = window.focus_rect().expect("it has a place");
        let room = window.harness.ctx.content_rect();
        let middle = rect.intersect(rect.shrink2(egui::vec2(0.0, 30.0)));
        let is_seen = room.expand(1.0).contains_rect(middle);
        assert!(is_seen, "“{name}” has the focus out of sight, at {rect:?}");
        if first.is_some() && first == id {
            return stops;
        }
        first = first.or(id);
        stops.push((name, rect));
    }
    panic!("Tab never comes round: {stops:?}");
}

fn names(stops: &[(String, Rect)]) -> Vec<&str> {
    stops.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn tab_goes_through_the_bar_in_the_order_of_reading() {
    let mut window = Window::with_token(PLAIN);
    let stops = tour(&mut window);
    assert_eq!(names(&stops), ["Batch ID", "Check batch", "Menu"]);
    window.checks(Ok(&batch("completed")));
    let stops = tour(&mut window);
    let (fold, back) = (say(TextId::RecentsFold), say(TextId::BrowseBack));
    let bar = [
        &back,
        &fold,
        "Batch ID",
        "Clear batch ID",
        "Check batch",
        "Menu",
    ];
    assert_eq!(names(&stops[..6]), bar);
    let lefts: Vec<f32> = stops[..6].iter().map(|(_, rect)| rect.left()).collect();
    assert!(lefts.is_sorted(), "{lefts:?}");
}

#[test]
fn tab_comes_to_everything_on_the_page_and_nothing_out_of_sight() {
    for size in [PLAIN.size, NARROW] {
        let mut window = Window::pictured(Shape { size, ..PLAIN }, "waiting_for_approval");
        let stops = tour(&mut window);
        let names = names(&stops);
        let mail = l10n().write_to("person.1@example.com");
        let order = [
            "Batch ID",
            "Check batch",
            "Menu",
            "Class 10th, 2024",
            "Refresh",
            &say(TextId::OpenSignIn),
            &mail,
            "Template preview: Certificate 2",
            "Certificates",
            &l10n().copy_what(TextId::FieldId),
        ];
        let at = order.map(|name| names.iter().position(|n| *n == name));
        assert!(at[0].is_some() && at.is_sorted(), "{at:?} in {names:?}");
    }
}

#[test]
fn shift_tab_goes_the_same_way_back() {
    let mut window = Window::after(PLAIN, Err(ProblemKind::NotReachable.into()));
    let forth = tour(&mut window);
    let mut back = Vec::new();
    for _ in 0..forth.len() {
        back.push(window.focused().expect("the focus").1);
        window.back();
    }
    back[1..].reverse();
    assert_eq!(back, names(&forth));
}

#[test]
fn the_next_batch_with_keys_alone() {
    let mut window = Window::showing("completed");
    // Nothing is lost that is typed in the frame that leads to the field, whose old text goes.
    let (first, rest) = OTHER_ID.split_at(1);
    window.hold(Modifiers::COMMAND, Key::L);
    window.types(first);
    window.assert_focus(Role::TextInput, "Batch ID");
    window.types(rest);
    assert_eq!(window.state().id_field.text, OTHER_ID);
    window.key(Key::Enter);
    assert_eq!(window.wanted().as_deref(), Some(OTHER_ID));
    window.key(Key::Escape);
    assert_eq!(window.state().lookup.wanted, None); // Esc ends the check
    assert_eq!(window.state().id_field.text, OTHER_ID, "and loses no text");
}

#[test]
fn f5_and_ctrl_r_ask_again_and_a_dialog_keeps_the_keys_of_the_page_away() {
    let keys: [fn(&mut Window); 3] = [
        |window| window.key(Key::F5),
        |window| window.command(Key::R),
        |window| window.alt(Key::ArrowLeft),
    ];
    for press in keys {
        let mut window = Window::showing("processing");
        window.key(Key::F1);
        window.effects();
        press(&mut window);
        assert_eq!(window.effects(), []);
        assert_eq!(window.state().window.overlay, Some(Overlay::Shortcuts));
    }
    for ask in &keys[..2] {
        let mut window = Window::showing("processing");
        window.effects();
        ask(&mut window);
        assert_eq!(window.sent(), [RequestKind::FetchBatch]);
        ask(&mut window);
        assert_eq!(window.effects(), [], "already on its way");
    }
}

#[test]
fn ctrl_with_alt_writes_a_letter() {
    let mut window = Window::showing("processing");
    window.effects();
    for key in [Key::R, Key::L, Key::Num0, Key::Plus] {
        let held = Modifiers::COMMAND | Modifiers::CTRL | Modifiers::ALT;
        window.hold(held, key);
        window.settle();
    }
    assert_eq!(window.effects(), []);
    window.assert_focus_role(Role::Heading);
    assert_eq!(window.state().window.settings.text_percent, 100);
}

#[test]
fn option_with_an_arrow_is_of_the_field_on_a_mac() {
    for (os, goes_back) in [
        (OperatingSystem::Mac, false),
        (OperatingSystem::Windows, true),
    ] {
        let mut window = Window::with_token(PLAIN);
        window.harness.ctx.set_os(os);
        window.checks(Ok(&batch("processing")));
        window.command(Key::L);
        window.alt(Key::ArrowLeft);
        assert_eq!(window.state().lookup.shown.is_none(), goes_back, "{os:?}");
    }
}

#[test]
fn an_id_can_be_pasted_anywhere() {
    let mut window = Window::showing("completed");
    window.assert_focus_role(Role::Heading);
    window.effects();
    window.paste(&format!(
        "See https://vec.digital/batches/{OTHER_ID}/view, thanks"
    ));
    assert_eq!(window.state().id_field.text, OTHER_ID);
    assert_eq!(window.sent(), [RequestKind::FetchBatch]);
    window.paste("nothing of interest");
    assert_eq!(window.state().id_field.text, OTHER_ID, "not spoilt");
    // In the field it stays there until Enter.
    window.command(Key::L);
    window.effects();
    window.paste(&format!("  {{{ID}}} "));
    assert_eq!(window.effects(), []);
    window.key(Key::Enter);
    assert_eq!(window.wanted().as_deref(), Some(ID));
}

#[test]
fn the_text_size_has_keys() {
    let mut window = Window::with_token(PLAIN);
    let percent = |window: &Window| window.state().window.settings.text_percent;
    window.command(Key::Plus);
    window.command(Key::Equals);
    assert_eq!(percent(&window), 125);
    window.command(Key::Minus);
    assert_eq!(percent(&window), 110);
    window.command(Key::Num0);
    assert_eq!(percent(&window), 100);
    assert_eq!(window.state().id_field.text, "", "nothing was typed");
}

#[test]
fn typed_text_survives_whatever_happens() {
    let mut window = Window::with_token(PLAIN);
    window.types("half an ID");
    let keeps = |window: &Window, after: &str| {
        assert_eq!(window.state().id_field.text, "half an ID", "{after}");
        let field = window.control(Role::TextInput, "Batch ID");
        assert_eq!(field.value().as_deref(), Some("half an ID"), "{after}");
    };
    window.key(Key::F1);
    window.key(Key::Escape);
    keeps(&window, "a dialog");
    window.command(Key::Plus);
    keeps(&window, "larger text");
    window.press("Check batch");
    keeps(&window, "a check that fails");
    window.menu(TextId::MenuReplaceToken);
    assert_eq!(window.state().screen(), Screen::Token);
    window.key(Key::Escape);
    keeps(&window, "the token form");
    window.tell(Event::TaskFailed(ProblemKind::AppFault.into()));
    window.control(Role::Button, "Close"); // of the dialog, and of nothing else in it
    window.key(Key::Escape);
    keeps(&window, "a fault");
}

/// Answers a check by hand, with other values in some fields.
fn checks_again(window: &mut Window, fields: Value) {
    window.wait(Duration::from_secs(1));
    window.command(Key::R);
    window.answers(Ok(&batch_with("completed", fields)));
}

#[test]
fn what_has_the_focus_keeps_it_whatever_comes_and_goes() {
    let changes: [fn(&mut Window); 6] = [
        |window| checks_again(window, json!({ "requires_my_signature": true })),
        |window| checks_again(window, json!({ "id": OTHER_ID })),
        |window| checks_again(window, json!({})),
        |window| window.tell(Event::NothingPasted),
        |window| (0..4).for_each(|_| window.command(Key::Plus)),
        |window| window.command(Key::Num0),
    ];
    let size = [1_100.0, 1_500.0]; // high enough for the certificates
    for (role, name) in [
        (Role::Button, "Check batch"),
        (Role::Button, "Clear batch ID"),
        (Role::Button, "Refresh"),
        (Role::Button, "Copy person.1@example.com"),
        (Role::Image, "Template preview: Certificate 2"),
        (Role::TextInput, &say(TextId::CertificatesSearch)),
    ] {
        let mut window = super::certificates::listed(Shape { size, ..PLAIN }, "completed", 3);
        window.focus(role, name);
        for change in changes {
            change(&mut window);
            window.assert_focus(role, name);
        }
    }
}

#[test]
fn a_notice_above_the_list_lets_typing_go_on() {
    for shape in [PLAIN, SLIM] {
        let mut window = super::browse::listing(shape, 3);
        window.fill(TextId::BrowseNarrow, "class");
        window.tell(Event::NothingPasted);
        window.types(" 1");
        assert_eq!(window.state().browse.narrow, "class 1");
    }
}

#[test]
fn the_page_under_a_dialog_has_no_focus() {
    let mut window = Window::with_token(PLAIN);
    window.tab_to(Role::Button, "Menu");
    window.key(Key::Enter);
    window.tab_to(Role::Button, &say(TextId::MenuAbout));
    window.key(Key::Enter);
    assert_eq!(window.state().window.overlay, Some(Overlay::About));
    let own = [TextId::Close, TextId::AboutCopy].map(say);
    assert_eq!(names(&tour(&mut window)), own);
}

#[test]
fn tab_comes_to_one_row_of_a_long_list_and_the_arrows_to_the_others() {
    let mut window = Window::after(PLAIN, Ok(&crowd(40)));
    let copy = |of: u32| l10n().copy_what(format!("person.{of}@example.com"));
    let mail = |of: u32| l10n().write_to(format!("person.{of}@example.com"));
    let stops = tour(&mut window);
    let stops = names(&stops);
    let at = stops.iter().position(|name| *name == copy(1));
    let at = at.expect("the buttons of the first row");
    assert_eq!(stops[at + 1], mail(1));
    assert!(!stops.contains(&copy(2).as_str()), "{stops:?}");
    window.tab_to(Role::ListItem, stops[at - 1]);
    window.key(Key::End);
    for name in [copy(40), mail(40)] {
        window.key(Key::Tab);
        window.assert_focus(Role::Button, &name);
    }
}

#[test]
fn the_answer_has_the_focus_in_a_window_of_any_size() {
    for percent in [100, 150, 200] {
        for width in (480..1_000_u16).step_by(40) {
            let shape = Shape {
                size: [f32::from(width), 600.0],
                percent,
                ..PLAIN
            };
            let window = Window::after(shape, Ok(&batch("waiting_for_approval")));
            window.assert_focus_role(Role::Heading);
        }
    }
}
