//! Text of every script through the whole of egui: what is drawn where, read aloud and copied.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use crate::support::fonts;
use egui::{
    Color32, Context, Event, FontData, FontDefinitions, FontFamily, FontId, Galley, Modifiers,
    OutputCommand, PointerButton, Role, Ui,
};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use proptest::prelude::*;
use vec_batch_viewer::bidi::{self, LabelStyle, Wrap};
use vec_batch_viewer::theme;

const NAMES: [&str; 14] = [
    "Faizan Ali",
    "محمد بن عبد الله",
    "فیضان علی",
    "דוד לוי",
    "Faizan علی 2024",
    "(علی) Certificate 3",
    "سنة ٢٠٢٤ / ۲۰۲۴",
    "می\u{200c}خواهم",
    "ܫܠܡܐ ܥܠܡܐ",
    "देवनागरी नमस्ते क्षत्रिय",
    "王小明",
    "ภาษาไทย",
    "👩\u{200d}👩\u{200d}👧 🚀 ✅",
    "Lost \u{1fbff}",
];

fn style(wrap: Wrap) -> LabelStyle {
    LabelStyle {
        font: FontId::proportional(20.0),
        color: Color32::WHITE,
        wrap,
    }
}

fn labels(ui: &mut Ui) {
    for name in NAMES {
        bidi::label(ui, name, &style(Wrap::Lines));
    }
}

fn ctx() -> Context {
    let ctx = Context::default();
    fonts::install(&ctx);
    ctx
}

fn galley(ctx: &Context, text: &str, wrap: Wrap, width: f32) -> Arc<Galley> {
    let mut galley = None;
    let output = ctx.run_ui(egui::RawInput::default(), |ui| {
        galley.get_or_insert_with(|| bidi::galley(ui, text, &style(wrap), width));
    });
    output.drop_without_applying_deltas();
    galley.expect("the pass has run")
}

/// The text on one line.
fn line(ctx: &Context, text: &str) -> Arc<Galley> {
    galley(ctx, text, Wrap::Lines, f32::INFINITY)
}

/// The rows as they are read.
fn read(galley: &Galley) -> Vec<String> {
    galley.rows.iter().map(|row| row.text()).collect()
}

/// The top and bottom of every drawn letter, in pixels, from left to right: enough to tell
/// letters apart, and independent of where they stand on the line.
fn shapes(galley: &Galley) -> Vec<(f32, f32)> {
    let mut quads: Vec<(f32, f32, f32)> = Vec::new();
    for row in &galley.rows {
        for quad in row.visuals.mesh.vertices.chunks_exact(4) {
            let (x, top, bottom) = (quad[0].pos.x, quad[0].pos.y, quad[2].pos.y);
            quads.push((row.pos.y * 10_000.0 + x, top.round(), bottom.round()));
        }
    }
    quads.sort_by(|a, b| a.0.total_cmp(&b.0));
    quads
        .into_iter()
        .map(|(_, top, bottom)| (top, bottom))
        .collect()
}

#[test]
fn words_letters_and_digits_stand_in_the_order_of_their_script() {
    let ctx = ctx();
    let shapes = |text: &str| shapes(&line(&ctx, text));
    for (text, parts) in [
        ("محمد علي", "علي|محمد"),
        ("فیضان علی", "علی|فیضان"),
        ("דוד לוי", "לוי|דוד"),
        ("Faizan علی 2024", "Faizan|2024|علی"),
        ("(علی) Certificate 3", "Certificate|3|(|علی|)"),
        ("Certificate (علی)", "Certificate|(|علی|)"),
        ("אב [gq] לק", "לק|[|gq|]|אב"),
        ("ܫܠܡܐ ܥܝܢ", "ܥܝܢ|ܫܠܡܐ"),
        ("לקוי", "י|ו|ק|ל"),
        ("٢٠٣٦", "٢|٠|٣|٦"),
        ("علی ۲۰۳۶", "۲|۰|۳|۶|علی"),
    ] {
        let alone = parts.split('|').flat_map(shapes);
        let turned = parts.rsplit('|').flat_map(shapes);
        assert!(!turned.eq(alone.clone()), "{text}: its parts look alike");
        assert_eq!(shapes(text), alone.collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn letters_of_urdu_join_in_one_font() {
    let ctx = ctx();
    let width = |text: &str| line(&ctx, text).size().x;
    let letters = "ہیکٹھ".chars().map(|letter| letter.to_string());
    let apart: f32 = letters.map(|letter| width(&letter)).sum();
    assert!(width("ہیکٹھ") < 0.9 * apart, "joined letters are narrower");
    // Two words and the blank between them, nothing lost or drawn twice.
    let shapes = |text: &str| shapes(&line(&ctx, text)).len();
    assert_eq!(shapes("ہے ٹھیک"), shapes("ہے") + shapes("ٹھیک"));
}

#[test]
fn a_letter_without_a_font_is_shown_by_its_number() {
    let ctx = ctx();
    let [read, shown] = ["x \u{1fbff} y", "x [U+1FBFF] y"].map(|text| line(&ctx, text));
    assert_eq!(shapes(&read), shapes(&shown));
    assert_eq!(read.text(), "x \u{1fbff} y");
}

fn one_font() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let font = FontData::from_static(epaint_default_fonts::UBUNTU_LIGHT);
    fonts.font_data.insert("one".to_owned(), Arc::new(font));
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, vec!["one".to_owned()]);
    }
    fonts
}

