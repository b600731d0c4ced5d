//! Makes a small picture to be kept beside an answer.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageFormat};

use super::{MAX_MEMORY, read};
use crate::domain::problem::PictureProblem;
use crate::domain::{Problem, ProblemKind};

/// A file this small is kept as it came, in bytes.
const SMALL_ENOUGH: usize = 512 << 10;

/// The file of a picture of which no side is longer than `max_side` pixels; the
/// file as it is where that is small.
///
/// # Errors
/// [`ProblemKind::Picture`].
pub fn thumbnail(file: &Arc<[u8]>, max_side: u32) -> Result<Vec<u8>, Problem> {
    if file.len() <= SMALL_ENOUGH {
        return Ok(file.to_vec());
    }
    let small = shrink(file, max_side);
    small.map_err(|problem| Problem::from(ProblemKind::Picture(problem)))
}

fn shrink(file: &[u8], max_side: u32) -> Result<Vec<u8>, PictureProblem> {
    let (_, mut picture) = read(file, max_side, MAX_MEMORY)?;
    if let DynamicImage::ImageRgba8(picture) = &mut picture {
        for pixel in picture.pixels_mut() {
            undo_opacity(&mut pixel.0);
        }
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

#[cfg(test)]
mod tests {
    use image::RgbaImage;

    use super::*;
    use crate::picture::decode;

    fn png(side: u32) -> Arc<[u8]> {
        // Noise does not pack, so the file is as large as its pixels.
        let mut seed = 1_u32;
        let picture = RgbaImage::from_fn(side, side, |_, _| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            image::Rgba((seed | 0xFF).to_be_bytes())
        });
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner().into()
    }

    #[test]
    fn a_large_picture_becomes_small_and_a_small_one_stays() {
        let small = png(100);
        assert_eq!(thumbnail(&small, 400).unwrap(), small.to_vec());
        let large = png(900);
        assert!(large.len() > SMALL_ENOUGH);
        let kept = thumbnail(&large, 300).unwrap();
        assert!(kept.len() < large.len() / 4);
        let again = decode(kept.into(), 10_000).unwrap();
        assert_eq!(again.info.size, [300, 300]);
    }

    #[test]
    fn a_glassy_colour_keeps_its_colour() {
        let mut pixel = [50, 25, 0, 128];
        undo_opacity(&mut pixel);
        assert_eq!(pixel, [100, 50, 0, 128]);
        let mut pixel = [0, 0, 0, 0];
        undo_opacity(&mut pixel);
        assert_eq!(pixel, [0; 4]);
        let mut odd = [255, 9, 0, 3];
        undo_opacity(&mut odd);
        assert_eq!(odd, [255, 255, 0, 3], "no colour is more than full");
    }
}
