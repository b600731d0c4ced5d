//! Picture files: every format and every damage.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::support::alone::{alone, this_test};
use crate::support::pictures::{
    RawPng, file, jpeg_in_scans, png_claiming, small_png, turned, two_halves,
};
use image::{DynamicImage, ImageFormat, RgbImage};
use proptest::prelude::*;
use vec_batch_viewer::domain::picture::{Picture, PictureFormat};
use vec_batch_viewer::domain::problem::PictureProblem;
use vec_batch_viewer::picture;

const FORMATS: [(ImageFormat, PictureFormat); 5] = [
    (ImageFormat::Png, PictureFormat::Png),
    (ImageFormat::Jpeg, PictureFormat::Jpeg),
    (ImageFormat::WebP, PictureFormat::WebP),
    (ImageFormat::Gif, PictureFormat::Gif),
    (ImageFormat::Bmp, PictureFormat::Bmp),
];

fn decode(file: &Arc<[u8]>, max_side: u32) -> Result<Picture, PictureProblem> {
    picture::decode(file.clone(), max_side)
}

/// Red, green and blue at a place given in parts of 100.
fn colour(picture: &Picture, across: u32, down: u32) -> [u8; 3] {
    let [width, height] = picture.pixels.size;
    let (x, y) = (across * (width - 1) / 100, down * (height - 1) / 100);
    let place = usize::try_from(y * picture.pixels.sheet[0] + x).unwrap();
    let [colour @ .., _] = picture.pixels.rgba[place].to_ne_bytes();
    colour
}

fn is_near(found: [u8; 3], wanted: [u8; 3]) -> bool {
    // JPEG is not exact.
    let near = |(a, b): (u8, u8)| a.abs_diff(b) < 40;
    found.into_iter().zip(wanted).all(near)
}

const RED: [u8; 3] = [255, 0, 0];
const BLUE: [u8; 3] = [0, 0, 255];

#[test]
fn every_format() {
    for (format, ours) in FORMATS {
        let file = file(&two_halves(40, 20), format);
        let picture = decode(&file, 100).unwrap();
        assert_eq!(picture.info.format, ours);
        assert_eq!(picture.info.size, [40, 20]);
        assert_eq!(picture.pixels.size, [40, 20]);
        assert_eq!(picture.pixels.sheet, [64, 32]);
        assert_eq!(picture.pixels.rgba.len(), 64 * 32);
        assert_eq!(picture.info.file, file, "kept as it came");
        assert!(is_near(colour(&picture, 20, 50), RED), "{format:?}");
        assert!(is_near(colour(&picture, 80, 50), BLUE), "{format:?}");
    }
}

#[test]
fn every_kind_of_pixel() {
    let deep: DynamicImage = two_halves(4, 1).to_rgb16().into();
    let palette = RawPng {
        size: [4, 1],
        depth: 2,
        kind: 3,
        palette: &[RED, BLUE].concat(),
        rows: &[0, 0b00_00_01_01],
    };
    for (file, ends) in [
        (file(&deep, ImageFormat::Png), [RED, BLUE]),
        (palette.file(), [RED, BLUE]),
        (jpeg_in_scans([8, 8], 1), [[64; 3]; 2]),
    ] {
        let picture = decode(&file, 10).unwrap();
        let found = [0, 100].map(|across| colour(&picture, across, 0));
        assert!(
            is_near(found[0], ends[0]) && is_near(found[1], ends[1]),
            "{found:?}"
        );
    }
}

