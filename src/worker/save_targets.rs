//! Places for files: the system's own dialog, and the person's folders.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use directories::UserDirs;

use crate::domain::{APP_ID, FileName};
use crate::files;

/// Result of the save dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A file to be replaced if it exists.
    File(PathBuf),
    Nothing,
    NoDialog,
}

pub type Choosing = Pin<Box<dyn Future<Output = Choice> + Send>>;

pub trait SaveTargets: Send + Sync {
    /// Proposes `name`.
    fn choose(&self, name: &str) -> Choosing;

    /// Folder for such a file where there is no dialog. May read files.
    fn folder(&self, name: &FileName) -> Option<PathBuf>;

    /// A folder for files that a browser opens; need not exist yet.
    fn private_folder(&self) -> Option<PathBuf>;
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemSaveTargets;

impl SaveTargets for SystemSaveTargets {
    fn choose(&self, name: &str) -> Choosing {
        let name = name.to_owned();
        Box::pin(async move {
            if !has_dialog().await {
                return Choice::NoDialog;
            }
            let dialog = rfd::AsyncFileDialog::new().set_file_name(&name);
            // Dialogs of Windows and macOS have a title of their own.
            let dialog = if cfg!(target_os = "linux") {
                dialog.set_title(&name)
            } else {
                dialog
            };
            match dialog.save_file().await {
                Some(file) => Choice::File(file.path().to_owned()),
                None => Choice::Nothing,
            }
        })
    }

    fn folder(&self, name: &FileName) -> Option<PathBuf> {
        let person = UserDirs::new()?;
        let usual = if name.is_picture() {
            [person.picture_dir(), person.download_dir()]
        } else {
            [person.document_dir(), person.download_dir()]
        };
        let folder = usual.into_iter().flatten().find(|folder| folder.is_dir());
        Some(folder.unwrap_or(person.home_dir()).to_owned())
    }

    fn private_folder(&self) -> Option<PathBuf> {
        let cache = files::project()?.cache_dir().join("reports");
        Some(for_snaps().unwrap_or(cache))
    }
}

/// A folder for a person who uses snaps, such as the browser of Ubuntu: those may not read in
/// hidden folders. Its name keeps others from putting something there.
fn for_snaps() -> Option<PathBuf> {
    let person = UserDirs::new()?;
    let snaps = person.home_dir().join("snap");
    let downloads = person.download_dir()?;
    let is_needed = cfg!(target_os = "linux") && snaps.is_dir() && downloads.is_dir();
    is_needed.then(|| downloads.join(format!("{APP_ID}-temporary")))
}

/// Windows and macOS always have the dialog.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unused_async, reason = "as where a desktop is asked")]
async fn has_dialog() -> bool {
    true
}

/// Desktops differ: a portal shows the dialog, though not every portal can, or else the program
/// zenity.
#[cfg(target_os = "linux")]
async fn has_dialog() -> bool {
    use std::env;
    use std::time::Duration;

    use crate::portal;

    /// Time for the portal to start.
    const LIMIT: Duration = Duration::from_secs(5);

    let on_screen = ["DISPLAY", "WAYLAND_DISPLAY"].map(env::var_os);
    let folders = env::var_os("PATH").unwrap_or_default();
    let has_zenity = on_screen.iter().any(Option::is_some)
        && env::split_paths(&folders).any(|folder| folder.join("zenity").is_file());
    let version = portal::ask("FileChooser", LIMIT, |portal| async move {
        portal.get_property::<u32>("version").await
    });
    has_zenity || version.await.is_some()
}
