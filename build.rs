//! Lists the languages; puts the icon, the version and the manifest into the program for Windows.

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
    let listed = Path::new(&std::env::var("OUT_DIR")?).join("locales.rs");
    fs::write(listed, locales()?)?;
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

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let entries: Result<Vec<_>, _> = fs::read_dir(folder)?.collect();
    let mut paths: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}
