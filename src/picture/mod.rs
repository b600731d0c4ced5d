//! Pictures: decoded, turned, shrunk and laid out for the graphics card, within limits.

mod shrink;
mod texture;
mod webp;

use std::io::{Cursor, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use image::metadata::Orientation;
use image::{
    ColorType, DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader,
    Limits as ImageLimits, RgbaImage,
};
use memchr::memmem;

pub use shrink::thumbnail;

use crate::domain::picture::{Picture, PictureFormat, PictureInfo};
use crate::domain::problem::PictureProblem;

/// Most memory for the pixels of a picture, in bytes: 50 megapixels of RGBA and some room.
const MAX_MEMORY: u64 = 256 << 20;

/// Longest side, in pixels. No graphics card draws more in one piece.
const MAX_SIDE: u32 = 16_384;

/// Most pixels: a JPEG that comes in several scans takes 8 bytes more for each, until the last.
const MAX_PIXELS: u64 = 50_000_000;

/// Decodes a picture file, turns it as its EXIF says, and shrinks it where a side
/// is longer than `max_side` pixels. Of a moving picture the first frame counts.
///
/// # Errors
/// [`PictureProblem`].
pub fn decode(file: Arc<[u8]>, max_side: u32) -> Result<Picture, PictureProblem> {
    let (format, size, shown) = read(&file, max_side)?;
    Ok(Picture {
        info: PictureInfo { size, format, file },
        pixels: texture::pad_to_texture(&shown),
    })
}

fn format_of(file: &[u8]) -> Option<(ImageFormat, PictureFormat)> {
    let format = image::guess_format(file).ok()?;
    let is_it = |ours: &PictureFormat| ours.media_type() == format.to_mime_type();
    Some((format, PictureFormat::ALL.into_iter().find(is_it)?))
}

/// Form and size of the original, and what is shown of it, each colour weighed with its opacity.
type Shown = (PictureFormat, [u32; 2], RgbaImage);

fn read(file: &[u8], max_side: u32) -> Result<Shown, PictureProblem> {
    // A decoder that panics has met a file it cannot read; nothing of it is kept.
    catch_unwind(AssertUnwindSafe(|| shown(file, max_side.max(1))))
        .unwrap_or(Err(PictureProblem::Damaged))
}

fn shown(file: &[u8], max_side: u32) -> Result<Shown, PictureProblem> {
    let (format, ours) = format_of(file).ok_or(PictureProblem::NotAPicture)?;
    if format == ImageFormat::Jpeg && !jpeg_is_whole(file) {
        return Err(PictureProblem::Damaged);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = ImageLimits::no_limits();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| problem(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let workspace = match format {
        ImageFormat::WebP => webp::workspace(file, pixels),
        _ => 0,
    };
    let is_large = width.max(height) > MAX_SIDE || pixels > MAX_PIXELS;
    if is_large || decoder.total_bytes().saturating_add(workspace) > MAX_MEMORY {
        return Err(PictureProblem::TooLarge);
    }
    if format == ImageFormat::WebP && !webp::is_within(file, [width, height]) {
        return Err(PictureProblem::Damaged);
    }
    let turned = orientation(&mut decoder);
    // Pixels that are not of the kind that is shrunk take memory once more, and so does what is
    // narrow and not yet low.
    let converted = match decoder.color_type() {
        ColorType::Rgba8 => 0,
        _ => pixels,
    };
    let between = u64::from(max_side) * u64::from(height);
    let has_room = decoder.total_bytes() + 4 * (converted + between) <= MAX_MEMORY;
    let mut shown = DynamicImage::from_decoder(decoder).map_err(|error| problem(&error))?;
    if width.max(height) > max_side && !has_room {
        shown = shown.thumbnail(max_side, max_side);
    }
    // Fewer pixels are turned faster; a turn keeps the longest side.
    let small = shrink::to_side(texture::premultiply(&mut shown), max_side)?;
    let mut small = DynamicImage::from(small);
    small.apply_orientation(turned);
    // From 5 on, EXIF's numbers stand for quarter turns.
    let size = match turned.to_exif() {
        5.. => [height, width],
        _ => [width, height],
    };
    Ok((ours, size, small.into_rgba8()))
}

/// Turn that the file asks for; none where it does not say so.
fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    /// Some writers put this before the EXIF of any format, as JPEG asks for.
    const JPEG_PREFIX: &[u8] = b"Exif\0\0";

    let exif = decoder.exif_metadata().ok().flatten();
    exif.as_deref()
        .map(|exif| exif.strip_prefix(JPEG_PREFIX).unwrap_or(exif))
        .and_then(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms)
}

/// Finds a JPEG's end. Its decoder takes one that stops half way and leaves the rest grey, unlike
/// the design. Of one without a scan the decoder says what is wrong.
fn jpeg_is_whole(file: &[u8]) -> bool {
    const MARK: u8 = 0xff;
    const SCAN: u8 = 0xda;
    const END: [u8; 2] = [0xff, 0xd9];
    let mut rest = file.get(2..).unwrap_or_default();
    // Segment by segment, since one may hold a small picture with its own end.
    while let [MARK, kind, high, low, ..] = *rest {
        if kind == SCAN {
            return memmem::find(rest, &END).is_some();
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        rest = rest.get(2 + length..).unwrap_or_default();
    }
    true
}

fn problem(error: &ImageError) -> PictureProblem {
    match error {
        ImageError::Limits(_) => PictureProblem::TooLarge,
        ImageError::Unsupported(_) => PictureProblem::NotAPicture,
        ImageError::IoError(error) if error.kind() == ErrorKind::OutOfMemory => {
            PictureProblem::TooLarge
        }
        _ => PictureProblem::Damaged,
    }
}
