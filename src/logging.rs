//! Logging, off unless asked for: to stderr by `RUST_LOG`, to a file by argument. The token
//! never shows, since its header is marked as sensitive.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::prelude::*;

use crate::files;

/// Default of a log file: each connection and each fault.
const IN_A_FILE: [(&str, Level); 2] = [
    ("vec_batch_viewer", Level::DEBUG),
    ("hyper_util", Level::DEBUG),
];

/// Variable with the levels and modules to log.
const RUST_LOG: &str = "RUST_LOG";

/// A file of so many bytes is full. The line that fills it stays whole.
const FULL: u64 = 4 << 20;

/// So many full files are kept: the latest as `FILE.1`.
const KEPT: u32 = 3;

/// Logs to stderr where `RUST_LOG` is set. To be called once, at the start.
pub fn init() {
    if let Some(filter) = asked() {
        start(filter, io::stderr);
    }
}

/// Logs to a file, as much as `RUST_LOG` asks for. Full files are kept beside it under numbers, and
/// not for ever. To be called once, at the start.
///
/// # Errors
/// There can be no such file.
pub fn init_file(path: &Path) -> io::Result<()> {
    let file = Mutex::new(LogFile::open(path, FULL)?);
    let usual = Targets::new().with_default(Level::INFO);
    let filter = asked().unwrap_or(usual.with_targets(IN_A_FILE));
    start(filter, file);
    let version = env!("CARGO_PKG_VERSION");
    let system = (std::env::consts::OS, std::env::consts::ARCH);
    tracing::info!(version, ?system, "the program starts");
    Ok(())
}

fn asked() -> Option<Targets> {
    let asked = std::env::var_os(RUST_LOG).filter(|asked| !asked.is_empty())?;
    let filter = asked.to_str().and_then(|asked| asked.parse().ok());
    if filter.is_none() {
        say("RUST_LOG is not understood, so it counts for nothing.");
    }
    filter
}

fn start<W>(filter: Targets, writer: W)
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(writer)
        // Telling a full or closed stderr so would end the app.
        .log_internal_errors(false);
    let started = tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .try_init();
    if started.is_err() {
        say("Logging was started twice.");
    }
}

fn say(sentence: &str) {
    // stderr may be closed.
    let _ = writeln!(io::stderr(), "VEC Batch Viewer: {sentence}");
}

struct LogFile {
    path: PathBuf,
    file: File,
    length: u64,
    full: u64,
}

impl LogFile {
    /// Goes on where the file ends, or makes one that this person alone can read.
    fn open(path: &Path, full: u64) -> io::Result<Self> {
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

    fn written(folder: &Path, full: u64, lines: &[&str]) {
        let mut log = LogFile::open(&folder.join("log"), full).unwrap();
        for line in lines {
            log.write_all(line.as_bytes()).unwrap();
        }
    }

    fn read(folder: &Path) -> [Option<String>; 5] {
        ["log", "log.1", "log.2", "log.3", "log.4"]
            .map(|name| fs::read_to_string(folder.join(name)).ok())
    }

    #[test]
    fn a_full_file_gets_a_number_and_the_oldest_goes_over_all_starts() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        written(folder, 8, &["one\n", "two and more\n", "three\n"]);
        written(folder, 8, &["four\n", "five, which is long\n"]);
        let kept = |texts: [&str; 4]| {
            let [log, one, two, three] = texts.map(|text| Some(text.to_owned()));
            [log, one, two, three, None]
        };
        let (five, three) = ("five, which is long\n", "three\nfour\n");
        let full = kept(["", five, three, "one\ntwo and more\n"]);
        assert_eq!(read(folder), full);
        written(folder, 8, &["a last long one\n", "six\n"]);
        let full = kept(["six\n", "a last long one\n", five, three]);
        assert_eq!(read(folder), full);
    }

    #[test]
    fn a_file_that_cannot_be_turned_is_written_on() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        // A folder that is not empty cannot be replaced.
        fs::create_dir_all(folder.join("log.2")).unwrap();
        fs::create_dir_all(folder.join("log.3/something")).unwrap();
        written(folder, 4, &["one\ntwo\n", "three\n"]);
        assert_eq!(read(folder)[0].as_deref(), Some("one\ntwo\nthree\n"));
    }
}
