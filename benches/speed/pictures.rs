//! From a picture's file to pixels that can be drawn.

use std::io::Cursor;
use std::sync::Arc;

use divan::{Bencher, black_box};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use vec_batch_viewer::picture;
use vec_batch_viewer::state::PREVIEW_SIDE;

use crate::desk::CERTIFICATE;

/// The sample's certificate, shrunk to its place on the page.
#[divan::bench]
fn certificate_1600x1130(bencher: Bencher<'_, '_>) {
    let file: Arc<[u8]> = Arc::from(CERTIFICATE);
    bencher.bench(|| picture::decode(black_box(file.clone()), PREVIEW_SIDE).unwrap());
}

/// A scan of poster size, shrunk as far.
#[divan::bench(args = ["png", "jpeg"], sample_count = 7, sample_size = 1)]
fn poster_8000x6000(bencher: Bencher<'_, '_>, format: &str) {
    let format = ImageFormat::from_extension(format).unwrap();
    let file = poster(format);
    bencher.bench(|| picture::decode(black_box(file.clone()), PREVIEW_SIDE).unwrap());
}

fn poster(format: ImageFormat) -> Arc<[u8]> {
    let pixel = |x: u32, y: u32| {
        let [across, down] = [x / 32, y / 24].map(|part| part.to_le_bytes()[0]);
        Rgb([across, down, across ^ down])
    };
    let picture: DynamicImage = RgbImage::from_fn(8_000, 6_000, pixel).into();
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner().into()
}
