//! Turns the pixels of a decoder into those of a texture, off the window's own thread.

use image::{DynamicImage, Rgba, RgbaImage};

use crate::domain::picture::Pixels;

/// Longest side of what lies on a sheet with sides that are powers of two, in pixels:
/// that of a picture on the page. A window that is drawn by the processor compiles its
/// program anew for a first sheet of any other size, which takes as long as two frames.
const PADDED: u32 = 1_024;

/// Eight bits a colour, each weighed with its opacity. Other pixels stay where they are: a block
/// this large that is freed makes glibc keep the smaller ones after it (`mallopt(3)`).
pub(super) fn premultiply(picture: &mut DynamicImage) -> RgbaImage {
    let mut picture = match picture {
        DynamicImage::ImageRgba8(picture) => std::mem::take(picture),
        other => other.to_rgba8(),
    };
    for Rgba([r, g, b, a]) in picture.pixels_mut().filter(|pixel| pixel.0[3] < u8::MAX) {
        let opacity = u16::from(*a);
        for color in [r, g, b] {
            let weighed = (u16::from(*color) * opacity + 127) / 255;
            // At most 255: both factors are, and the sum was divided by it.
            *color = u8::try_from(weighed).unwrap_or(u8::MAX);
        }
    }
    picture
}

/// Lays a picture on its sheet.
pub(super) fn pad_to_texture(picture: &RgbaImage) -> Pixels {
    let size = [picture.width(), picture.height()];
    let sheet = match size {
        [width, height] if width.max(height) <= PADDED => size.map(u32::next_power_of_two),
        _ => size,
    };
    let [wide, high] = sheet.map(|side| side as usize);
    let mut rgba = vec![0; wide * high];
    // One row and one column more than the picture has: its edge blends with itself.
    let last = picture.rows().next_back();
    let lines = picture.rows().chain(last);
    for (row, line) in rgba.chunks_exact_mut(wide).zip(lines) {
        let edge = line.clone().next_back();
        for (to, pixel) in row.iter_mut().zip(line.chain(edge)) {
            *to = u32::from_ne_bytes(pixel.0);
        }
    }
    Pixels { size, sheet, rgba }
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma, Rgb, RgbImage};

    use super::*;

    /// A picture in which each pixel has a colour of its own.
    fn picture(width: u32, height: u32) -> RgbaImage {
        let side = |side: u32| u8::try_from(side).unwrap();
        RgbaImage::from_fn(width, height, |x, y| Rgba([side(x), side(y), 0, 255]))
    }

    #[test]
    fn a_padded_picture_lies_in_the_corner_and_its_edge_is_doubled() {
        let laid = pad_to_texture(&picture(5, 3));
        assert_eq!((laid.size, laid.sheet), ([5, 3], [8, 4]));
        for (y, x) in (0..4).flat_map(|y| (0..8).map(move |x| (y, x))) {
            let [wide, high] = [x.min(4), y.min(2)].map(|at| u8::try_from(at).unwrap());
            let wanted = match x {
                0..=5 => [wide, high, 0, 255],
                _ => [0; 4],
            };
            let pixel = laid.rgba[usize::try_from(y * 8 + x).unwrap()];
            assert_eq!(pixel.to_ne_bytes(), wanted, "{x}, {y}");
        }
        assert_eq!(laid.rgba.len(), 8 * 4);
    }

    #[test]
    fn a_picture_that_needs_no_padding_gets_none() {
        for size in [[8, 4], [1, 1], [2_000, 3]] {
            let laid = pad_to_texture(&RgbaImage::new(size[0], size[1]));
            assert_eq!(laid.sheet, size);
        }
        let low = pad_to_texture(&picture(8, 3));
        assert_eq!(low.sheet, [8, 4]);
        assert_eq!(low.rgba[16..24], low.rgba[24..], "the last row twice");
    }

    #[test]
    fn without_opacity_all_of_the_colour_shows() {
        let pixel = |mut picture: DynamicImage| premultiply(&mut picture)[(0, 0)].0;
        let full = RgbImage::from_pixel(1, 1, Rgb([9, 8, 7]));
        assert_eq!(pixel(full.into()), [9, 8, 7, 255]);
        let grey = GrayImage::from_pixel(1, 1, Luma([9]));
        assert_eq!(pixel(grey.into()), [9, 9, 9, 255]);
        let half = RgbaImage::from_pixel(1, 1, Rgba([200, 100, 0, 128]));
        assert_eq!(pixel(half.into()), [100, 50, 0, 128]);
        let clear = RgbaImage::from_pixel(1, 1, Rgba([200, 100, 0, 0]));
        assert_eq!(pixel(clear.into()), [0; 4]);
    }
}
