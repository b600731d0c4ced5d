//! Every status with every kind of body, to every kind of question, over a real socket, and
//! what is sent to get there.

use std::array;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use serde_json::json;

use super::lists::{certificate_id, first_batches, first_certificates};
use crate::support::wire_server::{
    Act, ID, Server, TOKEN, answer, api, caller, gzip, id, json, small_batch,
};
use vec_batch_viewer::api::Limits;
use vec_batch_viewer::domain::page::MAX_PER_PAGE;
use vec_batch_viewer::domain::problem::ProxyRefusal;
use vec_batch_viewer::domain::{Answer, Problem, ProblemKind, ServerText};

pub async fn ask_with(limits: Limits, acts: Vec<Act>) -> Result<Answer, Problem> {
    Server::saying(acts).await.asked(&api(limits)).await
}

pub async fn ask(acts: Vec<Act>) -> Result<Answer, Problem> {
    ask_with(Limits::default(), acts).await
}

pub fn text(of: &str) -> ServerText {
    ServerText::new(of)
}

/// The problems with a batch, the list of batches, that of certificates, and one certificate,
/// where a service answers so.
pub async fn problems(acts: Vec<Act>) -> [Problem; 4] {
    let server = Server::saying(acts).await;
    let (api, caller) = (api(Limits::default()), caller(&server.origin()));
    let batches = first_batches(MAX_PER_PAGE);
    let certificates = first_certificates(id(), MAX_PER_PAGE);
    [
        server.asked(&api).await.err(),
        api.list_batches(&caller, &batches).await.err(),
        api.list_certificates(&caller, &certificates).await.err(),
        api.certificate(&caller, certificate_id()).await.err(),
    ]
    .map(Option::unwrap)
}

/// The problems that each status must come to, whatever the body says.
fn expected(status: u16) -> [ProblemKind; 4] {
    use ProblemKind::{ListNotAvailable, UnexpectedStatus};
    let all = |kind: ProblemKind| array::from_fn(|_| kind.clone());
    let batch = |kind| [kind, UnexpectedStatus, UnexpectedStatus, UnexpectedStatus];
    match status {
        301..=308 => all(ProblemKind::SentElsewhere),
        400 | 422 => batch(ProblemKind::BatchIdNotAccepted { id: id() }),
        401 => all(ProblemKind::TokenNotAccepted),
        403 => all(ProblemKind::AccessNotAllowed),
        404 => [
            ProblemKind::BatchNotFound { id: id() },
            ListNotAvailable,
            ListNotAvailable,
            ProblemKind::CertificateNotFound,
        ],
        405 => [
            UnexpectedStatus,
            ListNotAvailable,
            ListNotAvailable,
            UnexpectedStatus,
        ],
        407 => all(ProblemKind::Proxy(ProxyRefusal::SignIn)),
        429 => all(ProblemKind::TooManyRequests { wait: None }),
        500..=599 => all(ProblemKind::ServiceProblem {
            code: None,
            wait: None,
        }),
        _ => all(UnexpectedStatus),
    }
}

const STATUSES: [u16; 26] = [
    301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 407, 408, 410, 413, 418, 419, 422, 429,
    451, 500, 502, 503, 504, 520, 526,
];

#[tokio::test]
async fn the_status_decides_whatever_the_body_is() {
    let laravel = r#"{"message":"Unauthenticated."}"#;
    let debug = r#"{"message":"x","exception":"E","file":"/var/www/a.php","trace":[{"line":1}]}"#;
    let page = "<!DOCTYPE html><title>No</title>";
    let rows = r#"{"data":[{"id":"a"}]}"#;
    let odd = r#"{"message":[1,{}]}"#;
    for status in STATUSES {
        for body in ["", laravel, debug, page, rows, "no", "[]", "null", odd] {
            let problems = problems(answer(&format!("{status} Whatever"), "", body)).await;
            let kinds = problems.each_ref().map(|problem| problem.kind.clone());
            assert_eq!(kinds, expected(status), "{status} {body:?}");
            for problem in problems {
                assert!(!format!("{problem:?}").contains("/var/www"));
                let evidence = problem.evidence;
                assert_eq!(evidence.status, Some(status));
                assert_eq!(evidence.message.is_some(), body == laravel, "{body}");
                let report = (body == debug).then_some(debug.len() as u64);
                assert_eq!(evidence.internal_report, report, "{body}");
                let is_quoted = !body.is_empty() && !body.starts_with('{');
                assert_eq!(evidence.excerpt.is_some(), is_quoted, "{body}");
            }
        }
    }
}

