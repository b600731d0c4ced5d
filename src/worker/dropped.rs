//! Searches a file that was dropped on the window for a batch ID.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::blocking;
use crate::domain::BatchId;
use crate::domain::batch_id::{BatchIdProblem, MAX_SEARCHED};

/// Searches the first [`MAX_SEARCHED`] bytes of a file.
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

    const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";

    #[test]
    fn text_of_any_usual_encoding_is_read() {
        let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let text = format!("\u{feff}Batch\t{ID}\r\n");
            text.encode_utf16().flat_map(bytes).collect()
        };
        for bytes in [
            format!("Batch\t{ID}").into_bytes(),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            [b"\xff\x00\xe9 ", ID.as_bytes()].concat(),
        ] {
            let id = text_of(&bytes).parse::<BatchId>();
            assert_eq!(id.map(|id| id.to_string()).as_deref(), Ok(ID));
        }
    }
}
