//! Shrinks a decoded picture.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x4;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, RgbaImage};

use crate::domain::problem::PictureProblem;

/// The picture with no side longer than `max_side` pixels. Its colours are weighed
/// with their opacity already, so that each colour counts as much as it shows.
pub(super) fn to_side(
    picture: DynamicImage,
    max_side: u32,
) -> Result<DynamicImage, PictureProblem> {
    if picture.width().max(picture.height()) <= max_side {
        return Ok(picture);
    }
    // One kind of pixels for all: the code for a second one takes 400 kB of the program.
    let small = smaller(&picture.into_rgba8(), max_side)?;
    Ok(small.into())
}

fn smaller(picture: &RgbaImage, max_side: u32) -> Result<RgbaImage, PictureProblem> {
    let (width, height) = picture.dimensions();
    let [wide, high] = [width, height].map(|side| scaled(side, max_side, width.max(height)));
    let mut small = RgbaImage::new(wide, high);
    let from = TypedImageRef::<U8x4>::from_buffer(width, height, picture)
        .map_err(|_| PictureProblem::Damaged)?;
    let mut to = TypedImage::<U8x4>::from_buffer(wide, high, &mut small)
        .map_err(|_| PictureProblem::Damaged)?;
    // Sharp enough for small letters, without a seam of light around them.
    let how = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Hamming))
        .use_alpha(false);
    Resizer::new()
        .resize_typed(&from, &mut to, &how)
        .map_err(|_| PictureProblem::Damaged)?;
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
    use image::{GenericImageView as _, RgbImage, RgbaImage};

    use super::*;

    #[test]
    fn the_longest_side_counts_and_none_becomes_nothing() {
        let shrunk = |size: [u32; 2], side| {
            let clear = to_side(RgbaImage::new(size[0], size[1]).into(), side).unwrap();
            let opaque = to_side(RgbImage::new(size[0], size[1]).into(), side).unwrap();
            assert_eq!(clear.dimensions(), opaque.dimensions());
            clear.dimensions()
        };
        assert_eq!(shrunk([1600, 1130], 1024), (1024, 723));
        assert_eq!(shrunk([1130, 1600], 1024), (723, 1024));
        assert_eq!(shrunk([100, 50], 1024), (100, 50));
        assert_eq!(shrunk([16_000, 1], 1024), (1024, 1));
    }

    #[test]
    fn what_is_opaque_is_made_of_as_many_colours() {
        let picture = RgbImage::from_fn(64, 64, |x, _| match x % 2 {
            0 => image::Rgb([200, 0, 40]),
            _ => image::Rgb([0, 100, 40]),
        });
        let small = to_side(picture.into(), 32).unwrap().into_rgb8();
        let image::Rgb([r, g, b]) = *small.get_pixel(16, 16);
        assert!((95..=105).contains(&r) && (45..=55).contains(&g) && b == 40);
    }

    #[test]
    fn what_is_clear_lends_no_colour_to_what_is_beside_it() {
        // Weighed with its opacity a clear pixel is nothing, whatever its colour was.
        let picture = RgbaImage::from_fn(64, 64, |x, _| match x % 2 {
            0 => image::Rgba([200, 0, 0, 255]),
            _ => image::Rgba([0, 0, 0, 0]),
        });
        let small = to_side(picture.into(), 32).unwrap().into_rgba8();
        let middle = small.get_pixel(16, 16).0;
        assert!((95..=105).contains(&middle[0]), "{middle:?}");
        assert!((120..=135).contains(&middle[3]), "{middle:?}");
    }
}
