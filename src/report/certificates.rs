//! The certificates of a batch as a table for a spreadsheet.

use super::csv::{BYTE_ORDER_MARK, cells, push_line};
use crate::domain::Certificate;
use crate::l10n::{CERTIFICATE, Localizer};

/// A line of headings, then a line for each certificate, with every field the service gave.
pub fn certificates_csv<'a>(
    l10n: &Localizer,
    rows: impl IntoIterator<Item = &'a Certificate>,
) -> Vec<u8> {
    let mut table = String::from(BYTE_ORDER_MARK);
    let headings = CERTIFICATE.iter().map(|row| l10n.text(row.label));
    push_line(&mut table, headings.map(str::to_owned));
    for row in rows {
        push_line(&mut table, cells(l10n, CERTIFICATE, row));
    }
    table.into_bytes()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::domain::ServerText;
    use crate::domain::certificate::CertificateStatus;
    use crate::domain::moment::Moment;
    use crate::domain::picture::{AddressProblem, FileLink, PictureAddress};

    fn table(rows: &[Certificate]) -> Vec<String> {
        let l10n = Localizer::english(TimeZone::UTC);
        let table = String::from_utf8(certificates_csv(&l10n, rows)).unwrap();
        let table = table.strip_prefix(BYTE_ORDER_MARK).unwrap();
        table.split("\r\n").map(str::to_owned).collect()
    }

    #[expect(clippy::unnecessary_wraps, reason = "reads as the field it fills")]
    fn some(text: &str) -> Option<ServerText> {
        Some(ServerText::new(text))
    }

    #[test]
    fn every_field_stands_under_its_heading() {
        let origin = "https://service.test".parse().unwrap();
        let pdf = PictureAddress::resolve("/a.pdf?id=17&signature=s3cret", &origin).unwrap();
        let row = Certificate {
            id: some("c"),
            reference_id: some("VEC-1"),
            batch_id: some("b"),
            customer_id: Some(-4),
            name: some("Zoe\u{308} \"Z\", 王"),
            email: some("zoe@example.com"),
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
        let [headings, line, end] = &table(&[row])[..] else {
            panic!("two lines")
        };
        assert!(headings.starts_with(r#""Name","E-mail address","Reference","Status","Date of"#));
        assert_eq!(headings.split(',').count(), CERTIFICATE.len());
        let wanted = [
            "\"Zoe\u{308} \"\"Z\"\", 王\",\"zoe@example.com\",\"VEC-1\",\"Failed\"",
            "\"2025-03-14\",\"2025-03-14T13:04:03Z\",\"soon\",\"\"",
            "\"c\",\"b\",\"'-4\",\"https://service.test/a.pdf?id=17&signature=s3cret\",\"file:///x\",\"\",\"\"",
        ];
        assert_eq!(*line, wanted.join(","));
        assert_eq!(end, "");
    }

    #[test]
    fn a_day_sent_as_midnight_here_is_that_day() {
        let l10n = Localizer::english(TimeZone::get("Europe/Madrid").unwrap());
        let day = |sent| {
            let issue_date = Some(Moment::of_day(sent));
            let row = Certificate {
                issue_date,
                ..Certificate::default()
            };
            cells(&l10n, CERTIFICATE, &row).nth(4).unwrap()
        };
        assert_eq!(day("2020-05-17T22:00:00Z"), "2020-05-18");
        assert_eq!(day("2020-05-18T00:00:00+02:00"), "2020-05-18");
        assert_eq!(day("2020-05-17T22:00:01Z"), "2020-05-17T22:00:01Z");
    }

    #[test]
    fn a_name_cannot_make_a_spreadsheet_work_something_out() {
        let row = Certificate {
            name: some("=HYPERLINK(\"http://evil.example\")"),
            email: some("x;@SUM(A1)"),
            ..Certificate::default()
        };
        let line = &table(&[row])[1];
        let guarded =
            "\"'=HYPERLINK(\"\"http://evil.example\"\")\",\"x;'@SUM(A1)\",\"\",\"No status\"";
        assert!(line.starts_with(guarded), "{line}");
    }
}
