//! Each direct dependency says in one line what it is here for.

/// The dependencies of a manifest without a comment behind them or above them.
fn without_reason(manifest: &str) -> Vec<&str> {
    let is_told = |line: &str| {
        line.split_once("# ")
            .is_some_and(|(_, why)| !why.is_empty())
    };
    let mut missing = Vec::new();
    let mut among_dependencies = false;
    let mut above = "";
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            among_dependencies = table.trim_end_matches(']').ends_with("dependencies");
        } else if among_dependencies && let Some((name, _)) = line.split_once(" = ") {
            let told_above = above.starts_with('#') && is_told(above);
            if !told_above && !is_told(line) {
                missing.push(name);
            }
        }
        above = line;
    }
    missing
}

#[test]
fn each_dependency_says_what_it_is_here_for() {
    let manifest = std::fs::read_to_string("Cargo.toml").unwrap();
    assert!(manifest.contains("[dependencies]\n"));
    assert_eq!(without_reason(&manifest), Vec::<&str>::new());
}

#[test]
fn one_that_says_nothing_is_found() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\n# Why.\na = \"1\"\nb = \"1\"\n\
                    [target.'cfg(unix)'.dependencies]\nc = \"1\"\n[dev-dependencies]\n# \nd = \"1\"\n\
                    e = \"1\" # Why.\nf = \"1\"\n";
    assert_eq!(without_reason(manifest), ["b", "c", "d", "f"]);
}
