//! Writes files: where the person chose, or for the browser to open.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use url::Url;

use super::save_targets::{Choice, SaveTargets};
use super::writes::WRITES;
use crate::domain::problem::Evidence;
use crate::domain::remembered::{Cleared, Left};
use crate::domain::{APP_ID, FileName, Problem, ProblemKind};
use crate::files::{self, Readers};

/// How many numbered names are tried before a folder counts as full of them.
const MOST_NUMBERS: u32 = 10_000;

/// How long a file for the browser stays. The page may be loaded again meanwhile.
const KEPT_FOR: Duration = Duration::from_hours(24);

/// Lets the person choose a place and writes the file there; where no dialog
/// can be shown, into the person's folder for files of its kind. The path of
/// the file, or `None` where the person chose nothing.
pub(super) async fn save(
    save_targets: Arc<dyn SaveTargets>,
    name: FileName,
    bytes: Arc<[u8]>,
) -> Result<Option<String>, Problem> {
    let choice = save_targets.choose(&name.to_string()).await;
    let path = blocking(move || match choice {
        Choice::Nothing => Ok(None),
        Choice::File(path) => replace(&path, &bytes, Readers::Usual).map(|()| Some(path)),
        Choice::NoDialog => {
            let folder = save_targets.folder(&name).ok_or(io::ErrorKind::NotFound)?;
            add(&folder, &name, &bytes).map(Some)
        }
    });
    let path = path.await?;
    Ok(path.map(|path| path.display().to_string()))
}

/// Writes the file where only this person can read it, since a report names people;
/// its address for the browser. Files of the day before are removed.
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
        let path = folder.join(name.to_string());
        replace(&path, &bytes, Readers::ThisPerson)?;
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

/// Removes what was made for the browser long ago.
pub(super) fn remove_old(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for file in entries.flatten() {
        let age = file.metadata().and_then(|about| about.modified());
        let age = age.map(|at| SystemTime::now().duration_since(at));
        if matches!(age, Ok(Ok(age)) if age > KEPT_FOR) {
            files::discard(&file.path());
        }
    }
}

/// Removes the files that were made for the browser, and notes how many, and which are left.
pub(super) fn remove_all(folder: &Path, cleared: &mut Cleared) {
    let Ok(files) = fs::read_dir(folder) else {
        return;
    };
    let files = files.flatten().map(|file| file.path());
    for path in files.filter(|path| path.is_file()) {
        match fs::remove_file(&path) {
            Ok(()) => cleared.others += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => cleared.left.push(Left {
                name: path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                why: error.into(),
            }),
        }
    }
}

/// Puts the file in the place of any former one, which stays whole until the
/// new one is complete.
fn replace(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    let part = path.with_file_name(format!(".{APP_ID}-{}.part", files::unique()));
    files::write_new(&part, bytes, readers)?;
    files::put_in_place(&part, path)
}

/// Adds the file to a folder under a name that is free.
fn add(folder: &Path, name: &FileName, bytes: &[u8]) -> io::Result<PathBuf> {
    for number in 1..=MOST_NUMBERS {
        let path = folder.join(match number {
            1 => name.to_string(),
            _ => name.numbered(number),
        });
        match files::write_new(&path, bytes, Readers::Usual) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
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
        replace(&first, b"3", Readers::Usual).unwrap();
        assert_eq!(fs::read(&first).unwrap(), b"3");
        assert_eq!(fs::read(&second).unwrap(), b"2");
        assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
    }

    #[test]
    fn what_cannot_be_put_in_place_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).unwrap();
        assert!(replace(&taken, b"1", Readers::Usual).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(replace(&folder.path().join("none/a.png"), b"1", Readers::Usual).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_for_the_browser_is_private_and_is_cleared_after_a_day() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("cache").join("reports");
        files::make_private_folder(&folder).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        let (old, new) = (folder.join("old.html"), folder.join("new.html"));
        for path in [&old, &new] {
            replace(path, b"1", Readers::ThisPerson).unwrap();
            assert_eq!(mode(path), 0o600);
        }
        let long_ago = SystemTime::now() - KEPT_FOR - Duration::from_mins(1);
        fs::File::open(&old)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
        remove_old(&folder);
        assert!(!old.exists() && new.exists());
    }
}
