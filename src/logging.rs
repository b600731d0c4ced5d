//! Logging, off unless asked for: to stderr by `RUST_LOG`, to a file by argument. The token
//! never shows: its header is marked as sensitive, and each line is searched for it once more.

mod file;

use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::prelude::*;

use crate::domain::ApiToken;
use file::LogFile;

/// What stands in a line in the place of the token.
const HIDDEN: &[u8] = b"[token]";

/// What a log file holds where `RUST_LOG` asks for nothing else: each connection
/// and each fault.
const IN_A_FILE: [(&str, Level); 3] = [
    ("vec_batch_viewer", Level::DEBUG),
    ("reqwest", Level::DEBUG),
    ("hyper_util", Level::DEBUG),
];

/// What is logged, as people who run programs know it from elsewhere.
const RUST_LOG: &str = "RUST_LOG";

static SECRETS: OnceLock<Secrets> = OnceLock::new();

/// Starts logging to stderr where `RUST_LOG` is set. To be called once, at the
/// start.
pub fn init() {
    if let Some(filter) = asked() {
        start(filter, || Redacted(io::stderr()));
    }
}

/// Starts logging to a file, as much as `RUST_LOG` asks for. Full files are kept
/// beside it under numbers, and not for ever. To be called once, at the start.
///
/// # Errors
/// Where there can be no such file.
pub fn init_file(path: &Path) -> io::Result<()> {
    let file = Arc::new(Mutex::new(LogFile::open(path, file::FULL)?));
    let usual = || {
        Targets::new()
            .with_default(Level::INFO)
            .with_targets(IN_A_FILE)
    };
    let filter = asked().unwrap_or_else(usual);
    start(filter, move || Redacted(Shared(Arc::clone(&file))));
    let system = (std::env::consts::OS, std::env::consts::ARCH);
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        ?system,
        "the program starts"
    );
    Ok(())
}

/// What `RUST_LOG` asks for.
fn asked() -> Option<Targets> {
    let asked = std::env::var_os(RUST_LOG).filter(|asked| !asked.is_empty())?;
    let filter = asked.to_str().and_then(|asked| asked.parse().ok());
    if filter.is_none() {
        say("RUST_LOG is not understood, so it counts for nothing.");
    }
    filter
}

/// From now on the token is left out of every line that is logged.
pub fn hide(token: &ApiToken) {
    if let Some(secrets) = SECRETS.get() {
        secrets.add(token.expose());
    }
}

fn start<W>(filter: Targets, writer: W)
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    SECRETS.get_or_init(Secrets::default);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(writer)
        // Where stderr is full or closed, telling it so would end the program.
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

/// What must not show: not the texts themselves, which would outlive a token
/// that was forgotten, but their lengths and fingerprints. The fingerprints are
/// worth nothing outside this run of the program.
#[derive(Default)]
struct Secrets {
    key: RandomState,
    known: RwLock<Vec<(usize, u64)>>,
}

impl Secrets {
    fn add(&self, text: &str) {
        let secret = (text.len(), self.key.hash_one(text.as_bytes()));
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if !known.contains(&secret) {
            known.push(secret);
        }
    }

    /// The line without any secret; `None` where it holds none.
    fn redact(&self, line: &[u8]) -> Option<Vec<u8>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let mut redacted: Option<Vec<u8>> = None;
        for &(length, fingerprint) in &*known {
            let line = redacted.as_deref().unwrap_or(line);
            let is_secret = |text: &[u8]| self.key.hash_one(text) == fingerprint;
            if let Some(without) = without(line, length, is_secret) {
                redacted = Some(without);
            }
        }
        redacted
    }
}

/// The line with each run of `length` bytes that is secret replaced.
fn without(line: &[u8], length: usize, is_secret: impl Fn(&[u8]) -> bool) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    let mut rest = line;
    let mut found = false;
    while let Some((head, tail)) = rest.split_at_checked(length) {
        if is_secret(head) {
            found = true;
            kept.extend_from_slice(HIDDEN);
            rest = tail;
        } else if let Some((first, next)) = rest.split_first() {
            kept.push(*first);
            rest = next;
        } else {
            break;
        }
    }
    kept.extend_from_slice(rest);
    found.then_some(kept)
}

/// Passes lines on without the token. Each line comes in one piece.
struct Redacted<W>(W);

impl<W: Write> Write for Redacted<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        match SECRETS.get().and_then(|secrets| secrets.redact(line)) {
            Some(redacted) => self.0.write_all(&redacted)?,
            None => self.0.write_all(line)?,
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// One file for all threads.
struct Shared(Arc<Mutex<LogFile>>);

impl Write for Shared {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_token_is_left_out_wherever_it_stands() {
        let secrets = Secrets::default();
        secrets.add("1|abcdef");
        secrets.add("22|ghijkl");
        let shown = |line: &str| {
            let redacted = secrets.redact(line.as_bytes());
            redacted.map(|bytes| String::from_utf8(bytes).unwrap())
        };
        assert_eq!(shown("nothing of the kind, 1|abcde"), None);
        assert_eq!(shown(""), None);
        assert_eq!(shown("1|abcdef").as_deref(), Some("[token]"));
        assert_eq!(
            shown("é1|abcdef1|abcdef, \"22|ghijkl\" é").as_deref(),
            Some("é[token][token], \"[token]\" é")
        );
    }
}
