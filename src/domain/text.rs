//! Text from the service, made safe to show: the one place where it happens.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Longest text that is kept, in characters: laying out more would hold up the window.
pub const MAX_CHARS: usize = 10_000;

/// Code points of one visible character: the longest emoji have 11, piled-up accents have more.
const MAX_CLUSTER: usize = 16;

/// Text of the service that can be shown as it is: on one line, in which
/// nothing is hidden, reorders its surroundings or paints over them.
///
/// Invisible characters without meaning (zero-width blanks, marks of direction, isolates that
/// pair, variation selectors) are left out. Deceptive ones (overrides of direction, control and
/// private characters) are shown by their number, as `[U+202E]`. Letters that were sent taken
/// apart, as macOS writes names, are put together.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct ServerText {
    shown: String,
    /// The same with letters taken apart as they were sent, where they were.
    sent: Option<Box<str>>,
}

impl ServerText {
    /// Neutralises `raw`. Longer text than [`MAX_CHARS`] ends in an ellipsis.
    pub fn new(raw: &str) -> Self {
        if raw.len() <= MAX_CHARS && raw.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
            return Self {
                shown: raw.to_owned(),
                sent: None,
            };
        }
        let raw = without_paired_isolates(raw);
        let mut safe = String::with_capacity(raw.len().min(4 * MAX_CHARS));
        let letters = raw.graphemes(true).flat_map(|cluster| {
            let is_cut = cluster.chars().nth(MAX_CLUSTER).map(|_| '…');
            cluster.chars().take(MAX_CLUSTER).chain(is_cut)
        });
        for c in letters.filter(|c| !is_silent(*c)).take(MAX_CHARS + 1) {
            match c {
                '\t' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => safe.push(' '),
                c if is_deceptive(c) => safe.extend([format!("[U+{:04X}]", u32::from(c))]),
                c => safe.push(c),
            }
        }
        if let Some((end, _)) = safe.char_indices().nth(MAX_CHARS) {
            safe.truncate(end);
            safe.push('…');
        }
        drop_loose_joiners(&mut safe);
        let (shown, sent) = match composed(&safe) {
            Some(shown) => (shown, Some(safe.into())),
            None => (safe, None),
        };
        Self { shown, sent }
    }

    /// The text, safe to show and to copy.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// As safe, with letters taken apart where they were sent so: for files that others read.
    #[must_use]
    pub fn as_sent(&self) -> Self {
        Self {
            shown: self.sent_str().to_owned(),
            sent: None,
        }
    }

    /// The text of [`ServerText::as_sent`].
    pub fn sent_str(&self) -> &str {
        self.sent.as_deref().unwrap_or(&self.shown)
    }

    pub fn is_blank(&self) -> bool {
        self.shown.trim().is_empty()
    }
}

impl From<String> for ServerText {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl From<ServerText> for String {
    fn from(text: ServerText) -> Self {
        text.sent_str().to_owned()
    }
}

/// Texts that look the same are the same.
impl PartialEq for ServerText {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown
    }
}

impl Eq for ServerText {}

impl Hash for ServerText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.shown.hash(state);
    }
}

impl fmt::Display for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.shown, f)
    }
}

/// Typed text in small letters, put together as shown texts are.
pub fn sought(typed: &str) -> String {
    ServerText::new(typed).as_str().to_lowercase()
}

/// Letters put together that were sent taken apart; `None` where none were. A letter that
/// stands alone stays the one it is, even where Unicode knows another for it.
fn composed(text: &str) -> Option<String> {
    let normalizer = ComposingNormalizerBorrowed::new_nfc();
    if normalizer.is_normalized(text) {
        return None;
    }
    let letter = |cluster| match str::chars(cluster).nth(1) {
        Some(_) => normalizer.normalize(cluster),
        None => cluster.into(),
    };
    let composed: String = text.graphemes(true).map(letter).collect();
    (composed != text).then_some(composed)
}

/// Leaves out the marks that only isolate what is between them, as browsers and
/// translations put around names. One without its other half is no such mark.
fn without_paired_isolates(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| matches!(c, '\u{2066}'..='\u{2069}')) {
        return Cow::Borrowed(text);
    }
    let (mut open, mut paired) = (Vec::new(), HashSet::new());
    for (at, c) in text.char_indices() {
        match c {
            '\u{2066}'..='\u{2068}' => open.push(at),
            '\u{2069}' => paired.extend(open.pop().into_iter().flat_map(|other| [other, at])),
            _ => {}
        }
    }
    let kept = text.char_indices().filter(|(at, _)| !paired.contains(at));
    Cow::Owned(kept.map(|(_, c)| c).collect())
}

