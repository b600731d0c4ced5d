//! The pictures that the graphics card holds.

use egui::{
    Color32, ColorImage, Context, Pos2, Rect, TextureHandle, TextureId, TextureOptions, Vec2,
};

use crate::domain::picture::Pixels;
use crate::state::RequestId;

#[derive(Clone)]
pub struct Texture {
    /// The request that brought it.
    pub request: RequestId,
    handle: TextureHandle,
    /// The picture's own size, in pixels.
    pub size: Vec2,
}

impl Texture {
    /// Hands a picture to the graphics card. No side is longer than the card
    /// takes: the worker shrank it to what every card takes.
    pub fn upload(context: &Context, request: RequestId, pixels: Pixels) -> Self {
        let name = format!("picture-{}", request.0);
        let sheet = ColorImage::new(
            pixels.sheet.map(|side| side as usize),
            // Both are four bytes that stand on a multiple of four: nothing is copied.
            bytemuck::cast_vec::<u32, Color32>(pixels.rgba),
        );
        #[expect(clippy::cast_precision_loss, reason = "no card takes a side that long")]
        let [width, height] = pixels.size.map(|side| side as f32);
        Self {
            request,
            // Shrunk to about its place, it needs no smaller copies: making them
            // holds up a window that is drawn by the processor.
            handle: context.load_texture(name, sheet, TextureOptions::LINEAR),
            size: Vec2::new(width, height),
        }
    }

    pub fn id(&self) -> TextureId {
        self.handle.id()
    }

    /// The picture's part of the texture.
    pub fn uv(&self) -> Rect {
        let part = self.size / self.handle.size_vec2().max(Vec2::splat(1.0));
        Rect::from_min_size(Pos2::ZERO, part)
    }
}

/// The template's picture.
#[derive(Default)]
pub struct Textures {
    /// As it stands on the page.
    pub preview: Option<Texture>,
    /// While somebody looks closely.
    pub enlarged: Option<Texture>,
}

impl Textures {
    /// The picture that this request brought, as it stands on the page.
    pub fn preview(&self, request: RequestId) -> Option<&Texture> {
        self.preview.as_ref().filter(|held| held.request == request)
    }

    /// The same, as large as there is.
    pub fn sharpest(&self, request: RequestId) -> Option<&Texture> {
        let enlarged = self.enlarged.as_ref();
        enlarged
            .filter(|held| held.request == request)
            .or_else(|| self.preview(request))
    }
}
