//! A Rust file taken apart far enough to be judged: code without comments,
//! attributes and tests, with or without what stands in quotes.

/// One file below `src/`.
pub struct Source {
    /// The path below `src/`, with `/` between its parts.
    pub path: String,
    raw: String,
    /// What each byte of `raw` is.
    kinds: Vec<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Code,
    Comment,
    /// Between the quotes of a text.
    Text,
    Attribute,
    /// Inside an item that only tests have.
    Test,
}

/// A text in quotes.
pub struct Literal<'a> {
    /// The line it begins on, counted from 1.
    pub line: usize,
    /// What stands between the quotes.
    pub text: &'a str,
    /// The code before it, without blanks at its end.
    pub before: &'a str,
}

impl Source {
    pub fn new(path: &str, raw: &str) -> Self {
        let mut kinds = lex(raw.as_bytes());
        mark_attributes_and_tests(raw.as_bytes(), &mut kinds);
        Self {
            path: path.to_owned(),
            raw: raw.to_owned(),
            kinds,
        }
    }

    /// The code alone: all else is blank, line ends stay where they are.
    pub fn code(&self) -> String {
        let bytes = self.raw.bytes().zip(&self.kinds);
        let kept = bytes.map(|(byte, kind)| match (byte, kind) {
            (b'\n', _) => '\n',
            (_, Kind::Code) if byte.is_ascii() => char::from(byte),
            _ => ' ',
        });
        kept.collect()
    }

    /// The line of raw text with this number, counted from 1, without its margins.
    pub fn raw_line(&self, number: usize) -> &str {
        let before = number.checked_sub(1);
        before.map_or("", |before| {
            self.raw.lines().nth(before).unwrap_or("").trim()
        })
    }

    /// Lines that are not part of a test.
    pub fn lines(&self) -> usize {
        let mut start = 0;
        let mut lines = 0;
        for line in self.raw.split_inclusive('\n') {
            let end = start + line.len();
            let mut marks = self.kinds[start..end].iter();
            lines += usize::from(!marks.any(|kind| *kind == Kind::Test));
            start = end;
        }
        lines
    }

    /// Every text in quotes outside comments, attributes and tests.
    pub fn literals(&self) -> Vec<Literal<'_>> {
        let mut literals = Vec::new();
        let mut at = 0;
        for run in self.kinds.chunk_by(|one, next| one == next) {
            let (start, end) = (at, at + run.len());
            at = end;
            if run[0] == Kind::Text {
                literals.push(Literal {
                    line: 1 + self.raw[..start].matches('\n').count(),
                    text: &self.raw[start..end],
                    before: self.raw[..start].trim_end_matches(['"', '#', 'r', 'b', ' ', '\n']),
                });
            }
        }
        literals
    }

    /// Names of the modules in files of their own that only tests have.
    pub fn test_files(&self) -> Vec<String> {
        let dir = match self.path.rsplit_once('/') {
            Some((dir, "mod.rs")) => format!("{dir}/"),
            None if matches!(self.path.as_str(), "lib.rs" | "main.rs") => String::new(),
            _ => format!("{}/", self.path.trim_end_matches(".rs")),
        };
        let mut found = Vec::new();
        let mut at = 0;
        for run in self.kinds.chunk_by(|one, next| one == next) {
            let item = &self.raw[at..at + run.len()];
            at += run.len();
            let name = item.rsplit_once("mod ").map(|(_, name)| name.trim());
            if run[0] == Kind::Test
                && let Some(name) = name.and_then(|name| name.strip_suffix(';'))
            {
                found.push(format!("{dir}{name}.rs"));
                found.push(format!("{dir}{name}/"));
            }
        }
        found
    }
}

