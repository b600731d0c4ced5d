//! What the program and the tests both stand on is built once for both.

use std::collections::BTreeSet;
use std::process::Command;

/// The packages that are linked in along these edges, each with what is asked of it. What runs while
/// others are built is built for itself, and asked for what it needs alone.
fn packages(edges: &str) -> BTreeSet<String> {
    let said = Command::new(env!("CARGO"))
        .args([
            "tree", "--locked", "--prefix", "none", "--format", "{p} {f}",
        ])
        .args(["--edges", &format!("{edges},no-proc-macro")])
        .output()
        .unwrap();
    assert!(said.status.success(), "{said:?}");
    let packages = String::from_utf8(said.stdout).unwrap();
    let packages = packages.lines().map(|line| line.trim_end_matches(" (*)"));
    packages.map(str::to_owned).collect()
}

#[test]
fn the_tests_ask_for_no_more_of_a_package_than_the_program() {
    let program = packages("normal");
    assert!(program.len() > 100, "{program:?}");
    let tests = packages("normal,dev");
    let twice: Vec<_> = program.difference(&tests).collect();
    assert_eq!(twice, Vec::<&String>::new(), "asked for in Cargo.toml?");
}