/// True for a character that can be seen and does not change how its surroundings look.
pub fn is_shown(c: char) -> bool {
    let breaks = matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
    !(breaks || is_silent(c) || is_deceptive(c))
}

/// Cannot be seen, and the text means the same without it.
fn is_silent(c: char) -> bool {
    let is_ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c);
    c == '\r' || is_ignorable && !JOINERS.contains(&c) && !is_deceptive(c)
}

/// Changes how its surroundings look, pretends to be empty, or has no agreed appearance.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}'
            | '\u{f0000}'..='\u{10ffff}')
}

/// Belong between letters that join, and inside emoji; anywhere else they only hide.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

fn drop_loose_joiners(text: &mut String) {
    if !text.contains(JOINERS) {
        return;
    }
    let joins = |c: Option<char>| {
        c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && !JOINERS.contains(&c))
    };
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let loose =
            JOINERS.contains(&c) && !(joins(kept.chars().last()) && joins(rest.peek().copied()));
        if !loose {
            kept.push(c);
        }
    }
    *text = kept;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(raw: &str) -> String {
        ServerText::new(raw).to_string()
    }

    #[test]
    fn names_of_every_script_stay_as_they_are() {
        for name in [
            "Class 10th, 2024",
            "فیضان علی",
            "محمد بن عبد الله",
            "नमस्ते क्ष",
            "王小明",
            "דוד לוי",
            "می\u{200c}خواهم",
            "👩\u{200d}👩\u{200d}👧 family",
            "Zoë Müller-Lüdenscheidt",
            "ภาษาไทย",
        ] {
            assert_eq!(shown(name), name);
        }
    }

    #[test]
    fn what_deceives_is_made_visible_and_what_hides_is_left_out() {
        for (sent, seen) in [
            ("gnp.\u{202e}exe", "gnp.[U+202E]exe"),
            ("a\u{2066}b", "a[U+2066]b"),
            ("a\u{2069}b\u{2067}", "a[U+2069]b[U+2067]"),
            // An isolate hides no override.
            ("\u{2068}gnp.\u{202e}exe\u{2069}", "gnp.[U+202E]exe"),
            ("bell\u{7}", "bell[U+0007]"),
            ("two\r\nlines\tand", "two lines and"),
            ("in\u{200b}vis\u{feff}ible", "invisible"),
            ("As\u{1d173}ha\u{1bca0}\u{e0080}", "Asha"),
            ("a\u{200d}b \u{200c}", "ab "),
            ("\u{e000}", "[U+E000]"),
            ("<b>&amp;{x}</b>", "<b>&amp;{x}</b>"),
            ("\u{2068}Asha\u{2069}", "Asha"),
            ("\u{2066}\u{2067}Asha\u{2069}\u{2069}", "Asha"),
            ("\u{200e}Asha\u{200f}", "Asha"),
            // Another letter in Unicode's eyes only; people tell them apart.
            ("\u{fa19}", "\u{fa19}"),
        ] {
            assert_eq!(shown(sent), seen, "{sent:?}");
        }
    }

    #[test]
    fn letters_taken_apart_are_put_together_given_on_as_sent_and_found() {
        let korean = "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}";
        for (sent, seen, typed) in [
            (korean, "한국", "한"),
            ("Zoe\u{308} MU\u{308}LLER", "Zoë MÜLLER", "Mu\u{308}ller"),
            ("Nguye\u{302}\u{303}n", "Nguyễn", "\u{2068}nguyễn\u{2069}"),
        ] {
            let text = ServerText::new(sent);
            assert_eq!((text.as_str(), text.sent_str()), (seen, sent));
            assert!(seen.to_lowercase().contains(&sought(typed)), "{typed:?}");
        }
    }

    #[test]
    fn piled_up_accents_and_endless_text_are_cut() {
        let storm = format!("Z{}algo", "\u{0301}".repeat(500));
        assert!(shown(&storm).chars().count() < 30);
        for sent in ["é", "é\u{200b}", "\u{1}"] {
            let long = shown(&sent.repeat(20_000));
            assert_eq!(long.chars().count(), MAX_CHARS + 1);
            assert!(long.ends_with('…'));
            assert_eq!(shown(&long), long, "kept and read again");
        }
    }

    proptest! {
        #[test]
        fn nothing_invisible_or_reordering_is_left(raw in any::<String>()) {
            let text = shown(&raw);
            let hidden = |c: char| is_silent(c) || is_deceptive(c);
            prop_assert!(!text.chars().any(hidden), "{:?}", text);
            prop_assert_eq!(shown(&text), text.clone(), "safe text is left alone");
        }
    }
}
