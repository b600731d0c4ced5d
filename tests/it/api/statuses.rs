//! Every status with every kind of body, over a real socket, and what is sent to
//! get there.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

use serde_json::json;

use crate::support::wire_server::{
    Act, ID, Server, TOKEN, answer, api, gzip, id, json, small_batch, token,
};
use vec_batch_viewer::api::Limits;
use vec_batch_viewer::domain::problem::ProxyRefusal;
use vec_batch_viewer::domain::{Answer, Problem, ProblemKind, ServerText};

pub async fn ask_with(limits: Limits, acts: Vec<Act>) -> Result<Answer, Problem> {
    let server = Server::plain(move |_, _| acts.clone()).await;
    api(limits).batch(&server.origin(), &token(), id()).await
}

pub async fn ask(acts: Vec<Act>) -> Result<Answer, Problem> {
    ask_with(Limits::default(), acts).await
}

pub fn text(of: &str) -> ServerText {
    ServerText::new(of)
}

#[tokio::test]
async fn what_is_sent_is_what_the_service_documents() {
    let server = Server::plain(|_, _| json(small_batch())).await;
    let answer = api(Limits::default())
        .batch(&server.origin(), &token(), id())
        .await
        .unwrap();
    assert_eq!(*answer.raw, small_batch());
    let [request] = &server.seen.requests()[..] else {
        panic!("one request")
    };
    assert!(request.starts_with(&format!("GET /business/batches/{ID} HTTP/1.1\r\n")));
    let lower = request.to_lowercase();
    assert!(request.contains(&format!("uthorization: Bearer {TOKEN}\r\n")));
    assert!(lower.contains("accept: application/json\r\n"));
    let version = env!("CARGO_PKG_VERSION");
    assert!(lower.contains(&format!("user-agent: vec-batch-viewer/{version}\r\n")));
    assert!(!lower.contains("referer") && !lower.contains("cookie"));
}

