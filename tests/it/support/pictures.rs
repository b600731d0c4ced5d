//! Picture files of every kind, good and bad, made where a test needs them.

use std::io::{Cursor, Write};
use std::sync::Arc;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use image::codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder};
use image::{DynamicImage, ImageEncoder, ImageFormat, Rgb, RgbImage};

/// Left half red, right half blue.
pub fn two_halves(width: u32, height: u32) -> DynamicImage {
    let pixel = |x, _| {
        if x < width / 2 {
            Rgb([255, 0, 0])
        } else {
            Rgb([0, 0, 255])
        }
    };
    RgbImage::from_fn(width, height, pixel).into()
}

pub fn file(picture: &DynamicImage, format: ImageFormat) -> Arc<[u8]> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner().into()
}

pub fn small_png() -> Arc<[u8]> {
    file(&two_halves(40, 20), ImageFormat::Png)
}

/// A PNG of these parts; `kind` as in its header (0 grey, 2 RGB, 3 palette, 6 RGBA).
pub struct RawPng<'a> {
    pub size: [u32; 2],
    pub depth: u8,
    pub kind: u8,
    pub palette: &'a [u8],
    /// The rows, each after a zero for "unfiltered".
    pub rows: &'a [u8],
}

impl RawPng<'_> {
    pub fn file(&self) -> Arc<[u8]> {
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        let [width, height] = self.size;
        let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
        header.extend([self.depth, self.kind, 0, 0, 0]);
        push_chunk(&mut png, *b"IHDR", &header);
        if !self.palette.is_empty() {
            push_chunk(&mut png, *b"PLTE", self.palette);
        }
        let mut rows = ZlibEncoder::new(Vec::new(), Compression::fast());
        rows.write_all(self.rows).unwrap();
        push_chunk(&mut png, *b"IDAT", &rows.finish().unwrap());
        push_chunk(&mut png, *b"IEND", &[]);
        png.into()
    }
}

fn push_chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    png.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    png.extend(name);
    png.extend(data);
    let mut sum = Crc::new();
    sum.update(&name);
    sum.update(data);
    png.extend(sum.sum().to_be_bytes());
}

/// A PNG that claims to be this large and holds next to nothing.
pub fn png_claiming(width: u32, height: u32, depth: u8, kind: u8) -> Arc<[u8]> {
    RawPng {
        size: [width, height],
        depth,
        kind,
        palette: &[],
        rows: &[0; 64],
    }
    .file()
}

/// Files of a picture turned by their EXIF: `orientation` as in the standard, 1 to 8.
pub fn turned(picture: &DynamicImage, orientation: u8) -> [Arc<[u8]>; 4] {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    // Some writers of WebP put JPEG's prefix before it.
    let prefixed = [b"Exif\0\0", &exif[..]].concat();
    let mut files = [const { Vec::new() }; 4];
    let [png, jpeg, webp, other] = &mut files;
    write_with_exif(picture, &exif, PngEncoder::new(png));
    write_with_exif(picture, &exif, JpegEncoder::new(jpeg));
    write_with_exif(picture, &exif, WebPEncoder::new_lossless(webp));
    write_with_exif(picture, &prefixed, WebPEncoder::new_lossless(other));
    files.map(Arc::from)
}

fn write_with_exif(picture: &DynamicImage, exif: &[u8], mut encoder: impl ImageEncoder) {
    encoder.set_exif_metadata(exif.to_vec()).unwrap();
    picture.write_with_encoder(encoder).unwrap();
}

/// One segment of a JPEG, with its length.
fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], data].concat()
}

/// The frame of a JPEG in four inks.
fn four_inks(marker: u8, [width, height]: [u16; 2]) -> Vec<u8> {
    let sides = [height.to_be_bytes(), width.to_be_bytes()].concat();
    let inks = [1, 2, 3, 4].map(|ink| [ink, 0x11, 0]).concat();
    segment(marker, &[&[8], &sides[..], &[4], &inks].concat())
}

/// A JPEG of one colour in four inks, which comes in so many scans.
pub fn jpeg_in_scans(size: [u16; 2], scans: usize) -> Arc<[u8]> {
    let [across, down] = size.map(|side| usize::from(side.div_ceil(8)));
    let scan = [
        segment(0xda, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 0, 0]),
        vec![0; across * down / 2 + 1],
    ]
    .concat();
    [
        vec![0xff, 0xd8],
        segment(0xdb, &[&[0][..], &[1; 64]].concat()),
        // One letter, of one bit: no change.
        segment(0xc4, &[&[0, 1], &[0; 16][..]].concat()),
        four_inks(0xc2, size),
        scan.repeat(scans),
        vec![0xff, 0xd9],
    ]
    .concat()
    .into()
}