/// Tells code, comments and texts apart.
fn lex(raw: &[u8]) -> Vec<Kind> {
    let mut kinds = vec![Kind::Code; raw.len()];
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        let (length, kind) = if rest.starts_with(b"//") {
            (until(rest, b"\n"), Kind::Comment)
        } else if rest.starts_with(b"/*") {
            (block_comment(rest), Kind::Comment)
        } else if let Some(hashes) = raw_text(raw, at) {
            let open = hashes + 2;
            let close = [b"\"".as_slice(), &b"#".repeat(hashes)].concat();
            let length = until(&rest[open..], &close);
            kinds[at + open..at + open + length].fill(Kind::Text);
            (open + length + close.len(), Kind::Code)
        } else if rest[0] == b'"' {
            let length = text(&rest[1..], b'"');
            kinds[at + 1..at + 1 + length].fill(Kind::Text);
            (length + 2, Kind::Code)
        } else if rest[0] == b'\'' && is_character(rest) {
            (text(&rest[1..], b'\'') + 2, Kind::Code)
        } else {
            (1, Kind::Code)
        };
        let end = (at + length).min(raw.len());
        if kind == Kind::Comment {
            kinds[at..end].fill(kind);
        }
        at = end;
    }
    kinds
}

/// Bytes before `mark`, or all.
fn until(rest: &[u8], mark: &[u8]) -> usize {
    rest.windows(mark.len())
        .position(|window| window == mark)
        .unwrap_or(rest.len())
}

fn block_comment(rest: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// The number of `#` where a raw text begins: `r"`, `r#"`, `br"` and so on.
fn raw_text(raw: &[u8], at: usize) -> Option<usize> {
    let in_a_word = at > 0 && is_word(raw[at - 1]) && raw[at - 1] != b'b' && raw[at - 1] != b'c';
    if raw[at] != b'r' || in_a_word {
        return None;
    }
    let after = &raw[at + 1..];
    let hashes = after.iter().take_while(|byte| **byte == b'#').count();
    (after.get(hashes) == Some(&b'"')).then_some(hashes)
}

/// Bytes of a text before the quote that ends it.
fn text(rest: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while at < rest.len() && rest[at] != quote {
        at += if rest[at] == b'\\' { 2 } else { 1 };
    }
    at.min(rest.len())
}

/// Whether an apostrophe begins a character rather than a lifetime.
fn is_character(rest: &[u8]) -> bool {
    let after = &rest[1..];
    after.first() == Some(&b'\\')
        || (1..=4).any(|at| after.get(at) == Some(&b'\'') && at == first_length(after))
}

/// Length of the UTF-8 character a text begins with.
fn first_length(text: &[u8]) -> usize {
    match text.first() {
        Some(0xf0..) => 4,
        Some(0xe0..) => 3,
        Some(0xc0..) => 2,
        _ => 1,
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Marks attributes, and whole items below `#[cfg(test)]`.
fn mark_attributes_and_tests(raw: &[u8], kinds: &mut [Kind]) {
    let mut at = 0;
    while at < raw.len() {
        let Some(end) = attribute(raw, kinds, at) else {
            at += 1;
            continue;
        };
        if raw[at..end].starts_with(b"#[cfg(test)]") {
            let end = item(raw, kinds, end);
            kinds[at..end].fill(Kind::Test);
            at = end;
        } else {
            kinds[at..end].fill(Kind::Attribute);
            at = end;
        }
    }
}

/// The end of the attribute that begins here, if one does.
fn attribute(raw: &[u8], kinds: &[Kind], at: usize) -> Option<usize> {
    let rest = &raw[at..];
    let begins = rest.starts_with(b"#[") || rest.starts_with(b"#![");
    (begins && kinds[at] == Kind::Code).then(|| balanced(raw, kinds, at, *b"[]"))
}

/// The end of the item that begins here: its closing brace, or its semicolon.
fn item(raw: &[u8], kinds: &[Kind], at: usize) -> usize {
    let code = (at..raw.len()).filter(|at| kinds[*at] == Kind::Code);
    for place in code {
        match raw[place] {
            b'#' if attribute(raw, kinds, place).is_some() => {}
            b';' => return place + 1,
            b'{' => return balanced(raw, kinds, place, *b"{}"),
            _ => {}
        }
    }
    raw.len()
}

/// The place behind the bracket that closes the first one found from here on.
fn balanced(raw: &[u8], kinds: &[Kind], at: usize, brackets: [u8; 2]) -> usize {
    let mut depth = 0_usize;
    for place in (at..raw.len()).filter(|at| kinds[*at] == Kind::Code) {
        if raw[place] == brackets[0] {
            depth += 1;
        } else if raw[place] == brackets[1] {
            depth -= 1;
            if depth == 0 {
                return place + 1;
            }
        }
    }
    raw.len()
}
