//! Lists the languages and their sentences; puts the icon, the version and the manifest into the program for Windows.

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
    fs::write(out.join("text_id.rs"), text_ids()?)?;
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

/// The languages with their files, as a constant of `src/l10n/locales.rs`.
fn locales() -> Result<String, Box<dyn Error>> {
    let mut listed = String::from("const LOCALES: &[Locale] = &[\n");
    for folder in sorted(Path::new(LOCALES))? {
        let language = folder.file_name().unwrap_or_default().to_string_lossy();
        writeln!(listed, "Locale {{ language: {language:?}, files: &[")?;
        for file in sorted(&folder)? {
            let file = fs::canonicalize(file)?.display().to_string();
            writeln!(listed, "include_str!({file:?}),")?;
        }
        listed += "] },\n";
    }
    Ok(listed + "];\n")
}

/// The messages of one line without values, for `src/l10n/text_id.rs`.
fn text_ids() -> Result<String, Box<dyn Error>> {
    let (mut names, mut ids) = (String::new(), String::new());
    for file in sorted(&Path::new(LOCALES).join("en"))? {
        let text = fs::read_to_string(file)?;
        for (line, next) in text.lines().zip(text.lines().skip(1).chain([""])) {
            let is_message = line.starts_with(|c: char| c.is_ascii_lowercase());
            let is_fixed = is_message && !line.contains('{') && !next.starts_with(' ');
            if let Some((id, _)) = line.split_once(" =").filter(|_| is_fixed) {
                for word in id.split('-') {
                    names += &word[..1].to_uppercase();
                    names += &word[1..];
                }
                names += ", ";
                write!(ids, "{id:?}, ")?;
            }
        }
    }
    let derive = "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]";
    let ids = format!("pub(super) const IDS: &[&str] = &[{ids}];");
    Ok(format!("{derive} pub enum TextId {{ {names} }} {ids}"))
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let entries: Result<Vec<_>, _> = fs::read_dir(folder)?.collect();
    let mut paths: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}
