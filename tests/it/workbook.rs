//! Workbooks, read by another hand than the one that wrote them.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use vec_batch_viewer::domain::table::{Cell, Table};
use vec_batch_viewer::report;

/// The one sheet's name, and the cells below its heading, none of which is worked out.
fn read(cells: Vec<Cell>, words: &str) -> (String, Vec<Data>) {
    let table = Table {
        headings: vec!["=Heading".to_owned()],
        rows: cells.into_iter().map(|cell| vec![cell]).collect(),
    };
    let bytes = report::workbook(&table, words).expect("a workbook");
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let [name] = <[String; 1]>::try_from(book.sheet_names()).expect("one sheet");
    assert!(book.worksheet_formula(&name).expect("a sheet").is_empty());
    let sheet = book.worksheet_range(&name).expect("a sheet");
    let (heading, cells) = (sheet.get_value((0, 0)), 1..=table.rows.len());
    assert_eq!(heading, Some(&Data::String("=Heading".to_owned())));
    let cells = cells.map(|row| sheet.get_value((row.try_into().unwrap(), 0)).cloned());
    (name, cells.map(Option::unwrap_or_default).collect())
}

fn read_text(text: &str) -> Data {
    let (_, cells) = read(vec![Cell::Text(text.to_owned())], "a");
    cells[0].clone()
}

#[test]
fn texts_are_the_texts_that_they_were() {
    for text in [
        "=1+1",
        "+49 30",
        "-1",
        "@SUM(A1)",
        "＝1",
        "0007",
        "1e5",
        "12345678901234567890",
        "TRUE",
        "2025-03-14",
        "https://a.example/?b=c",
        " a ",
        "محمد بن عبد الله",
        "דוד לוי",
        "two\nlines",
        "\"<&>'",
    ] {
        assert_eq!(read_text(text), Data::String(text.to_owned()));
    }
    let [whole, longer] = [32_767, 32_768].map(|units| "x".repeat(units));
    let faces = "😀".repeat(16_384);
    for (text, written) in [
        ("a\0b\u{1b}\u{9c}", "a\u{fffd}b\u{fffd}\u{fffd}".to_owned()),
        ("a\r\nb\u{ffff}", "a\nb\u{fffd}".to_owned()),
        (whole.as_str(), whole.clone()),
        (longer.as_str(), format!("{}…", "x".repeat(32_766))),
        (faces.as_str(), format!("{}…", "😀".repeat(16_383))),
    ] {
        assert_eq!(read_text(text), Data::String(written));
    }
    assert_eq!(read_text(""), Data::Empty);
}

#[test]
fn days_times_and_counts_are_what_they_mean() {
    let zone = TimeZone::get("Asia/Karachi").expect("a zone");
    let at = |text: &str| {
        let at: Timestamp = text.parse().expect("a time");
        Cell::Time(at.to_zoned_datetime(zone.clone()))
    };
    let (_, cells) = read(
        vec![
            Cell::Day(date(2025, 3, 14)),
            at("2025-03-14T21:04:03.9Z"),
            Cell::Number(3),
            Cell::Day(date(1899, 12, 31)),
            Cell::Day(date(-1, 1, 1)),
            at("1876-05-09T04:00:00Z"),
            Cell::Number(u64::MAX),
        ],
        "a",
    );
    let [Data::DateTime(day), Data::DateTime(time), count, texts @ ..] = &cells[..] else {
        panic!("{cells:?}");
    };
    assert_eq!(day.to_ymd_hms_milli(), (2025, 3, 14, 0, 0, 0, 0));
    assert_eq!(time.to_ymd_hms_milli(), (2025, 3, 15, 2, 4, 3, 0));
    assert_eq!(count, &Data::Float(3.0));
    let wanted = [
        "1899-12-31",
        "-000001-01-01",
        "1876-05-09T04:00:00Z",
        "18446744073709551615",
    ];
    assert_eq!(texts, wanted.map(|text| Data::String(text.to_owned())));
}

#[test]
fn a_sheet_has_a_name_that_excel_takes() {
    for (words, name) in [
        (
            "Class 10th, 2024 – signatories",
            "Class 10th, 2024 – signatories",
        ),
        ("'[A]: \\b/*?'", "A    b"),
        ("hiSTORY", "hiSTORY_"),
        ("''", "_"),
        ("فیضان علی", "فیضان علی"),
        (
            "Certificate of Completion, 2024",
            "Certificate of Completion, 2024",
        ),
        (
            "Certificate of Completion, 2024!",
            "Certificate of Completion, 202…",
        ),
    ] {
        assert_eq!(read(Vec::new(), words).0, name);
    }
}

proptest! {
    #[test]
    fn no_text_is_worked_out_and_no_name_is_refused(text in any::<String>()) {
        let (name, cells) = read(vec![Cell::Text(text.clone())], &text);
        prop_assert!((1..=31).contains(&name.encode_utf16().count()));
        prop_assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']));
        prop_assert!(!name.starts_with('\'') && !name.ends_with('\''));
        prop_assert!(matches!(cells[0], Data::String(_)) || text.is_empty());
    }
}
