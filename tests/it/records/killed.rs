//! A program that is killed in the middle of writing.

use std::path::Path;
use std::process::Stdio;
use std::thread::scope;
use std::time::Duration;

use vec_batch_viewer::domain::ServerText;
use vec_batch_viewer::domain::recent::Recent;
use vec_batch_viewer::records::Records;

use super::every_setting;
use super::room::{HOST, KEPT, Room, inside, last_kept, open, recent, this_program};
use crate::support::alone::this_test;

const ROUNDS: usize = 1_000;
/// Rounds go on side by side, each in a home of its own.
const SIDES: usize = 4;

/// The list after the change of this number.
fn list(change: usize) -> Vec<Recent> {
    let name = ServerText::new(&change.to_string());
    let one = |number| Recent {
        name: Some(name.clone()),
        ..recent(number, 1)
    };
    (1..=20).map(one).collect()
}

/// The number of the last change, told by every batch of the list alike.
fn last(records: &Records) -> usize {
    let (recents, storage_errors) = records.recents(HOST);
    assert_eq!(storage_errors, []);
    let names = recents.iter().map(|one| one.name.as_ref());
    let mut names = names.map(|name| name.map(ServerText::as_str));
    let Some(first) = names.next() else { return 0 };
    assert_eq!(recents.len(), 20);
    assert!(names.all(|name| name == first), "of one time: {recents:?}");
    first.expect("a name").parse().expect("a number")
}

#[test]
fn killed_a_thousand_times_it_loses_at_most_the_last_change() {
    let test = this_test!();
    if let Some(home) = inside(test) {
        return write_on_and_on(&home);
    }
    let unfinished: usize = scope(|scope| {
        let sides: Vec<_> = (0..SIDES)
            .map(|side| scope.spawn(move || rounds(test, side)))
            .collect();
        let sides = sides.into_iter();
        sides.map(|side| side.join().expect("whole files")).sum()
    });
    // Else the files would be whole because nothing was ever under way.
    assert!(unfinished > ROUNDS / 20, "{unfinished} in a file");
}

#[expect(clippy::print_stdout, reason = "the test that kills it reads along")]
fn write_on_and_on(home: &Path) {
    let records = open(home);
    let settings: Vec<_> = every_setting().collect();
    // Should the other program be gone, this one ends too.
    for change in last(&records) + 1..100_000 {
        records.save_recents(HOST, &list(change)).expect("kept");
        let settings = &settings[change % settings.len()];
        records.save_settings(settings).expect("kept");
        println!("{KEPT}{change}");
    }
}

/// Number of rounds that ended in the middle of a file.
fn rounds(test: &str, side: usize) -> usize {
    let room = Room::new();
    let settings: Vec<_> = every_setting().collect();
    let mut unfinished = 0;
    for round in (side..ROUNDS).step_by(SIDES) {
        let kept = killed(&room, test, round);
        let records = room.open();
        let now = last(&records);
        assert!(now == kept || now == kept + 1, "{now} after {kept}");
        let (read, storage_errors) = records.settings();
        assert_eq!(storage_errors, []);
        let at = |change: usize| settings[change % settings.len()];
        assert!(
            [at(kept), at(kept + 1)].contains(&read),
            "{read:?} after {kept}"
        );
        unfinished += usize::from(!room.named(".new").is_empty());
    }
    assert_eq!(room.named("corrupt"), [""; 0]);
    let names = room.names();
    assert!(names.len() <= 9, "no heap of rests: {names:?}");
    unfinished
}

/// Lets a program write, kills it, and tells the last change it knew was kept.
fn killed(room: &Room, test: &str, round: usize) -> usize {
    let mut process = room.process(test, (&this_program(), &[]));
    let child = process.stdout(Stdio::piped()).spawn().expect("it starts");
    // Any moment of the next changes, in an order that is the same each time.
    last_kept(child, Duration::from_micros((round * 7_919 % 5_000) as u64))
}
