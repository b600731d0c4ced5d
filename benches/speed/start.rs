//! From the start of the program to the state of its first frame.

use divan::black_box;
use jiff::tz::TimeZone;
use vec_batch_viewer::api::Api;
use vec_batch_viewer::domain::sample::SampleKind;
use vec_batch_viewer::l10n::Localizer;
use vec_batch_viewer::state::AppState;

use crate::desk;

/// The words, read from their files.
#[divan::bench]
fn l10n() -> Localizer {
    Localizer::english(black_box(TimeZone::UTC))
}

/// The state, and what it wants done first.
#[divan::bench]
fn state(bencher: divan::Bencher<'_, '_>) {
    bencher
        .with_inputs(|| desk::start(SampleKind::Completed))
        .bench_values(|start| AppState::new(start, desk::now()));
}

/// What asks the service, with the computer's roots of trust; made beside the
/// window.
#[divan::bench(sample_count = 10)]
fn service() -> Api {
    Api::new().unwrap()
}
