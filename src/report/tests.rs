use base64::Engine as _;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::*;
use crate::domain::certificate::CertificateStatus;
use crate::domain::moment::Moment;
use crate::domain::picture::{PictureFormat, Screenshot};
use crate::domain::progress::{Counts, Percent};
use crate::domain::sample::Data;
use crate::domain::signatory::{Signatory, SignatoryUser};
use crate::domain::status::Status;
use crate::domain::template::Template;
use crate::domain::text::ServerText;
use crate::l10n::Localizer;

const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";

/// Text that tries to get out of its place.
const HOSTILE: &str = "</title></style></p>\"'><script>alert(1)</script><!-- &lt; `x` ]]>";

fn l10n() -> Localizer {
    Localizer::english(TimeZone::get("Asia/Karachi").unwrap_or(TimeZone::UTC))
}

#[expect(clippy::unnecessary_wraps, reason = "reads as the field it fills")]
fn some(text: &str) -> Option<ServerText> {
    Some(ServerText::new(text))
}

/// A batch of which every text is this one.
fn batch(text: &str) -> Batch {
    let person = |index| Signatory {
        id: Some(index),
        index: Some(index),
        institution_user_id: Some(-3),
        display_name: some(text),
        designation: some(text),
        auto_approve: Some(true),
        user: Some(SignatoryUser {
            id: Some(7),
            uuid: some(text),
            first_name: some(text),
            last_name: some(text),
            email: some(text),
            signatory_name: some(text),
            signatory_designation: some(text),
        }),
    };
    Batch {
        id: some(text),
        name: some(text),
        status: Status::Unknown(ServerText::new(text)),
        template_id: some(text),
        counts: Counts {
            total: Some(250),
            made: Some(200),
            failed: Some(3),
        },
        progress: Percent::new(12.0),
        completion_date: Some(Moment::new(text)),
        created_at: Some(Moment::new("2025-03-14T13:04:03.000000Z")),
        updated_at: Some(Moment::new(text)),
        template: Some(Template {
            id: some(text),
            name: some(text),
            screenshot: Screenshot::Refused {
                sent: ServerText::new(text),
                why: crate::domain::picture::AddressProblem::NotWeb,
            },
            signatory_fields: vec![ServerText::new("s_1"), ServerText::new(text)],
            default_signatories: vec![person(1), person(5)],
            ..Template::default()
        }),
        requires_signatures: Some(true),
        requires_my_signature: Some(true),
    }
}

