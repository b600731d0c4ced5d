//! Shrinks pictures: for the page, and to be kept beside an answer.

use std::error::Error;
use std::io::Cursor;
use std::sync::Arc;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x4;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{ImageFormat, RgbaImage};

use super::read;
use crate::domain::problem::PictureProblem;

/// A file this small is kept as it came, in bytes.
const SMALL_ENOUGH: usize = 512 << 10;

/// The file, or a smaller one with no side longer than `max_side` pixels where it is large.
///
/// # Errors
/// [`PictureProblem`].
pub fn thumbnail(file: &Arc<[u8]>, max_side: u32) -> Result<Vec<u8>, PictureProblem> {
    if file.len() <= SMALL_ENOUGH {
        return Ok(file.to_vec());
    }
    let (.., picture) = read(file, max_side)?;
    png(picture)
}

fn png(mut picture: RgbaImage) -> Result<Vec<u8>, PictureProblem> {
    for pixel in picture.pixels_mut() {
        undo_opacity(&mut pixel.0);
    }
    let mut small = Cursor::new(Vec::new());
    picture
        .write_to(&mut small, ImageFormat::Png)
        .map_err(|_| PictureProblem::Damaged)?;
    Ok(small.into_inner())
}

/// Files hold colours as they are, not weighed with their opacity.
fn undo_opacity(pixel: &mut [u8; 4]) {
    let [colours @ .., opacity] = pixel;
    if let whole @ 1..=254 = u32::from(*opacity) {
        for colour in colours {
            let full = (u32::from(*colour) * 255 + whole / 2) / whole;
            *colour = u8::try_from(full).unwrap_or(u8::MAX);
        }
    }
}

/// The picture with no side longer than `max_side` pixels. Weighed with its opacity, each colour
/// counts as much as it shows.
pub(super) fn to_side(picture: RgbaImage, max_side: u32) -> Result<RgbaImage, PictureProblem> {
    if picture.width().max(picture.height()) <= max_side {
        return Ok(picture);
    }
    smaller(&picture, max_side).map_err(|_| PictureProblem::Damaged)
}

fn smaller(picture: &RgbaImage, max_side: u32) -> Result<RgbaImage, Box<dyn Error>> {
    let (width, height) = picture.dimensions();
    let [wide, high] = [width, height].map(|side| scaled(side, max_side, width.max(height)));
    let mut small = RgbaImage::new(wide, high);
    let from = TypedImageRef::<U8x4>::from_buffer(width, height, picture)?;
    let mut to = TypedImage::<U8x4>::from_buffer(wide, high, &mut small)?;
    // Sharp enough for small letters, without a seam of light around them.
    let how = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Hamming))
        .use_alpha(false);
    Resizer::new().resize_typed(&from, &mut to, &how)?;
    Ok(small)
}

/// A side, once the longest is `max_side`; never nothing at all.
fn scaled(side: u32, max_side: u32, longest: u32) -> u32 {
    let exact = u64::from(side) * u64::from(max_side);
    let rounded = (exact + u64::from(longest) / 2) / u64::from(longest);
    // Not longer than `max_side`, since `side` is not longer than `longest`.
    u32::try_from(rounded).unwrap_or(max_side).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pixel between columns of one colour and of another, each weighed with its opacity.
    fn between(even: [u8; 4], odd: [u8; 4]) -> [u8; 4] {
        let colours = [even, odd].map(image::Rgba);
        let picture = RgbaImage::from_fn(64, 64, |x, _| colours[(x % 2) as usize]);
        let small = to_side(picture, 32).unwrap();
        small.get_pixel(16, 16).0
    }

    #[test]
    fn each_colour_counts_as_much_as_it_shows() {
        let [r, g, b, a] = between([200, 0, 40, 255], [0, 100, 40, 255]);
        assert!((95..=105).contains(&r) && (45..=55).contains(&g));
        assert_eq!((b, a), (40, 255));
        // Weighed with its opacity a clear pixel is nothing, whatever its colour was.
        let [r, _, _, a] = between([200, 0, 0, 255], [0, 0, 0, 0]);
        assert!((95..=105).contains(&r) && (120..=135).contains(&a));
    }

    fn noise(side: u32) -> Arc<[u8]> {
        // Noise does not pack, so the file is as large as its pixels.
        let mut seed = 1_u32;
        let picture = RgbaImage::from_fn(side, side, |_, _| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgba((seed | 0xFF).to_be_bytes())
        });
        png(picture).unwrap().into()
    }

    #[test]
    fn a_large_file_becomes_small_and_a_small_one_stays() {
        let small = noise(100);
        assert_eq!(thumbnail(&small, 400).unwrap(), small.to_vec());
        let large = noise(900);
        assert!(large.len() > SMALL_ENOUGH);
        let kept = thumbnail(&large, 300).unwrap();
        assert!(kept.len() < large.len() / 4);
        let again = crate::picture::decode(kept.into(), 10_000).unwrap();
        assert_eq!(again.info.size, [300, 300]);
    }

    #[test]
    fn a_glassy_colour_keeps_its_colour() {
        for (mut weighed, plain) in [
            ([50, 25, 0, 128], [100, 50, 0, 128]),
            ([0; 4], [0; 4]),
            // No colour is more than full.
            ([255, 9, 0, 3], [255, 255, 0, 3]),
        ] {
            undo_opacity(&mut weighed);
            assert_eq!(weighed, plain);
        }
    }
}
