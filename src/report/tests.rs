use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::*;
use crate::domain::certificate::CertificateStatus;
use crate::domain::moment::Moment;
use crate::domain::picture::{AddressProblem, FileAddress, FileLink, PictureFormat};
use crate::domain::progress::{Counts, Percent};
use crate::domain::sample::Data;
use crate::domain::signatory::{Signatory, SignatoryUser};
use crate::domain::status::Status;
use crate::domain::table::Table;
use crate::domain::template::Template;
use crate::domain::text::ServerText;
use crate::l10n::{CERTIFICATE, Localizer};

const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";

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
            screenshot: FileLink::Refused {
                sent: ServerText::new(text),
                why: AddressProblem::NotWeb,
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

/// Every tag with the names of its attributes, and the text behind it. No value of an attribute
/// holds a bare mark.
fn parsed(html: &str) -> (Vec<String>, Vec<&str>) {
    let tags = html.split('<').skip(1);
    let tags = tags.map(|tag| tag.split_once('>').expect("an end"));
    let parts = |(tag, text)| (str::split(tag, '"').step_by(2).collect(), text);
    tags.map(parts).unzip()
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
    for outside in "http://|https://|<script|<link|<a |url(|@import|style=\"".split('|') {
        assert!(!page.contains(outside), "{outside}");
    }
    let print = BASE64.encode(Sha256::digest(page::STYLE));
    assert!(page.contains(&format!("style-src 'sha256-{print}'")));
    assert!(page.contains(&format!("<style>{}</style>", page::STYLE)));
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
    let table = lines(&signatories_table(&l10n(), &bare));
    assert_eq!(table.len(), 1, "headings alone");
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

/// The lines of a table; its texts hold no end of a line.
fn lines(table: &Table) -> Vec<String> {
    let table = String::from_utf8(csv(table)).unwrap();
    let table = table.strip_prefix('\u{feff}').unwrap();
    let lines = table.strip_suffix("\r\n").unwrap().split("\r\n");
    lines.map(str::to_owned).collect()
}

#[test]
fn signatories_are_a_table_with_every_field() {
    let table = lines(&signatories_table(&l10n(), &batch("محمد, \"بن\" 王小明")));
    let [headings, first, stray, empty] = &table[..] else {
        panic!("headings, and three places")
    };
    assert!(headings.starts_with(r#""Place","Signature field","Name","Role","#));
    assert!(headings.contains(r#","Entry number","User number in the institution","First name","#));
    let name = r#""محمد, ""بن"" 王小明""#;
    assert!(first.starts_with(&format!(r#""1","s_1",{name},{name},"#)));
    assert!(first.contains(&format!(r#","1","'-3",{name},"#)));
    assert!(stray.starts_with(&format!(r#""5","",{name},"#)));
    assert!(empty.starts_with(&format!(r#""",{name},"No one set","","#)));
    let columns = |line: &String| line.matches("\",\"").count();
    assert!(table.iter().all(|line| columns(line) == columns(headings)));
}

#[test]
fn certificates_are_a_table_with_every_field() {
    let origin = "https://service.test".parse().unwrap();
    let pdf = FileAddress::resolve("/a.pdf?id=17&signature=s3cret", &origin).unwrap();
    let row = Certificate {
        id: some("c"),
        reference_id: some("VEC-1"),
        batch_id: some("b"),
        customer_id: Some(-4),
        name: some("Zoe\u{308} \"Z\", 王"),
        email: some("=HYPERLINK(\"http://evil.example\");@SUM(A1)"),
        status: CertificateStatus::Failed,
        pdf: FileLink::At(pdf),
        picture: FileLink::Refused {
            sent: ServerText::new("file:///x"),
            why: AddressProblem::NotWeb,
        },
        issue_date: Some(Moment::of_day("2025-03-14T00:00:00.000000Z")),
        generated_at: Some(Moment::new("2025-03-14T13:04:03.000000Z")),
        created_at: Some(Moment::new("soon")),
        ..Certificate::default()
    };
    let table = lines(&certificates_table(&l10n(), &[row]));
    assert!(table[0].starts_with(r#""Name","E-mail address","Reference","Status","Date of"#));
    assert_eq!(table[0].split(',').count(), CERTIFICATE.len());
    let wanted = [
        "\"Zoe\u{308} \"\"Z\"\", 王\",\"'=HYPERLINK(\"\"http://evil.example\"\");'@SUM(A1)\"",
        "\"VEC-1\",\"Failed\",\"2025-03-14\",\"2025-03-14T13:04:03Z\",\"soon\",\"\"",
        "\"c\",\"b\",\"'-4\",\"https://service.test/a.pdf?id=17&signature=s3cret\",\"file:///x\",\"\",\"\"",
    ];
    assert_eq!(table[1..], [wanted.join(",")]);
}

#[test]
fn a_day_sent_as_midnight_here_is_that_day() {
    let l10n = Localizer::english(TimeZone::get("Europe/Madrid").unwrap());
    for (sent, day) in [
        ("2020-05-17T22:00:00Z", "2020-05-18"),
        ("2020-05-18T00:00:00+02:00", "2020-05-18"),
        ("2020-05-17T22:00:01Z", "2020-05-17T22:00:01Z"),
    ] {
        let row = Certificate {
            issue_date: Some(Moment::of_day(sent)),
            ..Certificate::default()
        };
        let table = lines(&certificates_table(&l10n, &[row]));
        assert_eq!(table[1].split(',').nth(4), Some(&*format!("\"{day}\"")));
    }
}

#[test]
fn no_cell_is_worked_out() {
    let guarded = [
        "=1+1", "+49", "-1", "@SUM(A1)", " =1+1", "＝1", "\tx", "\rx",
    ];
    let guarded = guarded.map(|cell| (cell, format!("'{cell}")));
    let plain = ["a=b;c", "a\r\nb", " x", ""].map(|cell| (cell, cell.to_owned()));
    let within = [
        ("\t=x", "'\t'=x"),
        ("=LINK(\"x\",\"y\")", "'=LINK(\"\"x\"\",\"\"y\"\")"),
        ("x;=1+1", "x;'=1+1"),
        ("x; =1+1;y", "x;' =1+1;y"),
        ("x\t@SUM(A1)", "x\t'@SUM(A1)"),
        ("x;\"=1+1\"", "x;'\"\"=1+1\"\""),
        ("x\n-1", "x\n'-1"),
    ];
    let within = within.map(|(cell, written)| (cell, written.to_owned()));
    for (cell, written) in guarded.into_iter().chain(plain).chain(within) {
        let mut line = String::new();
        csv::push_line(&mut line, [cell]);
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
    let [same, sent]: [serde_json::Value; 2] =
        [&shown.text, raw].map(|text| serde_json::from_str(text).unwrap());
    assert_eq!(same, sent);
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
    let [open, many, close] =
        [("[", 100), ("1,", 1 << 20), ("]", 100)].map(|(part, count)| part.repeat(count));
    let shown = pretty(&format!("{open}{many}1{close}"));
    assert!(!shown.is_whole);
    assert!(shown.text.len() < 17 << 20);
}

#[test]
fn long_lines_go_on_in_the_next_row() {
    let text = "abcdef\n\n王王王x";
    let rows = rows(text, 4);
    let shown = rows.iter().map(|row| (row.line, &text[row.range.clone()]));
    let wanted = [(0, "abcd"), (0, "ef"), (1, ""), (2, "王王"), (2, "王x")];
    assert!(shown.eq(wanted), "{rows:?}");
    assert_eq!(find("Ab\nb\nC", "B"), [0, 1]);
    assert!(find("x", "").is_empty());
}

proptest! {
    #[test]
    fn no_text_breaks_out_of_the_report(text in "[ -~\u{0}-\u{1f}<>&\"'`=+é\u{202e}]{0,40}") {
        // Blank texts count as missing, which is told in other words.
        let text = format!("{text}x");
        let (tame, wild) = (told(&batch("x"), html), told(&batch(&text), html));
        let (tame, wild) = (parsed(&tame), parsed(&wild));
        prop_assert_eq!(wild.0, tame.0);
        let bare = wild.1.iter().find(|text| text.contains('>') && **text != page::STYLE);
        prop_assert_eq!(bare, None);
    }

    #[test]
    fn no_text_breaks_out_of_its_cell(cell in any::<String>()) {
        let mut line = String::new();
        csv::push_line(&mut line, [&cell, &cell]);
        let (first, rest) = line.split_at((line.len() - 3) / 2);
        prop_assert_eq!(rest, format!(",{first}\r\n"));
        let inner = first.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap();
        prop_assert!(!inner.replace("\"\"", "").contains('"'));
        prop_assert!(!inner.starts_with(['=', '+', '-', '@', '\t', '\r']));
        let read = inner.replace("\"\"", "\"");
        prop_assert_eq!(read.replace('\'', ""), cell.replace('\'', ""));
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
fn of_many_some_are_told_and_the_rest_is_counted() {
    let mut batch = batch("tame");
    batch.counts.failed = Some(31);
    let people = &mut batch.template.as_mut().unwrap().default_signatories;
    people.resize(10, people[0].clone());
    let one = |number: usize| Certificate {
        name: some(&format!("<b>{number}</b>")).filter(|_| number != 3),
        reference_id: some(&format!("VEC-{number}")),
        status: [CertificateStatus::Generated, CertificateStatus::Failed][number.min(1)].clone(),
        ..Certificate::default()
    };
    let certificates: Vec<Certificate> = (0..26).map(one).collect();
    let page = told(&batch, |l10n, subject| {
        let subject = Subject {
            certificates: &certificates,
            ..*subject
        };
        html(l10n, &subject)
    });
    assert!(page.contains("&#60;b&#62;20&#60;/b&#62;") && page.contains("VEC-20"));
    assert!(!page.contains("VEC-21"), "twenty are told");
    assert!(page.contains(">VEC-3</p>") && !page.contains(">VEC-3</bdi>"));
    assert!(page.contains("… and 11 more"));
    assert!(page.contains("All fields of 2 more signatories can be saved as Excel or CSV."));
    assert!(!page.contains("VEC-0"), "it was made");
    assert!(!told(&batch, html).contains("Certificates that failed"));
}
