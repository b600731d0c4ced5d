//! The files of the sample's certificates. They need no token.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::numbers::Numbers;
use super::pictures;

/// Where the words of a certificate's page stand, and in which size.
const WORDS: &str = "BT /F1 24 Tf 72 500 Td";

/// The file of that name.
pub(super) fn file(name: &str) -> Response {
    let parts = name.split_once('.');
    let known = parts.and_then(|(id, ending)| Some((Numbers::of(id)?, ending)));
    match known {
        Some((numbers, "pdf")) => answer("application/pdf", pdf(&numbers.reference())),
        Some((_, "png")) => pictures::file(pictures::SOUND),
        Some((numbers, "svg")) => answer("image/svg+xml", code(&numbers.reference())),
        _ => pictures::file(pictures::GONE),
    }
}

fn answer(kind: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}

/// A page with the reference on it.
fn pdf(reference: &str) -> String {
    let words = format!("{WORDS} (Sample certificate {reference}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file.push_str(&[&format!("{number} 0 obj"), object, "endobj\n"].join("\n"));
    }
    let places = places.concat();
    let count = objects.len() + 1;
    let start = file.len();
    file + &format!(
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<< /Size {count} /Root 1 0 R >>\n\
         startxref\n{start}\n%%EOF\n"
    )
}

/// Bars in the place of a code.
fn code(reference: &str) -> String {
    let bar = |(at, byte): (usize, u8)| {
        let (x, width) = (at * 8, byte % 7 + 1);
        format!(r#"<rect x="{x}" width="{width}" height="40"/>"#)
    };
    let bars: Vec<String> = (0..).zip(reference.bytes()).map(bar).collect();
    let bars = bars.concat();
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40">{bars}</svg>"#)
}
