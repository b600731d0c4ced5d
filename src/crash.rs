//! Handles panics: one plain sentence on stderr with none of the data at hand, and the place is
//! remembered for the window.

use std::io::Write;
use std::panic::Location;
use std::sync::{Mutex, MutexGuard, PoisonError};

static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// To be called once, at the start of `main`.
pub fn install() {
    keep_memory_off_the_disk();
    std::panic::set_hook(Box::new(|end| {
        let place = end.location().map_or_else(unknown, short);
        // stderr may be closed, and nothing may go wrong in here.
        let _ = writeln!(
            std::io::stderr(),
            "VEC Batch Viewer: a part of the app crashed at {place}."
        );
        *lock(&PLACE) = Some(place);
    }));
}

/// Place of the last panic.
pub fn place() -> String {
    lock(&PLACE).clone().unwrap_or_else(unknown)
}

/// Locks also what a thread held while it ended suddenly: a change of it is made in one step.
pub fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unknown() -> String {
    "an unknown place".to_owned()
}

/// File and line, without the folders of the computer it was built on: from the
/// folder that holds `src` on, which names the crate, or else the last folder.
fn short(location: &Location<'_>) -> String {
    let file = location.file().replace('\\', "/");
    let parts: Vec<&str> = file.split('/').collect();
    let from = match parts.iter().rposition(|part| *part == "src") {
        Some(src) => src.saturating_sub(1),
        None => parts.len().saturating_sub(2),
    };
    let file: Vec<&str> = parts.into_iter().skip(from).collect();
    format!("{}:{}", file.join("/"), location.line())
}

/// A dump of a crash would hold the token. The stronger "not dumpable" is left
/// out: desktops refuse their file dialog to such a program.
#[cfg(target_os = "linux")]
fn keep_memory_off_the_disk() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Nothing fits into one byte; with none, Linux would still hand the dump to a program.
    let none = Rlimit {
        current: Some(1),
        maximum: Some(1),
    };
    // Nothing is logged yet that could tell of a refusal.
    let _ = setrlimit(Resource::Core, none);
}

/// Elsewhere the system writes none unless the person asked for them.
#[cfg(not(target_os = "linux"))]
fn keep_memory_off_the_disk() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_names_no_folder_of_the_computer() {
        let place = short(Location::caller());
        assert!(place.starts_with("src/crash.rs:"), "{place}");
    }
}
