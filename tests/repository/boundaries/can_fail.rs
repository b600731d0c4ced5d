//! The rules find what they are there to find, and nothing else.

use std::collections::BTreeSet;

use super::map;
use super::rules::{MOST_LINES, arrows, circle, differences, faults, parts, test_files, users};
use super::source::Source;

/// A file, or the statements of a function.
fn source(path: &str, code: &str) -> Source {
    if syn::parse_file(code).is_ok() {
        return Source::new(path, code);
    }
    let (comment, code) = match code.split_once('\n') {
        Some((first, rest)) if first.starts_with(['/', '#']) => (format!("{first}\n"), rest),
        _ => (String::new(), code),
    };
    Source::new(path, &format!("{comment}fn whole() {{ {code}\n}}"))
}

fn found(path: &str, code: &str) -> Vec<String> {
    faults(&source(path, code))
}

#[track_caller]
fn refused(path: &str, code: &str, fault: &str) {
    let found = found(path, code);
    assert!(
        found.len() == 1 && found[0].contains(fault),
        "{code}\n{found:?}"
    );
}

#[track_caller]
fn accepted(path: &str, code: &str) {
    assert_eq!(found(path, code), Vec::<String>::new(), "{code}");
}

fn uses_state(path: &str, code: &str) -> bool {
    let rooms = ["state", "domain", "api"].map(str::to_owned).into();
    let arrows = arrows(&[source(path, code)], &rooms);
    arrows.values().any(|used| used.contains("state"))
}

#[test]
fn another_room_is_found_by_every_way_there() {
    for code in [
        "use crate::state::Effect;",
        "use crate::{domain, state};",
        "use crate::{domain::{Batch, BatchId}, state::{Effect}};",
        "use super::super::state::Effect;",
        "use vec_batch_viewer::state;",
        "fn f(a: crate::state::Effect) {}",
        "fn f() { matches!(a, crate::state::Effect::Close); }",
        "fn f() { let a = b.map(crate::state::update); }",
    ] {
        assert!(uses_state("api/a.rs", code), "{code}");
    }
    assert!(uses_state("api/mod.rs", "use super::state;"));
    for code in [
        "use super::state; use crate::domain::state; use crate::domain::{state, copy};",
        "// crate::state\nconst A: &str = \"crate::state\";",
        "#[cfg(test)]\nmod tests {\n use crate::state::Effect;\n}",
        "#[cfg(doc)]\nuse crate::state::Effect;",
        "/// See [`crate::state`].\nstruct A;",
    ] {
        assert!(!uses_state("api/a.rs", code), "{code}");
    }
}

#[test]
fn what_only_some_may_use_is_found_wherever_it_stands() {
    let uses = |name: &str, code: &str| {
        let users = users(&[source("domain/a.rs", code)], &[name.to_owned()]);
        users[name].contains("domain")
    };
    for (name, code) in [
        ("tokio", "use tokio::sync::watch;"),
        ("std::fs", "fn f() { std::fs::read(p); }"),
        (
            "Instant::now",
            "fn f() { let t = std::time::Instant::now(); }",
        ),
        ("egui", "fn f(ui: &mut egui_extras::Table) {}"),
        ("eframe", "use eframe as frame;"),
        ("reqwest", "type E = reqwest::Error;"),
        ("ApiToken", "struct A { token: Option<ApiToken> }"),
        (
            "keyring",
            "fn f() { println!(\"{}\", keyring_core::Entry::new()); }",
        ),
    ] {
        assert!(uses(name, code), "{code}");
    }
    for code in [
        "// tokio\n/* egui /* tokio */ reqwest */\n",
        r##"const A: &str = "egui"; const B: &str = r#"a "tokio" b"#;"##,
        "#[cfg(test)]\nmod tests {\n use tokio::x;\n}",
        "fn f() { let tokios = 1; let my_tokio = 2; }",
    ] {
        assert!(!uses("tokio", code), "{code}");
    }
}

#[test]
fn a_map_that_is_not_the_real_one_is_found() {
    let drawn = map::table(
        "//! # The rooms\n//!\n//! | room | its job | uses |\n//! |---|---|---|\n\
         //! | [`api`] | the `service` | `domain` `state` |\n//! | [`domain`] | words | |\n",
        "# The rooms",
    );
    assert_eq!(drawn["api"], ["domain", "state"].map(str::to_owned).into());
    assert_eq!(drawn["domain"], BTreeSet::new());
    let mut real = drawn.clone();
    assert!(differences(&drawn, &real).is_empty());
    real.get_mut("api").unwrap().remove("state");
    real.get_mut("domain").unwrap().insert("api".to_owned());
    assert_eq!(
        differences(&drawn, &real),
        [
            "api: drawn, but not there: {\"state\"}",
            "domain: not drawn: {\"api\"}"
        ]
    );
}

