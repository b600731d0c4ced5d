//! What views leave to the theme and to `copy`.

use super::source::{Literal, Source};

/// Everything that is wrong with a view and with nothing else.
pub fn faults(source: &Source, code: &str) -> Vec<String> {
    let mut faults = colours(source, code);
    faults.extend(sizes(code));
    faults.extend(sentences(&source.literals()));
    faults
}

fn colours(source: &Source, code: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        let made = ["Color32::", "Rgba::", "Hsva::", "HsvaGamma::", "hex_color!"]
            .iter()
            .flat_map(|made| line.match_indices(made))
            .any(|(at, made)| {
                let after = &line[at + made.len()..];
                !["TRANSPARENT", "PLACEHOLDER"]
                    .iter()
                    .any(|none| after.starts_with(none))
            });
        if made {
            faults.push(format!("{number}: a colour, which belongs to the theme"));
        }
    }
    let hex = |literal: &&Literal<'_>| {
        let digits = literal.text.strip_prefix('#');
        digits.is_some_and(|digits| {
            matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
        })
    };
    let literals = source.literals();
    faults.extend(
        literals
            .iter()
            .filter(hex)
            .map(|literal| format!("{}: a colour, which belongs to the theme", literal.line)),
    );
    faults
}

/// Numbers that are no sizes: nothing, halves and doubles, a line, a percentage.
const PLAIN: [&str; 6] = ["0.0", "0.5", "1.0", "2.0", "3.0", "100.0"];

/// A number without a name. What a view does, such as how far a step zooms, may be
/// a constant of its own.
fn sizes(code: &str) -> Vec<String> {
    let is_size = |number: &str| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && (number.contains('.') || number.contains('e'))
            && !number.contains("..")
            && !PLAIN.contains(&number)
    };
    let with_size = |line: &&str| {
        line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
            .any(|word| is_size(word.trim_end_matches('.')))
    };
    (1..)
        .zip(code.lines())
        .filter(|(_, line)| !line.contains("const ") && with_size(line))
        .map(|(number, _)| format!("{number}: a size, which belongs to the theme"))
        .collect()
}

/// Calls that take a text which nobody reads but egui or the author.
const UNREAD: [&str; 7] = [
    "expect(",
    "Id::new(",
    "Id::unique(",
    "id_salt(",
    "push_id(",
    "request_discard(",
    ".with(",
];

/// Words for people, which belong to `copy`.
fn sentences(literals: &[Literal<'_>]) -> Vec<String> {
    let is_read =
        |literal: &&Literal<'_>| !UNREAD.iter().any(|call| literal.before.ends_with(call));
    let told = literals
        .iter()
        .filter(|literal| is_wording(literal.text))
        .filter(is_read);
    told.map(|literal| format!("{}: words for people: {:?}", literal.line, literal.text))
        .collect()
}

/// Letters and a blank, or a word with a capital.
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
