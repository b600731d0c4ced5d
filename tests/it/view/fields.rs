//! Every field of the answer, label beside value.

use egui_kittest::kittest::NodeT;
use vec_batch_viewer::l10n::Value;
use vec_batch_viewer::theme::{TextStyle, font};

use crate::support::batch::{answer, batch};
use crate::support::window::{PLAIN, Window, l10n};

/// The top of the first of these texts below a place.
fn top(window: &Window, text: &str, below: f32) -> f32 {
    let root = window.harness.root();
    let is_it = |node: &egui_kittest::Node<'_>| {
        let data = node.accesskit_node();
        [data.value(), data.label()].contains(&Some(text.to_owned()))
    };
    root.children_recursive()
        .filter(is_it)
        .map(|node| node.rect().top())
        .filter(|top| *top > below)
        .fold(f32::INFINITY, f32::min)
}

/// Distance of the letters from the top of a text.
fn baseline(window: &Window, of: TextStyle) -> f32 {
    let letters = window
        .harness
        .ctx
        .fonts_mut(|fonts| fonts.layout_no_wrap("x".to_owned(), font(of), egui::Color32::BLACK));
    let row = &letters.rows[0];
    row.pos.y + row.glyphs[0].pos.y
}

#[test]
fn a_label_and_its_value_stand_on_one_line_and_all_rows_are_as_high() {
    let mut window = Window::with_token(PLAIN);
    let data = batch("completed");
    window.checks(Ok(&data));
    let groups = l10n().field_groups(
        &answer(&data).batch,
        "2025-03-14T13:10:00Z".parse().expect("a time"),
    );
    let title = top(&window, &groups[0].title, 0.0);
    let mut tops = Vec::new();
    for field in &groups[0].fields {
        let (of, text) = match &field.value {
            Value::Code(text) => (TextStyle::Code, text),
            Value::Text(text) => (TextStyle::Body, text),
            Value::Missing | Value::Time(_) => panic!("{} has no text", field.label),
        };
        let label = top(&window, &field.label, title);
        tops.push(label);
        let label = label + baseline(&window, TextStyle::Body);
        let value = top(&window, text, title) + baseline(&window, of);
        assert!(
            (label - value).abs() < 1.0,
            "{}: {label}, its value: {value}",
            field.label
        );
    }
    let steps: Vec<f32> = tops.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(
        steps.iter().all(|step| (step - steps[0]).abs() < 0.6),
        "{steps:?}"
    );
}
