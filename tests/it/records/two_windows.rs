//! The same program twice.

use std::fs::File;
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use vec_batch_viewer::domain::recent::Recent;
use vec_batch_viewer::records::{StorageError, StorageErrorKind};
use vec_batch_viewer::state::Settings;

use super::room::{HOST, Room, id, inside, open, recent, this_program, written};
use super::{DARK, answer, every_setting};
use crate::support::alone::this_test;

const CHANGES: usize = 200;
const BATCHES: usize = 100;
/// Says whose batches a process has to do with.
const WINDOW: &str = "VEC_TEST_WINDOW";

fn number(window: usize, change: usize) -> u128 {
    (window * 1_000 + change % BATCHES) as u128
}

/// Each batch is seen twice: the second time later and under way further.
fn changed(window: usize, change: usize) -> Recent {
    let seen = i64::try_from(change).expect("a small number");
    recent(number(window, change), seen)
}

#[test]
fn two_programs_lose_nothing_of_each_other() {
    let test = this_test!();
    if let Some(home) = inside(test) {
        let window = std::env::var(WINDOW).expect("a window");
        return one_window(&home, window.parse().expect("its number"));
    }
    let room = Room::new();
    let program = this_program();
    let mut windows = [1, 2].map(|window| {
        let mut process = room.process(test, (&program, &[]));
        process.env(WINDOW, window.to_string());
        process.stdout(Stdio::null()).spawn().expect("it starts")
    });
    // Meanwhile a third one only looks: every look finds whole files.
    let mut looks = 0;
    while windows
        .iter_mut()
        .any(|w| w.try_wait().expect("a process").is_none())
    {
        let looking = room.open();
        assert_eq!(looking.settings().1, []);
        assert_eq!(looking.recents(HOST).1, []);
        looks += 1;
    }
    for mut window in windows {
        assert!(window.wait().expect("a process").success());
    }
    assert!(looks > 10, "{looks} looks");
    let (recents, storage_errors) = room.open().recents(HOST);
    assert_eq!(storage_errors, []);
    assert_eq!(recents.len(), 2 * BATCHES);
    for window in [1, 2] {
        for change in CHANGES - BATCHES..CHANGES {
            let last = changed(window, change);
            assert!(recents.contains(&last), "{last:?}");
        }
    }
    assert_eq!(room.named("corrupt"), [""; 0]);
    assert_eq!(room.named(".new"), [""; 0]);
}

fn one_window(home: &Path, window: usize) {
    let records = open(home);
    let settings: Vec<Settings> = every_setting().collect();
    let mut list: Vec<Recent> = Vec::new();
    for change in 0..CHANGES {
        let next = changed(window, change);
        list.retain(|one| one.id != next.id);
        list.push(next);
        records.save_recents(HOST, &list).expect("kept");
        let settings = settings[change % settings.len()];
        records.save_settings(&settings).expect("kept");
        let stored = answer(&change.to_string(), Some(&[0; 5_000]));
        records.save_answer(HOST, id(1), &stored).expect("kept");
        assert!(records.answer(HOST, id(1)).is_some());
    }
}

#[test]
fn another_program_that_stands_still_holds_nothing_up_for_long() {
    let room = Room::new();
    room.open().save_settings(&DARK).expect("kept");
    let lock = File::open(room.path("config/lock")).expect("the lock");
    lock.lock().expect("locked");
    let records = room.open();
    let start = Instant::now();
    assert_eq!(records.settings(), (DARK, Vec::new()), "without the lock");
    room.write("config/settings.json", b"damaged");
    let busy = StorageError::NotRead {
        name: "settings.json".to_owned(),
        why: StorageErrorKind::Busy,
    };
    assert_eq!(records.settings(), (Settings::default(), vec![busy]));
    assert!(start.elapsed().as_secs() < 3, "{:?}", start.elapsed());
    let (ended, end) = mpsc::channel();
    std::thread::spawn(move || ended.send(records.save_settings(&DARK)));
    let kept = end.recv_timeout(Duration::from_secs(30));
    let busy = StorageError::NotWritten {
        name: "settings.json".to_owned(),
        why: StorageErrorKind::Busy,
    };
    assert_eq!(kept, Ok(Err(busy)));
    drop(lock);
    assert_eq!(room.read("config/settings.json"), b"damaged");
    written(room.open().save_settings(&Settings {
        text_percent: 80,
        ..DARK
    }));
}