#[test]
fn what_is_read_is_found_and_given_on_whoever_installed_the_fonts() {
    let others = Harness::builder().with_context_setup(|ctx| ctx.set_fonts(one_font()));
    for builder in [fonts::harness(), others] {
        let harness = builder.build_ui(labels);
        for name in NAMES {
            let label = harness.get_by_label(name).accesskit_node();
            assert_eq!(label.role(), Role::Label, "{name}");
            let runs = label.children();
            let runs = runs.filter_map(|run| run.data().value().map(str::to_owned));
            assert_eq!(runs.collect::<String>(), name, "the whole of it");
        }
    }
}

#[test]
fn headings_have_their_role_and_level() {
    let harness = fonts::harness().build_ui(|ui| {
        bidi::heading(ui, "Class 10th", &style(Wrap::Truncate), 1);
        bidi::heading(ui, "فیضان علی", &style(Wrap::Lines), 2);
    });
    for (name, level) in [("Class 10th", 1), ("فیضان علی", 2)] {
        let heading = harness.get_by_role_and_label(Role::Heading, name);
        let heading = heading.accesskit_node();
        assert_eq!((heading.level(), heading.value()), (Some(level), None));
    }
}

/// The clipboard after some presses on a label, each from one part of its width to another.
fn copied(text: &'static str, parts: [f32; 2], presses: usize) -> String {
    // Steps shorter than a double click.
    let mut harness = fonts::harness().with_step_dt(0.01).build_ui(move |ui| {
        bidi::label(ui, text, &style(Wrap::Truncate));
    });
    let rect = harness.get_by_label(text).rect();
    let [from, to] = parts.map(|part| rect.lerp_inside(egui::vec2(part, 0.5)));
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let press = [
        Event::PointerMoved(from),
        button(from, true),
        Event::PointerMoved(to),
        button(to, false),
    ];
    let presses = std::iter::repeat_n(press, presses).flatten();
    for event in presses.chain([Event::Copy]) {
        harness.event(event);
        harness.step();
    }
    let commands = &harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    copied.expect("something was selected")
}

#[test]
fn clicks_and_drags_copy_all_they_mark_in_reading_order() {
    for part in [0.1, 0.6, 0.9] {
        for text in ["محمد بن عبد الله", "(علی) Certificate 3", "דוד לוי"] {
            assert_eq!(copied(text, [part; 2], 2), text);
        }
    }
    let (mixed, drawn) = ("Certificate of علی محمد", "Certificate علی محمد");
    for (text, parts, presses, taken) in [
        (mixed, [0.1; 2], 2, "Certificate"),
        (mixed, [0.9; 2], 2, "علی محمد"),
        (mixed, [0.1; 2], 3, mixed),
        ("नमस्ते दुनिया", [0.1; 2], 2, "नमस्ते"),
        (drawn, [0.99, 0.75], 1, "علی محمد"),
        (drawn, [0.0, 0.62], 1, "Certificate "),
        (drawn, [0.0, 0.99], 1, drawn),
    ] {
        assert_eq!(copied(text, parts, presses), taken);
    }
}

