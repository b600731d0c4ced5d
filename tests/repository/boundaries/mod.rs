//! The house plan, checked: no room mentions what is not its business, no file
//! grows too long, nothing can end the program without a word why it does not,
//! and views hold neither words nor colours.

mod can_fail;
mod of_views;
mod rooms;
mod rules;
mod source;

use std::fs;
use std::path::Path;

use rooms::{ROOMS, room_of};
use rules::faults;
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
            let name = path.strip_prefix(HOUSE).unwrap().components();
            let name: Vec<_> = name
                .map(|part| part.as_os_str().to_str().unwrap())
                .collect();
            found.push(Source::new(
                &name.join("/"),
                &fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    found
}

/// The files that are not there for tests alone.
fn in_use(sources: Vec<Source>) -> Vec<Source> {
    let tests: Vec<String> = sources.iter().flat_map(Source::test_files).collect();
    let for_tests = |path: &str| {
        tests
            .iter()
            .any(|test| path == test || (test.ends_with('/') && path.starts_with(test.as_str())))
    };
    sources
        .into_iter()
        .filter(|source| !for_tests(&source.path))
        .collect()
}

#[test]
fn every_room_keeps_to_its_business() {
    let sources = in_use(sources(Path::new(HOUSE)));
    assert!(sources.len() > 20, "only {} files", sources.len());
    let faults: Vec<String> = sources.iter().flat_map(faults).collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn rooms_that_are_expected_are_told_apart_from_those_that_are_not_there_yet() {
    let sources = sources(Path::new(HOUSE));
    for room in ROOMS.iter().filter(|room| room.expected) {
        let built = sources
            .iter()
            .any(|source| room_of(&source.path).is_some_and(|of| of.name == room.name));
        println!(
            "{}: {}",
            room.name,
            if built { "built" } else { "not there yet" }
        );
    }
    assert!(
        sources
            .iter()
            .any(|source| source.path.starts_with("domain/"))
    );
}
