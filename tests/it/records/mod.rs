//! Memory on disk: whole whatever happens, and never in the way.

pub mod accounts;
mod damage;
mod disk;
mod machine;
pub mod room;
mod switching;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use room::{HOST, Room, id, recent, written};
use vec_batch_viewer::records::{Left, Records, StorageError, StoredAnswer};
use vec_batch_viewer::state::{Settings, Switch, TEXT_SIZES, ThemeChoice};

const DARK: Settings = Settings {
    theme: ThemeChoice::Dark,
    text_percent: 125,
    follow: Some(Switch::Off),
    notify: Switch::Off,
    side_list: Switch::Off,
};

fn answer(raw: &str, picture: Option<&[u8]>) -> StoredAnswer {
    StoredAnswer {
        raw: raw.to_owned(),
        at: "2025-03-14T13:04:03.123456789Z".parse().expect("a time"),
        picture: picture.map(<[u8]>::to_vec),
    }
}

#[test]
fn every_setting_comes_back() {
    use ThemeChoice::{Dark, HighContrast, Light, System};
    let room = Room::new();
    assert_eq!(room.open().settings(), (Settings::default(), None));
    for theme in [System, Light, Dark, HighContrast] {
        for text_percent in TEXT_SIZES {
            let settings = Settings {
                theme,
                text_percent,
                ..Settings::default()
            };
            written(room.open().save_settings(&settings));
            assert_eq!(room.open().settings(), (settings, None));
        }
    }
}

#[test]
fn recent_batches_come_back_and_go_and_each_service_has_its_own() {
    let room = Room::new();
    let [a, b, c] = [recent(1, 30), recent(2, 20), recent(3, 10)];
    let records = room.open();
    written(records.save_recents(HOST, &[c.clone(), a.clone(), b.clone()]));
    let other = "127.0.0.1:8080";
    written(records.save_recents(other, std::slice::from_ref(&c)));
    let fresh = room.open();
    assert_eq!(fresh.recents(HOST), (vec![a, b.clone(), c.clone()], None));
    assert_eq!(fresh.recents(other), (vec![c], None));
    assert_eq!(fresh.recents("no.example"), (Vec::new(), None));
    for rest in [&[b][..], &[]] {
        written(records.save_recents(HOST, rest));
        assert_eq!(room.open().recents(HOST), (rest.to_vec(), None));
    }
}

#[test]
fn nothing_is_written_while_nothing_changes() {
    let room = Room::new();
    let records = room.open();
    let _ = (records.settings(), records.recents(HOST));
    assert_eq!(records.answer(HOST, id(1)), None);
    assert_eq!(records.clear(), Left::new());
    assert_eq!(room.names(), [""; 0], "looking writes nothing");
    written(records.save_settings(&Settings::default()));
    written(records.save_recents(HOST, &[]));
    assert_eq!(room.names(), ["config/lock"], "no file of defaults");

    let list = [recent(1, 30), recent(2, 20)];
    let stored = answer("{}", Some(b"picture"));
    let save_all = |records: &Records| {
        records.save_settings(&DARK).expect("kept");
        records.save_recents(HOST, &list).expect("kept");
        records.save_answer(HOST, id(1), &stored).expect("kept");
    };
    save_all(&records);
    let state = || {
        let state = room.files().into_iter().map(|path| {
            let found = fs::metadata(&path).expect("a file");
            (path, found.ino(), found.mtime(), found.mtime_nsec())
        });
        state.collect::<Vec<_>>()
    };
    let before = state();
    assert_eq!(
        before.len(),
        7,
        "three files, two copies, two locks: {before:?}"
    );
    for _ in 0..3 {
        save_all(&records);
        let fresh = room.open();
        let _ = (fresh.settings(), fresh.recents(HOST));
        save_all(&fresh);
    }
    assert_eq!(state(), before);
}

#[test]
fn files_are_for_this_person_alone() {
    let room = Room::new();
    let records = room.open();
    for settings in [DARK, Settings::default()] {
        written(records.save_settings(&settings));
    }
    written(records.save_answer(HOST, id(1), &answer("{}", None)));
    let folders = ["config", "cache", "cache/answers"].map(|folder| (room.path(folder), 0o700));
    let files = room.files().into_iter().map(|file| (file, 0o600));
    for (path, mode) in files.chain(folders) {
        let permissions = fs::metadata(&path).expect("it is there").permissions();
        assert_eq!(permissions.mode() & 0o777, mode, "{}", path.display());
    }
}

