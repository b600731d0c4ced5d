//! Writes files: where the person chose, or for the browser to open.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use url::Url;

use super::save_targets::{Choice, SaveTargets};
use super::writes::WRITES;
use crate::domain::problem::Evidence;
use crate::domain::remembered::Left;
use crate::domain::{APP_ID, FileName, Problem, ProblemKind};
use crate::files::{self, Readers};

/// Numbered names that are tried before a folder counts as full of them.
const MOST_NUMBERS: u32 = 10_000;

/// Links that Linux follows before it counts them as a circle.
const MOST_LINKS: usize = 40;

/// Time for the browser to load the page again.
const KEPT_FOR: Duration = Duration::from_hours(24);

/// Folders of the files that this process made for the browser. Others are another window's.
static OPENED: Mutex<Vec<TempDir>> = Mutex::new(Vec::new());

/// Writes into the person's folder for such files where no dialog can be shown. `None` where the
/// person chose nothing.
pub(super) async fn save(
    save_targets: Arc<dyn SaveTargets>,
    name: FileName,
    bytes: Arc<[u8]>,
) -> Result<Option<String>, Problem> {
    let choice = save_targets.choose(&name.to_string()).await;
    let path = blocking(move || match choice {
        Choice::Nothing => Ok(None),
        Choice::File(path) => replace(&path, &bytes).map(|()| Some(path)),
        Choice::NoDialog => {
            let folder = save_targets.folder(&name).ok_or(io::ErrorKind::NotFound)?;
            add(&folder, &name, &bytes).map(Some)
        }
    });
    let path = path.await?;
    Ok(path.map(|path| path.display().to_string()))
}

/// Writes the file where only this person can read it, since a report names people, and returns its
/// address for the browser.
pub(super) async fn prepare(
    save_targets: Arc<dyn SaveTargets>,
    name: FileName,
    bytes: Arc<[u8]>,
) -> Result<String, Problem> {
    let address = blocking(move || {
        let folder = save_targets
            .private_folder()
            .ok_or(io::ErrorKind::NotFound)?;
        files::make_private_folder(&folder)?;
        remove_old(&folder);
        // Two people may have one name.
        let own = tempfile::Builder::new().prefix("").tempdir_in(&folder)?;
        let path = own.path().join(name.to_string());
        files::write_new(&path, &bytes, Readers::ThisPerson)?.keep()?;
        opened().push(own);
        let address = Url::from_file_path(&path);
        address.map_err(|()| io::Error::from(io::ErrorKind::InvalidFilename))
    });
    Ok(address.await?.to_string())
}

async fn blocking<T: Send + 'static>(
    write: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    let under_way = WRITES.begin();
    let write = move || {
        let _under_way = under_way;
        write()
    };
    match tokio::task::spawn_blocking(write).await {
        Ok(written) => written.map_err(|error| not_saved(&error)),
        Err(end) => Err(not_saved(&io::Error::other(end))),
    }
}

fn opened() -> std::sync::MutexGuard<'static, Vec<TempDir>> {
    OPENED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what this process made for the browser, and their folder where nothing else is in it.
pub(super) fn remove_own(folder: &Path) {
    opened().clear();
    let _ = fs::remove_dir(folder);
}

pub(super) fn remove_old(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for file in entries.flatten() {
        let age = file.metadata().and_then(|about| about.modified());
        let age = age.map(|at| SystemTime::now().duration_since(at));
        if matches!(age, Ok(Ok(age)) if age > KEPT_FOR) {
            files::remove(&file.path(), &mut Left::new());
        }
    }
}

pub(super) fn remove_all(folder: &Path, left: &mut Left) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        files::remove(&entry.path(), left);
    }
}

/// Puts the file in the place of any former one, which stays whole until the new one is
/// complete. Links stay, and so do the former one's rights.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = target(path.to_owned())?;
    let rights = fs::metadata(&path).map(|former| former.permissions());
    let readers = match rights {
        Ok(_) => Readers::ThisPerson,
        Err(_) => Readers::Usual,
    };
    let complete = files::write_new(&part_beside(&path), bytes, readers)?;
    if let Ok(rights) = rights
        && fs::metadata(&complete)?.permissions() != rights
    {
        fs::set_permissions(&complete, rights)?;
    }
    files::put_in_place(complete, &path)
}

/// Follows the links at a path to a file, which need not exist.
fn target(mut path: PathBuf) -> io::Result<PathBuf> {
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(next) => path.set_file_name(next),
            Err(_) => return Ok(path),
        }
    }
    Err(io::ErrorKind::InvalidFilename.into())
}

fn part_beside(path: &Path) -> PathBuf {
    path.with_file_name(format!(".{APP_ID}-{}.part", files::unique()))
}

/// Adds the file to a folder under a name that is free, where it is never seen in part.
fn add(folder: &Path, name: &FileName, bytes: &[u8]) -> io::Result<PathBuf> {
    let part = part_beside(&folder.join(name.to_string()));
    let mut complete = files::write_new(&part, bytes, Readers::Usual)?;
    for number in 1..=MOST_NUMBERS {
        let path = folder.join(match number {
            1 => name.to_string(),
            _ => name.numbered(number),
        });
        match complete.persist_noclobber(&path) {
            Ok(()) => {
                files::sync_folder(&path);
                return Ok(path);
            }
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => {
                complete = taken.path;
            }
            Err(failed) => return Err(failed.error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
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
        let name = FileName::new("a", "png");
        let first = add(folder, &name, b"1").unwrap();
        let second = add(folder, &name, b"2").unwrap();
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

    #[test]
    fn a_file_that_is_added_is_never_seen_in_part() {
        const SIZE: usize = 64 * 1024 * 1024;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let seen = std::thread::spawn(move || {
            loop {
                if let Ok(seen) = fs::metadata(&path) {
                    return seen.len();
                }
            }
        });
        let bytes = vec![b'a'; SIZE];
        add(folder.path(), &FileName::new("a", "csv"), &bytes).unwrap();
        assert_eq!(seen.join().unwrap(), SIZE as u64);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_written_through_links_and_keeps_its_rights() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
        for mode in [0o600, 0o640, 0o664] {
            let folder = tempfile::tempdir().unwrap();
            let [file, link, first] = ["a", "link", "first"].map(|name| folder.path().join(name));
            symlink("a", &link).unwrap();
            symlink(&link, &first).unwrap();
            replace(&first, b"to where nothing is yet").unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            replace(&first, b"new").unwrap();
            assert_eq!(fs::read(&file).unwrap(), b"new");
            assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, mode);
            assert!(first.is_symlink() && link.is_symlink());
        }
        let folder = tempfile::tempdir().unwrap();
        let circle = folder.path().join("circle");
        symlink("circle", &circle).unwrap();
        assert!(replace(&circle, b"1").is_err());
        assert!(circle.is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn what_was_opened_is_cleared_after_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let [old, new] = ["old", "new"].map(|name| folder.path().join(name));
        for own in [&old, &new] {
            fs::create_dir(own).unwrap();
            fs::write(own.join("a.html"), "1").unwrap();
        }
        let long_ago = SystemTime::now() - KEPT_FOR - Duration::from_mins(1);
        fs::File::open(&old)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        remove_old(folder.path());
        assert!(!old.exists() && new.exists());
    }
}
