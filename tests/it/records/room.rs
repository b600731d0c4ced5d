//! Folders to remember things in, and things to remember.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use jiff::Timestamp;
use tempfile::TempDir;
use vec_batch_viewer::domain::progress::Percent;
use vec_batch_viewer::domain::remembered::Recent;
use vec_batch_viewer::domain::status::Status;
use vec_batch_viewer::domain::{BatchId, ServerText};
use vec_batch_viewer::records::{Folders, Records, StorageError};

use crate::support;
use crate::support::alone::{again, is_inside};

pub const HOST: &str = "api.vec.digital";
pub const ACCOUNTS: &str = "config/accounts.json";
pub const SETTINGS: &str = "config/settings.json";
pub const RECENTS: &str = "config/recents-api.vec.digital.json";

/// Tells a process where it has its part of a test.
const FOLDER: &str = "VEC_TEST_FOLDER";

/// A home that goes when the test ends.
pub struct Room(TempDir);

impl Room {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn open(&self) -> Records {
        open(self.0.path())
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        fs::create_dir_all(self.path("config")).expect("a folder");
        fs::write(self.path(name), bytes).expect("a file");
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn files(&self) -> Vec<PathBuf> {
        support::files(self.0.path())
    }

    pub fn names(&self) -> Vec<String> {
        let name = |path: &PathBuf| {
            let inside = path.strip_prefix(self.0.path()).expect("inside");
            inside.display().to_string()
        };
        self.files().iter().map(name).collect()
    }

    pub fn named(&self, part: &str) -> Vec<String> {
        let mut names = self.names();
        names.retain(|name| name.contains(part));
        names
    }

    /// A process of this test's own, as [`again`]. It finds this room through [`inside`].
    pub fn process(&self, test: &str, through: &[&str]) -> Command {
        let mut process = again(test, through);
        process.env(FOLDER, self.0.path());
        process
    }
}

/// In a process of [`Room::process`] the folder it is to work in.
pub fn inside(test: &str) -> Option<PathBuf> {
    is_inside(test).then(|| PathBuf::from(std::env::var_os(FOLDER).expect("a folder")))
}

pub fn open(home: &Path) -> Records {
    let folders = Folders {
        config: home.join("config"),
        cache: home.join("cache"),
    };
    Records::open(Some(folders))
}

#[track_caller]
pub fn written(saved: Result<(), StorageError>) {
    saved.expect("kept");
}

pub fn id(number: u128) -> BatchId {
    format!("{number:032x}").parse().expect("a batch ID")
}

pub fn recent(number: u128, seen: i64) -> Recent {
    Recent {
        id: id(number),
        name: Some(ServerText::new(&format!("Class {number}, فیضان"))),
        status: Status::Processing,
        counts: vec_batch_viewer::domain::progress::Counts::default(),
        progress: Percent::new(100.0 / 3.0),
        seen: Timestamp::from_second(seen).expect("a time"),
        pinned: false,
    }
}

/// Said before the number of each change by a program that writes until it is killed.
pub const KEPT: &str = "kept ";

/// Kills a program so long after its first change was kept; the last change that it knew was.
pub fn last_kept(mut child: Child, after: Duration) -> usize {
    let mut told = BufReader::new(child.stdout.take().expect("its words"));
    let mut words = String::new();
    while !words.contains(KEPT) {
        assert!(told.read_line(&mut words).expect("words") > 0, "{words}");
    }
    sleep(after);
    child.kill().expect("killed");
    child.wait().expect("its end");
    told.read_to_string(&mut words).expect("words");
    // The last line may be cut.
    let whole = words.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let last = whole.rsplit_once(KEPT).expect("one is there").1;
    last.parse().expect("a number")
}
