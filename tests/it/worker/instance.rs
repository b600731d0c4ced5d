//! A second start of the program, and the window that is open.

use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vec_batch_viewer::instance::{Call, SingleInstance};
use vec_batch_viewer::state::{Event, Store};
use vec_batch_viewer::worker::Services;

use super::desk::{Desk, PATIENCE, batch_id, loaded, origin, outside};
use crate::support::within;

/// A place for windows, as long as its folder is kept.
fn place() -> (TempDir, SingleInstance) {
    let folder = tempfile::tempdir().expect("a folder");
    let instance = SingleInstance::between(folder.path(), folder.path(), &origin());
    (folder, instance)
}

/// Has a second start hand over the batch.
fn hand_over(instance: &SingleInstance) -> bool {
    instance.hand_over(Call::Batch(batch_id()))
}

fn taken() -> Event {
    Event::BatchHandedOver(batch_id())
}

/// A window that takes batches; seen to be ready.
fn window(instance: &SingleInstance) -> Desk {
    let mut desk = Desk::new(Services {
        instance: Some(instance.clone()),
        ..outside()
    });
    within(PATIENCE, || hand_over(instance).then_some(())).expect("a window takes it");
    assert_eq!(desk.next(), taken());
    desk
}

/// The socket of a window that has gone, and has taken it along.
fn former_socket(folder: &Path, instance: &SingleInstance) -> PathBuf {
    let window = window(instance);
    let socket = socket(folder);
    drop(window);
    within(PATIENCE, || (!socket.exists()).then_some(())).expect("it goes");
    socket
}

fn socket(folder: &Path) -> PathBuf {
    key(folder).with_extension("")
}

/// The file with what the window and a later start show each other.
fn key(folder: &Path) -> PathBuf {
    let files = folder.read_dir().expect("a folder");
    let mut files = files.map(|file| file.expect("a file").path());
    let found = files.find(|file| file.extension().is_some_and(|ending| ending == "key"));
    found.expect("a key")
}

#[test]
fn the_place_is_the_same_in_every_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let origin = "https://api.vec.digital".parse().expect("an origin");
    let _window = window(&SingleInstance::between(
        folder.path(),
        folder.path(),
        &origin,
    ));
    let place = folder.path().join("window-35551acb8db0dde8");
    assert_eq!(socket(folder.path()), place);
}

#[test]
fn the_open_window_takes_the_batch_of_a_second_start_or_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("new").join("windows");
    let instance = SingleInstance::between(&place, &place, &origin());
    assert!(!hand_over(&instance), "there is no window yet");
    let mut desk = window(&instance);
    assert!(hand_over(&instance));
    assert_eq!(desk.next(), taken());
    let mode = place.metadata().expect("a folder").permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "nobody else may look in");
    assert!(instance.hand_over(Call::Show));
    assert_eq!(desk.next(), Event::StartedAgain);

    let elsewhere = "https://api.example.org".parse().expect("an origin");
    let elsewhere = SingleInstance::between(&place, &place, &elsewhere);
    assert!(!hand_over(&elsewhere), "it shows another service");
}

#[test]
fn what_a_killed_window_left_behind_is_in_nobodys_way() {
    let (folder, instance) = place();
    let socket = former_socket(folder.path(), &instance);
    drop(UnixListener::bind(&socket).expect("a socket"));
    assert!(socket.exists(), "though nobody listens there");
    assert!(!hand_over(&instance));
    drop(window(&instance));
}

#[test]
fn a_second_window_leaves_the_first_its_place_until_that_goes() {
    let (_folder, instance) = place();
    let mut first = window(&instance);
    let mut second = Desk::new(Services {
        instance: Some(instance.clone()),
        ..outside()
    });
    second.load(1, Store::System);
    assert_eq!(second.next(), loaded(1, None), "it has tried by now");
    for _ in 0..20 {
        assert!(hand_over(&instance));
        assert_eq!(first.next(), taken());
    }
    drop(first);
    within(PATIENCE, || hand_over(&instance).then_some(())).expect("the second takes it");
    assert_eq!(second.next(), taken());
}

#[test]
fn a_window_that_hangs_is_not_waited_for() {
    let (folder, instance) = place();
    let socket = former_socket(folder.path(), &instance);
    let hanging = UnixListener::bind(&socket).expect("a socket");
    let start = Instant::now();
    assert!(!hand_over(&instance));
    assert!(start.elapsed() < Duration::from_secs(3), "{start:?}");
    let (mut asked, _) = hanging.accept().expect("a start");
    let mut text = [0; 32];
    asked.read_exact(&mut text).expect("half a key");
    let key = std::fs::read(key(folder.path())).expect("a key");
    assert_eq!(text, key[..32]);
}

#[test]
fn somebody_else_in_the_place_of_the_window_learns_no_batch() {
    let (folder, instance) = place();
    let socket = former_socket(folder.path(), &instance);
    let stranger = UnixListener::bind(&socket).expect("a socket");
    let heard = std::thread::spawn(move || {
        let (mut start, _) = stranger.accept().expect("a start");
        let mut half = [0; 32];
        start.read_exact(&mut half).expect("half a key");
        // It can show no more than it was shown.
        start.write_all(&half).expect("an answer");
        let mut heard = Vec::new();
        let _ = start.read_to_end(&mut heard);
        heard
    });
    assert!(!hand_over(&instance));
    assert_eq!(heard.join().expect("no panic"), b"");
}

#[test]
fn who_cannot_read_the_key_is_not_heard() {
    let (folder, instance) = place();
    let mut desk = window(&instance);
    let key = key(folder.path());
    let mode = key.metadata().expect("a key").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "nobody else may read it");
    let shown = std::fs::read(&key).expect("a key");
    std::fs::write(&key, [&[b'0'; 32][..], &shown[32..]].concat()).expect("another key");
    assert!(!hand_over(&instance));
    std::fs::write(&key, &shown).expect("the key");
    assert!(instance.hand_over(Call::Show));
    assert_eq!(desk.next(), Event::StartedAgain, "and nothing before it");
}

#[test]
fn what_is_no_batch_is_not_taken() {
    let (folder, instance) = place();
    let mut desk = window(&instance);
    let socket = socket(folder.path());
    for said in ["", "x", &"x".repeat(36), &"é".repeat(5_000)] {
        let mut stranger = std::os::unix::net::UnixStream::connect(&socket).expect("a window");
        // It may hang up before all is said.
        let _ = stranger.write_all(said.as_bytes());
        let _ = stranger.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stranger.read_to_end(&mut answer);
        assert_eq!(answer, b"", "{said}");
    }
    assert!(hand_over(&instance), "it still listens");
    assert_eq!(desk.next(), taken());
}
