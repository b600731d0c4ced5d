//! What opens above the page: menu, dialogs, the enlarged picture, the list of samples.

use std::time::Duration;

use egui::{Key, Role};
use vec_batch_viewer::copy::Label;
use vec_batch_viewer::domain::checkup::{Finding, Report, Step};
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use vec_batch_viewer::domain::{BatchId, ProblemKind, ServerText};
use vec_batch_viewer::state::{
    Data, Effect, Event, Overlay, PictureSlot, RequestId, Screen, Start, Store, ThemeChoice,
};

use super::batch::{batch, drawing};
use super::window::{NARROW, PLAIN, Shape, Window, id, say, start, token, words};

const ALT: &str = "Template preview: Certificate 2";

fn with_picture() -> Window {
    let mut window = Window::with_token(PLAIN);
    window.checks(Ok(&batch("completed")));
    window.draws(Ok(drawing([320, 226])));
    window
}

fn enlarged() -> Window {
    let mut window = with_picture();
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
fn the_picture_can_be_looked_at_with_keys_alone() {
    let mut window = enlarged();
    assert_eq!(zoom(&window), 100, "a small one is not blown up");
    window.key(Key::Plus);
    assert_eq!(zoom(&window), 125);
    window.key(Key::Minus);
    window.key(Key::Minus);
    assert_eq!(zoom(&window), 80);
    window.key(Key::Num1);
    assert_eq!(zoom(&window), 100);
    window.key(Key::Plus);
    window.key(Key::Num0);
    assert_eq!(zoom(&window), 100);
    for _ in 0..40 {
        window.key(Key::Plus);
    }
    assert_eq!(zoom(&window), 1_600, "there is an end to it");
    window.key(Key::ArrowLeft);
    window.key(Key::ArrowDown);
    assert_eq!(
        window.state().window.settings.text_percent,
        100,
        "the text stays"
    );
    window.key(Key::Escape);
    assert_eq!(window.state().window.overlay, None);
    window.press_a(Role::Image, ALT);
    assert_eq!(zoom(&window), 100, "opened anew it fits");
}

#[test]
fn the_picture_can_be_looked_at_with_buttons_and_the_wheel() {
    let mut window = enlarged();
    window.press(&say(Label::ZoomIn));
    assert_eq!(zoom(&window), 125);
    window.press(&say(Label::ZoomOut));
    window.press(&say(Label::ZoomOut));
    assert_eq!(zoom(&window), 80);
    window.press(&say(Label::ZoomFull));
    window.press(&say(Label::ZoomFit));
    assert_eq!(zoom(&window), 100);
    let middle = window.harness.ctx.content_rect().center();
    window.wheel(middle, 120.0);
    assert!(zoom(&window) > 110, "{}", zoom(&window));
    window.press(&say(Label::Close));
    assert_eq!(window.state().window.overlay, None);
}

#[test]
fn the_picture_can_be_saved() {
    let mut window = enlarged();
    window.effects();
    window.press(&say(Label::SavePicture));
    let asked = window.effects();
    let [Effect::SaveFile { request, name, .. }] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    assert_eq!(name.to_string(), "Certificate 2.png");
    assert!(
        !window.can_press(&say(Label::SavePicture)),
        "one dialog is enough"
    );
    let result = Ok(Some("Certificate 2.png".to_owned()));
    window.tell(Event::FileSaved {
        request: *request,
        result,
    });
    assert!(window.says(&words().file_saved("Certificate 2.png")));

    window.press(&say(Label::SavePicture));
    let request = window.requests(|effect| match effect {
        Effect::SaveFile { request, .. } => Some(*request),
        _ => None,
    });
    let result = Err(ProblemKind::NotSaved.into());
    window.tell(Event::FileSaved { request, result });
    assert!(window.says("not saved"), "{:?}", window.everything());
}

#[test]
fn the_enlarged_picture_goes_with_its_batch() {
    let mut window = enlarged();
    window.key(Key::F5);
    window.answers(Ok(&serde_json::json!({ "name": "Without a template" })));
    assert_eq!(window.state().window.overlay, None);
    assert!(!window.has(Role::Image, ALT));
    let shown = window.state().lookup.shown.as_ref().expect("a batch");
    assert_eq!(shown.picture, PictureSlot::None);
}

#[test]
fn every_item_of_the_menu_does_what_it_says() {
    for size in [PLAIN.size, NARROW] {
        let opened = |name: &str| {
            let mut window = Window::with_token(Shape { size, ..PLAIN });
            window.effects();
            window.press("Menu");
            window.press(name);
            assert!(
                !window.can_press(&say(Label::MenuAbout)),
                "{name}: the menu is still open"
            );
            window
        };
        let window = opened(&say(Label::MenuReplaceToken));
        assert_eq!(window.state().screen(), Screen::Token);
        let window = opened(&say(Label::MenuForgetToken));
        assert_eq!(window.state().window.overlay, Some(Overlay::ForgetToken));
        let window = opened(&say(Label::MenuTestConnection));
        assert!(matches!(
            window.effects().as_slice(),
            [Effect::TestConnection { .. }]
        ));
        let window = opened(&say(Label::MenuSample));
        assert!(matches!(
            window.effects().as_slice(),
            [Effect::StartSample { .. }]
        ));
        let window = opened(&say(Label::MenuShortcuts));
        assert_eq!(window.state().window.overlay, Some(Overlay::Shortcuts));
        let window = opened(&say(Label::MenuAbout));
        assert_eq!(window.state().window.overlay, Some(Overlay::About));
    }
}

#[test]
fn the_look_and_the_text_size_can_be_chosen() {
    let mut window = Window::with_token(PLAIN);
    for (label, theme) in [
        (Label::ThemeDark, ThemeChoice::Dark),
        (Label::ThemeHighContrast, ThemeChoice::HighContrast),
        (Label::ThemeLight, ThemeChoice::Light),
        (Label::ThemeSystem, ThemeChoice::System),
    ] {
        if !window.has(Role::RadioButton, &say(label)) {
            window.press("Menu");
        }
        window.press_a(Role::RadioButton, &say(label));
        assert_eq!(window.state().window.settings.theme, theme);
        let dark = matches!(theme, ThemeChoice::Dark | ThemeChoice::HighContrast);
        assert_eq!(window.harness.ctx.global_style().visuals.dark_mode, dark);
    }
    if !window.can_press(&say(Label::TextLarger)) {
        window.press("Menu");
    }
    window.press(&say(Label::TextLarger));
    assert_eq!(window.state().window.settings.text_percent, 110);
    assert!((window.harness.ctx.zoom_factor() - 1.1).abs() < 1e-3);
    assert!(
        window.says(&words().text_size(110)),
        "the menu stays open to see it"
    );
    window.press(&say(Label::TextSmaller));
    window.press(&say(Label::TextSmaller));
    assert_eq!(window.state().window.settings.text_percent, 90);
    window.press(&say(Label::TextReset));
    assert_eq!(window.state().window.settings.text_percent, 100);
}

#[test]
fn esc_closes_the_menu() {
    let mut window = Window::with_token(PLAIN);
    window.press("Menu");
    assert!(window.can_press(&say(Label::MenuAbout)));
    window.key(Key::Escape);
    assert!(!window.can_press(&say(Label::MenuAbout)));
}

#[test]
fn dialogs_can_be_closed_and_copy_what_they_say() {
    let mut window = Window::with_token(PLAIN);
    window.press("Menu");
    window.press(&say(Label::MenuAbout));
    assert!(window.has(Role::Dialog, &say(Label::MenuAbout)));
    assert!(window.says(&words().version()) && window.says("api.vec.digital"));
    window.press(&say(Label::AboutCopy));
    assert!(
        window
            .copied()
            .is_some_and(|text| text.contains(env!("CARGO_PKG_VERSION")))
    );
    window.press(&say(Label::Close));
    assert_eq!(window.state().window.overlay, None);

    window.key(Key::F1);
    assert!(window.has(Role::Dialog, &say(Label::ShortcutsTitle)));
    for label in [
        Label::KeyCheck,
        Label::KeyField,
        Label::KeyRefresh,
        Label::KeyMove,
    ] {
        assert!(window.says_label(label), "{label:?}");
    }
    assert!(
        window.says("Ctrl+L") && window.says("F5"),
        "{:?}",
        window.everything()
    );
    window.key(Key::Escape);
    assert_eq!(window.state().window.overlay, None);
}

#[test]
fn a_token_is_forgotten_only_when_asked_twice() {
    let mut window = Window::with_token(PLAIN);
    let ask = |window: &mut Window| {
        window.press("Menu");
        window.press(&say(Label::MenuForgetToken));
        assert!(window.has(Role::Dialog, &say(Label::ForgetTitle)));
        window.effects();
    };
    ask(&mut window);
    window.press("Cancel");
    assert_eq!(window.effects(), []);
    assert_eq!(window.state().token.usable(), Some(&token()));
    ask(&mut window);
    window.press(&say(Label::ForgetConfirm));
    let asked = window.effects();
    let [
        Effect::ForgetToken {
            request,
            store: Store::System,
            ..
        },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}");
    };
    assert_eq!(window.state().token.usable(), None);
    assert!(window.says_label(Label::StartForgotten));

    let problem = ProblemKind::Store(StoreProblem::NotForgotten).into();
    window.tell(Event::TokenForgotten {
        request: *request,
        result: Err(problem),
    });
    assert_eq!(
        window.focused().map(|(role, _)| role),
        Some(Role::Heading),
        "told"
    );
    window.press(&say(Label::Close));
    assert!(window.has(Role::PasswordInput, "API token"));
}

