//! Files of the person: saved where they chose, written for the browser to open, searched where they
//! were dropped on the window.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;
use url::Url;

use super::running::blocking;
use super::save_targets::{Choice, SaveTargets};
use crate::crash::lock;
use crate::domain::batch_id::{BatchIdProblem, MAX_SEARCHED};
use crate::domain::remembered::Left;
use crate::domain::table::TableFormat;
use crate::domain::{APP_ID, BatchId, FileName, Problem, ProblemKind};
use crate::files::{self, Readers};
use crate::report;
use crate::state::Contents;

/// Numbered names that are tried before a folder counts as full of them.
const MOST_NUMBERS: u32 = 10_000;

/// Links that Linux follows before it counts them as a circle.
const MOST_LINKS: usize = 40;

/// Time for the browser to load the page again.
const KEPT_FOR: Duration = Duration::from_hours(24);

/// A disk that hangs does not keep the program longer than this.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Held by each file that is being written and by the thread for remembered data, so that the app
/// does not end in the middle of a change.
pub(super) static WRITES: LazyLock<Arc<()>> = LazyLock::new(Arc::default);

/// Folders of the files that this process made for the browser. Others are another window's.
static OPENED: Mutex<Vec<TempDir>> = Mutex::new(Vec::new());

/// Writes into the person's folder for such files where no dialog can be shown. `None` where the
/// person chose nothing.
pub(super) async fn save(
    save_targets: Arc<dyn SaveTargets>,
    name: FileName,
    contents: Contents,
) -> Result<Option<String>, Problem> {
    let choice = save_targets.choose(&name.to_string()).await;
    let path = writing(move || match choice {
        Choice::Nothing => Ok(None),
        Choice::File(path) => replace(&path, &bytes_of(contents, &name)?).map(|()| Some(path)),
        Choice::NoDialog => {
            let folder = save_targets.folder(&name).ok_or(io::ErrorKind::NotFound)?;
            add(&folder, &name, &bytes_of(contents, &name)?).map(Some)
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
    contents: Contents,
) -> Result<String, Problem> {
    let address = writing(move || {
        let folder = save_targets.private_folder();
        let folder = folder.ok_or(io::ErrorKind::NotFound)?;
        files::make_private_folder(&folder)?;
        remove_old(&folder);
        // Two people may have one name.
        let own = tempfile::Builder::new().prefix("").tempdir_in(&folder)?;
        let path = own.path().join(name.to_string());
        let bytes = bytes_of(contents, &name)?;
        files::write_new(&path, &bytes, Readers::ThisPerson)?.keep()?;
        lock(&OPENED).push(own);
        let address = Url::from_file_path(&path);
        address.map_err(|()| io::Error::from(io::ErrorKind::InvalidFilename))
    });
    Ok(address.await?.to_string())
}

fn bytes_of(contents: Contents, name: &FileName) -> io::Result<Arc<[u8]>> {
    match contents {
        Contents::Bytes(bytes) => Ok(bytes),
        Contents::Table(table, TableFormat::Csv) => Ok(report::csv(&table).into()),
        Contents::Table(table, TableFormat::Workbook) => {
            let workbook = report::workbook(&table, name.stem());
            workbook.map(Arc::from).map_err(io::Error::other)
        }
    }
}

async fn writing<T: Send + 'static>(
    write: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    let under_way = Arc::clone(&WRITES);
    let written = blocking(move || {
        let written = write();
        drop(under_way);
        written
    });
    let written = written.await;
    written.map_err(|error| Problem::with_chain(ProblemKind::NotSaved, vec![error.to_string()]))
}

/// Waits until nothing is being written, though not for ever.
pub(super) fn finish(writes: &Arc<()>, longest: Duration) {
    let start = Instant::now();
    while Arc::strong_count(writes) > 1 {
        if start.elapsed() > longest {
            return tracing::warn!("ends while files are still being written");
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// Removes what this process made for the browser, and their folder where nothing else is in it.
pub(super) fn remove_own(folder: &Path) {
    lock(&OPENED).clear();
    let _ = fs::remove_dir(folder);
}

pub(super) fn remove_old(folder: &Path) {
    let is_old = |file: &Path| {
        let written = fs::metadata(file).and_then(|about| about.modified());
        let age = written.map(|at| SystemTime::now().duration_since(at));
        matches!(age, Ok(Ok(age)) if age > KEPT_FOR)
    };
    remove(folder, is_old, &mut Left::new());
}

pub(super) fn remove(folder: &Path, is_due: impl Fn(&Path) -> bool, left: &mut Left) {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    for file in files.map(|file| file.path()).filter(|file| is_due(file)) {
        files::remove(&file, left);
    }
}

/// Puts the file in the place of any former one, which stays whole until the new one is
/// complete. Links stay, and so do the former one's rights. What is no file, such as a pipe or a
/// device, is not replaced.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = target(path.to_owned())?;
    let former = fs::metadata(&path).ok();
    if former.as_ref().is_some_and(|former| !former.is_file()) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let readers = former
        .as_ref()
        .map_or(Readers::Usual, |_| Readers::ThisPerson);
    let complete = files::write_new(&part_beside(&path), bytes, readers)?;
    if let Some(rights) = former.map(|former| former.permissions())
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

/// Searches the first [`MAX_SEARCHED`] bytes of a file for a batch ID.
pub(super) async fn search(path: PathBuf) -> Result<BatchId, BatchIdProblem> {
    let search = move || match read(&path) {
        Ok(text) => text.parse(),
        Err(error) => {
            tracing::info!(kind = ?error.kind(), "a dropped file was not read");
            Err(BatchIdProblem::NotInFile)
        }
    };
    blocking(search).await
}

fn read(path: &Path) -> io::Result<String> {
    // A pipe or a device would never end, or wait for ever.
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(MAX_SEARCHED as u64).read_to_end(&mut bytes)?;
    Ok(text_of(&bytes))
}

/// Text of UTF-8, or of UTF-16 where it begins with its mark, as Excel writes it.
fn text_of(bytes: &[u8]) -> String {
    let units = |read: fn([u8; 2]) -> u16| -> String {
        let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| read(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_does_not_wait_for_ever() {
        let (start, writes) = (Instant::now(), Arc::new(()));
        let _hangs = Arc::clone(&writes);
        finish(&writes, Duration::from_millis(50));
        assert!(start.elapsed() < Duration::from_mins(1));
    }

    #[test]
    fn a_file_that_is_added_is_never_seen_in_part() {
        const SIZE: usize = 64 * 1024 * 1024;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let seen = thread::spawn(move || {
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
        let opened = File::open(&old).unwrap();
        opened.set_modified(long_ago).unwrap();
        remove_old(folder.path());
        assert!(!old.exists() && new.exists());
    }
}
