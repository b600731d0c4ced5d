//! The order of letters, by example and by chance.

use proptest::prelude::*;

use super::*;

/// Letters on screen from left to right.
fn on_screen(text: &str) -> String {
    let paragraph = Paragraph::new(text);
    let runs = paragraph.runs(0..text.len());
    let shown = |run: &Run| {
        let part = &text[run.range.clone()];
        if run.level.is_rtl() {
            turned(part)
        } else {
            part.to_owned()
        }
    };
    runs.iter().map(shown).collect()
}

#[test]
fn lines_stand_as_uax_9_has_them() {
    for (read, seen) in [
        ("Faizan Ali 2024", "Faizan Ali 2024"),
        ("דוד לוי", "יול דוד"),
        ("abc אבג def", "abc גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        // Numbers keep their own order inside right-to-left text …
        ("אבג 123 דהו", "והד 123 גבא"),
        ("كتاب 12.5", "12.5 باتك"),
        // … and after an Arabic letter join it, even in a left-to-right line.
        ("Faizan علی 2024", "Faizan 2024 یلع"),
        ("Faizan לוי 2024", "Faizan 2024 יול"),
        ("٢٠٢٤", "٢٠٢٤"),
        ("۲۰۲۴ Faizan", "۲۰۲۴ Faizan"),
        // Brackets turn, and belong to what they enclose (N0).
        ("(علی) Certificate 3", "Certificate 3 (یلع)"),
        ("Certificate (علی)", "Certificate (یلع)"),
        ("אבג (abc) דהו", "והד (abc) גבא"),
        ("a[אב]c", "a[בא]c"),
        ("«אב»", "«בא»"),
        ("≪אב≫", "≪בא≫"),
        ("⟨אב⟩【גד】", "【דג】⟨בא⟩"),
        // Blanks at the end go with the paragraph (L1).
        ("אב ", " בא"),
        ("ab אב ", "ab בא "),
        // Accents stay on their letters.
        ("שָׁלוֹם", "םוֹלשָׁ"),
        ("דוד: 50%", "50% :דוד"),
        ("", ""),
    ] {
        assert_eq!(on_screen(read), seen, "{read}");
    }
}

#[test]
fn strings_for_egui_keep_words_whole_for_the_shaper() {
    for (read, given) in [
        ("Certificate", "Certificate"),
        ("محمد بن علي", "علي بن محمد"),
        ("דוד לוי", "לוי דוד"),
        ("(علی) Certificate 3", "Certificate 3 (علی)"),
        ("one\nדוד לוי", "one\nלוי דוד"),
        // The shaper turns these digits although they run left to right.
        ("۱۲۳", "۳۲۱"),
        ("١٢٫٣", "٣٫٢١"),
    ] {
        assert_eq!(visual(read), given, "{read}");
    }
    assert!(matches!(visual("plain"), Cow::Borrowed(_)));
}

#[test]
fn only_right_to_left_text_takes_the_longer_way() {
    for plain in [
        "",
        "Faizan Ali",
        "Zoë",
        "王小明",
        "नमस्ते",
        "ภาษาไทย",
        "👩‍👩‍👧 🚀 ✅",
    ] {
        assert!(!needs_order(plain), "{plain}");
    }
    for turned in ["علی", "דוד", "x ﷺ", "ܫܠܡܐ", "𞤀", "a\u{202e}b", "۱"] {
        assert!(needs_order(turned), "{turned}");
    }
}

#[test]
fn characters_of_several_code_points_are_noticed() {
    for one_by_one in [
        "",
        "Zoë Müller – «x» €",
        "王小明",
        "이순신",
        "Дмитрий",
        "علی",
        "🚀 ✅",
    ] {
        assert!(!has_clusters(one_by_one), "{one_by_one}");
    }
    for cluster in ["नमस्ते", "Zoe\u{308}", "👩‍👩‍👧", "🇫🇷", "ที่"]
    {
        assert!(has_clusters(cluster), "{cluster}");
    }
}

/// Text in which directions, numbers, brackets and controls meet.
fn mixed() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        "[a-c0-3 .,:%()\\[\\]<>-]",
        "[א-דء-غ١-٣۱-۳\u{5b7}\u{64b}]",
        "[\u{200c}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{85}\u{2029}]",
        any::<char>()
            .prop_filter("one paragraph", |c| *c != '\n')
            .prop_map(String::from),
    ];
    proptest::collection::vec(letter, 0..24).prop_map(|letters| letters.concat())
}

fn sorted(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = text.chars().map(|c| c.min(mirrored(c))).collect();
    chars.sort_unstable();
    chars
}

proptest! {
    #[test]
    fn every_letter_stands_on_screen_once(text in mixed()) {
        prop_assert_eq!(sorted(&on_screen(&text)), sorted(&text));
        prop_assert_eq!(sorted(&visual(&text)), sorted(&text));
    }

    #[test]
    fn every_line_of_a_paragraph_keeps_its_letters(text in mixed(), cut in any::<prop::sample::Index>()) {
        let mut at = cut.index(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let paragraph = Paragraph::new(&text);
        for line in [0..at, at..text.len()] {
            let mut ranges: Vec<_> = paragraph.runs(line.clone()).into_iter().map(|r| r.range).collect();
            ranges.sort_by_key(|range| range.start);
            let glued = ranges.iter().try_fold(line.start, |end, r| (r.start == end).then_some(r.end));
            prop_assert_eq!(glued, Some(line.end));
        }
    }
}