fn test_request(window: &Window) -> RequestId {
    window.requests(|effect| match effect {
        Effect::TestConnection { request, .. } => Some(*request),
        _ => None,
    })
}

#[test]
fn the_connection_is_tested_step_by_step() {
    let mut window = Window::with_token(PLAIN);
    window.press("Menu");
    window.press(&say(Label::MenuTestConnection));
    let request = test_request(&window);
    assert!(window.has(Role::Dialog, &say(Label::TestTitle)));
    let took = Duration::from_millis(34);
    let findings = [
        Finding::Addresses(vec!["127.0.0.1".parse().expect("an address")]),
        Finding::Connected { took },
        Finding::Confirmed {
            issuer: ServerText::new("Some Authority"),
            until: None,
        },
        Finding::Answered { took },
        Finding::TokenAccepted,
    ];
    for (step, finding) in Step::ALL.into_iter().zip(findings) {
        assert!(window.says_label(Label::TestRunning), "{step:?}");
        assert!(!window.can_press(&say(Label::TestAgain)), "{step:?}");
        let said = words().finding(&finding);
        let report = Report { step, finding };
        window.tell(Event::ConnectionTested { request, report });
        assert!(window.says(&said), "{said:?}");
        assert!(window.says(words().test_step(step)), "{step:?}");
    }
    assert!(window.says_label(Label::TestAllWell));
    window.press(&say(Label::TestCopy));
    let copied = window.copied().expect("the results");
    assert!(copied.contains("Some Authority") && copied.contains("api.vec.digital"));
    window.effects();
    window.press(&say(Label::TestAgain));
    assert!(matches!(
        window.effects().as_slice(),
        [Effect::TestConnection { .. }]
    ));
    window.key(Key::Escape);
    assert_eq!(window.effects(), [Effect::CancelTest]);
    assert_eq!(window.state().window.overlay, None);
}

