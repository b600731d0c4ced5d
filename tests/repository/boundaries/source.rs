//! Names, texts and numbers in a Rust file, its tests left out.

use std::ops::RangeInclusive;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, File, Item, Lit, Meta, UseTree};

/// Calls that can end the program.
const ENDING: [&str; 3] = ["unwrap", "unwrap_err", "expect"];

/// Macros that do.
const ENDING_MACROS: [&str; 4] = ["panic", "unreachable", "todo", "unimplemented"];

/// Calls that take a text which nobody reads but egui or the author.
const UNREAD: [&str; 7] = [
    "expect",
    "new",
    "unique",
    "id_salt",
    "push_id",
    "with",
    "request_discard",
];

pub struct Source {
    /// The path below `src/`, with `/` between its parts.
    pub path: String,
    raw: Vec<String>,
    file: File,
}

/// Something in a file, and its line, counted from 1.
pub struct Found<T> {
    pub line: usize,
    pub what: T,
}

#[derive(Default)]
pub struct Mentions {
    /// Paths, part by part; those of `use` in full.
    pub paths: Vec<Found<Vec<String>>>,
    /// Texts that people may read.
    pub texts: Vec<Found<String>>,
    /// Numbers with a point, as they are written, but for constants.
    pub decimals: Vec<Found<String>>,
    /// Calls that can end the program.
    pub endings: Vec<Found<String>>,
    /// Files and folders beside this file that are there for its tests.
    pub test_files: Vec<String>,
    test_lines: Vec<RangeInclusive<usize>>,
}

impl Source {
    pub fn new(path: &str, raw: &str) -> Self {
        Self {
            path: path.to_owned(),
            raw: raw.lines().map(|line| line.trim().to_owned()).collect(),
            file: syn::parse_file(raw).unwrap_or_else(|error| panic!("{path}: {error}")),
        }
    }

    pub fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.trim_end_matches(".rs")
    }

    pub fn mentions(&self) -> Mentions {
        let mut mentions = Mentions::default();
        mentions.visit_file(&self.file);
        mentions
    }

    /// Its lines, those of tests not counted.
    pub fn lines(&self) -> usize {
        let tests = self.mentions().test_lines;
        let is_test = |line: &usize| tests.iter().any(|test| test.contains(line));
        (1..=self.raw.len()).filter(|line| !is_test(line)).count()
    }

    /// The folder that its modules lie in, with `/` at its end.
    pub fn folder(&self) -> String {
        let stem = self.path.trim_end_matches("mod.rs").trim_end_matches(".rs");
        let stem = stem.trim_end_matches('/');
        if ["", "lib", "main"].contains(&stem) {
            String::new()
        } else {
            format!("{stem}/")
        }
    }

    /// Tells if a comment, or an attribute with a reason, stands above the statement of a line.
    pub fn is_explained(&self, line: usize) -> bool {
        let raw = |line: usize| {
            self.raw
                .get(line.wrapping_sub(1))
                .map_or("", String::as_str)
        };
        let mut line = line;
        while raw(line).starts_with('.') {
            line -= 1;
        }
        let above = raw(line - 1);
        above.starts_with("//") || (above.starts_with("#[") && above.contains("reason"))
    }
}

fn line_of(span: Span) -> usize {
    span.start().line
}

fn is_for(attributes: &[Attribute], wanted: &str) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == wanted,
        Meta::Path(_) | Meta::NameValue(_) => false,
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = attributes(item);
        if is_for(attributes, "test") {
            self.test_lines
                .push(line_of(item.span())..=item.span().end().line);
            if let Item::Mod(module) = item
                && module.content.is_none()
            {
                self.test_files.push(module.ident.to_string());
            }
        } else if !is_for(attributes, "doc") {
            visit::visit_item(self, item);
        }
    }

    // Words about the code are none of it.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    // A constant has a name, which is what a bare number lacks.
    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        let before = self.decimals.len();
        visit::visit_item_const(self, item);
        self.decimals.truncate(before);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let what = path.segments.iter().map(|part| part.ident.to_string());
        let what = what.collect();
        self.paths.push(Found {
            line: line_of(path.span()),
            what,
        });
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let (name, line) = (call.method.to_string(), line_of(call.method.span()));
        if ENDING.contains(&name.as_str()) {
            let what = format!(".{name}()");
            self.endings.push(Found { line, what });
        }
        self.visit_expr(&call.receiver);
        self.arguments(&name, call.args.iter());
        if let Some(turbofish) = &call.turbofish {
            self.visit_angle_bracketed_generic_arguments(turbofish);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        self.visit_expr(&call.func);
        let name = match &*call.func {
            // `Id::new` and its like, but no other `new`.
            Expr::Path(path)
                if path
                    .path
                    .segments
                    .iter()
                    .any(|part| part.ident.to_string().ends_with("Id")) =>
            {
                path.path.segments.last().map(|part| part.ident.to_string())
            }
            _ => None,
        };
        self.arguments(&name.unwrap_or_default(), call.args.iter());
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().unwrap().ident.to_string();
        if ENDING_MACROS.contains(&name.as_str()) {
            let (line, what) = (line_of(call.path.span()), format!("{name}!"));
            self.endings.push(Found { line, what });
        }
        visit::visit_path(self, &call.path);
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }

    fn visit_lit(&mut self, literal: &'ast Lit) {
        let line = line_of(literal.span());
        match literal {
            Lit::Str(text) => self.texts.push(Found {
                line,
                what: text.value(),
            }),
            Lit::Float(number) => self.decimals.push(Found {
                line,
                what: number.to_string(),
            }),
            _ => {}
        }
    }
}

impl Mentions {
    fn arguments<'ast>(&mut self, name: &str, arguments: impl Iterator<Item = &'ast Expr>) {
        for argument in arguments {
            let is_text =
                matches!(argument, Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)));
            if !(is_text && UNREAD.contains(&name)) {
                self.visit_expr(argument);
            }
        }
    }

    fn tree(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        let line = line_of(tree.span());
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(&path.tree, before);
                before.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, before);
                }
            }
            UseTree::Name(name) => self.used(line, before, name.ident.to_string()),
            UseTree::Rename(rename) => self.used(line, before, rename.ident.to_string()),
            UseTree::Glob(_) => self.used(line, before, "*".to_owned()),
        }
    }

    fn used(&mut self, line: usize, before: &[String], last: String) {
        let mut what = [before, &[last]].concat();
        // A crate as a whole, and no variable of its name.
        if before.is_empty() {
            what.push("self".to_owned());
        }
        self.paths.push(Found { line, what });
    }

    /// Of a macro only the words are known: paths, texts and numbers.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            let line = line_of(token.span());
            match token {
                TokenTree::Ident(word) => {
                    if colons != 2 {
                        self.end_path(line, &mut path);
                    }
                    path.push(word.to_string());
                    colons = 0;
                    continue;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    let literal = Lit::new(literal);
                    self.visit_lit(&literal);
                }
                TokenTree::Punct(_) => {}
            }
            colons = 0;
            self.end_path(line, &mut path);
        }
        self.end_path(0, &mut path);
    }

    fn end_path(&mut self, line: usize, path: &mut Vec<String>) {
        if !path.is_empty() {
            let what = std::mem::take(path);
            self.paths.push(Found { line, what });
        }
    }
}
