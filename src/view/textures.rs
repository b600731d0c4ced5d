//! The pictures that the graphics card holds.

use egui::{
    Color32, ColorImage, Context, Pos2, Rect, TextureHandle, TextureId, TextureOptions, Vec2,
};

use crate::domain::picture::Pixels;
use crate::state::RequestId;

/// A picture that the graphics card holds.
#[derive(Clone)]
pub struct Texture {
    /// The request that brought it.
    pub request: RequestId,
    /// The card's handle.
    handle: TextureHandle,
    /// The picture's own size, in pixels.
    pub size: Vec2,
}

impl Texture {
    /// Hands a picture to the graphics card. No side is longer than the card
    /// takes: the worker shrank it to what every card takes.
    fn upload(context: &Context, request: RequestId, image: Sheet) -> Self {
        let name = format!("picture-{}", request.0);
        Self {
            request,
            // Shrunk to about its place, it needs no smaller copies: making them
            // holds up a window that is drawn by the processor.
            handle: context.load_texture(name, image.whole, TextureOptions::LINEAR),
            size: image.picture,
        }
    }

    /// What the card needs to know to draw it.
    #[must_use]
    pub fn id(&self) -> TextureId {
        self.handle.id()
    }

    /// Where in what the card holds the picture lies.
    #[must_use]
    pub fn uv(&self) -> Rect {
        let part = self.size / self.handle.size_vec2().max(Vec2::splat(1.0));
        Rect::from_min_size(Pos2::ZERO, part)
    }
}

/// What the card is to hold.
struct Sheet {
    whole: ColorImage,
    /// The size of the picture in its upper left corner, in pixels.
    picture: Vec2,
}

impl Sheet {
    fn of(pixels: &Pixels) -> Self {
        let [width, height] = pixels.size.map(|side| side as usize);
        let whole = ColorImage::from_rgba_premultiplied([width, height], &pixels.rgba);
        let picture = whole.source_size;
        Self { whole, picture }
    }

    /// On a sheet whose sides are powers of two. A window that is drawn by the
    /// processor compiles its program anew for a first sheet of any other size,
    /// which takes as long as two frames.
    fn padded(pixels: &Pixels) -> Self {
        let Self { whole, picture } = Self::of(pixels);
        let [width, height] = whole.size;
        let sides = whole.size.map(usize::next_power_of_two);
        if sides == whole.size || width == 0 || height == 0 {
            return Self { whole, picture };
        }
        let mut sheet = ColorImage::filled(sides, Color32::TRANSPARENT);
        let rows = sheet.pixels.chunks_exact_mut(sides[0]);
        // One row and one column more than the picture has, so that its edge blends
        // with itself.
        for (y, row) in rows.enumerate().take(height + 1) {
            let start = y.min(height - 1) * width;
            let (line, rest) = row.split_at_mut(width);
            line.copy_from_slice(&whole.pixels[start..start + width]);
            if let (Some(beside), Some(last)) = (rest.first_mut(), line.last()) {
                *beside = *last;
            }
        }
        Self {
            whole: sheet,
            picture,
        }
    }
}

/// The template's picture as it stands on the page, and larger while it is looked
/// at closely.
#[derive(Default)]
pub struct Textures {
    preview: Option<Texture>,
    enlarged: Option<Texture>,
}

impl Textures {
    /// Takes the picture for the page.
    pub fn show(&mut self, context: &Context, request: RequestId, pixels: Pixels) {
        let sheet = Sheet::padded(&pixels);
        drop(pixels);
        self.preview = Some(Texture::upload(context, request, sheet));
    }

    /// Takes the larger one.
    pub fn enlarge(&mut self, context: &Context, request: RequestId, pixels: Pixels) {
        let sheet = Sheet::of(&pixels);
        drop(pixels);
        self.enlarged = Some(Texture::upload(context, request, sheet));
    }

    /// Nobody looks closely any more.
    pub fn drop_enlarged(&mut self) {
        self.enlarged = None;
    }

    /// There is no picture any more.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The picture that this request brought, as it stands on the page.
    #[must_use]
    pub fn preview(&self, request: RequestId) -> Option<&Texture> {
        self.preview.as_ref().filter(|held| held.request == request)
    }

    /// The same, as large as there is.
    #[must_use]
    pub fn sharpest(&self, request: RequestId) -> Option<&Texture> {
        let enlarged = self.enlarged.as_ref();
        enlarged
            .filter(|held| held.request == request)
            .or_else(|| self.preview(request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture in which each pixel has a colour of its own.
    fn picture(width: u8, height: u8) -> Pixels {
        let rows = (0..height).flat_map(|y| (0..width).flat_map(move |x| [x, y, 0, 255]));
        Pixels {
            size: [width.into(), height.into()],
            rgba: rows.collect(),
        }
    }

    #[test]
    fn a_padded_picture_lies_in_the_corner_and_its_edge_is_doubled() {
        let pixels = picture(5, 3);
        let Sheet { whole, picture } = Sheet::padded(&pixels);
        assert_eq!((whole.size, picture), ([8, 4], Vec2::new(5.0, 3.0)));
        for (y, row) in whole.pixels.chunks_exact(8).enumerate() {
            for (x, pixel) in row.iter().enumerate() {
                let [wide, high] = [x.min(4), y.min(2)].map(|at| u8::try_from(at).unwrap());
                let wanted = match x {
                    0..=5 => Color32::from_rgb(wide, high, 0),
                    _ => Color32::TRANSPARENT,
                };
                assert_eq!(*pixel, wanted, "{x}, {y}");
            }
        }
    }

    #[test]
    fn a_picture_that_needs_no_padding_gets_none() {
        for (width, height) in [(8, 4), (1, 1), (0, 0)] {
            let size = [width, height].map(usize::from);
            assert_eq!(Sheet::padded(&picture(width, height)).whole.size, size);
        }
        let Sheet { whole, .. } = Sheet::padded(&picture(8, 3));
        assert_eq!(whole.size, [8, 4]);
        assert_eq!(
            whole.pixels[16..24],
            whole.pixels[24..],
            "the last row twice"
        );
    }
}
