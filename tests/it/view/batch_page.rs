//! The page of a batch in every state.

use std::time::Duration;

use egui::{Key, Role};
use egui_kittest::kittest::NodeT;
use serde_json::json;
use vec_batch_viewer::domain::batch_id::BatchIdProblem;
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Effect, RequestKind, Switch};

use crate::support::batch::{batch, batch_with, drawing};
use crate::support::window::{ID, OTHER_ID, PLAIN, Window, l10n, say};

#[test]
fn the_empty_page_says_what_to_do() {
    let window = Window::with_token(PLAIN);
    assert!(window.has(Role::Heading, &say(TextId::EmptyTitle)));
    assert!(window.can_press("Check batch"));
    assert!(window.can_press("Menu"));
    assert!(window.says_label(TextId::TokenKeptStore));
    window.assert_focus(Role::TextInput, "Batch ID");
    let field = window.control(Role::TextInput, "Batch ID").accesskit_node();
    let hint = field.data().placeholder().map(str::to_owned);
    assert_eq!(hint, Some(say(TextId::BatchIdHint)));
}

#[test]
fn an_answer_quicker_than_200_ms_shows_no_sign_of_waiting() {
    let mut window = Window::with_token(PLAIN);
    window.check(ID);
    let waits = |window: &Window| window.has(Role::Button, "Cancel");
    assert!(!waits(&window));
    window.wait(Duration::from_millis(199));
    assert!(!waits(&window) && !window.says_label(TextId::Loading));
    window.wait(Duration::from_millis(1));
    assert!(waits(&window) && window.says_label(TextId::Loading));
    assert!(window.has(Role::ProgressIndicator, &say(TextId::Loading)));

    window.effects();
    window.press("Cancel");
    assert_eq!(window.effects(), [Effect::Cancel(RequestKind::FetchBatch)]);
    assert_eq!(window.state().lookup.wanted, None);
    window.assert_focus(Role::TextInput, "Batch ID");
    assert_eq!(window.state().id_field.text, ID, "not lost");
}

#[test]
fn the_old_batch_stays_while_another_is_fetched() {
    let mut window = Window::showing("completed");
    window.check(OTHER_ID);
    window.wait(Duration::from_secs(2));
    assert!(window.has(Role::Heading, "Class 10th, 2024"));
    let other = json!({ "id": OTHER_ID, "name": "Another class" });
    window.answers(Ok(&batch_with("pending", other)));
    assert!(window.has(Role::Heading, "Another class"));
    assert!(!window.has(Role::Heading, "Class 10th, 2024"));
    window.assert_focus(Role::Heading, "Another class");
}

#[test]
fn every_status_is_told_in_words_with_its_numbers() {
    for (status, word, sentence) in [
        ("pending", "Not begun", "120 certificates to make"),
        ("processing", "Under way", "44 to go"),
        (
            "waiting_for_approval",
            "Waiting for approval",
            "Your signature is needed",
        ),
        ("completed", "Completed", "all 120 certificates are made"),
        (
            "partially_completed",
            "Partially completed",
            "Finished with failures: 117 made, 3 failed",
        ),
        ("failed", "Failed", "no certificate was made"),
        ("on_hold", "On hold", "does not know this status"),
    ] {
        let window = Window::showing(status);
        assert!(window.has(Role::Label, word), "{status}");
        window.must_say(sentence);
        window.assert_focus(Role::Heading, "Class 10th, 2024");
        let bar = window.control(Role::ProgressIndicator, "Progress");
        let (node, data) = (bar.accesskit_node(), batch(status));
        let value = data["progress"].as_f64().expect("a number");
        assert_eq!(node.numeric_value(), Some(value), "{status}");
        assert_eq!(node.data().max_numeric_value(), Some(100.0));
        let line = node.value().unwrap_or_default();
        let made = format!("{} made", data["processed_certificates"]);
        assert!(
            line.contains(&made) && line.contains('%'),
            "{status}: {line}"
        );
        let failed = format!("{} failed", data["failed_certificates"]);
        let has_failed = data["failed_certificates"] != 0;
        assert!(line.contains(&failed) || !has_failed, "{status}: {line}");
    }
}

