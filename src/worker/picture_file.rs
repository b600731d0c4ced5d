//! Keeps a picture as a file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::file_name;
use super::places::{Choice, Places};
use crate::domain::picture::PictureInfo;
use crate::domain::problem::Evidence;
use crate::domain::{Problem, ProblemKind};

/// How many numbered names are tried before a folder counts as full of them.
const MOST_NUMBERS: u32 = 10_000;

/// Lets the person choose a place and writes the file there; where no dialog
/// can be shown, into the folder for pictures. The path of the file, or `None`
/// where the person chose nothing.
pub(super) async fn save(
    places: Arc<dyn Places>,
    proposed: &str,
    picture: PictureInfo,
) -> Result<Option<String>, Problem> {
    let name = file_name::safe(proposed, picture.format.extension());
    let choice = places.choose(&name).await;
    let writing = tokio::task::spawn_blocking(move || match choice {
        Choice::Nothing => Ok(None),
        Choice::File(path) => replace(&path, &picture.file).map(|()| Some(path)),
        Choice::NoDialog => {
            let folder = places.folder().ok_or(io::ErrorKind::NotFound)?;
            add(&folder, &name, &picture.file).map(Some)
        }
    });
    match writing.await {
        Ok(Ok(path)) => Ok(path.map(|path| path.display().to_string())),
        Ok(Err(error)) => Err(not_saved(&error)),
        Err(end) => Err(not_saved(&io::Error::other(end))),
    }
}

/// Puts the file in the place of any former one, which stays whole until the
/// new one is complete.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let process = std::process::id();
    let part = path.with_file_name(format!(".vec-batch-viewer-{process}-{number}.part"));
    write_new(&part, bytes)?;
    fs::rename(&part, path).inspect_err(|_| discard(&part))
}

/// Adds the file to a folder under a name that is free.
fn add(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    for number in 1..=MOST_NUMBERS {
        let path = if number == 1 {
            folder.join(name)
        } else {
            folder.join(file_name::numbered(name, number))
        };
        match write_new(&path, bytes) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Writes a file that must not exist yet, all of it or nothing.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .inspect_err(|_| discard(path))
}

fn discard(path: &Path) {
    if let Err(error) = fs::remove_file(path) {
        tracing::warn!(%error, "a file that was begun could not be removed");
    }
}

fn not_saved(error: &io::Error) -> Problem {
    let evidence = Evidence {
        chain: vec![error.to_string()],
        ..Evidence::default()
    };
    Problem::new(ProblemKind::NotSaved, evidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_added_beside_others_and_replaces_the_chosen_one() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let first = add(folder, "a.png", b"1").unwrap();
        let second = add(folder, "a.png", b"2").unwrap();
        assert_eq!(second, folder.join("a (2).png"));
        replace(&first, b"3").unwrap();
        assert_eq!(fs::read(&first).unwrap(), b"3");
        assert_eq!(fs::read(&second).unwrap(), b"2");
        assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
    }

    #[test]
    fn what_cannot_be_put_in_place_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).unwrap();
        assert!(replace(&taken, b"1").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(replace(&folder.path().join("none/a.png"), b"1").is_err());
    }
}
