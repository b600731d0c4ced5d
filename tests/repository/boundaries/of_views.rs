//! Views leave colours and sizes to the theme, and words to `l10n`.

use super::source::{Found, Mentions};

/// Everything that is wrong with a view and with nothing else.
pub fn faults(mentions: &Mentions) -> Vec<String> {
    let colours = mentions.paths.iter().filter(|path| is_colour(&path.what));
    let colours = colours.map(|path| path.line);
    let hex = mentions
        .texts
        .iter()
        .filter(|text| is_hex_colour(&text.what));
    let colours = colours.chain(hex.map(|text| text.line));
    let colours = colours.map(|line| format!("{line}: a colour, which belongs to the theme"));
    let sizes = mentions
        .decimals
        .iter()
        .filter(|number| is_size(&number.what));
    let sizes = sizes.map(|size| format!("{}: a size, which belongs to the theme", size.line));
    let words = mentions.texts.iter().filter(|text| is_wording(&text.what));
    let words = words.map(|Found { line, what }| format!("{line}: words for people: {what:?}"));
    colours.chain(sizes).chain(words).collect()
}

fn is_colour(path: &[String]) -> bool {
    const MADE: [&str; 5] = ["Color32", "Rgba", "Hsva", "HsvaGamma", "hex_color"];
    const NONE: [&str; 2] = ["TRANSPARENT", "PLACEHOLDER"];
    path.windows(2)
        .any(|pair| MADE.contains(&pair[0].as_str()) && !NONE.contains(&pair[1].as_str()))
        || path.last().is_some_and(|last| last == "hex_color")
}

fn is_hex_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#');
    digits.is_some_and(|digits| {
        matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// Numbers that are no sizes: nothing, halves and doubles, a line, a percentage. A number
/// with a name, such as how far a step zooms, may stand in a view.
fn is_size(number: &str) -> bool {
    !["0.0", "0.5", "1.0", "2.0", "3.0", "100.0"].contains(&number)
}

/// Words for people: letters and a blank, or a word with a capital.
fn is_wording(text: &str) -> bool {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
    let capital =
        plain.starts_with(char::is_uppercase) && plain.chars().skip(1).any(char::is_lowercase);
    letters > 0 && (plain.contains(' ') || (capital && letters > 2))
}
