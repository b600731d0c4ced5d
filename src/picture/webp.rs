//! Checks what a WebP claims before its decoder makes room for it.

use memchr::memmem;

/// Before the first part: `RIFF`, the length of all, `WEBP`.
const HEAD: usize = 12;

/// Before the picture inside a frame of a moving one: its place, size and time.
const FRAME_HEAD: usize = 16;

/// Checks that a WebP keeps within its claims: each part ends within the file, and no
/// frame is larger than the picture. The decoder makes room for as much as a part
/// says it holds, up to 4 GiB, and for as large a frame as it says it is, before it
/// finds either wrong.
pub(super) fn is_within(file: &[u8], size: [u32; 2]) -> bool {
    all_within(file.get(HEAD..).unwrap_or_default(), size)
}

fn all_within(mut parts: &[u8], [width, height]: [u32; 2]) -> bool {
    while let Some((head, rest)) = parts.split_first_chunk::<8>() {
        let [a, b, c, d, length @ ..] = *head;
        let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
        let Some(holds) = rest.get(..length) else {
            return false;
        };
        let fits = match &[a, b, c, d] {
            b"VP8 " => lossy_size(holds).is_none_or(|[wide, high]| wide <= width && high <= height),
            b"ANMF" => all_within(holds.get(FRAME_HEAD..).unwrap_or_default(), [width, height]),
            _ => true,
        };
        if !fits {
            return false;
        }
        // Parts begin at even places; the last may lack its filling byte.
        parts = rest.get(length + length % 2..).unwrap_or_default();
    }
    true
}

/// The size that a lossy frame gives itself (RFC 6386, 9.1); `None` for too short a frame.
fn lossy_size(frame: &[u8]) -> Option<[u32; 2]> {
    let sizes = frame.get(6..)?.first_chunk::<4>()?;
    let [a, b, c, d] = *sizes;
    // The two highest bits ask for a larger view.
    Some([[a, b], [c, d]].map(|side| u32::from(u16::from_le_bytes(side) & 0x3fff)))
}

/// Most bytes that a WebP takes for each pixel, apart from those that come out: a frame, its
/// opacity, and the sheet it is laid on.
const FOR_EACH: u64 = 11;

/// Losslessly packed pictures may hold tables of letters only, each described in so many times
/// fewer bytes than it takes: 155 for one of 2,328 letters, which is 78 kB large.
const TABLES: u64 = 512;

/// Most bytes that a WebP takes while it is decoded, apart from the pixels that come out.
pub(super) fn workspace(file: &[u8], pixels: u64) -> u64 {
    let has = |kind: &[u8]| memmem::find(file, kind).is_some();
    let is_lossless = has(b"VP8L") || has(b"ALPH");
    let tables = if is_lossless { TABLES } else { 0 };
    FOR_EACH * pixels + tables * file.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: [u8; 4], holds: &[u8]) -> Vec<u8> {
        let length = u32::try_from(holds.len()).unwrap().to_le_bytes();
        let filling = &[0][..holds.len() % 2];
        [&kind, &length[..], holds, filling].concat()
    }

    fn lossy(width: u16, height: u16) -> Vec<u8> {
        let sizes = [width.to_le_bytes(), height.to_le_bytes()].concat();
        [&[0x10, 0, 0, 0x9d, 1, 0x2a], &sizes[..]].concat()
    }

    fn file(parts: &[Vec<u8>]) -> Vec<u8> {
        [&[0; HEAD], parts.concat().as_slice()].concat()
    }

    #[test]
    fn a_frame_larger_than_its_picture_is_told_from_one_that_fits() {
        let small = part(*b"VP8 ", &lossy(100, 50));
        let large = part(*b"VP8 ", &lossy(16_383, 50));
        let moving = |frame: &[u8]| part(*b"ANMF", &[&[0; FRAME_HEAD], frame].concat());
        let whole = part(*b"VP8X", &[0; 10]);
        let size = [100, 50];
        assert!(is_within(&file(std::slice::from_ref(&small)), size));
        assert!(is_within(&file(&[whole.clone(), moving(&small)]), size));
        assert!(!is_within(&file(std::slice::from_ref(&large)), size));
        assert!(!is_within(&file(&[whole.clone(), large.clone()]), size));
        assert!(!is_within(&file(&[whole, moving(&large)]), size));
        // A picture that ends before its last filling byte is whole.
        let odd = file(&[part(*b"EXIF", &[1, 2, 3])]);
        assert!(is_within(&odd[..odd.len() - 1], size));
    }
}
