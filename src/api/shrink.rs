//! A decoded picture made smaller.

use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbaImage;

use crate::domain::problem::PictureProblem;

/// The picture with no side longer than `max_side` pixels. Its colours are weighed
/// with their opacity already, so that each colour counts as much as it shows.
pub(super) fn to_side(picture: RgbaImage, max_side: u32) -> Result<RgbaImage, PictureProblem> {
    let (width, height) = picture.dimensions();
    let longest = width.max(height);
    if longest <= max_side {
        return Ok(picture);
    }
    let [wide, high] = [width, height].map(|side| scaled(side, (max_side, longest)));
    let whole = Image::from_vec_u8(width, height, picture.into_raw(), PixelType::U8x4)
        .map_err(|_| PictureProblem::Damaged)?;
    let mut small = Image::new(wide, high, PixelType::U8x4);
    // Sharp enough for small letters, without a seam of light around them.
    let how = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Hamming))
        .use_alpha(false);
    Resizer::new()
        .resize(&whole, &mut small, &how)
        .map_err(|_| PictureProblem::Damaged)?;
    RgbaImage::from_raw(wide, high, small.into_vec()).ok_or(PictureProblem::Damaged)
}

/// A side, once the longest is `max_side`; never nothing at all.
fn scaled(side: u32, (max_side, longest): (u32, u32)) -> u32 {
    let exact = u64::from(side) * u64::from(max_side);
    let rounded = (exact + u64::from(longest) / 2) / u64::from(longest);
    // Not longer than `max_side`, since `side` is not longer than `longest`.
    u32::try_from(rounded).unwrap_or(max_side).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_side_counts_and_none_becomes_nothing() {
        let shrunk = |size: [u32; 2], side| {
            let picture = RgbaImage::new(size[0], size[1]);
            to_side(picture, side).unwrap().dimensions()
        };
        assert_eq!(shrunk([1600, 1130], 1024), (1024, 723));
        assert_eq!(shrunk([1130, 1600], 1024), (723, 1024));
        assert_eq!(shrunk([100, 50], 1024), (100, 50));
        assert_eq!(shrunk([16_000, 1], 1024), (1024, 1));
    }

    #[test]
    fn what_is_clear_lends_no_colour_to_what_is_beside_it() {
        // Weighed with its opacity a clear pixel is nothing, whatever its colour was.
        let picture = RgbaImage::from_fn(64, 64, |x, _| match x % 2 {
            0 => image::Rgba([200, 0, 0, 255]),
            _ => image::Rgba([0, 0, 0, 0]),
        });
        let small = to_side(picture, 32).unwrap();
        let middle = small.get_pixel(16, 16).0;
        assert!((95..=105).contains(&middle[0]), "{middle:?}");
        assert!((120..=135).contains(&middle[3]), "{middle:?}");
    }
}
