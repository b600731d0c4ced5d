//! What a later start and the open window show each other before a batch is named: only this person
//! can read the file it is in. Somebody else may have taken the place where the two meet.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use uuid::Uuid;

use crate::files::{self, Readers};

/// Length of what each shows, in bytes.
pub(super) const HALF: usize = 32;

/// What one of the two shows.
pub(super) type Half = [u8; HALF];

/// Drawn anew by each window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// What the later start shows.
    pub(super) start: Half,
    /// What the window shows then.
    pub(super) window: Half,
}

impl Key {
    pub(super) fn draw() -> Self {
        Self {
            start: draw(),
            window: draw(),
        }
    }

    /// Puts it where later starts of this person find it.
    pub(super) fn keep(&self, file: &Path) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            files::make_folder(folder)?;
        }
        let unfinished = file.with_extension(files::unique());
        let bytes = [self.start, self.window].concat();
        let complete = files::write_new(&unfinished, &bytes, Readers::ThisPerson)?;
        files::put_in_place(complete, file)
    }

    /// The one of the window that is open, or of the last one.
    pub(super) fn find(file: &Path) -> io::Result<Self> {
        let mut file = File::open(file)?;
        let (mut start, mut window) = ([0; HALF], [0; HALF]);
        file.read_exact(&mut start)?;
        file.read_exact(&mut window)?;
        Ok(Self { start, window })
    }
}

fn draw() -> Half {
    let mut half = [0; HALF];
    Uuid::new_v4().as_simple().encode_lower(&mut half);
    half
}