#[test]
fn a_circle_is_found_by_every_way_round() {
    let parts = |codes: [(&str, &str); 3]| {
        let sources = codes.map(|(path, code)| source(path, code));
        circle(&parts(&sources, "state"))
    };
    let in_a_line = [
        ("state/a.rs", "use super::b::B;"),
        ("state/b.rs", "use super::c::C;"),
        ("state/mod.rs", "use a::A;"),
    ];
    assert_eq!(parts(in_a_line), Vec::<String>::new());
    for back in ["use super::a::A;", "fn f(a: crate::state::a::A) {}"] {
        let round = [
            ("state/a.rs", "use super::b::B;"),
            ("state/b.rs", "use super::c::C;"),
            ("state/c.rs", back),
        ];
        assert_eq!(parts(round), ["a", "b", "c"]);
    }
    let deeper = [
        ("state/a.rs", "use super::b::B;"),
        ("state/b/mod.rs", "mod inner;"),
        ("state/b/inner.rs", "use super::super::a::A;"),
    ];
    assert_eq!(parts(deeper), ["a", "b"]);
}

#[test]
fn a_file_can_be_too_long_but_its_tests_cannot() {
    let line = "//! A line.\n";
    let tests = format!(
        "#[cfg(test)]\nmod tests {{\n{}}}\n",
        "fn f() {}\n".repeat(500)
    );
    accepted("domain/a.rs", &(line.repeat(MOST_LINES) + &tests));
    refused("domain/a.rs", &line.repeat(MOST_LINES + 1), "451 lines");
}

#[test]
fn whatever_may_end_the_program_needs_a_word_why_not() {
    refused(
        "api/a.rs",
        "fn f() {\n    a.unwrap();\n}",
        ":2: .unwrap() without",
    );
    refused(
        "api/a.rs",
        "let a = b\n    .c()\n    .expect(\"d\");",
        ":3: .expect() without",
    );
    refused("main.rs", "fn main() { panic!(\"no\"); }", "panic! without");
    accepted(
        "api/a.rs",
        "// Never empty: see above.\nlet a = b\n    .c()\n    .unwrap();",
    );
    accepted(
        "api/a.rs",
        "#[expect(clippy::unwrap_used, reason = \"never empty\")]\nlet a = b.unwrap();",
    );
    accepted(
        "api/a.rs",
        "a.unwrap_or_default(); b.expect_err; // .unwrap()",
    );
}

#[test]
fn a_view_holds_no_words() {
    for code in [
        "ui.label(\"No batch yet\");",
        "ui.button(\"Cancel\");",
        "ui.label(format!(\"{count} certificates\"));",
        "ui.label(r#\"Try again\"#);",
        "ui.label(\"لا شيء\");",
    ] {
        refused("view/a.rs", code, "words for people");
    }
    accepted("copy/a.rs", "pub const A: &str = \"No batch yet\";");
    for code in [
        "ui.push_id(\"signatory list\", |_| {});",
        "let id = Id::new(\"token field\").with(\"of the form\");",
        "ui.label(format!(\"{} · {}\", name, role));",
        "ui.label(format!(\"{name:>width$}\"));",
        "#[expect(clippy::a, reason = \"a view is long\")]\nfn f() {}",
        "// Never empty.\nlet a = b.expect(\"never empty\");",
    ] {
        accepted("view/a.rs", code);
    }
}

#[test]
fn a_view_holds_no_colours() {
    for code in [
        "let a = Color32::from_rgb(1, 2, 3);",
        "let a = egui::Color32::RED;",
        "let a = hex_color!(x);",
        "let a = colour(\"#ff8800\");",
    ] {
        refused("view/a.rs", code, "belongs to the theme");
    }
    accepted("theme.rs", "const A: Color32 = Color32::from_rgb(1, 2, 3);");
    accepted(
        "view/a.rs",
        "fn f(colour: Color32) -> Color32 { Color32::TRANSPARENT }",
    );
}

#[test]
fn a_view_holds_no_sizes() {
    for code in [
        "ui.add_space(12.0);",
        "icon(ui, ICON_KEY, (16.0, color));",
        "let a = Vec2::new(1.0, 7.5);",
        "if a > 1e-4 {}",
    ] {
        refused("view/a.rs", code, "a size, which belongs to the theme");
    }
    accepted("theme/space.rs", "pub const A: f32 = 12.0;");
    for code in [
        "let a = (width - gap) / 2.0 + space::HUGE * 3.0;",
        "const STEP: f32 = 1.25;",
        "for a in 0..12 {}",
        "let a = pair.0.0;",
        "let a = list.1.max(0.5);",
        "let a: [f32; 12] = b;",
    ] {
        accepted("view/a.rs", code);
    }
}

#[test]
fn files_for_tests_alone_are_known() {
    let files = |path: &str| test_files(&[source(path, "mod a;\n#[cfg(test)]\nmod tests;\n")]);
    assert_eq!(files("state/mod.rs"), ["state/tests.rs", "state/tests/"]);
    assert_eq!(
        files("state/token.rs"),
        ["state/token/tests.rs", "state/token/tests/"]
    );
    assert_eq!(files("lib.rs"), ["tests.rs", "tests/"]);
}