#[test]
fn a_connection_test_stops_where_it_fails() {
    let mut window = Window::with_token(PLAIN);
    window.press("Menu");
    window.press(&say(Label::MenuTestConnection));
    let request = test_request(&window);
    let finding = Finding::Failed(ProblemKind::NameNotFound.into());
    let said = words().finding(&finding);
    let report = Report {
        step: Step::Name,
        finding,
    };
    window.tell(Event::ConnectionTested { request, report });
    assert!(window.says(&said));
    assert!(window.says_label(Label::TestStopped) && window.says_label(Label::TestNotReached));
    assert!(!window.says_label(Label::TestRunning));
    assert!(window.can_press(&say(Label::TestAgain)));
}

fn sample() -> Sample {
    let origin = || "http://127.0.0.1:9".parse().expect("an origin");
    let check = |kind, id: BatchId| SampleEntry {
        kind,
        act: SampleAct::Check {
            id,
            origin: origin(),
        },
    };
    Sample {
        origin: origin(),
        token: token(),
        entries: vec![
            check(SampleKind::Completed, id()),
            check(
                SampleKind::NotFound,
                super::window::OTHER_ID.parse().expect("an ID"),
            ),
            SampleEntry {
                kind: SampleKind::StoreLocked,
                act: SampleAct::Store(StoreProblem::Locked),
            },
        ],
    }
}

