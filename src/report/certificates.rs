//! The certificates of a batch as a table for a spreadsheet.

use super::csv::{BYTE_ORDER_MARK, push_line};
use crate::domain::moment::{Moment, When};
use crate::domain::picture::FileLink;
use crate::domain::{Certificate, ServerText};
use crate::l10n::{Localizer, TextId};

/// The headings, in the order of [`line`].
const HEADINGS: [TextId; 15] = [
    TextId::FieldName,
    TextId::FieldEmail,
    TextId::FieldReference,
    TextId::FieldStatus,
    TextId::FieldIssueDate,
    TextId::FieldGeneratedAt,
    TextId::FieldCreatedAt,
    TextId::FieldUpdatedAt,
    TextId::FieldCertificateId,
    TextId::FieldId,
    TextId::FieldCustomerId,
    TextId::FieldPdf,
    TextId::FieldScreenshot,
    TextId::FieldQrCode,
    TextId::FieldBarcode,
];

/// A line of headings, then a line for each certificate, with every field the service gave.
pub fn certificates_csv<'a>(
    l10n: &Localizer,
    rows: impl IntoIterator<Item = &'a Certificate>,
) -> Vec<u8> {
    let mut table = String::from(BYTE_ORDER_MARK);
    push_line(
        &mut table,
        HEADINGS.map(|label| l10n.text(label).to_owned()),
    );
    for row in rows {
        push_line(&mut table, line(l10n, row));
    }
    table.into_bytes()
}

fn line(l10n: &Localizer, row: &Certificate) -> [String; HEADINGS.len()] {
    let number = row.customer_id.map(|number| number.to_string());
    let issued = row.issue_date.as_ref();
    let issued_on = issued.and_then(|moment| l10n.midnight(moment));
    [
        text(row.name.as_ref()),
        text(row.email.as_ref()),
        text(row.reference_id.as_ref()),
        l10n.certificate_status(&row.status),
        issued_on.map_or_else(|| time(issued), |day| day.to_string()),
        time(row.generated_at.as_ref()),
        time(row.created_at.as_ref()),
        time(row.updated_at.as_ref()),
        text(row.id.as_ref()),
        text(row.batch_id.as_ref()),
        number.unwrap_or_default(),
        link(&row.pdf),
        link(&row.picture),
        link(&row.qr_code),
        link(&row.barcode),
    ]
}

fn text(sent: Option<&ServerText>) -> String {
    sent.map(|sent| sent.sent_str().to_owned())
        .unwrap_or_default()
}

/// So that a spreadsheet takes it for what it is: a day, or an instant with its zone.
fn time(moment: Option<&Moment>) -> String {
    moment.map_or_else(String::new, |moment| match moment.when() {
        When::At(at) => at.to_string(),
        When::On(day) => day.to_string(),
        When::Unclear => moment.sent().to_string(),
    })
}

/// The whole address, which leads nowhere without its signature. It is shown nowhere else.
fn link(link: &FileLink) -> String {
    match link {
        FileLink::None => String::new(),
        FileLink::At(address) => address.url().to_string(),
        FileLink::Refused { sent, .. } => sent.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::domain::certificate::CertificateStatus;
    use crate::domain::picture::{AddressProblem, PictureAddress};

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
        assert_eq!(headings.split(',').count(), HEADINGS.len());
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
            line(&l10n, &row)[4].clone()
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
