//! The house plan, checked: the map in the crate's documentation is the real one,
//! no file grows too long, and views hold neither words nor colours.

mod can_fail;
mod rules;
mod source;

use std::fs;
use std::path::Path;

use rules::{arrows, circle, differences, faults, table, users};
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

/// The files that are not there for tests alone, which are called so.
fn in_use() -> Vec<Source> {
    let mut in_use = sources(Path::new(HOUSE));
    in_use.retain(|source| !source.module().contains(&"tests"));
    assert!(in_use.len() > 20, "only {} files", in_use.len());
    in_use
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn drawn(heading: &str) -> rules::Arrows {
    let drawn = table(&fs::read_to_string("src/lib.rs").unwrap(), heading);
    assert!(drawn.len() > 5, "{drawn:?}");
    drawn
}

#[test]
fn every_file_keeps_to_the_plan() {
    assert_none(&in_use().iter().flat_map(faults).collect::<Vec<_>>());
}

#[test]
fn the_arrows_between_the_rooms_are_the_drawn_ones() {
    let (drawn, real) = (drawn("# The rooms"), arrows(&in_use(), &[]));
    assert!(drawn.keys().eq(real.keys()), "{:?}", real.keys());
    assert_none(&differences(&drawn, &real));
}

/// Each part of a room is understood without those that use it.
#[test]
fn the_parts_of_a_room_stand_in_no_circle() {
    let sources = in_use();
    for room in arrows(&sources, &[]).keys() {
        assert_none(&circle(&arrows(&sources, &[room])));
    }
    assert!(arrows(&sources, &["state"]).len() > 10);
}

#[test]
fn what_only_some_rooms_may_use_only_they_use() {
    let drawn = drawn("# What only some may use");
    assert_none(&differences(&drawn, &users(&in_use(), drawn.keys())));
}
