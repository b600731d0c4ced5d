//! Private folders and files, and atomic writes.
#![expect(clippy::missing_errors_doc, reason = "each fails as the disk does")]

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use directories::ProjectDirs;
use tempfile::TempPath;

use crate::domain::APP_ID;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Left to the person's usual settings.
    Usual,
    /// Nobody else on this computer needs to read it.
    ThisPerson,
}

/// The folders that the system has for this program and person; `None` where there is no home.
pub fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", APP_ID)
}

/// Lets this person alone read and write what is made with these options.
#[cfg(unix)]
pub fn for_this_person(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

/// The folders of Windows are each person's own.
#[cfg(not(unix))]
pub fn for_this_person(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
const PRIVATE_FOLDER: u32 = 0o700;

/// Makes a folder, and those on the way to it, for this person alone. One that is there
/// stays as it is.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(PRIVATE_FOLDER);
    }
    builder.recursive(true).create(folder)
}

/// As [`make_folder`], and closes one that is there to others.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    make_folder(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(PRIVATE_FOLDER))?;
    }
    Ok(())
}

/// Removes a file or a folder, or notes its name among those that are left.
pub fn remove(path: &Path, left: &mut Vec<String>) {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    if let Err(error) = removed
        && !is_missing(&error)
    {
        tracing::warn!(%error, "a file could not be removed");
        let name = path.file_name().unwrap_or_default();
        left.push(name.to_string_lossy().into_owned());
    }
}

pub fn discard(path: &Path) {
    remove(path, &mut Vec::new());
}

/// Part of a file's name that no other file of this computer has at this moment.
pub fn unique() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("{}-{number}", std::process::id())
}

/// FNV-1a: the same in every version of the app, so that a newer one finds its files.
pub fn stable_hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Writes a file that must not exist yet, all of it or nothing. It goes with what is returned.
pub fn write_new(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<TempPath> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    if readers == Readers::ThisPerson {
        for_this_person(&mut options);
    }
    let mut file = options.open(path)?;
    let path = TempPath::try_from_path(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(path)
}

/// Puts a file that is complete in the place of any former one in the same folder. Where
/// this fails the former one is untouched and the new one goes.
pub fn put_in_place(mut complete: TempPath, path: &Path) -> io::Result<()> {
    // Replaces a file that another process of Windows has open, as `persist` does not.
    fs::rename(&complete, path)?;
    complete.disable_cleanup(true);
    sync_folder(path);
    Ok(())
}

/// Makes the name of a file last. Some systems cannot, and the file itself is safe by then.
pub fn sync_folder(of: &Path) {
    if cfg!(unix)
        && let Some(folder) = of.parent()
        && let Err(error) = File::open(folder).and_then(|folder| folder.sync_all())
    {
        tracing::debug!(%error, "the folder could not be synced");
    }
}

/// Nothing lies there: a folder on the way may be missing too, or be a file.
pub fn is_missing(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}
