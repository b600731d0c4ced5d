//! Each direct dependency says in one line what it is here for.

/// The dependencies of a manifest that have no comment right above them.
fn without_reason(manifest: &str) -> Vec<&str> {
    let mut missing = Vec::new();
    let mut among_dependencies = false;
    let mut above = "";
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            among_dependencies = table.trim_end_matches(']').ends_with("dependencies");
        } else if among_dependencies && let Some((name, _)) = line.split_once(" = ") {
            let told = above.starts_with("# ") && above.len() > "# ".len();
            if !told && !line.starts_with('#') {
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
                    [target.'cfg(unix)'.dependencies]\nc = \"1\"\n[dev-dependencies]\n# \nd = \"1\"\n";
    assert_eq!(without_reason(manifest), ["b", "c", "d"]);
}