#[test]
fn turned_as_the_camera_says() {
    // Place of the red half: at the left, right, bottom, top; before and after
    // shrinking.
    for (orientation, size, red) in [
        (1, [64, 32], [10, 50]),
        (2, [64, 32], [90, 50]),
        (3, [64, 32], [90, 50]),
        (4, [64, 32], [10, 50]),
        (5, [32, 64], [50, 10]),
        (6, [32, 64], [50, 10]),
        (7, [32, 64], [50, 90]),
        (8, [32, 64], [50, 90]),
    ] {
        let (files, sides) = (turned(&two_halves(64, 32), orientation), [100, 32]);
        for (file, max_side) in files.iter().flat_map(|file| sides.map(|side| (file, side))) {
            let picture = decode(file, max_side).unwrap();
            assert_eq!(picture.info.size, size, "{orientation}");
            let [width, height] = picture.pixels.size;
            assert_eq!(width > height, size[0] > size[1], "{orientation}");
            assert!(is_near(colour(&picture, red[0], red[1]), RED));
            assert!(is_near(colour(&picture, 100 - red[0], 100 - red[1]), BLUE));
        }
    }
    // Nonsense in the EXIF turns nothing.
    for file in turned(&two_halves(64, 32), 77) {
        assert_eq!(decode(&file, 100).unwrap().info.size, [64, 32]);
    }
}

#[test]
fn the_smallest_and_the_longest() {
    for (format, _) in FORMATS {
        let picture = decode(&file(&two_halves(1, 1), format), 1).unwrap();
        assert_eq!(picture.pixels.size, [1, 1], "{format:?}");
    }
    for (width, height, max_side, shown) in [
        (16_384, 1, 2_048, [2_048, 1]),
        (16_384, 1, 0, [1, 1]),
        (1, 16_384, 2_048, [1, 2_048]),
        (1_600, 1_130, 1_024, [1_024, 723]),
    ] {
        let long = file(&two_halves(width, height), ImageFormat::Png);
        assert_eq!(decode(&long, max_side).unwrap().pixels.size, shown);
    }
    for wide in [two_halves(20_000, 2), two_halves(2, 20_000)] {
        for format in [ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Jpeg] {
            let problem = decode(&file(&wide, format), 2_048).unwrap_err();
            assert_eq!(problem, PictureProblem::TooLarge, "{format:?}");
        }
    }
}

#[test]
fn fifty_megapixels() {
    let row = [vec![0], vec![0x80; 8_000]].concat();
    let rows = row.repeat(6_250);
    let grey = RawPng {
        size: [8_000, 6_250],
        depth: 8,
        kind: 0,
        palette: &[],
        rows: &rows,
    };
    let picture = decode(&grey.file(), 2_048).unwrap();
    assert_eq!(picture.info.size, [8_000, 6_250]);
    assert_eq!(picture.pixels.size, [2_048, 1_600]);
    assert_eq!(colour(&picture, 50, 50), [0x80; 3]);
}

/// Most memory this process ever asked for, in bytes.
#[cfg(target_os = "linux")]
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let (_, peak) = status.split_once("VmPeak:").unwrap();
    let kilobytes: u64 = peak.split_whitespace().next().unwrap().parse().unwrap();
    kilobytes << 10
}

