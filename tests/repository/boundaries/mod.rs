//! The house plan, checked: the map in the crate's documentation is the real one,
//! no file grows too long, nothing can end the program without a word why it does
//! not, and views hold neither words nor colours.

mod can_fail;
mod map;
mod of_views;
mod rules;
mod source;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rules::{arrows, circle, differences, faults, parts, test_files, users};
use source::Source;

/// Tests run in the project's own folder.
const HOUSE: &str = "src";

fn sources(folder: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(HOUSE).unwrap();
            let name = name.to_str().unwrap().replace('\\', "/");
            found.push(Source::new(&name, &fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

/// The files that are not there for tests alone.
fn in_use() -> Vec<Source> {
    let mut sources = sources(Path::new(HOUSE));
    let tests = test_files(&sources);
    sources.retain(|source| {
        let is_it = |test: &String| {
            source.path == *test || (test.ends_with('/') && source.path.starts_with(test.as_str()))
        };
        !tests.iter().any(is_it)
    });
    assert!(sources.len() > 20, "only {} files", sources.len());
    sources
}

fn documentation() -> String {
    fs::read_to_string("src/lib.rs").unwrap()
}

#[test]
fn every_file_keeps_to_the_plan() {
    let faults: Vec<String> = in_use().iter().flat_map(faults).collect();
    let count = faults.len();
    assert!(faults.is_empty(), "{count} faults:\n{}", faults.join("\n"));
}

#[test]
fn the_arrows_between_the_rooms_are_the_drawn_ones() {
    let drawn = map::table(&documentation(), "# The rooms");
    let sources = in_use();
    let rooms: BTreeSet<String> = sources
        .iter()
        .map(|source| source.room().to_owned())
        .collect();
    let mut real = arrows(&sources, &rooms);
    // The crate's root only lists them.
    real.remove("lib");
    let unknown: Vec<&String> = real
        .keys()
        .filter(|room| !drawn.contains_key(*room))
        .collect();
    assert!(
        unknown.is_empty(),
        "rooms that the map does not know: {unknown:?}"
    );
    let differences = differences(&drawn, &real);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Each part of a room is understood without those that use it.
#[test]
fn the_parts_of_a_room_stand_in_no_circle() {
    let sources = in_use();
    let rooms: BTreeSet<&str> = sources.iter().map(Source::room).collect();
    let circles: Vec<_> = rooms
        .into_iter()
        .map(|room| (room, circle(&parts(&sources, room))))
        .filter(|(_, circle)| !circle.is_empty())
        .collect();
    assert!(circles.is_empty(), "{circles:?}");
    assert!(parts(&sources, "state").len() > 20);
}

#[test]
fn what_only_some_rooms_may_use_only_they_use() {
    let drawn = map::table(&documentation(), "# What only some may use");
    assert!(drawn.len() > 5, "{drawn:?}");
    let sources = in_use();
    let real = users(&sources, drawn.keys());
    let differences = differences(&drawn, &real);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