#[tokio::test]
async fn what_a_service_reports_of_itself_is_in_nobodys_details() {
    let secret = r#""message":"SQLSTATE[42S02] select * from users","exception":"Illuminate\\X""#;
    let frames = r#"{"file":"/var/www/vendor/laravel/x.php","line":1},"#.repeat(2_000);
    for report in [
        format!("{{{secret}}}"),
        format!(r#"{{{secret},"trace":[{frames}{{}}]}}"#),
        format!("<!-- {secret} --><html><title>{secret}</title>Illuminate\\X"),
    ] {
        for status in ["500 X", "403 X", "200 OK"] {
            let packed = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
            let acts = answer(status, packed, gzip(report.as_bytes()));
            for problem in problems(acts).await {
                let seen = format!("{problem:?}");
                assert!(!seen.contains("SQLSTATE"), "{status} {seen}");
                let report = problem.evidence.internal_report;
                assert!(report.is_some(), "{status} {seen}");
            }
        }
    }
    // The rows of a large batch, before any sign that it is a report.
    let rows = "('name', 'mail@example.com'),".repeat(4_000);
    let cut = format!(r#"{{"message":"Not inserted: {rows}","exception":"E"}}"#);
    let packed = answer("500 X", "Content-Encoding: gzip\r\n", gzip(cut.as_bytes()));
    for acts in [answer("500 X", "", cut), packed] {
        for problem in problems(acts).await {
            assert!(!format!("{problem:?}").contains("mail@"), "{problem:?}");
            assert!(problem.evidence.bytes > Some(0), "{problem:?}");
        }
    }
}

#[tokio::test]
async fn what_a_service_says_of_its_inside_is_left_out() {
    for inside in [
        "SQLSTATE[42S02]: Base table or view not found",
        "include(/var/www/html/config): failed to open",
        "Undefined variable in Batch.php:12",
        "No query results for model [App\\Models\\Batch] 7.",
        "#0 C:\\inetpub\\service\\Batch(12): load",
        "java.lang.NullPointerException: null",
        "Unhandled QueryException.",
        "could not connect to server: 10.0.3.4:5432 for user vec",
        "cURL error 28: Timed out",
        "Could not reach fe80::1",
        "Timed out: https://internal.vec.example/api?key=s3cret",
        "ERROR: relation does not exist LINE 1: select * from batches",
    ] {
        for body in [
            json!({ "message": inside }).to_string(),
            json!({ "errors": { "id": [inside] }, "error_code": inside }).to_string(),
            json!({ "error": inside }).to_string(),
            json!([inside]).to_string(),
            inside.to_owned(),
        ] {
            let evidence = ask(answer("500 X", "", &body)).await.unwrap_err().evidence;
            let told = format!("{evidence:?}");
            assert!(!told.contains(&inside[..8]), "{told}");
            assert_eq!(evidence.internal_report, Some(body.len() as u64));
        }
    }
    let report = r#"{"message":"No connection","file":"x","line":12}"#;
    let evidence = ask(answer("500 X", "", report)).await.unwrap_err().evidence;
    assert_eq!(
        (evidence.message, evidence.internal_report),
        (None, Some(48))
    );
    for outside in [
        "Unauthenticated.",
        "Forbidden - Insufficient permissions",
        "See https://vec.digital/help/tokens/new, or write to help@vec.digital.",
        "The id/name field is required (exception: drafts); 10/12 [sic]",
    ] {
        let body = json!({ "message": outside }).to_string();
        let evidence = ask(answer("500 X", "", body)).await.unwrap_err().evidence;
        assert_eq!(evidence.message, Some(text(outside)));
    }
}

#[tokio::test]
async fn the_documented_words_of_each_status_are_kept() {
    let said = async |status: &str, body: &str| {
        let headers = "X-Request-Id: req-42\r\nContent-Type: application/json\r\n";
        let problem = ask(answer(status, headers, body)).await.unwrap_err();
        (problem.kind, *problem.evidence)
    };
    let some = |of: &str| Some(text(of));
    let body = r#"{"message":"Forbidden","required_permission":"batches:view"}"#;
    let permission = text("batches:view");
    for problem in problems(answer("403 Forbidden", "", body)).await {
        let permission = permission.clone();
        assert_eq!(problem.kind, ProblemKind::PermissionNeeded { permission });
    }
    let (_, evidence) = said("403 Forbidden", body).await;
    assert_eq!(evidence.required_permission, Some(permission));
    assert_eq!(evidence.request_id, some("req-42"));
    assert_eq!(evidence.content_type, some("application/json"));
    let (kind, _) = said("403 Forbidden", r#"{"required_permission":"  "}"#).await;
    assert_eq!(kind, ProblemKind::AccessNotAllowed);

    let body = r#"{"message":"The requested ID was not found.","error":"resource_not_found"}"#;
    let (_, evidence) = said("404 Not Found", body).await;
    assert_eq!(evidence.error_code, some("resource_not_found"));

    let (_, evidence) = said("500 Oops", r#"{"error":"Internal Server Error"}"#).await;
    let sentence = some("Internal Server Error");
    assert_eq!((evidence.message, evidence.error_code), (sentence, None));

    let body = r#"{"message":"m","errors":{"id":["Not a UUID.","Too short."],"x":"odd"}}"#;
    let list = r#"{"errors":["one",{"a":"two"}]}"#;
    let fields = ["Not a UUID.", "Too short.", "odd"];
    for (body, fields) in [(body, &fields[..]), (list, &["one", "two"])] {
        let (_, evidence) = said("422 Unprocessable", body).await;
        let fields: Vec<_> = fields.iter().map(|&of| text(of)).collect();
        assert_eq!(evidence.field_messages, fields);
    }

    let body = r#"{"message":"Our team has been notified.","error_code":"SERVER_ERROR"}"#;
    let code = some("SERVER_ERROR");
    let (kind, _) = said("500 Oops", body).await;
    assert_eq!(kind, ProblemKind::ServiceProblem { code, wait: None });

    let odd = r#"{"message":"No \ud83d","error_code":"E1","errors":["\ude00"],"took":1e400}"#;
    let (_, evidence) = said("500 Oops", odd).await;
    assert_eq!(evidence.message, some("No \u{fffd}"));
    assert_eq!(evidence.error_code, some("E1"));
    assert_eq!(evidence.field_messages, [text("\u{fffd}")]);

    let packed = gzip(br#"{"message":"m","error_code":"E1"}"#);
    let refusal = answer("500 Oops", "Content-Encoding: gzip\r\n", packed);
    let code = ask(refusal).await.unwrap_err().evidence.error_code;
    assert_eq!(code, some("E1"));
}

#[tokio::test]
async fn the_wait_the_service_asks_for_is_kept() {
    // By the service's own clock, which is a day behind here.
    let behind = Timestamp::now() - Duration::from_hours(24);
    let until = http_date(behind + Duration::from_secs(40));
    let until = format!("{until}\r\nDate: {}", http_date(behind));
    for (status, header, seconds) in [
        ("429 X", "17", 17),
        ("429 X", "soon", 60),
        ("429 X", "999999", 900),
        ("429 X", "soon\r\nX-RateLimit-Reset: 30", 30),
        ("429 X", until.as_str(), 40),
        ("503 X", "120", 120),
    ] {
        let acts = answer(status, &format!("Retry-After: {header}\r\n"), "");
        for problem in problems(acts).await {
            let wait = Some(Duration::from_secs(seconds));
            assert_eq!(problem.kind.retry_after(), wait, "{header}");
            assert!(problem.evidence.retry_after.is_some());
        }
    }
}

fn http_date(at: Timestamp) -> String {
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&at)
        .unwrap()
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_noticed() {
    let day = Duration::from_hours(24);
    let date = http_date(Timestamp::now() + 3 * day);
    let acts = answer("500 Oops", &format!("Date: {date}\r\n"), "");
    let difference = ask(acts).await.unwrap_err().evidence.clock_difference;
    let three_days = 3 * 86_400;
    assert!((three_days - 60..=three_days + 60).contains(&difference.unwrap()));
    let acts = answer("500 Oops", "Date: yesterday\r\n", "");
    assert_eq!(ask(acts).await.unwrap_err().evidence.clock_difference, None);
}

#[tokio::test]
async fn a_refusal_does_not_wait_for_its_words() {
    let head = Act::Send(b"HTTP/1.1 401 No\r\nContent-Length: 50\r\n\r\n{\"mess".to_vec());
    let limits = Limits {
        total: Duration::from_mins(1),
        ..Limits::default()
    };
    let asked = ask_with(limits, vec![head.clone(), Act::Hang]);
    let in_time = tokio::time::timeout(Duration::from_secs(20), asked).await;
    let problem = in_time.unwrap().unwrap_err();
    assert_eq!(problem.kind, ProblemKind::TokenNotAccepted);
    let problem = ask(vec![head, Act::Close]).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::TokenNotAccepted);
    let endless = vec![
        Act::Send(b"HTTP/1.1 503 No\r\n\r\n".to_vec()),
        Act::Endless(b"<html>".to_vec()),
    ];
    let problem = ask(endless).await.unwrap_err();
    assert_eq!(problem.kind, expected(503)[0]);
    assert!(problem.evidence.bytes.unwrap() <= 64 << 10);
}

#[tokio::test]
async fn the_token_goes_nowhere_else() {
    let elsewhere = Server::saying(json(small_batch())).await;
    let (other, port) = (elsewhere.url("/login"), elsewhere.origin_as("localhost"));
    for (location, host) in [
        ("/login", "127.0.0.1"),
        (&other, "127.0.0.1"),
        (&port.to_string(), "localhost"),
        ("//evil.invalid/", "evil.invalid"),
    ] {
        for status in ["301 X", "302 X", "303 X", "307 X", "308 X"] {
            let headers = format!("Location: {location}\r\n");
            let server = Server::saying(answer(status, &headers, "<html>Sign in")).await;
            let problem = server.asked(&api(Limits::default())).await.unwrap_err();
            assert_eq!(problem.kind, ProblemKind::SentElsewhere);
            assert_eq!(problem.evidence.led_to, Some(text(host)), "{location}");
            assert_eq!(server.seen.count(), 1, "{location}");
        }
    }
    assert_eq!(*elsewhere.connections.lock().unwrap(), 0);
}

#[tokio::test]
async fn an_echo_of_the_token_is_not_kept() {
    for status in ["200 OK", "401 No", "403 No", "500 Oops"] {
        for body in [
            format!(r#"{{"message":"Bearer {TOKEN} is wrong","error_code":"{TOKEN}"}}"#),
            format!("<pre>authorization: Bearer {TOKEN}</pre>"),
            format!(r#"{{"errors":["{}"]}}"#, &TOKEN[3..]),
            format!(r#"{{"message":"{}"}}"#, TOKEN.replace('/', "\\/")),
        ] {
            let problem = ask(answer(status, "", body)).await.unwrap_err();
            let told = format!("{problem:?}");
            assert!(!told.contains("S3cret"), "{told}");
        }
    }
    let body = format!(r#"{{"data":{{"id":"{ID}","name":"{TOKEN}"}}}}"#);
    let answer = ask(json(body)).await.unwrap();
    assert!(!answer.raw.contains("S3cret"));
    assert_eq!(answer.batch.name, Some(text("[token]")));
}
