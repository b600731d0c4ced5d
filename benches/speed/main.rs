//! Speed of the program's own work, without network and screen.
//!
//! `cargo bench`, or `cargo bench --bench speed -- lists` for a part.
#![expect(clippy::unwrap_used, reason = "a measurement may stop anywhere")]

mod batches;
mod certificates;
mod desk;
mod lists;

use desk::Desk;
use divan::{Bencher, black_box};
use egui::{Event, Key, Modifiers};

fn main() {
    divan::main();
}

/// From Enter to the picture, with everything else at once: the service, the network, the graphics
/// card.
#[divan::bench(sample_count = 60, sample_size = 1)]
fn enter_to_picture(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(Desk::typed)
        .bench_local_values(|mut desk| {
            desk.frame(vec![Event::Key {
                key: Key::Enter,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::NONE,
            }]);
            while !desk.shows_picture() {
                black_box(desk.frame(Vec::new()));
            }
            desk
        });
}