fn exploring(size: [f32; 2]) -> Window {
    let shape = Shape { size, ..PLAIN };
    let mut window = Window::open(
        shape,
        Start {
            data: Data::Sample,
            ..start()
        },
    );
    let asked = window.effects();
    let [Effect::StartSample { request }] = asked.as_slice() else {
        panic!("{asked:?}");
    };
    window.tell(Event::SampleStarted {
        request: *request,
        result: Ok(sample()),
    });
    window
}

#[test]
fn the_sample_list_leads_to_everything_and_back() {
    let mut window = exploring(PLAIN.size);
    assert!(window.says_label(Label::SampleBanner));
    window.press(words().sample_line(SampleKind::Completed));
    window.answers(Ok(&batch("completed")));
    assert!(window.has(Role::Heading, "Class 10th, 2024"));
    window.press(words().sample_line(SampleKind::NotFound));
    let id = super::window::OTHER_ID.parse().expect("an ID");
    window.answers(Err(ProblemKind::BatchNotFound { id }.into()));
    assert!(window.says("Batch not found"));
    window.effects();
    window.press(words().sample_line(SampleKind::StoreLocked));
    let asked = window.effects();
    let [
        Effect::LoadToken {
            request,
            store: Store::Sample(Some(_)),
            ..
        },
    ] = asked.as_slice()
    else {
        panic!("{asked:?}");
    };
    let problem = ProblemKind::Store(StoreProblem::Locked).into();
    window.tell(Event::TokenLoaded {
        request: *request,
        result: Err(problem),
    });
    assert!(window.says("Password store is locked"));
    assert!(window.says_label(Label::SampleBanner), "still samples");
    window.press(words().sample_line(SampleKind::Completed));
    assert_eq!(window.state().screen(), Screen::Batch, "and on from there");
    window.effects();
    window.press(&say(Label::MenuLeaveSample));
    let asked = window.effects();
    let back = asked.iter().any(|e| {
        matches!(
            e,
            Effect::LoadToken {
                store: Store::System,
                ..
            }
        )
    });
    assert!(back, "{asked:?}");
    assert!(!window.says_label(Label::SampleBanner));
}

#[test]
fn a_narrow_window_has_the_sample_list_in_the_menu() {
    let mut window = exploring(NARROW);
    assert!(!window.can_press(words().sample_line(SampleKind::Completed)));
    window.press("Menu");
    window.press(&say(Label::SampleTitle));
    window.press(words().sample_line(SampleKind::Completed));
    assert!(
        window
            .effects()
            .iter()
            .any(|e| matches!(e, Effect::FetchBatch { .. }))
    );
    assert!(
        !window.can_press(&say(Label::MenuAbout)),
        "the menu is closed"
    );
}