#[test]
fn a_bomb_is_refused_before_it_takes_memory() {
    // Memory is counted by process.
    if !alone(this_test!(), &[]) {
        return;
    }
    let started = Instant::now();
    #[cfg(target_os = "linux")]
    let before = peak();
    let mut bmp = file(&two_halves(2, 2), ImageFormat::Bmp).to_vec();
    bmp[18..22].copy_from_slice(&16_000_u32.to_le_bytes());
    bmp[22..26].copy_from_slice(&16_000_u32.to_le_bytes());
    let mut gif = file(&two_halves(2, 2), ImageFormat::Gif).to_vec();
    gif[6..10].copy_from_slice(&[0x80, 0x3e, 0x80, 0x3e]);
    for bomb in [
        png_claiming(16_000, 16_000, 16, 6),
        png_claiming(16_000, 16_000, 8, 2),
        png_claiming(0x7fff_ffff, 0x7fff_ffff, 8, 2),
        bmp.into(),
        gif.into(),
    ] {
        let problem = decode(&bomb, 2_048).unwrap_err();
        assert_eq!(problem, PictureProblem::TooLarge, "{:?}", &bomb[..8]);
    }
    #[cfg(target_os = "linux")]
    assert!(peak() - before < 700 << 20, "{} bytes", peak() - before);
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[test]
#[cfg(target_os = "linux")]
fn a_jpeg_in_several_scans_takes_a_known_memory() {
    if !alone(this_test!(), &[]) {
        return;
    }
    let before = peak();
    let picture = decode(&jpeg_in_scans([8_000, 6_250], 1), 2_048).unwrap();
    assert_eq!(picture.info.size, [8_000, 6_250]);
    assert!(peak() - before < 550 << 20, "{} bytes", peak() - before);
    let large = decode(&jpeg_in_scans([8_001, 6_250], 1), 2_048);
    assert_eq!(large.err(), Some(PictureProblem::TooLarge));
}

#[test]
fn damaged_files() {
    let mut corrupt = small_png().to_vec();
    let middle = corrupt.len() / 2;
    corrupt[middle..middle + 8].fill(0xa5);
    // An extended WebP that promises an EXIF part larger than the file.
    let mut promises = Vec::from(*b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\x08\0\0\0\0\0\0\0\0\0");
    promises.extend_from_slice(b"EXIF\xfa\xff\xff\xff");
    let mut damaged = vec![corrupt, promises];
    for (format, _) in FORMATS {
        let file = file(&two_halves(400, 200), format);
        let parts = [file.len() / 2, file.len() / 10, 20];
        damaged.extend(parts.map(|part| file[..part].to_vec()));
    }
    for file in damaged {
        let problem = decode(&file.as_slice().into(), 100).unwrap_err();
        assert_eq!(problem, PictureProblem::Damaged, "{:?}", &file[..20]);
    }
}

#[test]
fn files_that_are_no_pictures() {
    let tiff = b"II*\0\x08\0\0\0\0\0\0\0\0\0";
    let icon = b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0";
    let avif = b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B";
    for not in [
        &b""[..],
        b"<!DOCTYPE html><title>Not found</title>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b"%PDF-1.7",
        br#"{"message":"Unauthenticated."}"#,
        b"\0\0\0\0\0\0\0\0",
        tiff,
        icon,
        avif,
    ] {
        let problem = decode(&Arc::from(not), 100).unwrap_err();
        assert_eq!(problem, PictureProblem::NotAPicture, "{not:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn no_file_panics_or_grows_beyond_what_was_asked(
        which in 0..FORMATS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        max_side in 1_u32..64,
    ) {
        let mut bytes = file(&two_halves(60, 30), FORMATS[which].0).to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(picture) = picture::decode(bytes.into(), max_side) {
            let [width, height] = picture.pixels.size;
            prop_assert!(width.max(height) <= max_side);
            let [wide, high] = picture.pixels.sheet;
            prop_assert!(wide < 2 * width.max(1) && high < 2 * height.max(1));
            prop_assert_eq!(picture.pixels.rgba.len(), wide as usize * high as usize);
        }
    }
}

#[test]
fn a_lossless_webp_whose_tables_may_outgrow_the_memory_is_too_large() {
    let noise = |side: u32| {
        let mut seed = 1_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        let pixels = std::iter::repeat_with(&mut next).take((3 * side * side) as usize);
        DynamicImage::from(RgbImage::from_raw(side, side, pixels.collect()).unwrap())
    };
    let small = file(&noise(300), ImageFormat::WebP);
    assert!(small.len() > 200_000, "{}", small.len());
    assert_eq!(decode(&small, 100).unwrap().info.size, [300, 300]);
    let large = file(&noise(600), ImageFormat::WebP);
    assert!(large.len() > 1_000_000, "{}", large.len());
    assert_eq!(decode(&large, 100).err(), Some(PictureProblem::TooLarge));
}
