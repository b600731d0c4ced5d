//! Pictures of the screens. `UPDATE_SNAPSHOTS=force cargo test --test it snapshots` draws them anew.
//!
//! Needs a Vulkan driver (Debian: `mesa-vulkan-drivers`) and, for names of every script,
//! `fonts-noto-core`. A few pixels may differ from one rasteriser to the next.

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
use crate::support::batch::{batch, drawing, person, template};
use crate::support::window::{PLAIN, SLIM, Shape, Window, id, say};

const SMALL: Shape = Shape {
    size: [800.0, 470.0],
    ..PLAIN
};

/// Room for a list or a guide below the first glance.
const TALL: Shape = Shape {
    size: [780.0, 600.0],
    ..PLAIN
};

/// Room for the list beside the page.
const BESIDE: Shape = Shape {
    size: [1_100.0, 640.0],
    ..PLAIN
};

/// As much as tells one status from another.
const TOP: Shape = Shape {
    size: [640.0, 270.0],
    ..PLAIN
};

/// Compares with the picture that is kept, and lets all be compared before the test ends.
fn keep(results: &mut SnapshotResults, window: &mut Window, name: &str) {
    let options = SnapshotOptions::new().threshold(1.0).max_failed_pixels(40);
    results.add(window.harness.try_snapshot_options(name, &options));
}

fn shown(shape: Shape, status: &str) -> Window {
    let mut window = Window::with_token(shape);
    window.checks(Ok(&batch(status)));
    window.draws(Ok(drawing([320, 226])));
    window
}

fn failed(kind: ProblemKind) -> Window {
    let mut window = Window::with_token(SMALL);
    window.checks(Err(kind.into()));
    window
}

#[test]
fn the_start() {
    let mut all = SnapshotResults::new();
    keep(&mut all, &mut Window::at_start(TALL, Ok(None)), "start");
}

/// A batch that is under way, beside the ones that were looked at.
#[test]
fn followed_beside_recent_batches() {
    let mut all = SnapshotResults::new();
    let mut window = with_recents(BESIDE);
    window.checks(Ok(&batch("processing")));
    window.draws(Ok(drawing([320, 226])));
    window.wait(Duration::from_secs(13));
    let mut more = batch("processing");
    more["processed_certificates"] = json!(109);
    window.answers(Ok(&more));
    keep(&mut all, &mut window, "followed");
}

#[test]
fn a_batch_in_each_status() {
    let mut all = SnapshotResults::new();
    for status in [
        "pending",
        "processing",
        "waiting_for_approval",
        "completed",
        "partially_completed",
        "failed",
        "on_hold",
    ] {
        keep(
            &mut all,
            &mut shown(TOP, status),
            &format!("batch_{status}"),
        );
    }
}

#[test]
fn a_batch_in_other_looks_and_sizes() {
    let mut all = SnapshotResults::new();
    let dark = Shape {
        theme: ThemeChoice::Dark,
        size: [640.0, 420.0],
        ..PLAIN
    };
    keep(&mut all, &mut shown(dark, "partially_completed"), "dark");
    let strong = Shape {
        theme: ThemeChoice::HighContrast,
        size: [640.0, 420.0],
        ..PLAIN
    };
    keep(
        &mut all,
        &mut shown(strong, "partially_completed"),
        "high_contrast",
    );
    let narrow = SLIM;
    keep(
        &mut all,
        &mut shown(narrow, "waiting_for_approval"),
        "narrow",
    );
    let large = Shape {
        percent: 200,
        ..narrow
    };
    keep(
        &mut all,
        &mut shown(large, "completed"),
        "narrow_200_percent",
    );
}

#[test]
fn problem_panels() {
    let mut all = SnapshotResults::new();
    for (name, kind) in [
        ("token_not_accepted", ProblemKind::TokenNotAccepted),
        ("not_found", ProblemKind::BatchNotFound { id: id() }),
        ("offline", ProblemKind::NameNotFound),
        (
            "not_secure",
            ProblemKind::NotSecure(TlsReason::UnknownIssuer),
        ),
    ] {
        keep(&mut all, &mut failed(kind), &format!("problem_{name}"));
    }
    let locked = ProblemKind::Store(StoreProblem::Locked).into();
    keep(
        &mut all,
        &mut Window::at_start(SMALL, Err(locked)),
        "problem_store_locked",
    );
}