#[test]
fn a_batch_that_says_nothing_is_shown_without_guesses() {
    for sparse in [
        json!({ "id": ID }),
        json!({ "status": null, "template": null }),
        json!({ "name": "", "status": "", "template": {} }),
    ] {
        let window = Window::after(PLAIN, Ok(&sparse));
        assert!(window.has(Role::Heading, &say(TextId::UnnamedBatch)));
        let preview = if sparse["template"].is_object() {
            TextId::PreviewNone
        } else {
            TextId::TemplateUnknown
        };
        for label in [
            TextId::StatusMissing,
            TextId::ProgressUnknown,
            TextId::SignatoriesUnknown,
            preview,
        ] {
            assert!(window.says_label(label), "{sparse}: {label:?}");
        }
        let bar = window.has(Role::ProgressIndicator, "Progress");
        assert!(!bar, "{sparse}: an empty bar says that nothing is made");
        assert!(!window.says("0 %"), "{sparse}: nothing was said");
    }
}

#[test]
fn an_answer_about_another_batch_is_told_above_it() {
    let other = batch_with("completed", json!({ "id": OTHER_ID }));
    let mut window = Window::after(PLAIN, Ok(&other));
    assert!(window.says_label(TextId::AnotherBatch));
    let got = vec_batch_viewer::domain::ServerText::new(OTHER_ID);
    assert!(window.says(&l10n().another_batch_why(ID, &got)));
    window.checks(Ok(&batch("completed")));
    assert!(!window.says_label(TextId::AnotherBatch));
}

#[test]
fn the_persons_own_signature_leads_to_the_sign_in_page() {
    let mut window = Window::showing("waiting_for_approval");
    assert!(window.says_label(TextId::MySignatureNeeded));
    window.press(&say(TextId::OpenSignIn));
    let opened = window.opened();
    assert_eq!(opened.as_deref(), Some("https://vec.digital/login"));
    window.checks(Ok(&batch("completed")));
    assert!(!window.says_label(TextId::MySignatureNeeded));
}

#[test]
fn percentage_and_counts_that_disagree_are_both_shown() {
    let odd = batch_with("processing", json!({ "progress": 12.5 }));
    let window = Window::after(PLAIN, Ok(&odd));
    assert!(window.says("reports 12.5 %"), "{:?}", window.everything());
    assert!(window.says("63.3 %"), "{:?}", window.everything());
}

#[test]
fn ids_and_addresses_can_be_copied() {
    let mut window = Window::showing("completed");
    let mail = "person.1@example.com";
    let template = "9d76a768-d016-4364-b18b-32c647adad0c";
    for (label, value) in [(TextId::FieldId, ID), (TextId::FieldTemplateId, template)] {
        window.press(&l10n().copy_what(label));
        assert_eq!(window.copied().as_deref(), Some(value));
        assert!(window.has(Role::Button, "Copied"));
        window.wait(Duration::from_secs(2));
        assert!(!window.has(Role::Button, "Copied"), "for a moment only");
    }
    window.press(&l10n().copy_what(mail));
    assert_eq!(window.copied().as_deref(), Some(mail));
    window.press(&l10n().write_to(mail));
    let opened = window.opened();
    assert_eq!(opened.as_deref(), Some("mailto:person.1@example.com"));
}

#[test]
fn empty_places_are_named_and_nobody_is_said_to_have_signed() {
    let window = Window::showing("waiting_for_approval");
    assert!(window.says_label(TextId::NoOneSet));
    assert!(window.says(&l10n().place(Some(2))));
    assert!(window.says_label(TextId::ApprovesAutomatically));
    let said = window.everything().join("\n").to_lowercase();
    for lie in ["has signed the", "signed by", "of 2 signed", "approved by"] {
        assert!(!said.contains(lie), "{lie}");
    }
}

#[test]
fn what_is_checked_can_be_checked_again() {
    let mut window = Window::showing("processing");
    window.effects();
    window.press("Refresh");
    assert_eq!(window.sent(), [RequestKind::FetchBatch]);
    assert!(window.says("just now"));
    window.wait(Duration::from_secs(150));
    assert!(window.says("2 minutes ago"), "{:?}", window.everything());
}

