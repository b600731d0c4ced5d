//! What may come into the program from elsewhere: the rules of deny.toml, held
//! against the dependencies of each system it names. `cargo deny` in
//! `tests/run supply` holds the same rules and more; this is what needs no
//! helper that takes minutes to build.

use std::collections::BTreeSet;
use std::process::Command;

use serde::Deserialize;
use spdx::{Expression, ParseMode};

/// Where crates come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[derive(Deserialize)]
struct Rules {
    graph: Graph,
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Graph {
    targets: Vec<String>,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
struct Tree {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
    root: String,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

/// `dev`, `build`, or nothing for what is linked in.
#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

impl Edge {
    fn is_for_tests_alone(&self) -> bool {
        let mut kinds = self.dep_kinds.iter();
        kinds.all(|kind| kind.kind.as_deref() == Some("dev"))
    }
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    license: Option<String>,
    source: Option<String>,
}

impl Rules {
    fn read() -> Self {
        toml::from_str(&std::fs::read_to_string("deny.toml").unwrap()).unwrap()
    }

    fn allows(&self, package: &Package) -> bool {
        let allowed = |licence: &str| {
            let exceptions = self.licenses.exceptions.iter();
            let of_this_crate = exceptions.filter(|exception| exception.name == package.name);
            let mut all = of_this_crate
                .flat_map(|exception| &exception.allow)
                .chain(&self.licenses.allow);
            all.any(|allowed| allowed == licence)
        };
        let Some(text) = &package.license else {
            return false;
        };
        Expression::parse_mode(text, ParseMode::LAX)
            .is_ok_and(|said| said.evaluate(|wanted| allowed(&wanted.to_string())))
    }

    fn bans(&self, package: &Package) -> bool {
        let mut banned = self.bans.deny.iter();
        banned.any(|banned| banned.name == package.name)
    }
}

/// What a system's program is built of and linked with. What tests alone need is
/// not handed to anybody.
fn dependencies(target: &str) -> Vec<Package> {
    let said = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(["--filter-platform", target])
        .output()
        .unwrap();
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let tree: Tree = serde_json::from_slice(&said.stdout).unwrap();
    let used = used(&tree.resolve);
    tree.packages
        .into_iter()
        .filter(|package| used.contains(&package.id))
        .collect()
}

/// All that is reached from the program, and not the program itself.
fn used(tree: &Resolve) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let mut next = vec![&tree.root];
    while let Some(id) = next.pop() {
        let node = tree.nodes.iter().find(|node| node.id == *id).unwrap();
        let needed = node.deps.iter().filter(|edge| !edge.is_for_tests_alone());
        next.extend(
            needed
                .map(|edge| &edge.pkg)
                .filter(|id| used.insert((*id).clone())),
        );
    }
    used
}

/// Which rule a dependency breaks.
fn problem(rules: &Rules, package: &Package) -> Option<String> {
    let name = &package.name;
    if rules.bans(package) {
        return Some(format!("{name} is banned"));
    }
    if package.source.as_deref() != Some(REGISTRY) {
        return Some(format!("{name} comes from {:?}", package.source));
    }
    (!rules.allows(package)).then(|| format!("{name} is under {:?}", package.license))
}

#[test]
fn every_dependency_keeps_the_rules() {
    let rules = Rules::read();
    assert!(rules.graph.targets.len() > 1);
    for target in &rules.graph.targets {
        let dependencies = dependencies(target);
        assert!(dependencies.len() > 100, "{target}");
        let problems: Vec<_> = dependencies
            .iter()
            .filter_map(|package| problem(&rules, package))
            .collect();
        assert_eq!(problems, Vec::<String>::new(), "{target}");
    }
}

/// A dependency that is made up.
fn made_up(name: &str, licence: &str, source: &str) -> Package {
    Package {
        id: name.to_owned(),
        name: name.to_owned(),
        license: (!licence.is_empty()).then(|| licence.to_owned()),
        source: Some(source.to_owned()),
    }
}

#[test]
fn one_that_breaks_a_rule_is_found() {
    let rules = Rules::read();
    let wrong = |name, licence, source| problem(&rules, &made_up(name, licence, source)).is_some();
    assert!(!wrong("a", "MIT", REGISTRY));
    assert!(!wrong("a", "MIT/Apache-2.0", REGISTRY));
    assert!(!wrong("a", "GPL-3.0-only OR MIT", REGISTRY));
    assert!(!wrong("option-ext", "MPL-2.0", REGISTRY));
    assert!(wrong("a", "MPL-2.0", REGISTRY));
    assert!(wrong("a", "MIT AND GPL-3.0-only", REGISTRY));
    assert!(wrong("a", "as I like", REGISTRY));
    assert!(wrong("a", "", REGISTRY));
    assert!(wrong("openssl-sys", "MIT", REGISTRY));
    assert!(wrong("a", "MIT", "git+https://example.org/a"));
}
