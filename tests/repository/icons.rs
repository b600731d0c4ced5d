//! The font of icons holds those in use. It is cut down by packaging/icon-font.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use egui::{Context, FontFamily};
use serde_json::Value;
use vec_batch_viewer::{bidi, theme};

/// The folder of the crate that names the icons.
fn crate_of_icons() -> PathBuf {
    let said = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .output()
        .unwrap();
    let tree: Value = serde_json::from_slice(&said.stdout).unwrap();
    let mut packages = tree["packages"].as_array().unwrap().iter();
    let icons = packages.find(|package| package["name"] == "egui_material_icons");
    let manifest = icons.unwrap()["manifest_path"].as_str().unwrap();
    Path::new(manifest).with_file_name("src")
}

/// `ICON_NAME` wherever it stands in a text.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| word.starts_with("ICON_"))
}

/// The icons that the views in a folder name.
fn in_use(folder: &Path) -> BTreeSet<String> {
    let paths = std::fs::read_dir(folder).unwrap();
    let paths = paths.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                return in_use(&path);
            }
            let text = std::fs::read_to_string(path).unwrap();
            names(&text).map(str::to_owned).collect()
        })
        .collect()
}

/// The letter that stands for an icon: `pub const ICON_NAME: … = …("\u{e145}");`
fn letter(icons: &str, name: &str) -> char {
    let start = format!("const {name}: ");
    let line = icons.lines().find(|line| line.contains(&start)).unwrap();
    let (_, rest) = line.split_once("\\u{").unwrap();
    let (hex, _) = rest.split_once('}').unwrap();
    char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()
}

#[test]
fn every_icon_in_use_has_its_picture_and_no_other_is_carried_along() {
    let context = Context::default();
    bidi::install(&context, theme::font_definitions());
    let mut output = context.run_ui(egui::RawInput::default(), |_| {});
    output.textures_delta.clear();
    let family = FontFamily::Name(egui_material_icons::FONT_FAMILY_OUTLINED.into());
    let held: BTreeSet<char> =
        context.fonts_mut(|fonts| fonts.characters(&family).keys().copied().collect());
    let icons = std::fs::read_to_string(crate_of_icons().join("icons.rs")).unwrap();
    let named = in_use(Path::new("src/view"));
    let wanted: BTreeSet<char> = named.iter().map(|name| letter(&icons, name)).collect();
    assert!(wanted.len() > 20);
    assert_eq!(wanted, held, "packaging/icon-font mends this");
}
