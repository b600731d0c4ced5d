//! Answers of the service, over a real socket: every status with every kind of
//! body, and bodies of every kind of damage.

#[path = "support/wire_server.rs"]
mod wire_server;

use std::io::Write;
use std::time::{Duration, SystemTime};

use flate2::Compression;
use flate2::write::GzEncoder;
use vec_batch_viewer::api::Limits;
use vec_batch_viewer::domain::problem::{AnswerForm, ProxyRefusal};
use vec_batch_viewer::domain::{Answer, Problem, ProblemKind, ServerText};
use wire_server::{Act, ID, Server, TOKEN, answer, api, id, json, small_batch, token};

async fn ask_with(limits: Limits, acts: Vec<Act>) -> Result<Answer, Problem> {
    let server = Server::plain(move |_, _| acts.clone()).await;
    api(limits).batch(&server.origin(), &token(), id()).await
}

async fn ask(acts: Vec<Act>) -> Result<Answer, Problem> {
    ask_with(Limits::default(), acts).await
}

async fn form_of(acts: Vec<Act>) -> AnswerForm {
    match ask(acts).await.unwrap_err().kind {
        ProblemKind::UnexpectedAnswer(form) => form,
        other => panic!("{other:?}"),
    }
}

fn text(of: &str) -> ServerText {
    ServerText::new(of)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
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

/// What each status must come to, whatever the body says.
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
            let is_words = body == laravel || body == debug;
            assert_eq!(problem.evidence.message.is_some(), is_words, "{body}");
            assert_eq!(
                problem.evidence.excerpt.is_some(),
                !body.is_empty() && !body.starts_with('{'),
                "{body}"
            );
            assert!(!format!("{problem:?}").contains("/var/www"));
        }
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
async fn the_wait_the_service_asks_for_is_kept() {
    let wait = |status: &str, header: &str| {
        let acts = answer(status, &format!("Retry-After: {header}\r\n"), "");
        async {
            let problem = ask(acts).await.unwrap_err();
            (problem.wait(), problem.evidence.retry_after.is_some())
        }
    };
    let seconds = Duration::from_secs;
    let busy = "429 Too Many Requests";
    assert_eq!(wait(busy, "17").await, (Some(seconds(17)), true));
    assert_eq!(wait(busy, "soon").await, (Some(seconds(60)), true));
    assert_eq!(wait(busy, "999999").await, (Some(seconds(900)), true));
    let closed = "503 Service Unavailable";
    assert_eq!(wait(closed, "120").await, (Some(seconds(120)), true));
    // By the service's own clock, which is a day behind here.
    let behind = SystemTime::now() - seconds(86_400);
    let date = httpdate::fmt_http_date(behind);
    let until = httpdate::fmt_http_date(behind + seconds(40));
    let header = format!("{until}\r\nDate: {date}");
    assert_eq!(wait(busy, &header).await, (Some(seconds(40)), true));
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_noticed() {
    let day = Duration::from_secs(86_400);
    let date = httpdate::fmt_http_date(SystemTime::now() + 3 * day);
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
        total: Duration::from_secs(60),
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
async fn nothing_at_all() {
    for acts in [
        vec![Act::Send(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec())],
        json(""),
        json(" \r\n\t "),
        json("\u{feff}"),
    ] {
        assert_eq!(form_of(acts).await, AnswerForm::Empty);
    }
}

#[tokio::test]
async fn a_web_page_instead_of_the_service() {
    let page = "<!DOCTYPE html><title>Guest Wi-Fi</title><p>Sign in";
    for body in [
        page,
        "\n\n  <html>",
        "\u{feff}<html>",
        "<?xml version=\"1.0\"?>",
    ] {
        let problem = ask(json(body)).await.unwrap_err();
        let page = ProblemKind::UnexpectedAnswer(AnswerForm::WebPage);
        assert_eq!(problem.kind, page, "{body:?}");
        assert!(problem.evidence.excerpt.is_some());
    }
    let html = "Content-Type: Text/HTML; charset=utf-8\r\n";
    let form = form_of(answer("200 OK", html, "Sign in here")).await;
    assert_eq!(form, AnswerForm::WebPage);
    // What it is counts, not what it is called.
    assert!(ask(answer("200 OK", html, small_batch())).await.is_ok());
}

#[tokio::test]
async fn text_that_is_no_json() {
    let long = "x".repeat(5_000);
    let deep = "[".repeat(100_000);
    let deep_object = format!("{}1{}", r#"{"data":"#.repeat(5_000), "}".repeat(5_000));
    let whole = small_batch();
    let half = &whole[..whole.len() / 2];
    for body in [
        "OK",
        half,
        &long,
        &deep,
        &deep_object,
        "{\"data\":NaN}",
        "{'data':{}}",
        "\0\0\0",
    ] {
        let problem = ask(json(body)).await.unwrap_err();
        let no_json = ProblemKind::UnexpectedAnswer(AnswerForm::NotJson);
        assert_eq!(problem.kind, no_json, "{body:.40}");
        let excerpt = problem.evidence.excerpt.unwrap();
        // Three NULs are told by number.
        assert!(excerpt.as_str().chars().count() <= 200, "{excerpt}");
        assert_eq!(problem.evidence.bytes, Some(body.len() as u64));
    }
}

#[tokio::test]
async fn json_of_another_shape() {
    for (body, path) in [
        ("[]", "."),
        ("null", "."),
        ("\"data\"", "."),
        ("{}", "data"),
        (r#"{"message":"ok"}"#, "data"),
        (r#"{"data":null}"#, "data"),
        (r#"{"data":[]}"#, "data"),
        (r#"{"data":[{"id":1}]}"#, "data"),
        (r#"{"data":{}}"#, "data"),
        (r#"{"data":{"uuid":"x"}}"#, "data"),
        (r#"{"user":{"id":1}}"#, "data"),
    ] {
        let problem = ask(json(body)).await.unwrap_err();
        let other = ProblemKind::UnexpectedAnswer(AnswerForm::OtherShape);
        assert_eq!(problem.kind, other, "{body}");
        assert_eq!(problem.evidence.json_path, Some(text(path)), "{body}");
        assert_eq!(problem.evidence.status, Some(200));
    }
}

#[tokio::test]
async fn letters_that_are_no_utf8_spoil_no_more_than_themselves() {
    let mut body = small_batch().replace("10th", "10th ?").into_bytes();
    let at = body.iter().position(|byte| *byte == b'?').unwrap();
    body[at] = 0xff;
    let answer = ask(json(body)).await.unwrap();
    assert_eq!(answer.batch.name, Some(text("Class 10th \u{fffd}")));
    let with_mark = format!("\u{feff}{}", small_batch());
    let answer = ask(json(with_mark)).await.unwrap();
    assert_eq!(*answer.raw, small_batch());
}

#[tokio::test]
async fn too_large_in_every_way() {
    let limits = Limits {
        answer_bytes: 100_000,
        ..Limits::default()
    };
    let too_large = ProblemKind::TooLarge { limit: 100_000 };
    let announced = vec![
        Act::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n".to_vec()),
        Act::Hang,
    ];
    let problem = ask_with(limits, announced).await.unwrap_err();
    assert_eq!(problem.kind, too_large);
    assert_eq!(problem.evidence.bytes, Some(0), "not read at all");
    assert_eq!(problem.evidence.announced, Some(100_001));

    let absurd = vec![
        Act::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n".to_vec()),
        Act::Hang,
    ];
    assert_eq!(ask_with(limits, absurd).await.unwrap_err().kind, too_large);

    let endless = vec![
        Act::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
        Act::Endless(b"{\"data\":".repeat(1_000)),
    ];
    let problem = ask_with(limits, endless).await.unwrap_err();
    assert_eq!(problem.kind, too_large);
    assert!(problem.evidence.bytes.unwrap() <= 100_000);

    let bomb = gzip(&vec![b' '; 50_000_000]);
    assert!(bomb.len() < 90_000, "small before it is unpacked");
    let bomb = answer("200 OK", "Content-Encoding: gzip\r\n", bomb);
    let problem = ask_with(limits, bomb).await.unwrap_err();
    assert_eq!(problem.kind, too_large);

    let fits = json(format!("{}{}", small_batch(), " ".repeat(90_000)));
    assert!(ask_with(limits, fits).await.is_ok());
}

#[tokio::test]
async fn packed_answers() {
    let packed = gzip(small_batch().as_bytes());
    let headers = "Content-Encoding: gzip\r\n";
    assert!(ask(answer("200 OK", headers, &packed)).await.is_ok());
    let mut damaged = packed.clone();
    damaged[12..].fill(0xa5);
    assert_eq!(
        form_of(answer("200 OK", headers, damaged)).await,
        AnswerForm::NotJson
    );
    let half = ask(answer("200 OK", headers, &packed[..packed.len() / 2])).await;
    assert_eq!(half.unwrap_err().kind, ProblemKind::CutShort);
    // Never asked for, so left as it is.
    let brotli = "Content-Encoding: br\r\n";
    assert_eq!(
        form_of(answer("200 OK", brotli, [0x8b, 3, 0x80])).await,
        AnswerForm::NotJson
    );
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
