//! A log file with a limited size.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::files;

/// A file of so many bytes is full. The line that fills it stays whole.
pub(super) const FULL: u64 = 4 << 20;

/// So many full files are kept: the latest as `FILE.1`.
const KEPT: u32 = 3;

pub(super) struct LogFile {
    path: PathBuf,
    file: File,
    length: u64,
    full: u64,
}

impl LogFile {
    /// Goes on where the file ends, or makes one that this person alone can
    /// read.
    pub(super) fn open(path: &Path, full: u64) -> io::Result<Self> {
        let file = append(path)?;
        let mut log = Self {
            path: path.to_owned(),
            length: file.metadata()?.len(),
            file,
            full,
        };
        log.turn_if_full();
        Ok(log)
    }

    fn turn_if_full(&mut self) {
        if self.length < self.full {
            return;
        }
        // A log that cannot be turned goes on in the same file, and tries again
        // when as much has been added.
        self.length = 0;
        if let Ok(file) = self.turn() {
            self.file = file;
        }
    }

    /// Every full file gets the next number; the oldest goes.
    fn turn(&self) -> io::Result<File> {
        for number in (1..KEPT).rev() {
            match fs::rename(self.numbered(number), self.numbered(number + 1)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        fs::rename(&self.path, self.numbered(1))?;
        append(&self.path)
    }

    fn numbered(&self, number: u32) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(format!(".{number}"));
        name.into()
    }
}

impl Write for LogFile {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.file.write_all(line)?;
        self.length = self.length.saturating_add(line.len() as u64);
        self.turn_if_full();
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn append(path: &Path) -> io::Result<File> {
    // Opening a pipe would wait for somebody who reads it.
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(io::Error::other("this is not a file"));
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    files::for_this_person(&mut options).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn read(folder: &Path, name: &str) -> Option<String> {
        fs::read_to_string(folder.join(name)).ok()
    }

    #[test]
    fn a_full_file_gets_a_number_and_the_oldest_goes() {
        let folder = folder();
        let path = folder.path().join("log");
        let mut log = LogFile::open(&path, 8).unwrap();
        for line in [
            "one\n",
            "two and more\n",
            "three\n",
            "four\n",
            "five, which is long\n",
        ] {
            log.write_all(line.as_bytes()).unwrap();
        }
        let now = |name| read(folder.path(), name);
        assert_eq!(now("log").as_deref(), Some(""));
        assert_eq!(now("log.1").as_deref(), Some("five, which is long\n"));
        assert_eq!(now("log.2").as_deref(), Some("three\nfour\n"));
        assert_eq!(now("log.3").as_deref(), Some("one\ntwo and more\n"));
        log.write_all(b"a last long one\n").unwrap();
        assert_eq!(now("log.3").as_deref(), Some("three\nfour\n"));
        assert_eq!(now("log.4"), None);
    }

    #[test]
    fn the_next_start_goes_on_where_the_last_one_ended() {
        let folder = folder();
        let path = folder.path().join("log");
        for line in ["one\n", "two\n", "three\n"] {
            LogFile::open(&path, 8)
                .unwrap()
                .write_all(line.as_bytes())
                .unwrap();
        }
        assert_eq!(read(folder.path(), "log.1").as_deref(), Some("one\ntwo\n"));
        assert_eq!(read(folder.path(), "log").as_deref(), Some("three\n"));
    }

    #[test]
    fn a_file_that_cannot_be_turned_is_written_on() {
        let folder = folder();
        let path = folder.path().join("log");
        // A folder that is not empty cannot be replaced.
        fs::create_dir_all(folder.path().join("log.2")).unwrap();
        fs::create_dir_all(folder.path().join("log.3/something")).unwrap();
        let mut log = LogFile::open(&path, 4).unwrap();
        log.write_all(b"one\ntwo\n").unwrap();
        log.write_all(b"three\n").unwrap();
        assert_eq!(
            read(folder.path(), "log").as_deref(),
            Some("one\ntwo\nthree\n")
        );
    }

    #[test]
    #[cfg(unix)]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let path = folder.path().join("log");
        let mut log = LogFile::open(&path, 4).unwrap();
        log.write_all(b"full\n").unwrap();
        for name in ["log", "log.1"] {
            let mode = fs::metadata(folder.path().join(name))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }

    #[test]
    fn what_is_no_file_is_refused() {
        assert!(LogFile::open(folder().path(), 4).is_err());
        #[cfg(unix)]
        assert!(LogFile::open(Path::new("/dev/null"), 4).is_err());
    }
}
