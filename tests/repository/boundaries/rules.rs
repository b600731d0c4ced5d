//! Rules of the house plan.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Found, Source};

/// Lines a file may have, its tests not counted.
pub const MOST_LINES: usize = 450;

/// Names by name.
pub type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The rows of the table under a heading of the crate's documentation: the first column, and the
/// names in the last.
pub fn table(documentation: &str, heading: &str) -> Arrows {
    let lines = documentation
        .lines()
        .filter_map(|line| line.strip_prefix("//! "));
    let table = lines
        .skip_while(|line| *line != heading)
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2);
    let names = |cell: &str| -> Vec<String> {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let rows = table.map(|row| {
        let (first, last) = row.trim_matches('|').rsplit_once('|').unwrap();
        (
            names(first).swap_remove(0),
            names(last).into_iter().collect(),
        )
    });
    rows.collect()
}

/// Everything that is wrong with a file by itself.
pub fn faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    if source.is_in("view") {
        faults = faults_of_view(source);
    }
    if source.lines > MOST_LINES {
        faults.push(format!(
            "1: {} lines, of which {MOST_LINES} are allowed",
            source.lines
        ));
    }
    let place = |fault| format!("src/{}:{fault}", source.path);
    faults.into_iter().map(place).collect()
}

/// Views leave colours and sizes to the theme, and words to `l10n`.
fn faults_of_view(source: &Source) -> Vec<String> {
    let colours = source.paths.iter().filter(|path| is_colour(path));
    let colours = colours.map(|path| format!("1: {path:?}, which belongs to the theme"));
    let texts = source.texts.iter().filter_map(|Found { line, what }| {
        if is_hex_colour(what) {
            return Some(format!("{line}: a colour, which belongs to the theme"));
        }
        is_wording(what).then(|| format!("{line}: words for people: {what:?}"))
    });
    let sizes = source
        .decimals
        .iter()
        .filter(|number| is_size(&number.what));
    let sizes = sizes.map(|size| format!("{}: a size, which belongs to the theme", size.line));
    colours.chain(texts).chain(sizes).collect()
}

fn is_colour(path: &[String]) -> bool {
    const MADE: [&str; 4] = ["Color32", "Rgba", "Hsva", "HsvaGamma"];
    const NONE: [&str; 2] = ["TRANSPARENT", "PLACEHOLDER"];
    let is_made = |pair: &[String]| MADE.contains(&&*pair[0]) && !NONE.contains(&&*pair[1]);
    path.windows(2).any(is_made) || path.iter().any(|name| name == "hex_color")
}

fn is_hex_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

/// Numbers that are no sizes: nothing, halves and doubles, a line, a percentage. A number
/// with a name, such as how far a step zooms, may stand in a view.
fn is_size(number: &str) -> bool {
    !["0.0", "0.5", "1.0", "2.0", "3.0", "100.0"].contains(&number)
}

/// Words for people: letters and a blank, or a word with a capital.
fn is_wording(text: &str) -> bool {
    let mut depth = 0_usize;
    let is_plain = |c: &char| {
        depth = depth.saturating_add_signed(isize::from(*c == '{') - isize::from(*c == '}'));
        depth == 0 && *c != '}'
    };
    let plain: String = text.chars().filter(is_plain).collect();
    let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
    let capital =
        plain.starts_with(char::is_uppercase) && plain.chars().skip(1).any(char::is_lowercase);
    letters > 0 && (plain.contains(' ') || (capital && letters > 2))
}

/// The rooms, and which others each uses; of a room its parts, what puts them together left out.
pub fn arrows(sources: &[Source], room: &[&str]) -> Arrows {
    let part_of =
        |source: &Source| Some((*source.module().strip_prefix(room)?.first()?).to_owned());
    let names: BTreeSet<String> = sources.iter().filter_map(part_of).collect();
    let mut arrows: Arrows = names
        .iter()
        .map(|name| (name.clone(), BTreeSet::new()))
        .collect();
    for source in sources {
        let Some(name) = part_of(source) else {
            continue;
        };
        let paths = source
            .paths
            .iter()
            .filter_map(|path| in_crate(path, source));
        let used = paths.filter_map(|path| Some((*path.strip_prefix(room)?.first()?).to_owned()));
        let used = used.filter(|used| *used != name && names.contains(used));
        arrows.get_mut(&name).unwrap().extend(used);
    }
    arrows
}

/// A path as it is seen from the crate's root; nothing for one that leads out of the crate.
fn in_crate<'a>(path: &'a [String], source: &'a Source) -> Option<Vec<&'a str>> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let below = path.iter().skip(ups.max(1)).map(String::as_str);
    match path.first()?.as_str() {
        "crate" | "vec_batch_viewer" => Some(below.collect()),
        "super" => {
            let module = source.module();
            let above = module[..module.len().saturating_sub(ups)].iter().copied();
            Some(above.chain(below).collect())
        }
        _ => None,
    }
}

/// Parts that stand in a circle, or between two circles: each uses another of them, and is used.
pub fn circle(arrows: &Arrows) -> Vec<String> {
    let mut left: BTreeSet<&String> = arrows.keys().collect();
    loop {
        let before = left.clone();
        left.retain(|part| {
            let uses = arrows[*part].iter().any(|used| before.contains(used));
            uses && before.iter().any(|by| arrows[*by].contains(*part))
        });
        if left == before {
            return left.into_iter().cloned().collect();
        }
    }
}

/// The rooms that mention each of these names, which stand for crates, parts of them and types.
pub fn users<'a>(sources: &[Source], names: impl IntoIterator<Item = &'a String>) -> Arrows {
    let users = |name: &String| {
        let users = sources
            .iter()
            .filter(|source| source.paths.iter().any(|path| has(path, name)));
        users
            .filter_map(|source| Some((*source.module().first()?).to_owned()))
            .collect()
    };
    names
        .into_iter()
        .map(|name| (name.clone(), users(name)))
        .collect()
}

/// Tells if a path has the parts of `name` one after the other. A crate stands for those that
/// begin with its name, as `egui` for `egui_extras`.
fn has(path: &[String], name: &str) -> bool {
    let wanted: Vec<&str> = name.split("::").collect();
    let is_variable = path.len() == 1 && path[0].starts_with(char::is_lowercase);
    let is_same = |(part, want): (&String, &&str)| {
        part.strip_prefix(*want)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
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
    let found = names.into_iter().flat_map(|name| {
        let of = |arrows: &Arrows| arrows.get(name).unwrap_or(&none).clone();
        [
            (
                format!("{name}: drawn, but not there"),
                &of(drawn) - &of(real),
            ),
            (format!("{name}: not drawn"), &of(real) - &of(drawn)),
        ]
    });
    found
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("{what}: {names:?}"))
        .collect()
}
