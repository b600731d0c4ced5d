//! Taking a batch along: the menu, what it asks for, and what is told of it.

use std::time::Duration;

use egui::{Key, Role};
use serde_json::json;
use vec_batch_viewer::domain::ProblemKind;
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Event, Overlay, RequestKind, Response};

use super::certificates::{self, HIGH};
use crate::support::batch::{batch, crowd};
use crate::support::window::{ID, PLAIN, SLIM, Shape, Window, say};

fn shown() -> Window {
    let window = Window::pictured(PLAIN, "completed");
    window.effects();
    window
}

fn choose(window: &mut Window, label: TextId) {
    window.press(&say(TextId::Share));
    window.press(&say(label));
    assert!(!window.has(Role::Button, &say(label))); // the menu has closed
}

#[test]
fn the_summary_is_copied_and_the_button_says_so_for_a_moment() {
    let mut window = shown();
    choose(&mut window, TextId::ShareSummary);
    let copied = window.copied().expect("a summary");
    for part in [
        "Class 10th, 2024: Completed\n",
        "Place 1: Dr Amina Rahman, Principal, person.1@example.com\n",
        ID,
        "Checked on 14 March 2025, 13:10 UTC",
    ] {
        assert!(copied.contains(part), "{part} is not in\n{copied}");
    }
    assert!(window.has(Role::Button, &say(TextId::Copied)));
    window.wait(Duration::from_secs(2));
    assert!(!window.has(Role::Button, &say(TextId::Copied)));
    assert!(window.has(Role::Button, &say(TextId::Share)));
}

#[test]
fn the_signatories_are_saved_as_a_table() {
    let mut window = shown();
    for (label, ending) in [
        (TextId::ShareSignatoriesExcel, "xlsx"),
        (TextId::ShareSignatories, "csv"),
    ] {
        choose(&mut window, label);
        let (name, text) = window.saving();
        assert_eq!(name, format!("Class 10th, 2024 – signatories.{ending}"));
        assert!(text.starts_with("\u{feff}\"Place\",\"Signature field\",\"Name\",\"Role\","));
        assert_eq!(window.sent(), [RequestKind::SaveFile]);
        if ending == "xlsx" {
            window.reply(Response::SaveFile(Ok(None)));
        }
    }

    window.press(&say(TextId::Share));
    assert!(!window.can_press(&say(TextId::ShareSaveReport))); // one dialog at a time
    window.key(Key::Escape);
    let path = "/home/amina/Class 10th, 2024 – signatories.csv";
    window.reply(Response::SaveFile(Ok(Some(path.to_owned()))));
    assert!(window.says(path));

    choose(&mut window, TextId::ShareSaveReport);
    let (name, text) = window.saving();
    assert_eq!(name, "Class 10th, 2024 – report.html");
    assert!(text.contains("data:image/png;base64,"));
    assert_eq!(window.sent(), [RequestKind::SaveFile]);
    window.reply(Response::SaveFile(Err(ProblemKind::NotSaved.into())));
    assert!(window.says("File was not saved. The file could not be written in that place."));
    assert!(!window.says(path), "what was told before has gone");
}

#[test]
fn a_report_is_opened_once_it_is_written() {
    let mut window = shown();
    choose(&mut window, TextId::ShareOpenReport);
    assert!(window.says_label(TextId::ReportOpening));
    assert_eq!(window.opened(), None);
    let id = window.asked_for(RequestKind::OpenFile);
    let (name, text) = window.saving();
    assert_eq!(name, "Class 10th, 2024 – report.html");
    assert!(text.contains("Checked on 14 March 2025, 13:10 UTC"));
    assert_eq!(window.sent(), [RequestKind::OpenFile]);
    let address = "file:///home/amina/.cache/vec-batch-viewer/reports/a.html";
    window.reply(Response::OpenFile(Ok(address.to_owned())));
    assert_eq!(window.opened().as_deref(), Some(address));
    assert!(window.says_label(TextId::ReportOpened));

    let response = Response::OpenFile(Ok(address.to_owned()));
    window.tell(Event::Response { id, response });
    assert_eq!(window.opened(), None, "an answer to nothing");
    window.checks(Ok(&json!({ "name": "Another" })));
    window.must_say(&say(TextId::ReportOpened)); // the same batch, asked about again
    window.check(crate::support::window::OTHER_ID);
    window.answers(Ok(&json!({ "name": "Another" })));
    assert!(!window.says_label(TextId::ReportOpened));

    choose(&mut window, TextId::ShareOpenReport);
    window.reply(Response::OpenFile(Err(ProblemKind::NotSaved.into())));
    window.must_say("File was not saved.");
}

