//! Frames of both lists, 10,000 rows of each loaded.

use divan::Bencher;
use egui::Event;

use crate::desk::{Desk, IN_THE_LIST, wheel};
use crate::{batches, certificates};

#[derive(Debug)]
enum List {
    Batches,
    Certificates,
}

const BOTH: [List; 2] = [List::Batches, List::Certificates];

impl List {
    fn loaded(&self) -> Desk {
        match self {
            Self::Batches => batches::loaded(),
            Self::Certificates => certificates::loaded(),
        }
    }
}

/// Nothing happens.
#[divan::bench(args = BOTH)]
fn at_rest(bencher: Bencher<'_, '_>, list: &List) {
    let mut desk = list.loaded();
    bencher.bench_local(|| desk.frame(Vec::new()));
}

/// As [`at_rest`] with a screen reader listening.
#[divan::bench(args = BOTH)]
fn read_aloud(bencher: Bencher<'_, '_>, list: &List) {
    let mut desk = list.loaded();
    desk.listen();
    bencher.bench_local(|| desk.frame(Vec::new()));
}

/// Other rows in every frame.
#[divan::bench(args = BOTH)]
fn scrolling(bencher: Bencher<'_, '_>, list: &List) {
    let mut desk = list.loaded();
    desk.frame(vec![Event::PointerMoved(IN_THE_LIST)]);
    let mut turns = 0;
    let mut turn = || {
        turns += 1;
        vec![wheel(if turns % 800 < 400 { -720.0 } else { 720.0 })]
    };
    let before = desk.frame(turn()).meshes();
    assert!(before != desk.frame(turn()).meshes(), "the list moves");
    bencher.bench_local(|| desk.frame(turn()));
}
