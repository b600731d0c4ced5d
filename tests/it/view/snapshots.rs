//! Pictures of the screens. `UPDATE_SNAPSHOTS=force cargo test --test it snapshots` draws them anew.
//!
//! Needs a Vulkan driver (Debian: `mesa-vulkan-drivers`) and, for names of every script,
//! `fonts-noto-core`. A few pixels may differ from one rasteriser to the next.

use std::borrow::BorrowMut;
use std::time::Duration;

use egui_kittest::{SnapshotOptions, SnapshotResults};
use serde_json::json;
use vec_batch_viewer::domain::problem::{StoreProblem, TlsReason};
use vec_batch_viewer::domain::{ProblemKind, ServerText};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::ThemeChoice;

use super::accounts::with_accounts;
use super::browse::{listing, refuse};
use super::certificates;
use super::recents::with_recents;
use crate::support::batch::{batch, batch_with, drawing, person, template};
use crate::support::window::{PLAIN, SLIM, Shape, Window, id, say};

const SMALL: Shape = sized(800.0, 470.0);
/// Room for a list or a guide below the first glance.
const TALL: Shape = sized(780.0, 600.0);
/// Room for the list beside the page.
const BESIDE: Shape = sized(1_100.0, 640.0);
/// As much as tells one status from another.
const TOP: Shape = sized(640.0, 270.0);

const fn dark(shape: Shape) -> Shape {
    Shape {
        theme: ThemeChoice::Dark,
        ..shape
    }
}

const fn sized(width: f32, height: f32) -> Shape {
    Shape {
        size: [width, height],
        ..PLAIN
    }
}

/// Lets all pictures be compared with those that are kept before the test ends.
#[derive(Default)]
struct Pictures(SnapshotResults);

impl Pictures {
    fn keep(&mut self, name: &str, mut window: impl BorrowMut<Window>) {
        let options = SnapshotOptions::new().threshold(1.0).max_failed_pixels(40);
        let harness = &mut window.borrow_mut().harness;
        self.0.add(harness.try_snapshot_options(name, &options));
    }
}

#[test]
fn the_start() {
    Pictures::default().keep("start", Window::at_start(TALL, Ok(None)));
}

/// A batch that is under way, beside the ones that were looked at.
#[test]
fn followed_beside_recent_batches() {
    let mut window = with_recents(BESIDE);
    window.checks(Ok(&batch("processing")));
    window.draws(Ok(drawing([320, 226])));
    window.wait(Duration::from_secs(13));
    let more = json!({ "processed_certificates": 109 });
    window.answers(Ok(&batch_with("processing", more)));
    Pictures::default().keep("followed", window);
}

#[test]
fn a_batch_in_each_status() {
    let mut all = Pictures::default();
    for status in [
        "pending",
        "processing",
        "waiting_for_approval",
        "completed",
        "partially_completed",
        "failed",
        "on_hold",
    ] {
        all.keep(&format!("batch_{status}"), Window::pictured(TOP, status));
    }
}

#[test]
fn a_batch_in_other_looks_and_sizes() {
    let mut all = Pictures::default();
    let plain = sized(640.0, 420.0);
    let strong = Shape {
        theme: ThemeChoice::HighContrast,
        ..plain
    };
    let large = Shape {
        percent: 200,
        ..SLIM
    };
    for (name, shape, status) in [
        ("dark", dark(plain), "partially_completed"),
        ("high_contrast", strong, "partially_completed"),
        ("narrow", SLIM, "waiting_for_approval"),
        ("narrow_200_percent", large, "completed"),
    ] {
        all.keep(name, Window::pictured(shape, status));
    }
}

#[test]
fn problem_panels() {
    let mut all = Pictures::default();
    let not_secure = ProblemKind::NotSecure(TlsReason::UnknownIssuer);
    for (name, kind) in [
        ("token_not_accepted", ProblemKind::TokenNotAccepted),
        ("not_found", ProblemKind::BatchNotFound { id: id() }),
        ("offline", ProblemKind::NameNotFound),
        ("not_secure", not_secure),
    ] {
        let window = Window::after(SMALL, Err(kind.into()));
        all.keep(&format!("problem_{name}"), window);
    }
    let locked = ProblemKind::Store(StoreProblem::Locked).into();
    all.keep("problem_store_locked", Window::at_start(SMALL, Err(locked)));
}