#[test]
fn a_report_holds_no_certificates_of_an_older_answer() {
    let mut window = certificates::listed(HIGH, "partially_completed", 3);
    choose(&mut window, TextId::ShareSaveReport);
    assert!(window.saving().1.contains("Person 0"));
    window.reply(Response::SaveFile(Ok(None)));
    window.checks(Ok(&batch("completed")));
    choose(&mut window, TextId::ShareSaveReport);
    assert!(!window.saving().1.contains("Person 0"));
}

#[test]
fn without_places_there_is_no_table() {
    let mut window = Window::with_token(PLAIN);
    window.checks(Ok(&json!({ "id": ID, "status": "pending" })));
    window.press(&say(TextId::Share));
    assert!(!window.can_press(&say(TextId::ShareSignatories)));
    assert!(window.can_press(&say(TextId::ShareSaveReport)));
}

fn technical(shape: Shape) -> Window {
    let mut window = Window::with_token(shape);
    window.checks(Ok(&crowd(2_000)));
    choose(&mut window, TextId::ShareTechnical);
    assert_eq!(
        window.state().window.overlay,
        Some(Overlay::TechnicalDetails)
    );
    window
}

#[test]
fn the_answer_is_searched() {
    let mut window = technical(PLAIN);
    assert!(window.says("\"status\": \"completed\",") || window.says("\"data\": {"));
    let rows = window
        .everything()
        .iter()
        .filter(|text| text.contains("\": "))
        .count();
    assert!(rows < 200, "{rows} lines are laid out");
    assert!(!window.says("Zuleika Zenith"), "far below");

    window.fill(TextId::TechnicalSearch, "zuleika");
    window.settle();
    assert!(window.says("1 of 1"));
    assert!(window.says("Zuleika Zenith"), "scrolled to it");

    window.command(Key::A);
    window.types("Person 1999");
    assert!(window.says("Person 1999"));
    window.command(Key::A);
    window.types("Mentor");
    assert!(window.says("1 of 1,999"));
    window.key(Key::Enter);
    assert!(window.says("2 of 1,999"));
    window.press(&say(TextId::TechnicalPrevious));
    window.press(&say(TextId::TechnicalPrevious));
    assert!(window.says("1,999 of 1,999"), "round to the last");
    window.press(&say(TextId::TechnicalNext));
    assert!(window.says("1 of 1,999"));
    window.focus(Role::TextInput, &say(TextId::TechnicalSearch));
    window.command(Key::A);
    window.types("not in there");
    assert!(window.says_label(TextId::TechnicalNotFound));
    window.key(Key::Escape);
    assert_eq!(window.state().window.overlay, None);
}

#[test]
fn the_answer_and_the_command_are_copied() {
    let mut window = technical(SLIM);
    window.press(&say(TextId::TechnicalCopy));
    let copied = window.copied().expect("the answer");
    let value: serde_json::Value = serde_json::from_str(&copied).expect("JSON");
    assert_eq!(
        value["data"]["template"]["default_signatories"][1_999]["designation"],
        "Rector"
    );
    assert!(window.has(Role::Button, &say(TextId::Copied)));
    window.press(&say(TextId::TechnicalCurl));
    let copied = window.copied().expect("a command");
    let command = "curl -sS -H \"Authorization: Bearer $VEC_API_TOKEN\" \
                   -H 'Accept: application/json' 'https://api.vec.digital/business/batches/";
    assert_eq!(copied, format!("{command}{ID}'"));
    window.press(&say(TextId::Close));
    assert_eq!(window.state().window.overlay, None);
}
