//! The list of certificates: its first page, and all 10,000 of them as tables.

use divan::{Bencher, black_box};
use egui::Pos2;
use jiff::tz::TimeZone;
use vec_batch_viewer::domain::certificate::CertificateStatus;
use vec_batch_viewer::domain::moment::Moment;
use vec_batch_viewer::domain::picture::{FileAddress, FileLink};
use vec_batch_viewer::domain::table::Table;
use vec_batch_viewer::domain::{BatchId, Certificate, ServerText};
use vec_batch_viewer::l10n::Localizer;
use vec_batch_viewer::report;
use vec_batch_viewer::state::RemotePhase;

use crate::desk::{self, ALL, Desk, wheel};

pub fn row(batch: BatchId, number: usize) -> Certificate {
    let text = |text: String| Some(ServerText::new(&text));
    let file = |extension| {
        let path = format!("/storage/certificates/{number}.{extension}");
        FileLink::At(FileAddress::resolve(&path, &desk::origin()).unwrap())
    };
    Certificate {
        id: text(format!("5ace0001-0000-4000-8000-{number:012}")),
        reference_id: text(format!("VEC-IC-2025{number:08}")),
        batch_id: text(batch.to_string()),
        name: text(format!("Person {number} of the school")),
        email: text(format!("person.{number}@example.com")),
        status: match number % 20 {
            0 => CertificateStatus::Failed,
            _ => CertificateStatus::Generated,
        },
        pdf: file("pdf"),
        picture: file("png"),
        qr_code: file("svg"),
        issue_date: Some(Moment::of_day("2025-03-14T00:00:00.000000Z")),
        generated_at: Some(Moment::new("2025-03-14T13:04:03.000000Z")),
        created_at: Some(Moment::new("2025-03-14T13:02:19.000000Z")),
        updated_at: Some(Moment::new("2025-03-14T13:04:03.000000Z")),
        ..Certificate::default()
    }
}

/// Made in a frame; the file is not.
#[divan::bench]
fn table(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(rows)
        .bench_local_refs(|rows| table_of(rows));
}

#[divan::bench]
fn csv(bencher: Bencher<'_, '_>) {
    let table = table_of(&rows());
    bencher.bench_local(|| report::csv(black_box(&table)));
}

#[divan::bench]
fn workbook(bencher: Bencher<'_, '_>) {
    let table = table_of(&rows());
    bencher.bench_local(|| report::workbook(black_box(&table), "Class 10th"));
}

fn rows() -> Vec<Certificate> {
    let batch = desk::ID.parse().unwrap();
    (0..ALL).map(|number| row(batch, number)).collect()
}

fn table_of(rows: &[Certificate]) -> Table {
    report::certificates_table(&Localizer::english(TimeZone::UTC), rows)
}

/// The frames from the first page to its rows on screen, no letter of which was drawn before.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn first_page(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(asked).bench_local_values(|mut desk| {
        for _ in 0..2 {
            desk.frame(Vec::new());
        }
        assert_eq!(desk.state().certificates.pages.list.rows().len(), 100);
        desk
    });
}

/// A program whose question for the first page is answered, and the answer not yet fetched.
fn asked() -> Desk {
    let mut desk = Desk::with_batch();
    desk.frame(vec![egui::Event::PointerMoved(Pos2::new(1_085.0, 400.0))]);
    while desk.state().certificates.pages.remote.phase == RemotePhase::Unasked {
        desk.frame(vec![wheel(-40.0)]);
    }
    desk
}

/// A program with all of them loaded and in sight.
pub fn loaded() -> Desk {
    let mut desk = asked();
    for _ in 0..8 {
        desk.frame(vec![wheel(-40.0)]);
    }
    desk.press("Save all 10,000 as CSV…");
    // A page comes with each frame.
    for _ in 0..ALL / 100 {
        desk.frame(Vec::new());
    }
    let pages = &desk.state().certificates.pages;
    assert_eq!(pages.list.rows().len(), ALL, "all are loaded");
    desk
}
