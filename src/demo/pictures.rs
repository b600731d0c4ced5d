//! The pictures of the sample's templates.

use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A certificate, 1600×1130.
static CERTIFICATE: &[u8] = include_bytes!("../../assets/sample/certificate.png");

/// The page of a web server that has no such file.
const NOT_FOUND_PAGE: &str = "<html>\n<head><title>404 Not Found</title></head>\n<body>\n\
    <center><h1>404 Not Found</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n";

/// File names as the service makes them: a unique number and a time.
pub(super) const SOUND: &str = "67ca927729685_1741329015.png";
/// The name of a file that stops half way.
pub(super) const DAMAGED: &str = "67cad2f01b3c4_1741345520.png";
/// The name of a file that is not there.
pub(super) const GONE: &str = "67cb0a11e0d52_1741359633.png";

/// The file of that name. Pictures need no token.
pub(super) fn file(name: &str) -> Response {
    let bytes = match name {
        SOUND => CERTIFICATE,
        DAMAGED => &CERTIFICATE[..CERTIFICATE.len() / 2],
        _ => return not_found(),
    };
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::ACCEPT_RANGES, "bytes"),
    ];
    (headers, Bytes::from_static(bytes)).into_response()
}

fn not_found() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/html")];
    (StatusCode::NOT_FOUND, headers, NOT_FOUND_PAGE).into_response()
}
