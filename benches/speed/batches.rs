//! The first page's list of batches, 10,000 of them loaded.

use divan::Bencher;
use egui::{Event, Pos2};
use vec_batch_viewer::domain::moment::Moment;
use vec_batch_viewer::domain::progress::Counts;
use vec_batch_viewer::domain::status::Status;
use vec_batch_viewer::domain::{Batch, ServerText};

use crate::desk::{ALL, Desk, wheel};

pub fn row(number: usize) -> Batch {
    let text = |text: String| Some(ServerText::new(&text));
    let failed = (number % 20) as u64;
    Batch {
        id: text(format!("5ace0002-0000-4000-8000-{number:012}")),
        name: text(format!("Class {number} of the school")),
        status: match failed {
            0 => Status::WaitingForApproval,
            _ => Status::Completed,
        },
        counts: Counts {
            total: Some(300),
            made: Some(300 - failed),
            failed: Some(failed),
        },
        created_at: Some(Moment::new("2025-03-14T13:02:19.000000Z")),
        ..Batch::default()
    }
}

/// Nothing happens.
#[divan::bench]
fn at_rest(bencher: Bencher<'_, '_>) {
    let mut desk = listed();
    bencher.bench_local(|| desk.frame(Vec::new()));
}

/// As [`at_rest`] with a screen reader listening.
#[divan::bench]
fn read_aloud(bencher: Bencher<'_, '_>) {
    let mut desk = listed();
    desk.listen();
    bencher.bench_local(|| desk.frame(Vec::new()));
}

/// Other rows in every frame.
#[divan::bench]
fn scrolling(bencher: Bencher<'_, '_>) {
    let mut desk = listed();
    let mut turns = 0;
    let mut turn = || {
        turns += 1;
        vec![wheel(if turns % 800 < 400 { 720.0 } else { -720.0 })]
    };
    let before = desk.frame(turn()).meshes();
    assert_ne!(before, desk.frame(turn()).meshes(), "the list moves");
    bencher.bench_local(|| desk.frame(turn()));
}

/// The list with all of them loaded, at its end.
fn listed() -> Desk {
    let mut desk = Desk::without_batch();
    desk.frame(vec![Event::PointerMoved(Pos2::new(500.0, 500.0))]);
    let loaded = |desk: &Desk| desk.state().browse.pages.list.rows().len();
    while loaded(&desk) < ALL {
        let before = loaded(&desk);
        for _ in 0..20 {
            desk.frame(vec![wheel(-10_000.0)]);
        }
        assert!(loaded(&desk) > before, "the end asks for more");
    }
    desk
}