#[test]
fn what_a_paste_may_mean() {
    let mut all = Pictures::default();
    let list = [
        "Dear Asha, the batches of this week:",
        "Class 9: 9e7860e3-7c0a-401f-98f6-b98e316934f4 (ready)",
        "Class 10: 11111111-2222-4333-8444-555555555555",
        "https://vec.digital/batches/5b0f6c1e-9d27-4c56-8f2b-0d6a3c1e7f90?tab=1",
    ];
    let looks_like_one = "9e786Oe3-7c0a-401f-98f6-b98е316934f4";
    for (name, shape, text) in [
        ("several_ids", SMALL, list.join("\n").as_str()),
        ("looks_like_an_id", dark(SMALL), looks_like_one),
    ] {
        let mut window = Window::with_token(shape);
        window.paste(text);
        window.key(egui::Key::Enter);
        all.keep(name, window);
    }
}

#[test]
fn the_enlarged_picture_and_the_menu() {
    let mut all = Pictures::default();
    let mut window = Window::pictured(SMALL, "completed");
    window.press_a(egui::Role::Image, "Template preview: Certificate 2");
    all.keep("enlarged", window);
    let mut window = Window::with_token(SMALL);
    window.press("Menu");
    all.keep("menu", window);
    let mut window = Window::pictured(SMALL, "completed");
    window.press(&say(TextId::Share));
    all.keep("menu_for_sharing", &mut window);
    window.press(&say(TextId::ShareTechnical));
    window.focus(egui::Role::TextInput, &say(TextId::TechnicalSearch));
    window.types("date");
    all.keep("technical_details", window);
}

#[test]
fn the_list_of_batches() {
    let mut all = Pictures::default();
    all.keep("list", listing(BESIDE, 120));
    all.keep("list_narrow", listing(SLIM, 7));
    let mut refused = Window::with_token(SMALL);
    refuse(&mut refused);
    all.keep("list_refused", refused);
}

#[test]
fn the_certificates_of_a_batch() {
    let mut all = Pictures::default();
    let high = sized(1_000.0, 1_330.0);
    let failed = certificates::listed(high, "partially_completed", 3);
    all.keep("certificates", failed);
    let mut saving = certificates::listed(dark(high), "completed", 10_000);
    saving.press("Save all 10,000 as CSV…");
    saving.wait(Duration::from_secs(1));
    certificates::answer_of(&mut saving, 10_000);
    all.keep("certificates_saving", saving);
    all.keep("certificates_short", certificates::short(high));
    let narrow = sized(480.0, 1_760.0);
    let mut refused = certificates::shown(narrow, "completed");
    let permission = ServerText::new("certificates:view");
    let kind = ProblemKind::PermissionNeeded { permission };
    certificates::answer(&mut refused, Err(kind.into()));
    all.keep("certificates_refused", refused);
    let listed = certificates::listed(narrow, "completed", 3);
    all.keep("certificates_narrow", listed);
}

#[test]
fn names_from_right_to_left() {
    let people = [
        person(1, "محمد بن عبد الله", "مدير المدرسة"),
        person(2, "فیضان علی", "سافٹ ویئر ڈویلپر"),
        person(3, "נועה בן דוד", "מנהלת בית הספר"),
    ];
    let mut data = batch("completed");
    data["name"] = json!("دفعة الصف العاشر ٢٠٢٤ – Class 10th");
    data["template"] = template(&people);
    data["template"]["signatory_fields"] = json!(["signatory_1", "signatory_2", "signatory_3"]);
    let mut window = Window::after(TALL, Ok(&data));
    window.draws(Ok(drawing([320, 226])));
    Pictures::default().keep("right_to_left", window);
}

#[test]
fn several_accounts() {
    let mut all = Pictures::default();
    for (name, shape, presses) in [
        ("accounts_switcher", SMALL, [].as_slice()),
        ("accounts", dark(SMALL), &[TextId::MenuAccounts]),
        (
            "accounts_add",
            SLIM,
            &[TextId::MenuAccounts, TextId::AccountAdd],
        ),
    ] {
        let mut window = with_accounts(shape);
        window.press("Account: Dubai Academy");
        for label in presses {
            window.press(&say(*label));
        }
        all.keep(name, window);
    }
}