#[test]
fn an_answer_is_of_its_own_batch_and_service() {
    let room = Room::new();
    let records = room.open();
    for stored in [
        answer("{\"data\":{}}\n", Some(b"\x89PNG\r\n\x1a\n\0")),
        answer("", Some(b"")),
        answer("فیضان", None),
    ] {
        records.save_answer(HOST, id(1), &stored).expect("kept");
        assert_eq!(room.open().answer(HOST, id(1)), Some(stored));
    }
    assert_eq!(records.answer(HOST, id(2)), None);
    assert_eq!(records.answer("other.example", id(1)), None);
    // A file that somebody gave the name of another.
    let [file] = room.named(".answer").try_into().expect("one file");
    let other = file.replace("00001.answer", "00002.answer");
    fs::copy(room.path(&file), room.path(&other)).expect("a copy");
    assert_eq!(records.answer(HOST, id(2)), None, "of another batch");
    for _ in 0..2 {
        records.forget_answer(HOST, id(1)).expect("forgotten");
    }
    assert_eq!(records.answer(HOST, id(1)), None);
}

#[test]
fn the_oldest_answers_make_room() {
    let room = Room::new();
    let records = room.open();
    let large = answer(&"x".repeat(7 << 20), None);
    for number in 1..=12 {
        records.save_answer(HOST, id(number), &large).expect("kept");
    }
    let kept = (1..=12).filter(|number| records.answer(HOST, id(*number)).is_some());
    assert!(kept.eq(4..=12), "9 × 7 MiB are 63 MiB");
    for number in 100..=620 {
        written(records.save_answer(HOST, id(number), &answer("{}", None)));
    }
    assert_eq!(room.named(".answer").len(), 500);
    assert!(records.answer(HOST, id(620)).is_some());
    let endless = answer(&"x".repeat(17 << 20), None);
    let refused = records.save_answer(HOST, id(1), &endless);
    assert!(matches!(refused, Err(StorageError::NotWritten { .. })));
}

#[test]
fn everything_is_forgotten_but_what_is_the_persons_own() {
    let room = Room::new();
    let records = room.open();
    records.save_settings(&DARK).expect("kept");
    written(records.save_recents(HOST, &[recent(1, 1), recent(2, 2)]));
    written(records.save_recents("b.example", &[recent(3, 3)]));
    for number in 1..=3 {
        written(records.save_answer(HOST, id(number), &answer("{}", None)));
    }
    fs::write(room.path("config/settings.json"), "{").expect("damaged");
    let _ = records.settings();
    fs::write(room.path("config/letter.txt"), "the person's own").expect("a file");
    assert_eq!(records.clear(), Left::new());
    let rest = ["cache/answers/lock", "config/letter.txt", "config/lock"];
    assert_eq!(room.names(), rest);
    assert_eq!(room.open().settings(), (Settings::default(), None));
    assert_eq!(records.clear(), Left::new());
    // A window that is still open brings nothing back that it did not look at since.
    written(records.save_recents(HOST, &[recent(1, 1), recent(2, 9)]));
    assert_eq!(room.open().recents(HOST).0, [recent(2, 9)]);
}

#[test]
fn without_folders_nothing_is_remembered_and_that_is_said() {
    let records = Records::open(None);
    let told = Some(StorageError::NoFolder);
    assert_eq!(records.settings(), (Settings::default(), told.clone()));
    assert_eq!(records.recents(HOST), (Vec::new(), told));
    assert_eq!(records.answer(HOST, id(1)), None);
    let nowhere = Err(StorageError::NoFolder);
    assert_eq!(records.save_settings(&DARK), nowhere);
    assert_eq!(records.save_recents(HOST, &[recent(1, 1)]), nowhere);
    let kept = records.save_answer(HOST, id(1), &answer("{}", None));
    assert_eq!(kept, nowhere);
    assert_eq!(records.clear(), Left::new());
}
