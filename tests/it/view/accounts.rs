//! Accounts by keyboard, pointer and screen reader.

use std::time::Duration;

use egui::accesskit::Toggled;
use egui::{Key, Role};
use egui_kittest::kittest::NodeT as _;
use vec_batch_viewer::domain::problem::ProblemKind;
use vec_batch_viewer::domain::roster::Wanted;
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Data, RequestKind, Response, Screen, Session, Start};

use super::samples::sample;
use crate::support::accounts::{three, wanted};
use crate::support::window::{ID, NARROW, PLAIN, Shape, Window, id, say, start, token};

fn start_with_three() -> Start {
    let mut start = start();
    start.accounts.list = three().into();
    start
}

/// A window with these accounts, at the first one, whose token is there.
pub fn with_accounts(shape: Shape) -> Window {
    let mut window = Window::open(shape, start_with_three());
    give_token(&mut window);
    window
}

fn give_token(window: &mut Window) {
    window.reply(Response::LoadToken(Ok(Some(token()))));
}

fn home(window: &Window) -> String {
    window.state().service.home.name.as_str().to_owned()
}

fn in_use(name: &str) -> String {
    format!("Account: {name}")
}

#[test]
fn with_one_account_nothing_of_it_is_in_the_way() {
    let mut window = Window::with_token(PLAIN);
    assert!(!window.says("Account"));
    window.command(Key::Num1);
    window.command(Key::Num2);
    assert_eq!(window.effects().len(), 2); // the token, the list, nothing else
    window.press("Menu");
    assert!(window.can_press(&say(TextId::MenuAccounts)));
}

#[test]
fn the_status_bar_says_whose_batches_these_are_and_switches() {
    for size in [PLAIN.size, NARROW] {
        let mut window = with_accounts(Shape { size, ..PLAIN });
        window.press(&in_use("Dubai Academy"));
        let second = "معهد الشارقة, api.vec.digital · Ctrl+2";
        window.press_a(Role::RadioButton, second);
        assert_eq!(home(&window), "معهد الشارقة");
        assert!(!window.has(Role::RadioButton, second), "the menu is closed");
        assert!(window.can_press(&in_use("معهد الشارقة"))); // while it is read
        give_token(&mut window);
        assert!(window.can_press(&in_use("معهد الشارقة")));
    }
}

#[test]
fn keys_go_to_the_first_nine() {
    let mut window = with_accounts(PLAIN);
    window.command(Key::Num3);
    assert_eq!(home(&window), "Institute of Technology");
    window.command(Key::Num4);
    assert_eq!(home(&window), "Institute of Technology");
    window.reply(Response::LoadToken(Ok(None)));
    assert_eq!(window.state().screen(), Screen::Token);
    assert!(window.says("Account: Institute of Technology (vec.example)"));
    window.command(Key::Num1);
    assert_eq!(home(&window), "Dubai Academy");
}

#[test]
fn an_account_is_added_by_keyboard_and_its_guide_follows() {
    let mut window = Window::with_token(PLAIN);
    window.menu(TextId::MenuAccounts);
    assert!(window.has(Role::Dialog, &say(TextId::AccountsTitle)));
    assert!(window.has(Role::RadioButton, "api.vec.digital"));
    window.press(&say(TextId::AccountAdd));
    // The name has the focus. Without one it is the host's, which the first account has.
    for taken in ["", "API.vec.digital"] {
        window.types(taken);
        window.key(Key::Enter);
        assert!(window.says_label(TextId::AccountNameTaken), "{taken:?}");
        window.assert_focus_role(Role::TextInput);
    }
    window.command(Key::A);
    window.types("Sharjah");
    window.key(Key::Enter);
    assert_eq!(home(&window), "Sharjah");
    window.reply(Response::LoadToken(Ok(None)));
    assert!(window.says_label(TextId::StartFirstRun));
    assert!(window.says("Account: Sharjah (api.vec.digital)"));
    assert!(!window.has(Role::Dialog, &say(TextId::AccountsTitle)));
}

#[test]
fn another_service_is_asked_for_only_where_it_is_wanted() {
    let mut window = Window::with_token(PLAIN);
    window.menu(TextId::MenuAccounts);
    window.press(&say(TextId::AccountAdd));
    let address = say(TextId::AccountAddress);
    assert!(!window.has(Role::TextInput, &address));
    let more = say(TextId::AccountAnotherService);
    let header = window.control(Role::DisclosureTriangle, &more);
    assert_eq!(header.accesskit_node().toggled(), Some(Toggled::False));
    window.press_a(Role::DisclosureTriangle, &more);
    window.focus(Role::TextInput, &address);
    window.types("http://vec.example");
    window.press(&say(TextId::AccountAddConfirm));
    assert!(window.says("must start with https"));
    window.focus(Role::TextInput, &address);
    window.command(Key::A);
    window.types("https://vec.example");
    window.press(&say(TextId::AccountAddConfirm));
    assert_eq!(home(&window), "vec.example", "the host's name at first");
}

