//! Puts the icon, the version and the manifest into the program for Windows.
//! For other systems there is nothing to do.

use std::error::Error;

use winresource::WindowsResource;

/// American English, as Windows numbers languages.
const ENGLISH: u16 = 0x0409;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
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
