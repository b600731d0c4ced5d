//! File names that every system takes.

/// Longest name in bytes. Systems take 255; the rest is for a number, and for
/// the name while the file is being written.
const MAX_BYTES: usize = 150;

/// What a file is called that has no name of its own.
const NAMELESS: &str = "picture";

/// Names that Windows keeps for devices, whatever ending they have.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A name without folders, without characters that some system refuses or that
/// deceive, and with the ending of its format.
pub(super) fn safe(proposed: &str, extension: &str) -> String {
    let stem = proposed
        .trim()
        .strip_suffix(extension)
        .and_then(|stem| stem.strip_suffix('.'))
        .unwrap_or(proposed);
    let mut name: String = stem.chars().map(harmless).collect();
    let whole = (0..=MAX_BYTES)
        .rev()
        .find(|end| name.is_char_boundary(*end));
    name.truncate(whole.unwrap_or_default());
    let name = name.trim_matches([' ', '.', '-']);
    let name = if name.is_empty() { NAMELESS } else { name };
    let mark = if is_device(name) { "_" } else { "" };
    format!("{mark}{name}.{extension}")
}

/// The same name with a number, for where it is taken.
pub(super) fn numbered(name: &str, number: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem} ({number}).{extension}"),
        None => format!("{name} ({number})"),
    }
}

fn harmless(c: char) -> char {
    if c.is_alphanumeric() || matches!(c, ' ' | '.' | '_' | '(' | ')' | ',' | '+' | '&') {
        c
    } else {
        '-'
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    DEVICES.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_stays_in_its_folder_and_keeps_its_words() {
        for (proposed, safe_name) in [
            ("Class 10th, 2024.png", "Class 10th, 2024.png"),
            ("Diploma", "Diploma.png"),
            ("../../etc/passwd", "etc-passwd.png"),
            ("C:\\Windows\\x", "C--Windows-x.png"),
            ("فیضان.png", "فیضان.png"),
            ("gnp.\u{202e}exe", "gnp.-exe.png"),
            ("a\0b\n", "a-b.png"),
            ("CON", "_CON.png"),
            ("lpt1.old", "_lpt1.old.png"),
            ("console", "console.png"),
            ("...", "picture.png"),
            ("", "picture.png"),
            (".hidden", "hidden.png"),
        ] {
            assert_eq!(safe(proposed, "png"), safe_name, "{proposed:?}");
        }
        assert_eq!(numbered("a.b.png", 2), "a.b (2).png");
    }

    proptest! {
        #[test]
        fn no_name_leaves_its_folder(proposed in any::<String>()) {
            let name = safe(&proposed, "jpg");
            prop_assert_eq!(name.rsplit('.').next(), Some("jpg"));
            prop_assert!(name.len() < 200, "{}", name.len());
            prop_assert!(!name.contains(['/', '\\', ':', '\0']));
            prop_assert!(!name.starts_with('.'));
            prop_assert_eq!(std::path::Path::new(&name).components().count(), 1);
        }
    }
}