/// Chooses something to do about the first account.
fn about_the_first(task: TextId) -> Window {
    let mut window = with_accounts(PLAIN);
    window.press(&in_use("Dubai Academy"));
    window.press(&say(TextId::MenuAccounts));
    window.press("More about Dubai Academy");
    window.press(&say(task));
    window
}

#[test]
fn an_account_is_renamed() {
    let mut window = about_the_first(TextId::AccountRename);
    window.command(Key::A);
    window.types("institute of technology");
    window.key(Key::Enter);
    assert!(window.says_label(TextId::AccountNameTaken));
    window.command(Key::A);
    window.types("Academy");
    window.press(&say(TextId::AccountRenameConfirm));
    assert_eq!(home(&window), "Academy");
    window.key(Key::Escape);
    assert!(window.can_press(&in_use("Academy")));
}

#[test]
fn what_became_of_a_forgotten_account_is_said_part_by_part() {
    let mut window = about_the_first(TextId::AccountForget);
    assert!(window.says("Forget Dubai Academy?"));
    window.press(&say(TextId::AccountForgetConfirm));
    assert_eq!(home(&window), "معهد الشارقة", "another one is on screen");
    assert!(window.says("Dubai Academy is being forgotten"));
    window.press("More about معهد الشارقة");
    window.press(&say(TextId::AccountForget));
    assert!(window.says_label(TextId::WaitingForStore));
    assert!(!window.can_press(&say(TextId::AccountForgetConfirm)));
    window.press(&say(TextId::Cancel));
    window.reply(Response::ForgetAccount(Ok(Vec::new())));
    assert!(window.says_label(TextId::Cleared));
    assert!(window.says_label(TextId::AccountTokenGoes));
    window.reply(Response::ForgetToken(Ok(())));
    assert!(window.says_label(TextId::AccountTokenGone));
    assert!(window.says("Dubai Academy is forgotten"));
    assert!(!window.can_press("More about Dubai Academy"));
}

#[test]
fn a_batch_that_is_not_found_is_looked_for_in_the_other_account() {
    let mut window = with_accounts(PLAIN);
    window.check(ID);
    window.answers(Err(ProblemKind::BatchNotFound { id: id() }.into()));
    assert!(!window.can_press("Look in Institute of Technology")); // another host
    window.press("Look in معهد الشارقة");
    assert_eq!(home(&window), "معهد الشارقة");
    window.effects();
    give_token(&mut window);
    assert_eq!(window.wanted().as_deref(), Some(ID));
    assert!(window.asks(RequestKind::FetchBatch));
}

#[test]
fn the_token_of_the_environment_has_no_menu_and_is_named() {
    let start = Start {
        environment_token: Some(token()),
        ..start_with_three()
    };
    let mut window = Window::open(PLAIN, start);
    assert!(matches!(window.state().session, Session::Ready { .. }));
    assert!(!window.asks(RequestKind::LoadToken), "it needs no store");
    assert!(window.says_label(TextId::TokenKeptEnvironment));
    let name = say(TextId::AccountEnvironment);
    window.press(&in_use(&name));
    window.press(&say(TextId::MenuAccounts));
    assert!(!window.can_press(&format!("More about {name}")));
    assert!(window.can_press("More about Dubai Academy"));
}

/// A start whose accounts are not read yet.
pub fn awaiting(shape: Shape, data: Data) -> Window {
    let awaited = Wanted {
        name: Some("Beta".to_owned()),
        ..wanted()
    };
    let start = Start {
        awaited: Some(awaited),
        data,
        ..start()
    };
    Window::open(shape, start)
}

#[test]
fn nothing_is_offered_that_needs_an_account_before_they_are_read() {
    let mut window = awaiting(PLAIN, Data::Service);
    window.wait(Duration::from_secs(1));
    assert!(window.says_label(TextId::AccountsReading));
    assert!(!window.can_press(&say(TextId::MenuSample))); // there may be a token
    let mut window = awaiting(PLAIN, Data::Sample);
    window.reply(Response::StartSample(Ok(sample())));
    window.press("Menu");
    assert!(window.can_press(&say(TextId::MenuLeaveSample)));
    for needs_one in [TextId::MenuAccounts, TextId::MenuReplaceToken] {
        assert!(!window.can_press(&say(needs_one)), "{needs_one:?}");
    }
}

#[test]
fn sample_data_are_nobodys_and_an_account_is_the_way_back() {
    let mut window = with_accounts(PLAIN);
    window.menu(TextId::MenuSample);
    window.reply(Response::StartSample(Ok(sample())));
    assert!(window.says_label(TextId::SampleBanner));
    assert!(!window.can_press(&in_use("Dubai Academy")));
    window.command(Key::Num1);
    assert!(!window.says_label(TextId::SampleBanner));
    assert!(window.can_press(&in_use("Dubai Academy")));
}
