//! Secret by which a later start and the open window know each other before a batch is named: only
//! this person can read its file. Somebody else may have taken the place where the two meet.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use uuid::Uuid;

use crate::files::{self, Readers};

/// Bytes.
pub(super) const HALF: usize = 32;

pub(super) type Half = [u8; HALF];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// Shown by the later start.
    pub(super) start: Half,
    /// Shown by the window in return.
    pub(super) window: Half,
}

impl Key {
    pub(super) fn draw() -> Self {
        Self {
            start: draw(),
            window: draw(),
        }
    }

    pub(super) fn keep(&self, file: &Path) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            files::make_folder(folder)?;
        }
        let unfinished = file.with_extension(files::unique());
        let bytes = [self.start, self.window].concat();
        let complete = files::write_new(&unfinished, &bytes, Readers::ThisPerson)?;
        files::put_in_place(complete, file)
    }

    /// Key of the window that is open, or of the last one.
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
