//! The menu and the dialogs.

use std::time::Duration;

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use vec_batch_viewer::domain::checkup::{Finding, Report, Step};
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::remedy::Remedy;
use vec_batch_viewer::domain::remembered::Folders;
use vec_batch_viewer::domain::{ProblemKind, ServerText};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{
    Effect, Event, Overlay, Request, RequestId, RequestKind, Response, Screen, Store, Switch,
    ThemeChoice,
};

use crate::support::window::{NARROW, PLAIN, Shape, Window, l10n, say, token};

#[test]
fn every_item_of_the_menu_does_what_it_says() {
    for size in [PLAIN.size, NARROW] {
        let opened = |name: &str| {
            let mut window = Window::with_token(Shape { size, ..PLAIN });
            window.effects();
            window.press("Menu");
            window.press(name);
            let is_open = window.can_press(&say(TextId::MenuAbout));
            assert!(!is_open, "{name}: the menu is still open");
            window
        };
        let window = opened(&say(TextId::MenuReplaceToken));
        assert_eq!(window.state().screen(), Screen::Token);
        for (label, overlay) in [
            (TextId::MenuForgetToken, Overlay::ForgetToken(Switch::On)),
            (TextId::MenuShortcuts, Overlay::Shortcuts),
            (TextId::MenuAbout, Overlay::About),
        ] {
            let window = opened(&say(label));
            assert_eq!(window.state().window.overlay, Some(overlay));
        }
        for (label, kind) in [
            (TextId::MenuTestConnection, RequestKind::TestConnection),
            (TextId::MenuSample, RequestKind::StartSample),
        ] {
            assert_eq!(opened(&say(label)).sent(), [kind]);
        }
    }
}

#[test]
fn the_look_and_the_text_size_can_be_chosen() {
    let mut window = Window::with_token(PLAIN);
    window.press("Menu"); // it stays open to see it
    for (label, theme) in [
        (TextId::ThemeDark, ThemeChoice::Dark),
        (TextId::ThemeHighContrast, ThemeChoice::HighContrast),
        (TextId::ThemeLight, ThemeChoice::Light),
        (TextId::ThemeSystem, ThemeChoice::System),
    ] {
        window.press_a(Role::RadioButton, &say(label));
        assert_eq!(window.state().window.settings.theme, theme);
        let dark = matches!(theme, ThemeChoice::Dark | ThemeChoice::HighContrast);
        assert_eq!(window.harness.ctx.global_style().visuals.dark_mode, dark);
    }
    for (label, percent) in [
        (TextId::TextLarger, 110),
        (TextId::TextReset, 100),
        (TextId::TextSmaller, 90),
    ] {
        window.press(&say(label));
        assert_eq!(window.state().window.settings.text_percent, percent);
        let zoom = window.harness.ctx.zoom_factor();
        assert!((zoom - f32::from(percent) / 100.0).abs() < 1e-3);
        window.must_say(&l10n().text_size(percent));
    }
}

#[test]
fn about_tells_where_data_live_and_how_a_newer_version_comes() {
    let mut window = Window::with_token(PLAIN);
    let folders = Folders {
        config: "/home/p/.config/vec-batch-viewer".into(),
        cache: "/home/p/.cache/vec-batch-viewer".into(),
    };
    window.harness.state_mut().set_data_folders(Some(folders));
    window.menu(TextId::MenuAbout);
    assert!(window.says("/home/p/.config/vec-batch-viewer"));
    assert!(window.says("/home/p/.cache/vec-batch-viewer"));
    for label in [TextId::AboutToken, TextId::AboutNewer, TextId::AboutLicence] {
        assert!(window.says_label(label), "{label:?}");
    }
    assert!(window.has(Role::Dialog, &say(TextId::MenuAbout)));
    assert!(window.says(l10n().text(TextId::AboutVersion)) && window.says("api.vec.digital"));
    window.press(&say(TextId::AboutCopy));
    let copied = window.copied().expect("a text");
    assert!(copied.contains(env!("CARGO_PKG_VERSION")), "{copied}");
    window.assert_focus(Role::Button, &say(TextId::Copied));
    window.press(&say(TextId::Close));
    assert_eq!(window.state().window.overlay, None);
}

#[test]
fn the_shortcuts_are_listed() {
    let mut window = Window::with_token(PLAIN);
    window.key(Key::F1);
    // One dialog, by name.
    let dialogs = window.harness.query_all_by_role(Role::Dialog);
    let names: Vec<_> = dialogs.map(|node| node.accesskit_node().label()).collect();
    assert_eq!(names, [Some(say(TextId::MenuShortcuts))]);
    for said in [
        &say(TextId::KeyCheck),
        &say(TextId::KeyMove),
        "Ctrl+L",
        "F5",
    ] {
        window.must_say(said);
    }
    window.must_not_say(&say(TextId::KeyAccount)); // there is one
    window.key(Key::Escape);
    assert_eq!(window.state().window.overlay, None);
}

