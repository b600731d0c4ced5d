//! Names, texts and numbers in a Rust file, its tests left out.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Calls that take a text which nobody reads but egui or the author; `new` that of an `Id`.
const UNREAD: [&str; 7] = [
    "expect",
    "new",
    "unique",
    "id_salt",
    "push_id",
    "with",
    "request_discard",
];

/// Something in a file, and its line, counted from 1.
pub struct Found<T> {
    pub line: usize,
    pub what: T,
}

#[derive(Default)]
pub struct Source {
    /// The path below `src/`, with `/` between its parts.
    pub path: String,
    /// Its lines, those of tests not counted.
    pub lines: usize,
    /// Paths, part by part; those of `use` in full.
    pub paths: Vec<Vec<String>>,
    /// Texts that people may read, as they are written.
    pub texts: Vec<Found<String>>,
    /// Numbers with a point, as they are written, but for constants.
    pub decimals: Vec<Found<String>>,
}

/// Surroundings of tokens.
#[derive(Default)]
struct Place<'a> {
    /// Path before a group of `use`.
    prefix: &'a [String],
    /// A constant has a name, which is what a bare number lacks.
    in_constant: bool,
    /// The arguments of a call whose texts nobody reads.
    unread: bool,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let tokens: TokenStream = text
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut source = Self {
            path: path.to_owned(),
            lines: text.lines().count(),
            ..Self::default()
        };
        source.read(tokens, &Place::default());
        source
    }

    pub fn is_in(&self, room: &str) -> bool {
        self.module().first().is_some_and(|first| *first == room)
    }

    /// Its place in the crate, whose root has none.
    pub fn module(&self) -> Vec<&str> {
        let stem = self.path.trim_end_matches(".rs");
        stem.split('/')
            .filter(|part| !["lib", "mod"].contains(part))
            .collect()
    }

    fn read(&mut self, tokens: TokenStream, place: &Place) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut rest = tokens.as_slice();
        let mut in_constant = place.in_constant;
        let mut is_use = false;
        while let [token, after @ ..] = rest {
            rest = match token {
                TokenTree::Punct(sign) if sign.as_char() == '#' => self.without_attribute(rest),
                TokenTree::Ident(word) => {
                    let (mut names, joined, after) = path(rest);
                    let begins = word == "const" && !is_word(after.first(), "fn");
                    in_constant |= begins;
                    let prefix = [place.prefix, &names].concat();
                    let inner = Place {
                        prefix: if joined { &prefix } else { &[] },
                        in_constant,
                        unread: is_unread(&names),
                    };
                    // A crate as a whole, and no variable of its name.
                    if is_use && names.len() == 1 {
                        names.push("self".to_owned());
                    }
                    self.paths.push([place.prefix, &names].concat());
                    is_use = word == "use";
                    self.with_group(after, &inner)
                }
                TokenTree::Group(_) => {
                    let inner = Place {
                        in_constant,
                        ..Place::default()
                    };
                    self.with_group(rest, &inner)
                }
                TokenTree::Punct(sign) => {
                    in_constant &= sign.as_char() != ';';
                    match after {
                        // The second part of `pair.0.0` looks like a number with a point.
                        [TokenTree::Literal(_), more @ ..] if sign.as_char() == '.' => more,
                        _ => after,
                    }
                }
                TokenTree::Literal(literal) => {
                    let (line, what) = (literal.span().start().line, literal.to_string());
                    if !in_constant && is_decimal(&what) {
                        self.decimals.push(Found { line, what });
                    } else if let Some(what) = content(&what).filter(|_| !place.unread) {
                        let what = what.to_owned();
                        self.texts.push(Found { line, what });
                    }
                    after
                }
            };
        }
    }

    /// Reads the group that tokens begin with, if they do; gives those behind it.
    fn with_group<'a>(&mut self, tokens: &'a [TokenTree], place: &Place) -> &'a [TokenTree] {
        let [TokenTree::Group(group), after @ ..] = tokens else {
            return tokens;
        };
        self.read(group.stream(), place);
        after
    }

    /// Leaves out an attribute, and what it is on where that is for tests or for documentation alone.
    fn without_attribute<'a>(&mut self, tokens: &'a [TokenTree]) -> &'a [TokenTree] {
        let at = tokens
            .iter()
            .position(|token| matches!(token, TokenTree::Group(_)));
        let (Some(at), TokenTree::Punct(_)) = (at, &tokens[0]) else {
            return &[];
        };
        let words = tokens[at].to_string().replace(' ', "");
        let is_test = words == "[cfg(test)]";
        if !is_test && words != "[cfg(doc)]" {
            return &tokens[at + 1..];
        }
        let is_end = |token: &TokenTree| match token {
            TokenTree::Punct(sign) => sign.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        let end = tokens.iter().position(is_end).unwrap();
        if is_test {
            let (first, last) = (tokens[0].span().start().line, tokens[end].span().end().line);
            self.lines -= last + 1 - first;
        }
        &tokens[end + 1..]
    }
}

/// The path that tokens begin with, if it goes on in a group, and what stands behind it.
fn path(tokens: &[TokenTree]) -> (Vec<String>, bool, &[TokenTree]) {
    let is_colon = |token: &TokenTree| token.to_string() == ":";
    let (mut names, mut rest) = (Vec::new(), tokens);
    while let [TokenTree::Ident(name), after @ ..] = rest {
        names.push(name.to_string());
        match after {
            [first, second, more @ ..] if is_colon(first) && is_colon(second) => rest = more,
            _ => return (names, false, after),
        }
    }
    (names, true, rest)
}

fn is_word(token: Option<&TokenTree>, wanted: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if word == wanted)
}

/// `id.with`, `ui.push_id`, and `Id::new`, but no other `new`.
fn is_unread(names: &[String]) -> bool {
    let is_id = names.iter().any(|name| name.ends_with("Id"));
    (is_id || names != ["new"] && names.len() == 1)
        && names
            .last()
            .is_some_and(|last| UNREAD.contains(&last.as_str()))
}

fn is_decimal(number: &str) -> bool {
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && !number.starts_with("0x");
    is_number && (number.contains('.') || number.contains("e-") || number.ends_with("f32"))
}

/// Letters between the quotation marks of a text, as they are written.
fn content(literal: &str) -> Option<&str> {
    let (mark, rest) = literal.split_once('"')?;
    let (content, _) = rest.rsplit_once('"')?;
    (mark.is_empty() || mark.starts_with('r')).then_some(content)
}
