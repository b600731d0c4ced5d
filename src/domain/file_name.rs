//! Names of files that every system takes.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

use super::picture::PictureFormat;
use super::text::ServerText;

/// Longest name in bytes, its ending left out. Systems take 255: the rest is for a number, and
/// for the name while the file is being written.
const MAX_BYTES: usize = 150;

/// Name of a file whose words cannot be used.
const NAMELESS: &str = "VEC batch";

/// Names that Windows keeps for devices, whatever ending they have.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name of a file that every system takes, without folders and deceptive characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    stem: String,
    extension: &'static str,
}

impl FileName {
    /// A name made of any words. `extension` is the ending without its dot.
    pub fn new(words: &str, extension: &'static str) -> Self {
        let words = ServerText::new(words).as_str().replace(is_refused, " ");
        let words: Vec<&str> = words.split_whitespace().collect();
        let joined = words.join(" ");
        // A dot in front hides a file, a hyphen makes it look like an option.
        let stem = cut(joined.trim_matches(EDGES), MAX_BYTES).trim_end_matches(EDGES);
        let stem = if stem.is_empty() { NAMELESS } else { stem };
        let mark = if is_device(stem) { "_" } else { "" };
        Self {
            stem: format!("{mark}{stem}"),
            extension,
        }
    }

    /// The name without its ending.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    pub fn is_picture(&self) -> bool {
        let endings = PictureFormat::ALL.map(PictureFormat::extension);
        endings.contains(&self.extension)
    }

    /// The same name with a number, for where it is taken.
    pub fn numbered(&self, number: u32) -> String {
        format!("{} ({number}).{}", self.stem, self.extension)
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.stem, self.extension)
    }
}

const EDGES: [char; 4] = [' ', '.', '-', '~'];

fn is_refused(c: char) -> bool {
    c.is_control() || "/\\:*?\"<>|".contains(c)
}

/// A name short enough for other words to stand behind it in the name of a file.
pub fn for_file(name: &str) -> &str {
    cut(name, MAX_BYTES / 2)
}

/// As many whole characters, as people see them, as there is room for.
fn cut(text: &str, room: usize) -> &str {
    let characters = text.grapheme_indices(true);
    let ends = characters.map(|(at, character)| at + character.len());
    let end = ends.take_while(|end| *end <= room).last();
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end();
    let first = first.to_ascii_lowercase();
    let bare = first.trim_end_matches(|c: char| c.is_ascii_digit() || "¹²³".contains(c));
    DEVICES.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_stays_in_its_folder_and_keeps_its_words() {
        for (words, name) in [
            ("Class 10th, 2024", "Class 10th, 2024.png"),
            ("O’Neil & Sons + Co. (new)", "O’Neil & Sons + Co. (new).png"),
            ("../../etc/passwd", "etc passwd.png"),
            ("C:\\Windows\\x", "C Windows x.png"),
            ("a:b*c?\"<>|", "a b c.png"),
            ("فیضان علی", "فیضان علی.png"),
            ("नमस्ते", "नमस्ते.png"),
            ("王小明", "王小明.png"),
            ("gnp.\u{202e}exe", "gnp.[U+202E]exe.png"),
            ("a\0b\nc", "a[U+0000]b c.png"),
            ("CON", "_CON.png"),
            ("COM1", "_COM1.png"),
            ("lpt1.old", "_lpt1.old.png"),
            ("console", "console.png"),
            ("...", "VEC batch.png"),
            ("", "VEC batch.png"),
            (".hidden", "hidden.png"),
            ("--option", "option.png"),
        ] {
            assert_eq!(FileName::new(words, "png").to_string(), name, "{words:?}");
        }
        assert_eq!(FileName::new("a.b", "png").numbered(2), "a.b (2).png");
    }

    #[test]
    fn a_long_name_ends_between_characters() {
        let family = "👩\u{200d}👩\u{200d}👧";
        let name = FileName::new(&family.repeat(50), "csv").to_string();
        let stem = name.strip_suffix(".csv").unwrap();
        assert!(stem.len() <= MAX_BYTES);
        assert_eq!(stem, family.repeat(stem.len() / family.len()));
    }

    proptest! {
        #[test]
        fn no_name_leaves_its_folder(words in any::<String>()) {
            let name = FileName::new(&words, "jpg").to_string();
            prop_assert_eq!(name.rsplit('.').next(), Some("jpg"));
            prop_assert!(name.len() < 200, "{}", name.len());
            prop_assert!(!name.contains(['/', '\\', ':', '\0']));
            prop_assert!(!name.starts_with(['.', '-', ' ']));
            prop_assert_eq!(std::path::Path::new(&name).components().count(), 1);
        }
    }
}
