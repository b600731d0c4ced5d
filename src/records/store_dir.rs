//! A folder of files that are never half written, whoever writes them and whenever the power fails.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::files::{self, Readers, discard, is_missing};

/// Lock file, always empty. It stays when all else is removed: two programs that lock two files of
/// this name would not see each other.
pub(super) const LOCK: &str = "lock";

/// Wait of a save for another program.
pub(super) const WRITE_TIMEOUT: Duration = Duration::from_secs(5);
/// Wait of a read, which the window may be waiting for.
pub(super) const READ_TIMEOUT: Duration = Duration::from_millis(300);
/// Pause between two tries.
const PAUSE: Duration = Duration::from_millis(2);

/// The file that a new one is written to first.
const UNFINISHED: &str = "new";
/// The copy that counts where the file is damaged.
pub(super) const COPY: &str = "bak";
/// End of the name that a damaged file gets, up to the time.
const ASIDE: &str = ".corrupt-";

/// A folder, which need not exist yet.
#[derive(Debug)]
pub(super) struct StoreDir(pub(super) PathBuf);

pub(super) enum Found {
    Nothing,
    File(Vec<u8>),
    /// Larger than anything that was ever written there, or no file at all.
    Invalid,
}

impl StoreDir {
    /// Reads a file of at most `most` bytes.
    pub(super) fn read(&self, name: &str, most: u64) -> io::Result<Found> {
        let path = self.0.join(name);
        let found = match fs::metadata(&path) {
            Ok(found) => found,
            Err(error) if is_missing(&error) => return Ok(Found::Nothing),
            Err(error) => return Err(error),
        };
        // Opening a pipe would wait for ever, and a device has no end.
        if !found.is_file() || found.len() > most {
            return Ok(Found::Invalid);
        }
        let mut bytes = Vec::new();
        let read = File::open(&path)?.take(most + 1).read_to_end(&mut bytes)?;
        if read as u64 > most {
            return Ok(Found::Invalid);
        }
        Ok(Found::File(bytes))
    }

    /// True once a damaged file was set aside.
    pub(super) fn was_damaged(&self, name: &str) -> bool {
        let aside = format!("{name}{ASIDE}");
        let mut entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        entries.any(|entry| entry.file_name().to_string_lossy().starts_with(&aside))
    }

    /// The folder, for this program alone until what comes back is dropped. The
    /// system itself gives it back when the program ends, however it ends.
    pub(super) fn lock(&self, patience: Duration) -> io::Result<LockedDir<'_>> {
        files::make_folder(&self.0)?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let file = files::for_this_person(&mut options).open(self.0.join(LOCK))?;
        let store_dir = self;
        let held = |lock| LockedDir { store_dir, lock };
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(held(Some(file))),
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
                // A home on a server without locks: files stay whole all the
                // same, only the last of two changes may win.
                Err(TryLockError::Error(error)) => {
                    tracing::debug!(%error, "no locks here");
                    return Ok(held(None));
                }
            }
        }
    }
}

/// A folder that no other program changes meanwhile.
pub(super) struct LockedDir<'a> {
    pub(super) store_dir: &'a StoreDir,
    /// `None` where the system knows no locks.
    lock: Option<File>,
}

impl LockedDir<'_> {
    /// Writes a whole file in the place of any former one. Where this fails the
    /// former one is untouched.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let complete = files::write_new(&self.unfinished(name), bytes, Readers::ThisPerson)?;
        files::put_in_place(complete, &self.path(name))
    }

    /// Keeps a copy of a file. A failure is no obstacle, but a former copy would bring back what
    /// was removed since, so it goes.
    pub(super) fn put_copy(&self, name: &str, bytes: &[u8]) {
        let copy = format!("{name}.{COPY}");
        if let Err(error) = self.put(&copy, bytes) {
            tracing::warn!(%error, name, "no copy of the file could be kept");
            discard(&self.path(&copy));
        }
    }

    /// Puts the copy in the place that is empty now, if there is one. Needs no room on the disk.
    pub(super) fn restore(&self, name: &str) -> io::Result<()> {
        let path = self.path(name);
        fs::rename(self.path(&format!("{name}.{COPY}")), &path)?;
        files::sync_folder(&path);
        Ok(())
    }

    /// Gives a damaged file a name of its own, and tells it.
    pub(super) fn set_aside(&self, name: &str) -> io::Result<String> {
        let time = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let first = format!("{name}{ASIDE}{time}");
        let more = (2..1_000).map(|number| format!("{first}-{number}"));
        let mut names = std::iter::once(first.clone()).chain(more);
        let is_free = |name: &String| fs::symlink_metadata(self.path(name)).is_err();
        let aside = names.find(is_free).ok_or(io::ErrorKind::AlreadyExists)?;
        let path = self.path(&aside);
        fs::rename(self.path(name), &path)?;
        files::sync_folder(&path);
        Ok(aside)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.store_dir.0.join(name)
    }

    /// Path of a file that is not whole yet. Under the lock always the same place, so that
    /// leftovers of a power failure are overwritten and not heaped up.
    fn unfinished(&self, name: &str) -> PathBuf {
        if self.lock.is_some() {
            let path = self.path(&format!("{name}.{UNFINISHED}"));
            discard(&path);
            return path;
        }
        self.path(&format!("{name}.{}.{UNFINISHED}", files::unique()))
    }
}

/// Longest part of a file name that a storage key makes up, in bytes.
const MOST_OF_KEY: usize = 100;

/// A storage key as a part of a file name that every system takes and that no other one shares:
/// small letters, digits, `.` and `-` as they are, the rest by number. A hash ends a long one.
pub(super) fn file_part(key: &str) -> String {
    let mut part = String::new();
    for byte in key.bytes() {
        if matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-') {
            part.push(char::from(byte));
        } else {
            // Writing to a text does not fail.
            let _ = write!(part, "_{byte:02x}");
        }
    }
    if part.len() > MOST_OF_KEY {
        part.truncate(MOST_OF_KEY);
        let _ = write!(part, "_{:016x}", files::stable_hash(key));
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_host_can_be_read_in_the_file_name() {
        assert_eq!(file_part("api.vec.digital"), "api.vec.digital");
        assert_eq!(file_part("127.0.0.1:8080"), "127.0.0.1_3a8080");
        assert_eq!(file_part("[::1]:9"), "_5b_3a_3a1_5d_3a9");
        assert_eq!(file_part("../../etc"), ".._2f.._2fetc");
        assert_ne!(file_part(&"a".repeat(300)), file_part(&"a".repeat(301)));
    }

    proptest! {
        #[test]
        fn no_two_hosts_share_a_file(a in "[a_:.A35é]{0,4}|\\PC{0,40}", b in "[a_:.A35é]{0,4}") {
            let part = file_part(&a);
            prop_assert!(part.len() <= MOST_OF_KEY + 17);
            let plain = |c: char| {
                c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_')
            };
            prop_assert!(part.chars().all(plain));
            prop_assert_eq!(a == b, part == file_part(&b));
        }
    }
}