#[test]
fn a_field_that_holds_no_id_says_why_and_keeps_its_text() {
    let two = format!("{ID} {OTHER_ID}");
    for typed in [
        "",
        "nothing here",
        "9e7860e3-7c0a-401f-98f6-b98e316934f",
        two.as_str(),
    ] {
        let mut window = Window::with_token(PLAIN);
        window.types(typed);
        window.press("Check batch");
        let problem = typed
            .parse::<vec_batch_viewer::domain::BatchId>()
            .expect_err("no ID");
        assert!(window.says(&l10n().id_problem(&problem)), "{typed:?}");
        assert_eq!(window.state().id_field.text, typed);
        window.assert_focus(Role::TextInput, "Batch ID");
        let asked = window.asks(RequestKind::FetchBatch);
        assert!(!asked, "{typed:?}");
        if let BatchIdProblem::MoreThanOne(_) = problem {
            window.press(&l10n().choose_id(OTHER_ID));
            assert_eq!(window.state().id_field.text, OTHER_ID);
            assert!(window.state().lookup.remote.is_loading());
        }
    }
}

#[test]
fn the_field_can_be_emptied() {
    let mut window = Window::showing("completed");
    window.press(&say(TextId::ClearId));
    assert_eq!(window.state().id_field.text, "");
    window.assert_focus(Role::TextInput, "Batch ID");
    assert!(window.has(Role::Heading, "Class 10th, 2024")); // the answer stays
}

#[test]
fn the_picture_comes_is_shown_and_belongs_to_its_batch() {
    let mut window = Window::showing("completed");
    window.wait(Duration::from_millis(200));
    assert!(window.says_label(TextId::PreviewLoading));
    window.draws(Ok(drawing([320, 226])));
    let alt = "Template preview: Certificate 2";
    assert!(window.has(Role::Image, alt));

    let mut other = batch_with("pending", json!({ "id": OTHER_ID }));
    other["template"]["screenshot"] = json!("https://api.vec.digital/storage/b.png");
    window.check(OTHER_ID);
    window.answers(Ok(&other));
    assert!(!window.has(Role::Image, alt)); // the old picture beside the new batch
    window.draws(Ok(drawing([226, 320])));
    assert!(window.has(Role::Image, alt));

    let mut nameless = batch("pending");
    nameless["template"]["name"] = json!(null);
    window.checks(Ok(&nameless));
    window.draws(Ok(drawing([320, 226])));
    let unnamed = format!("Template preview: {}", say(TextId::PreviewUnnamed));
    assert!(window.has(Role::Image, &unnamed));
}

#[test]
fn a_very_long_text_can_be_read_whole() {
    let long = "A name that goes on ".repeat(40);
    let mut window = Window::after(PLAIN, Ok(&batch_with("completed", json!({ "name": long }))));
    window.press(&say(TextId::ShowAll));
    window.press(&say(TextId::ShowLess));
    assert!(window.can_press(&say(TextId::ShowAll)));
    window.key(Key::Escape);
    assert!(window.has(Role::Heading, &long)); // Esc ends nothing that is done
}

#[test]
fn what_changed_is_said_and_the_next_look_is_seen() {
    let mut window = Window::showing("processing");
    let title = "Class 10th, 2024 – 63.3 % – VEC Batch Viewer";
    assert_eq!(window.title(), title);
    window.must_say("Checks again at 13:10:1");
    window.wait(Duration::from_secs(13));
    assert!(window.says_label(TextId::FollowChecking));
    let more = json!({ "processed_certificates": 109, "failed_certificates": 4 });
    window.answers(Ok(&batch_with("processing", more)));
    assert!(window.says("35 more made, 2 newly failed"));
    window.must_not_say(&say(TextId::ShowChanges)); // one change is the sum
    window.wait(Duration::from_secs(13));
    window.answers(Ok(&batch("completed")));
    // Those that had failed were made after all.
    window.must_say("46 more made, now “Completed”");
    assert!(!window.has(Role::CheckBox, &say(TextId::Follow))); // it is over
    window.press(&say(TextId::ShowChanges));
    window.must_say("13:10:13: 35 more made, 2 newly failed");
    let _ = window.effects();
    window.wait(Duration::from_hours(3));
    assert_eq!(window.times_asked(RequestKind::FetchBatch), 0);
}

#[test]
fn the_switch_turns_it_off_and_on() {
    let mut window = Window::showing("processing");
    window.press_a(Role::CheckBox, &say(TextId::Follow));
    assert_eq!(window.state().window.settings.follow, Some(Switch::Off));
    assert!(!window.says("Checks again"));
    let _ = window.effects();
    window.wait(Duration::from_hours(1));
    assert_eq!(window.times_asked(RequestKind::FetchBatch), 0);
    window.press_a(Role::CheckBox, &say(TextId::Follow));
    assert_eq!(window.times_asked(RequestKind::FetchBatch), 1, "at once");
}
