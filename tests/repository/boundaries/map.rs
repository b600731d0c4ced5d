//! The map in the crate's own documentation: the rooms, and who may use whom.

use std::collections::{BTreeMap, BTreeSet};

/// Names by name.
pub type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The rows of the table under a heading: the first column, and the names in the last.
pub fn table(documentation: &str, heading: &str) -> Arrows {
    let lines = documentation
        .lines()
        .filter_map(|line| line.strip_prefix("//! "));
    let table = lines
        .skip_while(|line| *line != heading)
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2);
    table
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
            let name = names(cells[0]).next().unwrap();
            (name, names(cells[cells.len() - 1]).collect())
        })
        .collect()
}

fn names(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned)
}