#[test]
fn what_a_paste_may_mean() {
    let mut all = SnapshotResults::new();
    let list = [
        "Dear Asha, the batches of this week:",
        "Class 9: 9e7860e3-7c0a-401f-98f6-b98e316934f4 (ready)",
        "Class 10: 11111111-2222-4333-8444-555555555555",
        "https://vec.digital/batches/5b0f6c1e-9d27-4c56-8f2b-0d6a3c1e7f90?tab=1",
    ];
    let mut window = Window::with_token(SMALL);
    window.paste(&list.join("\n"));
    window.key(egui::Key::Enter);
    keep(&mut all, &mut window, "several_ids");
    let mut window = Window::with_token(Shape {
        theme: ThemeChoice::Dark,
        ..SMALL
    });
    window.paste("9e786Oe3-7c0a-401f-98f6-b98е316934f4");
    window.key(egui::Key::Enter);
    keep(&mut all, &mut window, "looks_like_an_id");
}

#[test]
fn the_enlarged_picture_and_the_menu() {
    let mut all = SnapshotResults::new();
    let mut window = shown(SMALL, "completed");
    window.press_a(egui::Role::Image, "Template preview: Certificate 2");
    keep(&mut all, &mut window, "enlarged");
    let mut window = Window::with_token(SMALL);
    window.press("Menu");
    keep(&mut all, &mut window, "menu");
    let mut window = shown(SMALL, "completed");
    window.press(&say(TextId::Share));
    keep(&mut all, &mut window, "menu_for_sharing");
    window.press(&say(TextId::ShareTechnical));
    window.focus(egui::Role::TextInput, &say(TextId::TechnicalSearch));
    window.types("date");
    keep(&mut all, &mut window, "technical_details");
}

#[test]
fn the_list_of_batches() {
    let mut results = SnapshotResults::new();
    keep(&mut results, &mut listing(BESIDE, 120), "list");
    let mut narrow = listing(SLIM, 7);
    keep(&mut results, &mut narrow, "list_narrow");
    let mut refused = Window::with_token(SMALL);
    refuse(&mut refused);
    keep(&mut results, &mut refused, "list_refused");
}

#[test]
fn the_certificates_of_a_batch() {
    let mut results = SnapshotResults::new();
    let high = Shape {
        size: [1_000.0, 1_330.0],
        ..PLAIN
    };
    let failed = &mut certificates::listed(high, "partially_completed", 3);
    keep(&mut results, failed, "certificates");
    let dark = Shape {
        theme: ThemeChoice::Dark,
        ..high
    };
    let mut saving = certificates::listed(dark, "completed", 10_000);
    saving.press("Save all 10,000 as CSV…");
    saving.wait(Duration::from_secs(1));
    let second = certificates::page(&certificates::asked(&saving), 10_000);
    certificates::answer(&mut saving, Ok(second));
    keep(&mut results, &mut saving, "certificates_saving");
    keep(
        &mut results,
        &mut certificates::short(high),
        "certificates_short",
    );
    let narrow = Shape {
        size: [480.0, 1_760.0],
        ..PLAIN
    };
    let mut refused = certificates::shown(narrow, "completed");
    let permission = ServerText::new("certificates:view");
    let kind = ProblemKind::PermissionNeeded { permission };
    certificates::answer(&mut refused, Err(kind.into()));
    keep(&mut results, &mut refused, "certificates_refused");
    let narrow = &mut certificates::listed(narrow, "completed", 3);
    keep(&mut results, narrow, "certificates_narrow");
}

#[test]
fn names_from_right_to_left() {
    let mut all = SnapshotResults::new();
    let people = [
        person(1, "محمد بن عبد الله", "مدير المدرسة"),
        person(2, "فیضان علی", "سافٹ ویئر ڈویلپر"),
        person(3, "נועה בן דוד", "מנהלת בית הספר"),
    ];
    let mut data = batch("completed");
    data["name"] = json!("دفعة الصف العاشر ٢٠٢٤ – Class 10th");
    data["template"] = template(&people);
    data["template"]["signatory_fields"] = json!(["signatory_1", "signatory_2", "signatory_3"]);
    let mut window = Window::with_token(TALL);
    window.checks(Ok(&data));
    window.draws(Ok(drawing([320, 226])));
    keep(&mut all, &mut window, "right_to_left");
}

#[test]
fn several_accounts() {
    let mut results = SnapshotResults::new();
    let mut window = with_accounts(SMALL);
    window.press("Account: Dubai Academy");
    keep(&mut results, &mut window, "accounts_switcher");
    let dark = Shape {
        theme: ThemeChoice::Dark,
        ..SMALL
    };
    let mut window = with_accounts(dark);
    window.press("Account: Dubai Academy");
    window.press(&say(TextId::MenuAccounts));
    keep(&mut results, &mut window, "accounts");
    let mut window = with_accounts(SLIM);
    window.press("Account: Dubai Academy");
    window.press(&say(TextId::MenuAccounts));
    window.press(&say(TextId::AccountAdd));
    keep(&mut results, &mut window, "accounts_add");
}