#[test]
fn a_token_is_forgotten_only_when_asked_twice() {
    let mut window = Window::with_token(PLAIN);
    let ask = |window: &mut Window| {
        window.menu(TextId::MenuForgetToken);
        assert!(window.has(Role::Dialog, &say(TextId::ForgetTitle)));
        window.effects();
    };
    ask(&mut window);
    window.press("Cancel");
    assert_eq!(window.effects(), []);
    assert_eq!(window.state().session.token(), Some(&token()));
    ask(&mut window);
    for _ in ["kept", "removed"] {
        window.press_a(Role::CheckBox, &say(TextId::ForgetMemory));
    }
    window.press(&say(TextId::ForgetConfirm));
    let store = window.requests(|request| match request {
        Request::ForgetToken { store, .. } => Some(*store),
        _ => None,
    });
    assert_eq!(store, Store::System);
    window.asked_for(RequestKind::ForgetAccount);
    assert_eq!(window.times_asked(RequestKind::ForgetToken), 1);
    assert_eq!(window.state().session.token(), None);
    assert!(window.says_label(TextId::StartForgetting));
    assert!(!window.says_label(TextId::StartForgotten), "not done yet");

    let problem = ProblemKind::Store(StoreProblem::NotForgotten).into();
    window.reply(Response::ForgetToken(Err(problem)));
    window.assert_focus(Role::Heading, "Token may still be stored");
    window.key(Key::Escape);
    assert!(window.says("Token may still be stored"), "on the page");
    assert!(window.has(Role::PasswordInput, "API token"));
    assert!(!window.says_label(TextId::StartForgotten));

    window.press(l10n().remedy(Remedy::RemoveAgain));
    assert_eq!(window.sent(), [RequestKind::ForgetToken]);
    window.reply(Response::ForgetToken(Ok(())));
    assert!(window.says_label(TextId::StartForgotten));
}

/// Tells of a step of the test.
fn report(window: &mut Window, id: RequestId, report: Report) {
    let response = Response::TestConnection(Ok(report));
    window.tell(Event::Response { id, response });
}

#[test]
fn the_connection_is_tested_step_by_step() {
    let mut window = Window::with_token(PLAIN);
    window.menu(TextId::MenuTestConnection);
    let request = window.asked_for(RequestKind::TestConnection);
    assert!(window.has(Role::Dialog, &say(TextId::MenuTestConnection)));
    let took = Duration::from_millis(34);
    let findings = [
        Finding::Addresses(vec!["127.0.0.1".parse().expect("an address")]),
        Finding::Connected(took),
        Finding::Confirmed {
            issuer: ServerText::new("Some Authority"),
            until: None,
        },
        Finding::Answered(took),
        Finding::TokenAccepted,
    ];
    for (step, finding) in Step::ALL.into_iter().zip(findings) {
        assert!(window.says_label(TextId::TestRunning), "{step:?}");
        assert!(!window.can_press(&say(TextId::TestAgain)), "{step:?}");
        let said = l10n().finding(&finding);
        report(&mut window, request, Report { step, finding });
        assert!(window.says(&said), "{said:?}");
        assert!(window.says(l10n().test_step(step)), "{step:?}");
    }
    assert!(window.says_label(TextId::TestAllWell));
    window.press(&say(TextId::TestCopy));
    let copied = window.copied().expect("the results");
    assert!(copied.contains("Some Authority") && copied.contains("api.vec.digital"));
    window.assert_focus(Role::Button, &say(TextId::Copied));
    window.effects();
    window.press(&say(TextId::TestAgain));
    assert_eq!(window.sent(), [RequestKind::TestConnection]);
    window.key(Key::Escape);
    let cancel = Effect::Cancel(RequestKind::TestConnection);
    assert_eq!(window.effects(), [cancel]);
    assert_eq!(window.state().window.overlay, None);
}

#[test]
fn a_connection_test_stops_where_it_fails() {
    let mut window = Window::with_token(PLAIN);
    window.menu(TextId::MenuTestConnection);
    let request = window.asked_for(RequestKind::TestConnection);
    let finding = Finding::Failed(ProblemKind::NameNotFound.into());
    let said = l10n().finding(&finding);
    let step = Step::Name;
    window.ear.heard();
    report(&mut window, request, Report { step, finding });
    assert_eq!(window.ear.heard(), [said, say(TextId::TestStopped)]);
    assert!(window.says_label(TextId::TestNotReached));
    assert!(!window.says_label(TextId::TestRunning));
    assert!(window.can_press(&say(TextId::TestAgain)));
}
