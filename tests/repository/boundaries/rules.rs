//! Rules of the house plan for every file.

use std::collections::{BTreeMap, BTreeSet};

use super::map::Arrows;
use super::of_views;
use super::source::{Found, Mentions, Source};

/// Lines a file may have, its tests not counted.
pub const MOST_LINES: usize = 450;

/// Everything that is wrong with a file by itself.
pub fn faults(source: &Source) -> Vec<String> {
    let mentions = source.mentions();
    let mut faults: Vec<String> = mentions
        .endings
        .iter()
        .filter(|ending| !source.is_explained(ending.line))
        .map(|Found { line, what }| format!("{line}: {what} without a comment on the line above"))
        .collect();
    if source.room() == "view" {
        faults.extend(of_views::faults(&mentions));
    }
    let lines = source.lines();
    if lines > MOST_LINES {
        faults.push(format!(
            "1: {lines} lines, of which {MOST_LINES} are allowed"
        ));
    }
    let place = |fault| format!("src/{}:{fault}", source.path);
    faults.into_iter().map(place).collect()
}

/// The rooms that each room uses.
pub fn arrows<'a>(
    sources: impl IntoIterator<Item = &'a Source>,
    rooms: &BTreeSet<String>,
) -> Arrows {
    let mut arrows = Arrows::new();
    for source in sources {
        let of_room = arrows.entry(source.room().to_owned()).or_default();
        let mentions = source.mentions();
        let used = mentions
            .paths
            .iter()
            .filter_map(|path| in_crate(&path.what, source));
        of_room.extend(used.filter(|used| used != source.room() && rooms.contains(used)));
    }
    arrows
}

/// The parts of a room, and which of them each uses; what puts them together is left out.
pub fn parts<'a>(sources: impl IntoIterator<Item = &'a Source>, room: &str) -> Arrows {
    let folder = format!("{room}/");
    let part = |source: &Source| {
        let path = source.path.strip_prefix(&folder)?;
        let first = path.split('/').next()?.trim_end_matches(".rs");
        (first != "mod").then(|| first.to_owned())
    };
    let sources: Vec<(String, &Source)> = sources
        .into_iter()
        .filter_map(|source| Some((part(source)?, source)))
        .collect();
    let mut arrows: Arrows = sources
        .iter()
        .map(|(part, _)| (part.clone(), BTreeSet::new()))
        .collect();
    let names: BTreeSet<String> = arrows.keys().cloned().collect();
    for (part, source) in sources {
        let ups = source.folder().matches('/').count() - 1;
        let mentions = source.mentions();
        let used = mentions.paths.iter().filter_map(|path| {
            let supers = path.what.iter().take_while(|name| *name == "super").count();
            let below = match path.what.first()?.as_str() {
                "crate" => path
                    .what
                    .strip_prefix(&["crate".to_owned(), room.to_owned()])?,
                "super" if supers == ups => &path.what[supers..],
                _ => return None,
            };
            below.first().cloned()
        });
        let used = used.filter(|used| *used != part && names.contains(used));
        arrows.get_mut(&part).unwrap().extend(used);
    }
    arrows
}

/// Parts that stand in a circle, or between two circles: each uses another of them, and is used.
pub fn circle(arrows: &Arrows) -> Vec<String> {
    let mut left: BTreeSet<&String> = arrows.keys().collect();
    loop {
        let before = left.len();
        let uses = |part: &String| arrows[part].iter().any(|used| left.contains(used));
        let is_used = |part: &String| left.iter().any(|by| arrows[*by].contains(part));
        left = left
            .iter()
            .copied()
            .filter(|part| uses(part) && is_used(part))
            .collect();
        if left.len() == before {
            return left.into_iter().cloned().collect();
        }
    }
}

/// The first name below the crate that a path leads to, by whichever way.
fn in_crate(path: &[String], source: &Source) -> Option<String> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let folders = source.folder().matches('/').count();
    match path.first()?.as_str() {
        "crate" | "vec_batch_viewer" => path.get(1).cloned(),
        "super" if ups >= folders => path.get(ups).cloned(),
        _ => None,
    }
}

/// The rooms that mention each of these names, which stand for crates, parts of them and types.
pub fn users<'a>(
    sources: impl IntoIterator<Item = &'a Source>,
    names: impl IntoIterator<Item = &'a String>,
) -> Arrows {
    let names: Vec<&String> = names.into_iter().collect();
    let mut users: Arrows = names
        .iter()
        .map(|name| ((*name).clone(), BTreeSet::new()))
        .collect();
    for source in sources {
        let mentions = source.mentions();
        for name in &names {
            if mentions.paths.iter().any(|path| has(&path.what, name)) {
                users
                    .get_mut(*name)
                    .unwrap()
                    .insert(source.room().to_owned());
            }
        }
    }
    users
}

/// Tells if a path has the parts of `name` one after the other. A crate stands for those that
/// begin with its name, as `egui` for `egui_extras`.
fn has(path: &[String], name: &str) -> bool {
    let wanted: Vec<&str> = name.split("::").collect();
    let is_variable = path.len() == 1 && path[0].starts_with(char::is_lowercase);
    let is_same = |(part, want): (&String, &&str)| {
        part == want
            || part
                .strip_prefix(*want)
                .is_some_and(|rest| rest.starts_with('_'))
    };
    !is_variable
        && path
            .windows(wanted.len())
            .any(|parts| parts.iter().zip(&wanted).all(is_same))
}

/// Rows that one table has and the other has not.
pub fn differences(drawn: &Arrows, real: &Arrows) -> Vec<String> {
    let none = BTreeSet::new();
    let names: BTreeSet<&String> = drawn.keys().chain(real.keys()).collect();
    let mut found = BTreeMap::new();
    for name in names {
        let (drawn, real) = (
            drawn.get(name).unwrap_or(&none),
            real.get(name).unwrap_or(&none),
        );
        found.insert(format!("{name}: not drawn"), real - drawn);
        found.insert(format!("{name}: drawn, but not there"), drawn - real);
    }
    found.retain(|_, names| !names.is_empty());
    found
        .into_iter()
        .map(|(what, names)| format!("{what}: {names:?}"))
        .collect()
}

/// The files that are there for tests alone.
pub fn test_files(sources: &[Source]) -> Vec<String> {
    let of = |source: &Source| -> Vec<String> {
        let Mentions { test_files, .. } = source.mentions();
        let folder = source.folder();
        test_files
            .into_iter()
            .flat_map(|name| [format!("{folder}{name}.rs"), format!("{folder}{name}/")])
            .collect()
    };
    sources.iter().flat_map(of).collect()
}
