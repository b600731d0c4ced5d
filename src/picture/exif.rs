//! The orientation of a picture, as its file gives it.

use image::ImageDecoder;
use image::metadata::Orientation;

/// Some writers put this before the EXIF of any format, as JPEG asks for.
const JPEG_PREFIX: &[u8] = b"Exif\0\0";

/// Before the first chunk of a PNG.
const PNG_HEAD: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Turn that the file asks for; none where it does not say so.
pub(super) fn orientation(decoder: &mut impl ImageDecoder, file: &[u8]) -> Orientation {
    let before_pixels = decoder.exif_metadata().ok().flatten();
    let exif = before_pixels.as_deref().or_else(|| in_png(file));
    exif.map(|exif| exif.strip_prefix(JPEG_PREFIX).unwrap_or(exif))
        .and_then(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms)
}

/// The EXIF of a PNG, which may also come after the pixels, where the decoder has not been yet.
fn in_png(file: &[u8]) -> Option<&[u8]> {
    let mut rest = file.strip_prefix(PNG_HEAD)?;
    loop {
        let (head, after) = rest.split_first_chunk::<8>()?;
        let [a, b, c, d, kind @ ..] = *head;
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?;
        let holds = after.get(..length)?;
        if kind == *b"eXIf" {
            return Some(holds);
        }
        // Each chunk ends with four bytes that guard it.
        rest = after.get(length.checked_add(4)?..)?;
    }
}
