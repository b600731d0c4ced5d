//! The enlarged picture.

use egui::{Key, Role};
use vec_batch_viewer::domain::ProblemKind;
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Event, Overlay, PictureSlot, Request, RequestKind, Response};

use crate::support::window::{PLAIN, Window, id, l10n, say};

const ALT: &str = "Template preview: Certificate 2";

fn enlarged() -> Window {
    let mut window = Window::pictured(PLAIN, "completed");
    window.press_a(Role::Image, ALT);
    assert_eq!(window.state().window.overlay, Some(Overlay::Picture));
    window
}

/// The enlargement that the tools show, in percent.
fn zoom(window: &Window) -> u32 {
    let said = window.everything();
    let mut percents = said
        .iter()
        .filter_map(|text| text.strip_suffix(" %")?.parse().ok());
    // The numbers of the batch lie under the picture.
    percents.next_back().expect("the enlargement")
}

#[test]
fn the_picture_can_be_looked_at_with_keys_buttons_and_the_wheel() {
    for by_key in [true, false] {
        let mut window = enlarged();
        assert_eq!(zoom(&window), 100, "a small one is not blown up");
        for (key, label, percent) in [
            (Key::Plus, TextId::ZoomIn, 125),
            (Key::Minus, TextId::ZoomOut, 100),
            (Key::Minus, TextId::ZoomOut, 80),
            (Key::Num1, TextId::ZoomFull, 100),
            (Key::Plus, TextId::ZoomIn, 125),
            (Key::Num0, TextId::ZoomFit, 100),
        ] {
            if by_key {
                window.key(key);
            } else {
                window.press(&say(label));
            }
            assert_eq!(zoom(&window), percent, "{label:?}");
        }
        let middle = window.harness.ctx.content_rect().center();
        window.wheel(middle, 120.0);
        assert!(zoom(&window) > 110, "{}", zoom(&window));
        for _ in 0..40 {
            window.key(Key::Plus);
        }
        assert_eq!(zoom(&window), 1_600, "there is an end to it");
        window.key(Key::ArrowLeft);
        window.key(Key::ArrowDown);
        assert_eq!(window.state().window.settings.text_percent, 100); // the text stays
        if by_key {
            window.key(Key::Escape);
        } else {
            window.press(&say(TextId::Close));
        }
        assert_eq!(window.state().window.overlay, None);
        window.press_a(Role::Image, ALT);
        assert_eq!(zoom(&window), 100, "opened anew it fits");
    }
}

#[test]
fn the_picture_can_be_saved() {
    let mut window = enlarged();
    window.tab_to(Role::Button, &say(TextId::SavePicture));
    window.key(Key::Tab);
    window.assert_focus(Role::Button, &say(TextId::Close));
    window.effects();
    window.press(&say(TextId::SavePicture));
    let name = window.requests(|request| match request {
        Request::SaveFile { name, .. } => Some(name.to_string()),
        _ => None,
    });
    assert_eq!(name, "Certificate 2.png");
    assert_eq!(window.sent(), [RequestKind::SaveFile]);
    assert!(!window.can_press(&say(TextId::SavePicture))); // one dialog is enough
    let saved = Some("Certificate 2.png".to_owned());
    window.reply(Response::SaveFile(Ok(saved)));
    assert!(window.says(&l10n().file_saved("Certificate 2.png")));

    // It is told once, and stays when the picture is closed, before or after.
    for closes_first in [false, true] {
        window.press(&say(TextId::SavePicture));
        window.ear.heard();
        if closes_first {
            window.key(Key::Escape);
        }
        window.reply(Response::SaveFile(Err(ProblemKind::NotSaved.into())));
        assert!(window.can_press("Copy details"));
        window.key(Key::Escape);
        window.must_say("File was not saved.");
        let heard = window.ear.heard();
        let told = heard.iter().filter(|said| said.contains("not saved"));
        assert_eq!(told.count(), 1, "{heard:?}");
        window.press_a(Role::Image, ALT);
    }
}

#[test]
fn the_enlarged_picture_goes_with_its_batch() {
    let mut window = enlarged();
    window.tell(Event::BatchHandedOver(id()));
    window.answers(Ok(&serde_json::json!({ "name": "Without a template" })));
    assert_eq!(window.state().window.overlay, None);
    assert!(!window.has(Role::Image, ALT));
    let shown = window.state().lookup.shown.as_ref().expect("a batch");
    assert_eq!(shown.picture, PictureSlot::default());
}
