//! The rules find what they are there to find, and nothing else.

use super::rules::{MOST_LINES, arrows, circle, differences, faults, table, users};
use super::source::Source;

#[track_caller]
fn refused(path: &str, codes: &[&str], fault: &str) {
    for code in codes {
        let found = faults(&Source::new(path, code));
        let is_it = found.len() == 1 && found[0].contains(fault);
        assert!(is_it, "{code}\n{found:?}");
    }
}

#[track_caller]
fn accepted(path: &str, codes: &[&str]) {
    for code in codes {
        let found = faults(&Source::new(path, code));
        assert!(found.is_empty(), "{code}\n{found:?}");
    }
}

#[test]
fn another_room_is_found_by_every_way_there() {
    let uses_state = |path: &str, code: &str| {
        let rooms = ["state", "domain"].map(|room| Source::new(&format!("{room}/mod.rs"), ""));
        let sources: Vec<Source> = rooms.into_iter().chain([Source::new(path, code)]).collect();
        arrows(&sources, &[])["api"].contains("state")
    };
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
        let users = users(&[Source::new("domain/a.rs", code)], &[name.to_owned()]);
        users[name].contains("domain")
    };
    for (name, code) in [
        ("tokio", "use tokio::sync::watch;"),
        ("std::fs", "fn f() { std::fs::read(p); }"),
        ("Instant::now", "let t = std::time::Instant::now();"),
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
        "let tokios = 1; let my_tokio = 2;",
    ] {
        assert!(!uses("tokio", code), "{code}");
    }
}

#[test]
fn a_map_that_is_not_the_real_one_is_found() {
    let drawn = table(
        "//! # The rooms\n//!\n//! | room | its job | uses |\n//! |---|---|---|\n\
         //! | [`api`] | the `service` | `domain` `state` |\n//! | [`domain`] | words | |\n",
        "# The rooms",
    );
    assert_eq!(drawn["api"], ["domain", "state"].map(str::to_owned).into());
    let mut real = drawn.clone();
    assert!(differences(&drawn, &real).is_empty());
    real.get_mut("api").unwrap().remove("state");
    real.get_mut("domain").unwrap().insert("api".to_owned());
    let expected = [
        "api: drawn, but not there: {\"state\"}",
        "domain: not drawn: {\"api\"}",
    ];
    assert_eq!(differences(&drawn, &real), expected);
}

#[test]
fn a_circle_is_found_by_every_way_round() {
    let found = |codes: [(&str, &str); 3]| {
        let sources = codes.map(|(path, code)| Source::new(path, code));
        circle(&arrows(&sources, &["state"]))
    };
    let (a, b) = (
        ("state/a.rs", "use super::b::B;"),
        ("state/b.rs", "use super::c::C;"),
    );
    assert_eq!(
        found([a, b, ("state/mod.rs", "use a::A;")]),
        Vec::<String>::new()
    );
    for back in ["use super::a::A;", "fn f(a: crate::state::a::A) {}"] {
        assert_eq!(found([a, b, ("state/c.rs", back)]), ["a", "b", "c"]);
    }
    let deeper = ("state/b/inner.rs", "use super::super::a::A;");
    assert_eq!(
        found([a, ("state/b/mod.rs", "mod inner;"), deeper]),
        ["a", "b"]
    );
}

#[test]
fn a_file_can_be_too_long_but_its_tests_cannot() {
    let line = "//! A line.\n";
    let tests = format!(
        "#[cfg(test)]\nmod tests {{\n{}}}\n",
        "fn f() {}\n".repeat(500)
    );
    accepted("domain/a.rs", &[&(line.repeat(MOST_LINES) + &tests)]);
    refused("domain/a.rs", &[&line.repeat(MOST_LINES + 1)], "451 lines");
}

#[test]
fn a_view_holds_no_words_colours_or_sizes() {
    let words = [
        "ui.label(\"No batch yet\");",
        "ui.button(\"Cancel\");",
        "ui.label(format!(\"{count} certificates\"));",
        "ui.label(r#\"Try again\"#);",
        "ui.label(\"لا شيء\");",
    ];
    let colours = [
        "let a = Color32::from_rgb(1, 2, 3);",
        "let a = egui::Color32::RED;",
        "let a = hex_color!(x);",
        "let a = colour(\"#ff8800\");",
    ];
    let sizes = [
        "ui.add_space(12.0);",
        "icon(ui, ICON_KEY, (16.0, color));",
        "let a = Vec2::new(1.0, 7.5);",
        "if a > 1e-4 {}",
    ];
    for (codes, fault) in [
        (&words[..], "words for people"),
        (&colours, "belongs to the theme"),
        (&sizes, "a size, which belongs to the theme"),
    ] {
        refused("view/a.rs", codes, fault);
        accepted("theme/space.rs", codes);
    }
    let neither = [
        "ui.push_id(\"signatory list\", |_| {});",
        "let id = Id::new(\"token field\").with(\"of the form\");",
        "ui.label(format!(\"{} · {}\", name, role));",
        "ui.label(format!(\"{name:>width$}\"));",
        "#[expect(clippy::a, reason = \"a view is long\")]\nfn f() {}",
        "let a = b.expect(\"never empty\");",
        "fn f(colour: Color32) -> Color32 { Color32::TRANSPARENT }",
        "let a = (width - gap) / 2.0 + space::HUGE * 3.0;",
        "const STEP: f32 = 1.25;",
        "for a in 0..12 {}",
        "let a = pair.0.0;",
        "let a = list.1.max(0.5);",
        "let a: [f32; 12] = b;",
    ];
    accepted("view/a.rs", &neither);
}
