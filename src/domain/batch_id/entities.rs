//! Characters that the source of a page writes by name or by number.

use std::borrow::Cow;

/// The names of those that may stand in an address or an ID: of two thousand that HTML has.
/// A test holds them against the whole list.
pub const NAMED: [(char, &str); 59] = [
    ('\t', "Tab"),
    ('\n', "NewLine"),
    ('!', "excl"),
    ('"', "QUOT quot"),
    ('#', "num"),
    ('$', "dollar"),
    ('%', "percnt"),
    ('&', "AMP amp"),
    ('\'', "apos"),
    ('(', "lpar"),
    (')', "rpar"),
    ('*', "ast midast"),
    ('+', "plus"),
    (',', "comma"),
    ('.', "period"),
    ('/', "sol"),
    (':', "colon"),
    (';', "semi"),
    ('<', "LT lt"),
    ('=', "equals"),
    ('>', "GT gt"),
    ('?', "quest"),
    ('@', "commat"),
    ('[', "lbrack lsqb"),
    ('\\', "bsol"),
    (']', "rbrack rsqb"),
    ('^', "Hat"),
    ('_', "UnderBar lowbar"),
    ('`', "DiacriticalGrave grave"),
    ('{', "lbrace lcub"),
    ('|', "VerticalLine verbar vert"),
    ('}', "rbrace rcub"),
    ('\u{a0}', "NonBreakingSpace nbsp"),
    ('\u{ad}', "shy"),
    ('\u{2002}', "ensp"),
    ('\u{2003}', "emsp"),
    ('\u{2004}', "emsp13"),
    ('\u{2005}', "emsp14"),
    ('\u{2007}', "numsp"),
    ('\u{2008}', "puncsp"),
    ('\u{2009}', "ThinSpace thinsp"),
    ('\u{200a}', "VeryThinSpace hairsp"),
    (
        '\u{200b}',
        "NegativeMediumSpace NegativeThickSpace NegativeThinSpace NegativeVeryThinSpace ZeroWidthSpace",
    ),
    ('\u{200c}', "zwnj"),
    ('\u{200d}', "zwj"),
    ('\u{200e}', "lrm"),
    ('\u{200f}', "rlm"),
    ('‐', "dash hyphen"),
    ('–', "ndash"),
    ('—', "mdash"),
    ('―', "horbar"),
    ('⁃', "hybull"),
    ('\u{205f}', "MediumSpace"),
    ('\u{2060}', "NoBreak"),
    ('\u{2061}', "ApplyFunction af"),
    ('\u{2062}', "InvisibleTimes it"),
    ('\u{2063}', "InvisibleComma ic"),
    ('−', "minus"),
    ('─', "HorizontalLine boxh"),
];

/// Longest name or number between `&` and `;`.
const LONGEST: usize = 32;

/// The text with each of them in its place; others stay as they are written.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let (c, after) = first(after).unwrap_or(('&', after));
        decoded.push(c);
        rest = after;
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character that is written before the first `;`, and what follows.
fn first(text: &str) -> Option<(char, &str)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    Some((character(&text[..end])?, &text[end + 1..]))
}

fn character(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        let named = NAMED
            .iter()
            .find(|(_, names)| names.split(' ').any(|n| n == name));
        return named.map(|(c, _)| *c);
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(number.ok()?)
}
