//! Logging, off unless asked for: to stderr by `RUST_LOG`, to a file by argument. The token
//! never shows, since its header is marked as sensitive.

mod file;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::prelude::*;

use file::LogFile;

/// Default of a log file: each connection and each fault.
const IN_A_FILE: [(&str, Level); 3] = [
    ("vec_batch_viewer", Level::DEBUG),
    ("reqwest", Level::DEBUG),
    ("hyper_util", Level::DEBUG),
];

/// Variable with the levels and modules to log.
const RUST_LOG: &str = "RUST_LOG";

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
    let file = Mutex::new(LogFile::open(path, file::FULL)?);
    let usual = || {
        Targets::new()
            .with_default(Level::INFO)
            .with_targets(IN_A_FILE)
    };
    let filter = asked().unwrap_or_else(usual);
    start(filter, file);
    let system = (std::env::consts::OS, std::env::consts::ARCH);
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        ?system,
        "the program starts"
    );
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