#[test]
fn long_text_is_broken_and_cut_in_reading_order() {
    let ctx = ctx();
    let text = "هذه فقرة طويلة باللغة العربية تمتد على عدة أسطر وفيها رقم 1234 وكلمة English";
    let lines = galley(&ctx, text, Wrap::Lines, 200.0);
    assert!(lines.rows.len() > 2 && lines.size().x <= 200.5 && !lines.elided);
    assert_eq!(read(&lines).concat(), text);
    let mut ends = lines.rows.iter().map(|row| row.pos.x + row.size.x);
    let is_last = |end: f32| (end - lines.size().x).abs() < 1.0;
    assert!(ends.all(is_last), "aligned right");

    let two = galley(&ctx, text, Wrap::AtMost(2), 200.0);
    let rows = read(&two);
    assert!(rows.len() == 2 && two.elided && two.size().x <= 200.5);
    assert_eq!(rows[0], read(&lines)[0]);
    let whole = format!("{}{}", rows[0], rows[1].strip_suffix('…').expect("cut"));
    assert!(text.starts_with(&whole) && whole.len() > rows[0].len());
    assert_eq!(two.text(), text, "the whole text is still what is read");

    let cut = galley(&ctx, text, Wrap::Truncate, 200.0);
    assert!(cut.rows.len() == 1 && cut.elided && cut.size().x <= 200.5);
    let fits = galley(&ctx, "فیضان علی", Wrap::Truncate, 200.0);
    assert!(!fits.elided);
}

#[test]
fn a_word_longer_than_a_line_is_broken_where_the_line_ends() {
    let ctx = ctx();
    let word = "شهادةتقدير".repeat(30);
    let lines = galley(&ctx, &word, Wrap::Lines, 120.0);
    assert_eq!(read(&lines).concat(), word);
    let (last, full) = lines.rows.split_last().expect("rows");
    assert!(full.len() > 10 && last.size.x <= 120.5);
    let is_full = |width: f32| (90.0..=120.5).contains(&width);
    assert!(full.iter().all(|row| is_full(row.size.x)));
    let letters = galley(&ctx, &word, Wrap::Lines, 0.0);
    assert_eq!(letters.rows.len(), 300, "one letter a row at least");
}

#[test]
fn a_row_is_as_tall_with_a_name_in_arabic_as_without() {
    let ctx = ctx();
    let height = |text: &str| galley(&ctx, text, Wrap::Truncate, 500.0).size().y;
    for name in ["محمد بن عبد الله", "דוד לוי", "Faizan علی"] {
        assert!((height(name) - height("Faizan Ali")).abs() < 0.1, "{name}");
    }
}

#[test]
fn fonts_arrive() {
    let text = "فیضان علی";
    let mut harness = Harness::builder()
        .with_context_setup(|ctx| bidi::install(ctx, theme::font_definitions()))
        .build_ui(move |ui| {
            bidi::label(ui, text, &style(Wrap::Truncate));
        });
    let expected = shapes(&line(&ctx(), text));
    let begun = Instant::now();
    harness.step();
    while shapes(&line(&harness.ctx.clone(), text)) != expected {
        assert!(begun.elapsed() < Duration::from_mins(1), "no font came");
        thread::sleep(Duration::from_millis(20));
        harness.step();
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-c0-3 .,:%()-]{1,4}",
        "[א-דء-غ١-٣۱-۳ ]{1,6}",
        "[क-ङा-ौกิ王\u{200c}-\u{200f}\u{202e}\u{2067}\u{301}\n\t\r]{1,4}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

fn any_wrap() -> impl Strategy<Value = Wrap> {
    prop_oneof![
        Just(Wrap::Truncate),
        Just(Wrap::Lines),
        (0_usize..4).prop_map(Wrap::AtMost)
    ]
}

#[test]
fn no_text_panics_and_every_letter_has_its_place() {
    let ctx = ctx();
    let mut runner = proptest::test_runner::TestRunner::default();
    let cases = (
        any_text(),
        any_wrap(),
        prop_oneof![0.0_f32..300.0, Just(f32::INFINITY)],
    );
    let check = |(text, wrap, width): (String, Wrap, f32)| {
        let galley = galley(&ctx, &text, wrap, width);
        prop_assert_eq!(galley.text(), &text);
        if !galley.elided && text.chars().any(|c| matches!(c, 'א'..='ת')) {
            let feeds = galley.rows.iter().filter(|row| row.ends_with_newline);
            prop_assert_eq!(feeds.count(), text.matches('\n').count());
            prop_assert_eq!(read(&galley).concat(), text.replace('\n', ""));
        }
        Ok(())
    };
    runner.run(&cases, check).unwrap();
}
