//! From bytes to what the state holds.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use vec_batch_viewer::api::parse_batch;
use vec_batch_viewer::domain::ServerText;
use vec_batch_viewer::domain::sample::SampleKind;
use vec_batch_viewer::state::{AppState, IdFieldIntent, Intent, Message, update};

use crate::desk;

/// The answer's bytes to a batch, everything in it neutralised.
#[divan::bench(args = [SampleKind::Completed, SampleKind::ManySignatories])]
fn parse(bencher: Bencher<'_, '_>, kind: SampleKind) {
    let answer = desk::answer(kind);
    let bytes = answer.raw.as_bytes();
    let origin = desk::origin();
    bencher
        .counter(BytesCount::of_slice(bytes))
        .bench(|| parse_batch(black_box(bytes), &origin).unwrap());
}

/// 1 MB of text, in texts of 1,000 characters as an answer could hold them.
#[divan::bench(args = ["plain", "mixed", "hostile"])]
fn neutralise(bencher: Bencher<'_, '_>, kind: &str) {
    let piece = match kind {
        "plain" => "Certificate of attendance 2024; ",
        "mixed" => "Faizan علی, 王小明 and José ",
        _ => "\u{202e}a\u{200b}\u{301}\u{301}\u{e000}\u{7}👩\u{200d}👧 ",
    };
    let text: String = piece.chars().cycle().take(1_000).collect();
    let times = 1_000_000 / text.len();
    bencher
        .counter(BytesCount::new(text.len() * times))
        .bench(|| {
            for _ in 0..times {
                black_box(ServerText::new(black_box(&text)));
            }
        });
}

/// A key pressed in the field for the ID.
#[divan::bench]
fn update_by_a_key(bencher: Bencher<'_, '_>) {
    let (mut state, _) = AppState::new(desk::start(SampleKind::Completed), desk::now());
    bencher
        .with_inputs(|| Message::Intent(Intent::IdField(IdFieldIntent::Edit(desk::ID.to_owned()))))
        .bench_local_values(|key| update(&mut state, key, desk::now()));
}

/// An answer taken in, from the request to what is shown and asked for next.
#[divan::bench(args = [SampleKind::Completed, SampleKind::ManySignatories])]
fn update_by_an_answer(bencher: Bencher<'_, '_>, kind: SampleKind) {
    bencher
        .with_inputs(|| {
            let (state, effects) = AppState::new(desk::start(kind), desk::now());
            let event = effects.iter().find_map(|effect| desk::reply(kind, effect));
            (state, Message::Event(event.unwrap()))
        })
        .bench_local_values(|(mut state, answer)| {
            let effects = update(&mut state, answer, desk::now());
            (state, effects)
        });
}
