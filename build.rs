//! Lists the languages and their sentences; puts the icon, the version and the manifest into the program for Windows.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use winresource::WindowsResource;

/// American English, as Windows numbers languages.
const ENGLISH: u16 = 0x0409;

/// A folder for each language.
const LOCALES: &str = "assets/locales";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={LOCALES}");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::write(out.join("locales.rs"), locales()?)?;
    fs::write(out.join("messages.rs"), messages()?)?;
    println!("cargo::rerun-if-changed=assets/windows");
    println!("cargo::rerun-if-changed=assets/icon/icon.ico");
    if std::env::var("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    let version = std::env::var("CARGO_PKG_VERSION")?;
    let mut resource = WindowsResource::new();
    resource
        .set_language(ENGLISH)
        .set("ProductName", "VEC Batch Viewer")
        .set("FileDescription", "VEC Batch Viewer")
        .set("CompanyName", "The VEC Batch Viewer authors")
        .set(
            "LegalCopyright",
            "© 2026 The VEC Batch Viewer authors, MIT licence",
        )
        .set("OriginalFilename", "vec-batch-viewer.exe")
        .set("InternalName", "vec-batch-viewer")
        .set("ProductVersion", &version)
        .set("FileVersion", &version)
        .set_icon("assets/icon/icon.ico")
        .set_manifest_file("assets/windows/vec-batch-viewer.manifest");
    resource.compile_for("vec-batch-viewer")?;
    Ok(())
}

/// The languages with their files, as a constant of `src/l10n/mod.rs`.
fn locales() -> Result<String, Box<dyn Error>> {
    let mut listed = String::from("const LOCALES: &[(&str, &[&str])] = &[\n");
    for folder in sorted(Path::new(LOCALES))? {
        let language = folder.file_name().unwrap_or_default().to_string_lossy();
        writeln!(listed, "({language:?}, &[")?;
        for file in sorted(&folder)? {
            let file = fs::canonicalize(file)?.display().to_string();
            writeln!(listed, "include_str!({file:?}),")?;
        }
        listed += "]),\n";
    }
    Ok(listed + "];\n")
}

/// For `src/l10n/messages.rs`: the names of the messages without values, and a method for each
/// other one, with its values in alphabetical order so that a sentence can be worded anew. Those
/// with attributes are chosen by ID.
fn messages() -> Result<String, Box<dyn Error>> {
    let mut source = String::new();
    for file in sorted(&Path::new(LOCALES).join("en"))? {
        source += &fs::read_to_string(file)?;
    }
    let mut messages = listed(&source);
    messages.retain(|(_, text)| !text.contains("\n    ."));
    let (mut names, mut ids, mut methods) = (String::new(), String::new(), String::new());
    for (id, text) in &messages {
        // A message may have another one in it, with the values of that.
        let parts = messages
            .iter()
            .filter(|(part, _)| text.contains(&format!("{{ {part} }}")));
        let texts = parts.map(|(_, part)| part).chain([text]);
        let values: BTreeSet<&str> = texts.flat_map(|text| values(text)).collect();
        if values.is_empty() {
            for word in id.split('-') {
                names += &word[..1].to_uppercase();
                names += &word[1..];
            }
            names += ", ";
            write!(ids, "{id:?}, ")?;
            continue;
        }
        let (mut arguments, mut pairs) = (String::new(), String::new());
        for value in values {
            let name = value.replace('-', "_");
            write!(arguments, ", {name}: impl Arg<'a>")?;
            write!(pairs, "({value:?}, {name}.arg(self)), ")?;
        }
        let name = id.replace('-', "_");
        writeln!(
            methods,
            "pub fn {name}<'a>(&self{arguments}) -> String {{ self.format({id:?}, &[{pairs}]) }}"
        )?;
    }
    Ok(format!(
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)] pub enum TextId {{ {names} }}
        pub(super) const IDS: &[&str] = &[{ids}];
        impl Localizer {{ {methods} }}"
    ))
}

/// IDs and texts, with attributes.
fn listed(source: &str) -> Vec<(&str, String)> {
    let mut messages: Vec<(&str, String)> = Vec::new();
    for line in source.lines() {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            let (id, text) = line.split_once(" =").unwrap_or((line, ""));
            messages.push((id, text.to_owned()));
        } else if let Some((_, text)) = messages.last_mut().filter(|_| line.starts_with([' ', '}']))
        {
            *text += "\n";
            *text += line;
        }
    }
    messages
}

fn values(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    let places = text.split("{ $").skip(1);
    places.filter_map(move |place| place.split(is_end).next())
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let entries: Result<Vec<_>, _> = fs::read_dir(folder)?.collect();
    let mut paths: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}