/// The problem that each status must come to, whatever the body says.
fn expected(status: u16) -> ProblemKind {
    match status {
        301..=308 => ProblemKind::SentElsewhere,
        400 | 422 => ProblemKind::BatchIdNotAccepted { id: id() },
        401 => ProblemKind::TokenNotAccepted,
        403 => ProblemKind::AccessNotAllowed,
        404 => ProblemKind::BatchNotFound { id: id() },
        407 => ProblemKind::Proxy(ProxyRefusal::SignIn),
        429 => ProblemKind::TooManyRequests { wait: None },
        500..=599 => ProblemKind::ServiceProblem {
            code: None,
            wait: None,
        },
        _ => ProblemKind::UnexpectedStatus,
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
    for status in STATUSES {
        for body in [
            "",
            laravel,
            debug,
            page,
            "no",
            "[]",
            "null",
            "{\"message\":[1,{}]}",
        ] {
            let problem = ask(answer(&format!("{status} Whatever"), "", body))
                .await
                .unwrap_err();
            assert_eq!(problem.kind, expected(status), "{status} {body:?}");
            assert_eq!(problem.evidence.status, Some(status));
            let is_words = body == laravel;
            assert_eq!(problem.evidence.message.is_some(), is_words, "{body}");
            let report = (body == debug).then_some(debug.len() as u64);
            assert_eq!(problem.evidence.internal_report, report, "{body}");
            assert_eq!(
                problem.evidence.excerpt.is_some(),
                !body.is_empty() && !body.starts_with('{'),
                "{body}"
            );
            assert!(!format!("{problem:?}").contains("/var/www"));
        }
    }
}

/// A query with the rows of a large batch in it, before any sign that it is a report.
#[tokio::test]
async fn a_report_cut_before_its_signs_is_not_quoted() {
    let rows = "('name', 'mail@example.com'),".repeat(4_000);
    let report = format!(r#"{{"message":"SQLSTATE[23000] {rows}","exception":"E"}}"#);
    let problem = ask(answer("500 X", "", report)).await.unwrap_err();
    assert_eq!(problem.kind, expected(500));
    assert!(!format!("{problem:?}").contains("SQLSTATE"), "{problem:?}");
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
    ] {
        for body in [
            json!({ "message": inside }).to_string(),
            json!({ "errors": { "id": [inside] }, "error_code": inside }).to_string(),
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
    let said = |status: &str, body: &str| {
        let headers = "X-Request-Id: req-42\r\nContent-Type: application/json\r\n";
        let acts = answer(status, headers, body);
        async { ask(acts).await.unwrap_err() }
    };
    let problem = said(
        "403 Forbidden",
        r#"{"message":"Forbidden - Insufficient permissions","required_permission":"batches:view"}"#,
    )
    .await;
    assert_eq!(
        problem.kind,
        ProblemKind::PermissionNeeded {
            permission: text("batches:view")
        }
    );
    assert_eq!(
        problem.evidence.required_permission,
        Some(text("batches:view"))
    );
    assert_eq!(problem.evidence.request_id, Some(text("req-42")));
    assert_eq!(
        problem.evidence.content_type,
        Some(text("application/json"))
    );

    let problem = said(
        "404 Not Found",
        r#"{"message":"The requested ID was not found.","error":"resource_not_found"}"#,
    )
    .await;
    assert_eq!(
        problem.evidence.error_code,
        Some(text("resource_not_found"))
    );

    let problem = said(
        "422 Unprocessable",
        r#"{"message":"m","errors":{"id":["Not a UUID.","Too short."],"x":"odd"}}"#,
    )
    .await;
    let fields = ["Not a UUID.", "Too short.", "odd"].map(text);
    assert_eq!(problem.evidence.field_messages, fields);
    let problem = said("422 Unprocessable", r#"{"errors":["one",{"a":"two"}]}"#).await;
    assert_eq!(problem.evidence.field_messages, ["one", "two"].map(text));

    let problem = said(
        "500 Oops",
        r#"{"message":"Our team has been notified.","error_code":"SERVER_ERROR"}"#,
    )
    .await;
    assert_eq!(
        problem.kind,
        ProblemKind::ServiceProblem {
            code: Some(text("SERVER_ERROR")),
            wait: None
        }
    );
    let problem = said("403 Forbidden", r#"{"required_permission":"  "}"#).await;
    assert_eq!(problem.kind, ProblemKind::AccessNotAllowed);
}

#[tokio::test]
async fn an_odd_value_costs_no_words() {
    let odd = r#"{"message":"No \ud83d","error_code":"E1","errors":["\ude00"],"took":1e400}"#;
    let evidence = ask(answer("500 Oops", "", odd)).await.unwrap_err().evidence;
    assert_eq!(evidence.message, Some(text("No \u{fffd}")));
    assert_eq!(evidence.error_code, Some(text("E1")));
    assert_eq!(evidence.field_messages, [text("\u{fffd}")]);
}

#[tokio::test]
async fn the_wait_the_service_asks_for_is_kept() {
    let wait = |status: &str, header: &str| {
        let acts = answer(status, &format!("Retry-After: {header}\r\n"), "");
        async {
            let problem = ask(acts).await.unwrap_err();
            (
                problem.kind.retry_after(),
                problem.evidence.retry_after.is_some(),
            )
        }
    };
    let seconds = Duration::from_secs;
    let busy = "429 Too Many Requests";
    assert_eq!(wait(busy, "17").await, (Some(seconds(17)), true));
    assert_eq!(wait(busy, "soon").await, (Some(seconds(60)), true));
    assert_eq!(wait(busy, "999999").await, (Some(seconds(900)), true));
    let elsewhere = "soon\r\nX-RateLimit-Reset: 30";
    assert_eq!(wait(busy, elsewhere).await, (Some(seconds(30)), true));
    let closed = "503 Service Unavailable";
    assert_eq!(wait(closed, "120").await, (Some(seconds(120)), true));
    // By the service's own clock, which is a day behind here.
    let behind = Timestamp::now() - Duration::from_hours(24);
    let date = http_date(behind);
    let until = http_date(behind + seconds(40));
    let header = format!("{until}\r\nDate: {date}");
    assert_eq!(wait(busy, &header).await, (Some(seconds(40)), true));
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
    assert_eq!(problem.kind, expected(503));
    assert!(problem.evidence.bytes.unwrap() <= 64 << 10);
}

#[tokio::test]
async fn a_refusal_may_be_packed() {
    let body = gzip(br#"{"message":"m","error_code":"E1"}"#);
    let problem = ask(answer("500 Oops", "Content-Encoding: gzip\r\n", body)).await;
    let code = problem.unwrap_err().evidence.error_code;
    assert_eq!(code, Some(text("E1")));
}

#[tokio::test]
async fn the_token_goes_nowhere_else() {
    let elsewhere = Server::plain(|_, _| json(small_batch())).await;
    let same = "/login".to_owned();
    let other = elsewhere.url("/login");
    let port = elsewhere.origin_as("localhost").to_string();
    for location in [same, other, port, "//evil.invalid/".to_owned()] {
        for status in [301, 302, 303, 307, 308] {
            let headers = format!("Location: {location}\r\n");
            let acts = answer(&format!("{status} Moved"), &headers, "<html>Sign in");
            let server = Server::plain(move |_, _| acts.clone()).await;
            let problem = api(Limits::default())
                .batch(&server.origin(), &token(), id())
                .await
                .unwrap_err();
            assert_eq!(problem.kind, ProblemKind::SentElsewhere);
            let host = match location.as_str() {
                "//evil.invalid/" => "evil.invalid",
                at if at.contains("localhost") => "localhost",
                _ => "127.0.0.1",
            };
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
