//! The way to a token.

use std::time::Duration;

use egui::{Event, Key, Role};
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::remedy::Remedy;
use vec_batch_viewer::domain::{ApiToken, Problem, ProblemKind};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Request, RequestKind, Response, Screen, Store};

use crate::support::window::{PLAIN, TOKEN, Window, l10n, say, start, token};

fn first_start() -> Window {
    let window = Window::at_start(PLAIN, Ok(None));
    window.effects();
    window
}

/// The token that is to be kept, and nothing else.
#[track_caller]
fn saved(window: &Window) -> ApiToken {
    let (store, token) = window.requests(|request| match request {
        Request::SaveToken { store, token, .. } => Some((*store, token.clone())),
        _ => None,
    });
    assert_eq!(store, Store::System);
    assert_eq!(window.sent(), [RequestKind::SaveToken]);
    token
}

fn locked() -> Problem {
    ProblemKind::Store(StoreProblem::Locked).into()
}

#[test]
fn the_first_start_leads_to_a_token() {
    let mut window = first_start();
    assert!(window.says_label(TextId::StartFirstRun));
    for step in [
        TextId::StepSignIn,
        TextId::StepMakeToken,
        TextId::StepPasteToken,
    ] {
        assert!(window.says_label(step), "{step:?}");
    }
    assert!(window.says("account settings → API Tokens → Create New Token"));
    window.assert_focus(Role::PasswordInput, "API token");
    // In a smaller window too it is seen what is typed.
    window.harness.set_size(egui::vec2(480.0, 300.0));
    window.settle();
    let field = window.focus_rect().expect("the focus");
    assert!(window.harness.ctx.content_rect().contains_rect(field));
    window.press(&say(TextId::OpenSignIn));
    let opened = window.opened();
    assert_eq!(opened.as_deref(), Some("https://vec.digital/login"));

    window.control(Role::PasswordInput, "API token").focus();
    window.paste(&format!("  Bearer {TOKEN}\n"));
    window.press("Save token");
    assert_eq!(saved(&window), token());
}

#[test]
fn what_is_typed_into_the_token_field_is_read_to_nobody() {
    let mut window = first_start();
    window.types(TOKEN);
    assert!(!window.says(TOKEN), "{:?}", window.everything());
    assert!(!window.says("AbCdEfGh"), "not even a part of it");
    window.command(Key::A);
    for key in [Event::Copy, Event::Cut] {
        window.harness.event(key);
        window.settle();
        assert_eq!(window.copied(), None, "and not copied");
    }
    window.press("Save token");
    window.command(Key::Z);
    assert!(!window.says("AbCdEfGh"), "nor brought back");
}

#[test]
fn a_token_that_cannot_be_one_is_refused_under_the_field() {
    let mut window = first_start();
    for (typed, said) in [
        ("", "Enter"),
        ("tök", "cannot be used"),
        (crate::support::window::ID, "batch ID"),
    ] {
        window.control(Role::PasswordInput, "API token").focus();
        window.types(typed);
        window.key(Key::Enter);
        assert!(window.says(said), "{typed:?}: {:?}", window.everything());
        assert_eq!(window.effects(), [], "{typed:?} was sent");
        window.assert_focus_role(Role::PasswordInput);
        window.command(Key::A);
        window.key(Key::Backspace);
    }
}

#[test]
fn a_quick_store_is_not_worth_a_word_and_a_silent_one_has_a_way_out() {
    let mut window = Window::open(PLAIN, start());
    let quiet = |window: &Window| !window.says_label(TextId::ReadingToken);
    window.wait(Duration::from_millis(299));
    assert!(quiet(&window), "before 300 ms");
    window.wait(Duration::from_millis(1));
    assert!(!quiet(&window), "from 300 ms");
    assert!(window.says_label(TextId::WaitingForStore));
    assert!(!window.has(Role::Button, "Try again"));

    window.wait(Duration::from_millis(4_700));
    window.effects();
    window.press("Try again");
    assert_eq!(window.sent(), [RequestKind::LoadToken]);

    window.wait(Duration::from_secs(5));
    window.press(&say(TextId::UseUntilClose));
    window.assert_focus_role(Role::PasswordInput);
    window.types(TOKEN);
    window.press(&say(TextId::UseUntilClose));
    assert_eq!(window.state().screen(), Screen::Batch);
    assert!(window.says_label(TextId::TokenKeptUntilClose));
    assert!(!window.asks(RequestKind::SaveToken));
}

#[test]
fn a_refused_save_loses_no_token() {
    let mut window = first_start();
    window.types(TOKEN);
    window.key(Key::Enter);
    assert!(window.says_label(TextId::SavingToken));
    window.reply(Response::SaveToken(Err(locked())));
    window.assert_focus_role(Role::Heading);
    window.effects();

    window.press("Try again");
    assert_eq!(saved(&window), token(), "typed once");
    window.reply(Response::SaveToken(Err(locked())));
    window.press(l10n().remedy(Remedy::UseUntilClose));
    assert_eq!(window.state().session.token(), Some(&token()));
    window.must_say(&say(TextId::TokenKeptUntilClose));
}

#[test]
fn a_slow_save_says_so_and_has_a_way_out() {
    let mut window = first_start();
    window.types(TOKEN);
    window.key(Key::Enter);
    assert!(!window.says_label(TextId::WaitingForStore));
    // Nobody hears of the window itself.
    window.assert_focus_role(Role::PasswordInput);
    window.wait(Duration::from_millis(300));
    assert!(window.says_label(TextId::WaitingForStore));
    window.wait(Duration::from_secs(5));
    let form = window.state().session.form().expect("the form");
    assert!(form.saving_since().is_some());
    window.press(&say(TextId::UseUntilClose));
    assert_eq!(window.state().screen(), Screen::Batch);
}

#[test]
fn replacing_a_token_can_be_left() {
    let mut window = Window::with_token(PLAIN);
    window.menu(TextId::MenuReplaceToken);
    assert!(window.says_label(TextId::StartReplace));
    window.press("Cancel");
    assert_eq!(window.state().screen(), Screen::Batch);
    window.menu(TextId::MenuReplaceToken);
    window.key(Key::Escape);
    assert_eq!(window.state().screen(), Screen::Batch);
    assert_eq!(window.state().session.token(), Some(&token()));
}

#[test]
fn sample_data_are_offered_and_prepared() {
    let mut window = first_start();
    window.types(TOKEN);
    window.press(&say(TextId::MenuSample));
    assert_eq!(window.sent(), [RequestKind::StartSample]);
    assert!(!window.can_press(&say(TextId::StartingSample))); // once is enough
    window.reply(Response::StartSample(Err(ProblemKind::AppFault.into())));
    assert!(window.can_press(&say(TextId::MenuSample)), "and again");
    let typed = window.state().session.form().map(|form| form.draft.typed());
    assert_eq!(typed, Some(TOKEN), "not lost");
}
