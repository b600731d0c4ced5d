//! What the house plan asks of every room.

use super::of_views;
use super::rooms::{Room, room_of};
use super::source::Source;

/// Lines a file may have, its tests not counted.
pub const MOST_LINES: usize = 320;

/// Everything that is wrong with a file.
pub fn faults(source: &Source) -> Vec<String> {
    let Some(room) = room_of(&source.path) else {
        return vec![format!(
            "{}: a room that the plan does not know",
            source.path
        )];
    };
    let code = source.code();
    let mut faults = mentions(room, &code);
    faults.extend(looks_into(room, &code, &source.path));
    faults.extend(panics_without_a_word(source, &code));
    if room.name == "view" {
        faults.extend(of_views::faults(source, &code));
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

fn mentions(room: &Room, code: &str) -> Vec<String> {
    let in_line = |(number, line): (usize, &str)| {
        let words: Vec<&str> = paths(line).collect();
        let bad = room
            .never
            .iter()
            .filter(move |name| words.iter().any(|word| has(word, name)));
        bad.map(move |name| format!("{number}: {} mentions {name}", room.name))
            .collect::<Vec<_>>()
    };
    (1..).zip(code.lines()).flat_map(in_line).collect()
}

/// Names and paths, such as `std::fs::read`.
fn paths(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'))
        .filter(|word| !word.is_empty())
}

/// Whether a path has `name` among its parts, or a crate that begins with it.
fn has(path: &str, name: &str) -> bool {
    let (parts, wanted): (Vec<_>, Vec<_>) =
        (path.split("::").collect(), name.split("::").collect());
    let same = |part: &str, want: &str| {
        part == want
            || part
                .strip_prefix(want)
                .is_some_and(|rest| rest.starts_with('_'))
    };
    parts.windows(wanted.len()).any(|window| {
        window
            .iter()
            .zip(&wanted)
            .all(|(part, want)| same(part, want))
    })
}

/// Other rooms that a file names, by way of `crate::`, the crate's own name, or
/// as many `super::` as lead to the crate.
fn looks_into(room: &Room, code: &str, path: &str) -> Vec<String> {
    let folders = path.matches('/').count();
    let depth = folders + usize::from(!path.ends_with("mod.rs"));
    let up = "super::".repeat(depth);
    let mut faults = Vec::new();
    for root in ["crate::", "vec_batch_viewer::", &up] {
        for (at, _) in code.match_indices(root).filter(|_| !root.is_empty()) {
            let joined = code[..at]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':');
            let names = if joined {
                Vec::new()
            } else {
                first_names(&code[at + root.len()..])
            };
            let number = 1 + code[..at].matches('\n').count();
            let closed = names.into_iter().filter(|name| room.closed.contains(name));
            faults.extend(closed.map(|name| format!("{number}: {} looks into {name}", room.name)));
        }
    }
    faults
}

/// The first name of a path, or of each path in a group of imports.
fn first_names(rest: &str) -> Vec<&str> {
    let first = |path: &'_ str| -> usize {
        path.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .unwrap_or(path.len())
    };
    let Some(group) = rest.trim_start().strip_prefix('{') else {
        let rest = rest.trim_start();
        return vec![&rest[..first(rest)]];
    };
    let (mut depth, mut start, mut names) = (1_usize, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            let path = group[start..at].trim_start();
            names.push(&path[..first(path)]);
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// Calls that can end the program, without a comment that says why they do not.
fn panics_without_a_word(source: &Source, code: &str) -> Vec<String> {
    const CALLS: [&str; 7] = [
        ".unwrap()",
        ".unwrap_err()",
        ".expect(",
        "panic!(",
        "unreachable!(",
        "todo!(",
        "unimplemented!(",
    ];
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        let call = CALLS.iter().find(|call| line.contains(**call));
        if let Some(call) = call.filter(|_| !is_explained(source, number)) {
            faults.push(format!(
                "{number}: {call} without a comment on the line above"
            ));
        }
    }
    faults
}

/// Whether a comment, or an attribute with a reason, stands above the statement
/// that this line belongs to.
fn is_explained(source: &Source, number: usize) -> bool {
    let mut number = number;
    while source.raw_line(number).starts_with('.') {
        number -= 1;
    }
    let above = source.raw_line(number.saturating_sub(1));
    above.starts_with("//") || (above.starts_with("#[") && above.contains("reason"))
}
