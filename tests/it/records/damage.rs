//! Damaged files: the program starts, nothing is deleted, and it is said.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use proptest::prelude::*;
use vec_batch_viewer::domain::account::AccountChange;
use vec_batch_viewer::records::{Fallback, StorageError};
use vec_batch_viewer::state::Settings;

use super::room::{ACCOUNTS, HOST, RECENTS, Room, SETTINGS, id, recent, written};
use super::{DARK, answer};
use crate::support::accounts::three;

/// Good files, cut and changed in every way that disks and people do.
fn damaged(good: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let text = String::from_utf8(good.to_vec()).expect("text");
    let version = |other: &str| text.replace("\"version\": 1", other).into();
    vec![
        ("empty", Vec::new()),
        ("blank", b"  \n".to_vec()),
        ("half", good[..good.len() / 2].to_vec()),
        ("without its end", good[..good.len() - 1].to_vec()),
        ("zeros", vec![0; good.len()]),
        ("zeros behind", [good, &[0; 512]].concat()),
        ("a NUL in front", [b"\0", good].concat()),
        ("twice", [good, good].concat()),
        ("no UTF-8", [good, b"\xff\xfe"].concat()),
        (
            "UTF-16",
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        ("a list", b"[1]".to_vec()),
        ("a word", b"null".to_vec()),
        (
            "without a version",
            text.replace("version", "vision").into(),
        ),
        ("version 0", version("\"version\": 0")),
        ("version -1", version("\"version\": -1")),
        ("version in words", version("\"version\": \"1\"")),
        ("deep", "[".repeat(100_000).into()),
        (
            "deep inside",
            format!("{{\"version\":1,\"theme\":{}", "[".repeat(100_000)).into(),
        ),
        ("huge", [good, &vec![b' '; 5 << 20]].concat()),
    ]
}

fn good_files() -> (Vec<u8>, Vec<u8>) {
    let room = Room::new();
    room.open().save_settings(&DARK).expect("kept");
    written(room.open().save_recents(HOST, &[recent(1, 1)]));
    (room.read(SETTINGS), room.read(RECENTS))
}

fn set_aside(error: Option<StorageError>, expected: Fallback) -> String {
    let Some(StorageError::SetAside { name, instead }) = error else {
        panic!("{error:?}");
    };
    assert_eq!(instead, expected);
    assert!(name.contains(".json.corrupt-20"), "{name}");
    format!("config/{name}")
}

#[test]
fn a_list_that_is_damaged_meanwhile_stays_as_it_is_on_screen() {
    let room = Room::new();
    let records = room.open();
    let ids = || {
        room.open()
            .recents(HOST)
            .0
            .iter()
            .map(|one| one.id)
            .collect::<Vec<_>>()
    };
    let [one, two, three] = [(1, 1), (2, 2), (3, 3)].map(|(id, seen)| recent(id, seen));
    written(records.save_recents(HOST, std::slice::from_ref(&one)));
    written(records.save_recents(HOST, &[two.clone(), one.clone()]));
    room.write(RECENTS, b"{");
    let kept = records.save_recents(HOST, &[three.clone(), two.clone(), one.clone()]);
    set_aside(kept.err(), Fallback::Copy);
    assert_eq!(ids(), [three.id, two.id, one.id]);
    written(records.save_recents(HOST, &[two.clone(), one.clone()]));
    assert_eq!(ids(), [two.id, one.id], "removed for good");
}

#[test]
fn damaged_files_are_set_aside() {
    let (settings, recents) = good_files();
    let spoiled = |good: &[u8], changes: &[(&'static str, &str, &str)]| {
        let text = String::from_utf8(good.to_vec()).expect("text");
        let change = |(how, from, to): &(_, &str, &str)| (*how, text.replace(from, to).into());
        [damaged(good), changes.iter().map(change).collect()].concat()
    };
    let changes = [
        ("an unknown look", "dark", "purple"),
        ("an odd size", "125", "126"),
        ("a negative size", "125", "-125"),
        ("a size in words", "125", "\"125\""),
    ];
    for (how, bytes) in spoiled(&settings, &changes) {
        let room = Room::new();
        room.write(SETTINGS, &bytes);
        let (settings, error) = room.open().settings();
        assert_eq!(settings, Settings::default(), "{how}");
        let aside = set_aside(error, Fallback::Nothing);
        assert_eq!(room.read(&aside), bytes, "{how}: kept as it was");
        assert_eq!(room.open().settings().1, None, "{how}: said once");
        written(room.open().save_settings(&DARK));
        assert_eq!(room.open().settings(), (DARK, None), "{how}");
        assert_eq!(room.read(&aside), bytes, "{how}: still there");
    }
    let changes = [
        ("of another service", HOST, "b.example"),
        ("no ID", "00000001", "nothing"),
        ("no time", "1970", "next year"),
    ];
    for (how, bytes) in spoiled(&recents, &changes) {
        let room = Room::new();
        room.write(RECENTS, &bytes);
        let (recents, error) = room.open().recents(HOST);
        assert_eq!(recents, [], "{how}");
        let aside = set_aside(error, Fallback::Nothing);
        assert_eq!(room.read(&aside), bytes, "{how}: kept as it was");
        written(room.open().save_recents(HOST, &[recent(2, 2)]));
        assert_eq!(room.open().recents(HOST), (vec![recent(2, 2)], None));
    }
}

#[test]
fn a_copy_counts_in_the_stead_of_a_damaged_file_and_brings_back_nothing_removed() {
    let room = Room::new();
    let records = room.open();
    let [a, b, c] = [recent(3, 3), recent(2, 2), recent(1, 1)];
    written(records.save_recents(HOST, &[a, b.clone(), c.clone()]));
    written(records.save_recents(HOST, &[b.clone(), c.clone()]));
    room.write(RECENTS, b"{\"version\":1,\"recents\":[");
    let (recents, error) = room.open().recents(HOST);
    assert_eq!(recents, [b, c]);
    set_aside(error, Fallback::Copy);
    assert_eq!(room.open().recents(HOST), (recents, None), "in its place");
    // A damaged copy is no better than none.
    room.write(RECENTS, b"");
    room.write(&format!("{RECENTS}.bak"), b"");
    let (recents, error) = room.open().recents(HOST);
    assert_eq!(recents, []);
    set_aside(error, Fallback::Nothing);
}

#[test]
fn damage_found_while_saving_is_set_aside_too() {
    let room = Room::new();
    let records = room.open();
    let [a, b, c] = [recent(1, 1), recent(2, 2), recent(3, 3)];
    written(records.save_recents(HOST, std::slice::from_ref(&a)));
    written(records.save_recents(HOST, &[a.clone(), b.clone()]));
    room.write(RECENTS, b"\0\0\0");
    let told = records.save_recents(HOST, &[a.clone(), b, c.clone()]);
    let aside = set_aside(told.err(), Fallback::Copy);
    assert_eq!(room.read(&aside), b"\0\0\0");
    let (recents, _) = room.open().recents(HOST);
    assert!(recents.contains(&c), "{recents:?}");
    assert!(recents.contains(&a), "of the copy: {recents:?}");
}

#[test]
fn each_damaged_file_gets_a_name_of_its_own() {
    let room = Room::new();
    for number in 0..5_u8 {
        room.write(SETTINGS, &[number]);
        let _ = room.open().settings();
    }
    let kept = room.named("corrupt");
    let mut kept: Vec<Vec<u8>> = kept.iter().map(|name| room.read(name)).collect();
    kept.sort();
    assert_eq!(kept, [[0], [1], [2], [3], [4]]);
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let room = Room::new();
    let newer = br#"{"version": 2, "theme": {"name": "night"}, "new": [[[1]]]}"#;
    let all = [ACCOUNTS, RECENTS, SETTINGS];
    for name in all {
        room.write(name, newer);
    }
    let records = room.open();
    let of = |name: &str| StorageError::Newer {
        name: name.trim_start_matches("config/").to_owned(),
        version: 2,
    };
    let read = [
        records.accounts().1,
        records.recents(HOST).1,
        records.settings().1,
    ];
    let expected = all.map(of);
    assert_eq!(read, expected.clone().map(Some));
    let put = three().map(AccountChange::Put);
    let saved = [
        records.change_accounts(&put),
        records.save_recents(HOST, &[recent(1, 1)]),
        records.save_settings(&DARK),
    ];
    assert_eq!(saved, expected.map(Err));
    for name in all {
        assert_eq!(room.read(name), newer);
    }
    let expected = [ACCOUNTS, "config/lock", RECENTS, SETTINGS];
    assert_eq!(room.names(), expected, "nothing beside them");

    written(records.save_answer(HOST, id(1), &answer("{}", None)));
    let [name] = room.named(".answer").try_into().expect("one file");
    let newer = b"{\"version\":2,\"layers\":3}\n...";
    room.write(&name, newer);
    assert_eq!(records.answer(HOST, id(1)), None);
    let refused = records.save_answer(HOST, id(1), &answer("{}", None));
    assert!(
        matches!(refused, Err(StorageError::Newer { version: 2, .. })),
        "{refused:?}"
    );
    assert_eq!(room.read(&name), newer);
}

#[test]
fn a_damaged_answer_is_none_and_gives_way() {
    let room = Room::new();
    let records = room.open();
    let stored = answer("{\"data\":{}}", Some(b"a picture"));
    records.save_answer(HOST, id(1), &stored).expect("kept");
    let [name] = room.named(".answer").try_into().expect("one file");
    let good = room.read(&name);
    let text = String::from_utf8(good.clone()).expect("text");
    let mut all = damaged(&good);
    all.retain(|(how, _)| !how.starts_with("version"));
    for (how, from, to) in [
        ("an endless answer", ":11,", ":99999999999,"),
        ("more than there is", ":9}", ":10}"),
        ("less than there is", ":9}", ":8}"),
    ] {
        all.push((how, text.replace(from, to).into()));
    }
    for (how, bytes) in all {
        room.write(&name, &bytes);
        assert_eq!(records.answer(HOST, id(1)), None, "{how}");
        records.save_answer(HOST, id(1), &stored).expect("kept");
        assert_eq!(records.answer(HOST, id(1)).as_ref(), Some(&stored), "{how}");
    }
}

#[test]
fn what_is_no_file_holds_nothing_up() {
    let room = Room::new();
    let settings = room.path(SETTINGS);
    fs::create_dir_all(&settings).expect("a folder");
    set_aside(room.open().settings().1, Fallback::Nothing);
    let pipe = Command::new("mkfifo").arg(&settings).status();
    assert!(pipe.expect("mkfifo").success());
    set_aside(room.open().settings().1, Fallback::Nothing);
    symlink("/dev/zero", &settings).expect("a link");
    set_aside(room.open().settings().1, Fallback::Nothing);
    symlink("settings.json", &settings).expect("a link to itself");
    let told = room.open().settings().1.expect("it is left alone");
    assert!(told.is_unread(), "{told:?}");
    fs::remove_file(&settings).expect("removed");
    symlink("/dev/full", room.path("config/settings.json.new")).expect("a link");
    room.open()
        .save_settings(&DARK)
        .expect("a link is not followed");
    assert_eq!(room.open().settings(), (DARK, None));
}

#[test]
fn an_editor_may_leave_its_mark() {
    let room = Room::new();
    room.open().save_settings(&DARK).expect("kept");
    let marked = [b"\xef\xbb\xbf", &room.read(SETTINGS)[..], b"\r\n"].concat();
    room.write(SETTINGS, &marked);
    assert_eq!(room.open().settings(), (DARK, None));
}

/// Good files with some bytes changed, and anything at all.
fn any_bytes(good: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4);
    let near = changes.prop_map(move |changes| {
        let mut bytes = good.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes
    });
    prop_oneof![near, proptest::collection::vec(any::<u8>(), 0..400)]
}

proptest! {
    #[test]
    fn no_bytes_end_the_program(
        settings in any_bytes(good_files().0), recents in any_bytes(good_files().1)
    ) {
        let room = Room::new();
        room.write(SETTINGS, &settings);
        room.write(RECENTS, &recents);
        let records = room.open();
        let (chosen, of_settings) = records.settings();
        let (list, of_list) = records.recents(HOST);
        for (name, bytes, told, is_default) in [
            (SETTINGS, &settings, of_settings, chosen == Settings::default()),
            (RECENTS, &recents, of_list, list.is_empty()),
        ] {
            match told {
                None => prop_assert_eq!(&room.read(name), bytes, "understood"),
                Some(StorageError::SetAside { name, .. }) => {
                    prop_assert!(is_default);
                    prop_assert_eq!(&room.read(&format!("config/{name}")), bytes);
                }
                Some(StorageError::Newer { .. }) => {
                    prop_assert!(is_default);
                    prop_assert_eq!(&room.read(name), bytes);
                }
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