fn told<T>(batch: &Batch, tell: impl FnOnce(&Localizer, &Subject<'_>) -> T) -> T {
    let service = "https://api.vec.digital".parse().unwrap();
    let picture = PictureInfo {
        size: [1, 1],
        format: PictureFormat::Png,
        file: vec![1, 2, 3, 4].into(),
    };
    let subject = Subject {
        asked: ID.parse().unwrap(),
        batch,
        checked_at: "2026-03-10T09:04:05Z".parse().unwrap(),
        service: &service,
        certificates: &[],
        picture: Some(&picture),
        source: Data::Service,
    };
    tell(&l10n(), &subject)
}

/// Every tag with the names of its attributes, and the text between the tags,
/// read by rules of its own.
fn parsed(html: &str) -> (Vec<String>, Vec<String>) {
    let (mut tags, mut texts) = (Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        texts.push(rest[..at].to_owned());
        rest = &rest[at..];
        let mut quote = None;
        let mut tag = String::new();
        let mut length = rest.len();
        for (at, c) in rest.char_indices() {
            match (quote, c) {
                (None, '"') => quote = Some(()),
                (Some(()), '"') => quote = None,
                (None, '>') => {
                    length = at + 1;
                    break;
                }
                (None, c) => tag.push(c),
                (Some(()), _) => {}
            }
        }
        tags.push(tag);
        rest = &rest[length..];
    }
    (tags, texts)
}

#[test]
fn no_text_of_the_service_becomes_markup() {
    let tame = parsed(&told(&batch("tame"), html)).0;
    let page = told(&batch(HOSTILE), html);
    let (tags, texts) = parsed(&page);
    assert_eq!(tags, tame);
    assert!(!page.contains("<script"));
    let shown = "&lt;/title&gt;&lt;/style&gt;&lt;/p&gt;&quot;&#x27;&gt;&lt;script&gt;alert(1)";
    assert!(texts.iter().filter(|text| text.contains(shown)).count() > 20);
}

#[test]
fn the_report_holds_everything_and_needs_nothing() {
    let page = told(&batch("فیضان علی"), html);
    for part in [
        "<html lang=\"en-GB\">",
        "<h1 dir=\"auto\">فیضان علی</h1>",
        "Checked on 10 March 2026, 14:04 PKT · 2026-03-10 09:04:05 UTC",
        "src=\"data:image/png;base64,AQIDBA==\"",
        "alt=\"Template preview: فیضان علی\"",
        "12 % · 200 made · 3 failed · 47 to go · of 250 certificates",
        "Template’s default signatories",
        "The service does not say who was asked for this batch, or who has signed.",
        "14 March 2025, 18:04 PKT",
        "2025-03-14T13:04:03.000000Z",
        "No one set",
        "Approves automatically",
        "Institution number",
        "Signs in the role of",
        "This answer is about another batch",
        "Your signature needed",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    for outside in [
        "http://", "https://", "<script", "<link", "<a ", "url(", "@import", "style=\"",
    ] {
        assert!(!page.contains(outside), "{outside}");
    }
    let print = Sha256::digest(sheet::STYLE);
    let print = base64::engine::general_purpose::STANDARD.encode(print);
    assert_eq!(print, sheet::FINGERPRINT, "the style has changed");
    assert!(page.contains(&format!("style-src 'sha256-{print}'")));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn a_batch_of_which_little_is_known_is_told_without_holes() {
    let bare = Batch::default();
    let page = told(&bare, html);
    assert!(page.contains("The service said nothing about signatories."));
    assert!(page.contains("The service gave no numbers"));
    assert!(!page.contains("<svg"));
    let mail = told(&bare, summary);
    assert!(mail.contains("The service gave no status for this batch."));
    assert!(!has_signatories(&bare));
    assert_eq!(csv_rows(&csv(&l10n(), &bare)).len(), 1, "headings alone");
}

#[test]
fn a_summary_reads_well_in_a_mail() {
    let mut batch = batch("x");
    batch.id = some(ID);
    batch.name = some("Class 10th, 2024");
    batch.status = Status::Completed;
    batch.counts.made = Some(250);
    batch.counts.failed = Some(0);
    batch.progress = Percent::new(100.0);
    batch.completion_date = Some(Moment::new("2025-03-14 13:06:00"));
    batch.updated_at = None;
    batch.requires_signatures = Some(false);
    batch.requires_my_signature = None;
    let template = batch.template.as_mut().unwrap();
    template.name = some("Certificate of Completion");
    template.signatory_fields = vec![ServerText::new("s_1"), ServerText::new("s_2")];
    template.default_signatories.truncate(1);
    let person = &mut template.default_signatories[0];
    person.display_name = some("فیضان علی");
    person.designation = some("Principal");
    person.user.as_mut().unwrap().email = some("faizan@example.com");
    assert_eq!(
        told(&batch, summary),
        "Class 10th, 2024: Completed\n\
         Ready: all 250 certificates are made.\n\
         \n\
         Certificates: 100 % · 250 made · 0 failed · 0 to go · of 250 certificates\n\
         No signatures are needed for this batch\n\
         Created: 14 March 2025, 18:04 PKT\n\
         Completed: 14 March 2025, 18:06 PKT\n\
         Template: Certificate of Completion\n\
         \n\
         Template’s default signatories\n\
         - Place 1: فیضان علی, Principal, faizan@example.com\n\
         - Place 2: No one set\n\
         These are the people the template names now. The service does not say who was asked \
         for this batch, or who has signed.\n\
         \n\
         Batch ID: 9e7860e3-7c0a-401f-98f6-b98e316934f4\n\
         Checked on 10 March 2026, 14:04 PKT · 2026-03-10 09:04:05 UTC\n"
    );
}

/// A table read by the rules of RFC 4180.
fn csv_rows(table: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(table).unwrap();
    let mut rest = text.strip_prefix('\u{feff}').unwrap().chars().peekable();
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    while let Some(c) = rest.next() {
        match c {
            '"' if cell.is_empty() => loop {
                match rest.next().unwrap() {
                    '"' if rest.peek() == Some(&'"') => cell.extend(rest.next()),
                    '"' => break,
                    c => cell.push(c),
                }
            },
            ',' => row.push(std::mem::take(&mut cell)),
            '\r' => {
                assert_eq!(rest.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => {
                assert!(c != '"' && c != '\n', "a bare {c:?}");
                cell.push(c);
            }
        }
    }
    assert!(
        row.is_empty() && cell.is_empty(),
        "the last line has no end"
    );
    rows
}

#[test]
fn signatories_are_a_table_with_every_field() {
    let table = csv_rows(&csv(&l10n(), &batch("محمد, \"بن\" 王小明")));
    assert_eq!(table.len(), 4, "headings, and three places");
    assert!(table.iter().all(|row| row.len() == table[0].len()));
    assert_eq!(table[0][..4], ["Place", "Signature field", "Name", "Role"]);
    assert_eq!(table[1][..3], ["1", "s_1", "محمد, \"بن\" 王小明"]);
    assert_eq!(table[2][..3], ["5", "", "محمد, \"بن\" 王小明"]);
    assert_eq!(table[3][..3], ["", "محمد, \"بن\" 王小明", "No one set"]);
    let number = table[0]
        .iter()
        .position(|name| name == "User number in the institution");
    assert_eq!(table[1][number.unwrap()], "'-3");
}

#[test]
fn no_cell_is_worked_out() {
    for (cell, written) in [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+1", "' =1+1"),
        ("＝1", "'＝1"),
        ("\tx", "'\tx"),
        ("\t=x", "'\t'=x"),
        ("\rx", "'\rx"),
        (
            "=HYPERLINK(\"x\",\"y\")",
            "'=HYPERLINK(\"\"x\"\",\"\"y\"\")",
        ),
        ("x;=1+1", "x;'=1+1"),
        ("x; =1+1;y", "x;' =1+1;y"),
        ("x\t@SUM(A1)", "x\t'@SUM(A1)"),
        ("x;\"=1+1\"", "x;'\"\"=1+1\"\""),
        ("x\n-1", "x\n'-1"),
        ("a=b;c", "a=b;c"),
        ("a\r\nb", "a\r\nb"),
        (" x", " x"),
        ("", ""),
    ] {
        let mut line = String::new();
        csv::push_line(&mut line, [cell.to_owned()]);
        assert_eq!(line, format!("\"{written}\"\r\n"));
    }
}

#[test]
fn the_answer_is_indented_and_stays_the_same() {
    let raw = r#" {"b":[1.50,12345678901234567890,-0.0e+10,true,null],"a":{},"e":[],"s":"\u0641\/\"x\n","z":[[{}]]} "#;
    let shown = pretty(raw);
    assert!(shown.is_whole);
    assert_eq!(
        shown.text,
        "{\n  \"b\": [\n    1.50,\n    12345678901234567890,\n    -0.0e+10,\n    true,\n    null\n  ],\n  \
         \"a\": {},\n  \"e\": [],\n  \"s\": \"ف/\\\"x\\n\",\n  \"z\": [\n    [\n      {}\n    ]\n  ]\n}"
    );
    let same: serde_json::Value = serde_json::from_str(&shown.text).unwrap();
    assert_eq!(
        same,
        serde_json::from_str::<serde_json::Value>(raw).unwrap()
    );
}

#[test]
fn what_deceives_is_shown_by_number() {
    let shown =
        pretty("{\"name\":\"gnp.\u{202e}exe\u{200b}\u{1f600}\u{e0041}\",\"half\":\"\\ud800\"}");
    assert_eq!(
        shown.text,
        "{\n  \"name\": \"gnp.\\u202eexe\\u200b\u{1f600}\\udb40\\udc41\",\n  \"half\": \"\\ud800\"\n}"
    );
    assert_eq!(pretty("<p>\u{7}\nx").text, "<p>\\u0007\nx", "no JSON");
}

#[test]
fn a_deep_answer_does_not_fill_the_memory() {
    let raw = format!(
        "{}{}1{}",
        "[".repeat(100),
        "1,".repeat(1 << 20),
        "]".repeat(100)
    );
    let shown = pretty(&raw);
    assert!(!shown.is_whole);
    assert!(shown.text.len() < 17 << 20);
}

#[test]
fn long_lines_go_on_in_the_next_row() {
    let text = "abcdef\n\n王王王x";
    let rows = rows(text, 4);
    let shown: Vec<_> = rows
        .iter()
        .map(|row| (row.line, &text[row.range.clone()]))
        .collect();
    assert_eq!(
        shown,
        [(0, "abcd"), (0, "ef"), (1, ""), (2, "王王"), (2, "王x")]
    );
    assert_eq!(find("Ab\nb\nC", "B"), [0, 1]);
    assert!(find("x", "").is_empty());
}

#[test]
fn the_command_for_a_terminal_holds_no_token() {
    let service = "https://api.vec.digital".parse().unwrap();
    assert_eq!(
        curl(&service, ID.parse().unwrap()),
        "curl -sS -H \"Authorization: Bearer $VEC_API_TOKEN\" -H 'Accept: application/json' \
         'https://api.vec.digital/business/batches/9e7860e3-7c0a-401f-98f6-b98e316934f4'"
    );
}

proptest! {
    #[test]
    fn no_text_breaks_out_of_the_report(text in "[ -~\u{0}-\u{1f}<>&\"'`=+é\u{202e}]{0,40}") {
        // Blank texts count as missing, which is told in other words.
        let text = format!("{text}x");
        let tame = parsed(&told(&batch("x"), html));
        let wild = parsed(&told(&batch(&text), html));
        prop_assert_eq!(wild.0, tame.0);
        let is_style = |text: &str| text == sheet::STYLE;
        let bare = wild.1.iter().find(|text| text.contains('>') && !is_style(text));
        prop_assert_eq!(bare, None);
    }

    #[test]
    fn no_text_breaks_out_of_its_cell(cells in proptest::collection::vec(any::<String>(), 1..5)) {
        let mut table = String::from("\u{feff}");
        csv::push_line(&mut table, cells.clone());
        csv::push_line(&mut table, cells.clone());
        let rows = csv_rows(table.as_bytes());
        prop_assert_eq!(rows.len(), 2);
        for row in rows {
            prop_assert_eq!(row.len(), cells.len());
            for (read, sent) in row.iter().zip(&cells) {
                prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r']));
                prop_assert_eq!(read.replace('\'', ""), sent.replace('\'', ""));
            }
        }
    }

    #[test]
    fn any_text_is_made_readable(raw in any::<String>(), columns in 0..200usize) {
        let shown = pretty(&raw).text;
        let rows = rows(&shown, columns);
        let joined: usize = rows.iter().map(|row| row.range.len()).sum();
        prop_assert_eq!(joined + shown.matches('\n').count(), shown.len());
        prop_assert!(rows.iter().all(|row| shown.get(row.range.clone()).is_some()));
    }
}

#[test]
fn which_certificates_failed_is_told_of_some_and_counted_of_the_rest() {
    let mut batch = batch("tame");
    batch.counts.failed = Some(31);
    let certificates: Vec<Certificate> = (0..25)
        .map(|number| Certificate {
            name: Some(ServerText::new(&format!("<b>{number}</b>"))),
            reference_id: Some(ServerText::new(&format!("VEC-{number}"))),
            status: CertificateStatus::Failed,
            ..Certificate::default()
        })
        .chain([Certificate {
            name: Some(ServerText::new("Made one")),
            status: CertificateStatus::Generated,
            ..Certificate::default()
        }])
        .collect();
    let page = told(&batch, |l10n, subject| {
        let subject = Subject {
            certificates: &certificates,
            ..*subject
        };
        html(l10n, &subject)
    });
    assert!(page.contains("&lt;b&gt;19&lt;/b&gt;") && page.contains("VEC-19"));
    assert!(!page.contains("VEC-20"), "twenty are told");
    assert!(page.contains("… and 11 more"));
    assert!(!page.contains("Made one"));
    assert!(!told(&batch, html).contains("Certificates that failed"));
}
