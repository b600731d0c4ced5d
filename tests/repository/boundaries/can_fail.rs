//! The rules find what they are there to find, and nothing else.

use super::rules::{MOST_LINES, faults};
use super::source::Source;

fn found(path: &str, code: &str) -> Vec<String> {
    faults(&Source::new(path, code))
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

#[test]
fn a_forbidden_name_is_found_wherever_it_stands() {
    refused(
        "domain/a.rs",
        "use tokio::sync::watch;",
        "src/domain/a.rs:1: domain mentions tokio",
    );
    refused(
        "domain/a.rs",
        "\nfn f() { std::fs::read(p); }",
        ":2: domain mentions std::fs",
    );
    refused(
        "domain/mod.rs",
        "let t = std::time::Instant::now();",
        "mentions Instant::now",
    );
    refused(
        "api/a.rs",
        "fn f(ui: &mut egui_extras::Table) {}",
        "mentions egui",
    );
    refused("worker/mod.rs", "use eframe as frame;", "mentions eframe");
    refused(
        "token_store/a.rs",
        "type E = reqwest::Error;",
        "mentions reqwest",
    );
    refused(
        "records/a.rs",
        "struct A { token: ApiToken }",
        "mentions ApiToken",
    );
    refused("copy/a.rs", "pub fn f(ui: &egui::Ui) {}", "mentions egui");
    refused(
        "view/a.rs",
        "keyring_core::Entry::new();",
        "mentions keyring",
    );
    refused("kitchen/a.rs", "", "a room that the plan does not know");
}

#[test]
fn a_name_in_a_comment_a_text_or_a_test_is_none() {
    accepted(
        "domain/a.rs",
        "// tokio\n/* egui /* tokio */ reqwest */\n//! std::fs\n",
    );
    accepted(
        "domain/a.rs",
        r##"const A: &str = "egui"; const B: &str = r#"a "tokio" b"#;"##,
    );
    accepted(
        "domain/a.rs",
        "#[cfg(test)]\nmod tests {\n use tokio::x;\n fn f() { a.unwrap(); }\n}\n",
    );
    accepted(
        "domain/a.rs",
        "#[cfg(test)]\n#[path = \"x.rs\"]\nmod tests;\n",
    );
    accepted(
        "domain/a.rs",
        "let tokios = 1; let my_egui = 2; let reqwests = 3;",
    );
}

#[test]
fn code_goes_on_behind_what_looks_like_a_quote() {
    for before in [
        "const A: char = '\"';",
        "const A: &[char] = &['\\'', '\"', '“', '\\u{22}'];",
        "fn f<'a>(a: &'a str, b: &'static str) {}",
        "const A: &str = \"a \\\" b \\\\\";",
        "const A: &str = r\"\\\";",
        "const A: &[u8] = br#\"\"\"#;",
        "#[cfg(test)] mod tests { const A: &str = \"}\"; }",
        "#[doc = \"]\"] struct A;",
    ] {
        refused(
            "domain/a.rs",
            &format!("{before}\nuse tokio::x;"),
            ":2: domain mentions tokio",
        );
    }
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
    ] {
        refused("api/a.rs", code, "api looks into state");
    }
    refused("api/mod.rs", "use super::state;", "api looks into state");
    refused(
        "domain/a.rs",
        "pub use crate::copy;",
        "domain looks into copy",
    );
    accepted(
        "api/a.rs",
        "use super::state; use crate::domain::state; use crate::domain::{state, copy};",
    );
    accepted(
        "worker/mod.rs",
        "use crate::state::{Effect, Event}; use crate::api;",
    );
}

#[test]
fn a_file_can_be_too_long_but_its_tests_cannot() {
    let line = "//! A line.\n";
    let tests = format!(
        "#[cfg(test)]\nmod tests {{\n{}}}\n",
        "fn f() {}\n".repeat(500)
    );
    accepted("domain/a.rs", &(line.repeat(MOST_LINES) + &tests));
    refused("domain/a.rs", &line.repeat(MOST_LINES + 1), "321 lines");
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
        ":3: .expect( without",
    );
    refused(
        "main.rs",
        "fn main() { panic!(\"no\"); }",
        "panic!( without",
    );
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
    let files = |path: &str| Source::new(path, "mod a;\n#[cfg(test)]\nmod tests;\n").test_files();
    assert_eq!(files("state/mod.rs"), ["state/tests.rs", "state/tests/"]);
    assert_eq!(
        files("state/token.rs"),
        ["state/token/tests.rs", "state/token/tests/"]
    );
    assert_eq!(files("lib.rs"), ["tests.rs", "tests/"]);
}
