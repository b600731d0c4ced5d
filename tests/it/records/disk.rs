//! Disks that do not do as asked.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use vec_batch_viewer::records::{Left, StorageError, StorageErrorKind};
use vec_batch_viewer::state::Settings;

use super::room::{HOST, Room, SETTINGS, id, inside, open, recent, written};
use super::{DARK, answer};
use crate::support::alone::{finish, this_test};

fn why(kept: Result<(), StorageError>) -> StorageErrorKind {
    match kept {
        Err(StorageError::NotWritten { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_home_that_is_no_folder_is_no_obstacle() {
    let room = Room::new();
    room.write("config/file", b"");
    let below = room.path("config/file/home");
    let records = open(&below);
    assert_eq!(records.settings(), (Settings::default(), None));
    assert_eq!(records.recents(HOST), (Vec::new(), None));
    assert_eq!(records.answer(HOST, id(1)), None);
    why(records.save_settings(&DARK));
    why(records.save_recents(HOST, &[recent(1, 1)]));
    why(records.save_answer(HOST, id(1), &answer("{}", None)));
    written(records.forget_answer(HOST, id(1)));
    assert_eq!(records.clear(), Left::new());
    assert_eq!(room.names(), ["config/file"]);
}

/// Permissions do not bind the administrator until that privilege is given up. Another user
/// may not be able to come to the program, nor to the room.
const BOUND_BY_PERMISSIONS: [&str; 5] = [
    "setpriv",
    "--bounding-set",
    "-dac_override,-dac_read_search",
    "--inh-caps",
    "-dac_override,-dac_read_search",
];

#[test]
fn a_home_that_may_only_be_read_is_read() {
    let test = this_test!();
    if let Some(home) = inside(test) {
        return read_only(&home);
    }
    let room = Room::new();
    let records = room.open();
    records.save_settings(&DARK).expect("kept");
    records.save_recents(HOST, &[recent(1, 1)]).expect("kept");
    written(records.save_recents("b.example", &[recent(2, 2)]));
    written(records.save_answer(HOST, id(1), &answer("{}", None)));
    room.write("config/recents-b.example.json", b"damaged");
    room.write("config/recents-c.example.json", b"secret");
    let folders = ["", "config", "cache", "cache/answers"].map(|name| room.path(name));
    for path in room.files().iter().chain(&folders) {
        let mode = if path.is_dir() { 0o500 } else { 0o400 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    }
    let secret = room.path("config/recents-c.example.json");
    fs::set_permissions(secret, fs::Permissions::from_mode(0o000)).expect("a mode");
    let before = room.names();
    let is_root = rustix::process::geteuid().is_root();
    let through = if is_root {
        &BOUND_BY_PERMISSIONS[..]
    } else {
        &[]
    };
    finish(&mut room.process(test, through));
    assert_eq!(room.names(), before);
    for folder in folders {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).expect("a mode");
    }
}

fn read_only(home: &Path) {
    let records = open(home);
    assert_eq!(records.settings(), (DARK, None));
    assert_eq!(records.recents(HOST), (vec![recent(1, 1)], None));
    assert_eq!(records.answer(HOST, id(1)), Some(answer("{}", None)));
    for host in ["b.example", "c.example"] {
        let not_read = StorageError::NotRead {
            name: format!("recents-{host}.json"),
            why: StorageErrorKind::NotAllowed,
        };
        let as_it_is = (Vec::new(), Some(not_read));
        assert_eq!(records.recents(host), as_it_is);
    }
    for refused in [
        records.save_recents("b.example", &[recent(9, 9)]),
        records.save_recents("c.example", &[recent(9, 9)]),
        records.save_settings(&Settings::default()),
        records.save_recents(HOST, &[]),
        records.save_answer(HOST, id(1), &answer("1", None)),
        records.forget_answer(HOST, id(1)),
    ] {
        assert_eq!(why(refused), StorageErrorKind::NotAllowed);
    }
    let left = records.clear();
    assert_eq!(left.len(), 8, "{left:?}");
}

/// No file of this process may become longer than 4 KiB, and the write that
/// would do it fails halfway.
const LITTLE_ROOM: &str = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";

#[test]
fn a_full_disk_loses_nothing() {
    let test = this_test!();
    if let Some(home) = inside(test) {
        return full(&home);
    }
    let room = Room::new();
    let records = room.open();
    records.save_settings(&DARK).expect("kept");
    records.save_recents(HOST, &[recent(1, 1)]).expect("kept");
    written(records.save_answer(HOST, id(1), &answer("{}", None)));
    let files = || -> Vec<_> { room.names().iter().map(|name| room.read(name)).collect() };
    let before = files();
    finish(&mut room.process(test, &["sh", "-c", LITTLE_ROOM]));
    assert_eq!(before, files(), "nothing changed and nothing left behind");
    let many: Vec<_> = (1..=100).map(|number| recent(number, 1)).collect();
    written(room.open().save_recents(HOST, &many));
    assert_eq!(room.open().recents(HOST).0.len(), 100);
}

fn full(home: &Path) {
    let records = open(home);
    let many: Vec<_> = (1..=100).map(|number| recent(number, 1)).collect();
    let large = answer(&"x".repeat(10_000), None);
    for refused in [
        records.save_recents(HOST, &many),
        records.save_answer(HOST, id(1), &large),
        records.save_answer(HOST, id(2), &large),
    ] {
        assert_eq!(why(refused), StorageErrorKind::Full);
    }
    assert_eq!(records.settings(), (DARK, None));
    assert_eq!(records.recents(HOST), (vec![recent(1, 1)], None));
    assert_eq!(records.answer(HOST, id(1)), Some(answer("{}", None)));
}

#[test]
fn another_program_that_stands_still_holds_nothing_up_for_long() {
    let room = Room::new();
    room.open().save_settings(&DARK).expect("kept");
    let lock = File::open(room.path("config/lock")).expect("the lock");
    lock.lock().expect("locked");
    let records = room.open();
    let start = Instant::now();
    assert_eq!(records.settings(), (DARK, None), "without the lock");
    room.write(SETTINGS, b"damaged");
    let busy = StorageError::NotRead {
        name: "settings.json".to_owned(),
        why: StorageErrorKind::Busy,
    };
    assert_eq!(records.settings(), (Settings::default(), Some(busy)));
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
    assert_eq!(room.read(SETTINGS), b"damaged");
    let told = room.open().save_settings(&DARK);
    assert!(matches!(told, Err(StorageError::SetAside { .. })));
    assert_eq!(room.open().settings(), (DARK, None), "kept all the same");
}
