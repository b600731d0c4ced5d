//! Answers with every kind of damage, over a real socket.

use super::statuses::{ask, ask_with, text};
use crate::support::wire_server::{Act, answer, gzip, head, json, small_batch};
use vec_batch_viewer::api::Limits;
use vec_batch_viewer::domain::ProblemKind;
use vec_batch_viewer::domain::problem::AnswerForm;

async fn form_of(acts: Vec<Act>) -> AnswerForm {
    match ask(acts).await.unwrap_err().kind {
        ProblemKind::UnexpectedAnswer(form) => form,
        other => panic!("{other:?}"),
    }
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

/// Proxies bend them, and browsers take them.
#[tokio::test]
async fn header_lines_that_are_bent() {
    for headers in [
        "X-Folded: one\r\n two\r\n\tthree\r\n",
        "X-Blank : before the colon\r\n",
        "X-Letter: caf\u{e9}\r\n",
        "no colon at all\r\n",
        ": no name\r\n",
        "X-Bell: \u{7}\r\n",
    ] {
        let headers = format!("{headers}Content-Type: application/json\r\n");
        let latin: Vec<u8> = headers.chars().map(|c| u8::try_from(c).unwrap()).collect();
        let body = small_batch();
        let length = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n", body.len());
        let whole = [length.as_bytes(), &latin, b"\r\n", body.as_bytes()].concat();
        let asked = ask(vec![Act::Send(whole)]).await;
        assert!(asked.is_ok(), "{headers:?}: {asked:?}");
    }
}

#[tokio::test]
async fn a_web_page_instead_of_the_service() {
    let page = "<!DOCTYPE html><title>Guest Wi-Fi</title><p>Sign in";
    let xml = "<?xml version=\"1.0\"?>";
    for body in [page, "\n\n  <html>", "\u{feff}<html>", xml] {
        let problem = ask(json(body)).await.unwrap_err();
        let page = ProblemKind::UnexpectedAnswer(AnswerForm::WebPage);
        assert_eq!(problem.kind, page, "{body:?}");
        assert!(problem.evidence.excerpt.is_some());
    }
    let html = "Content-Type: Text/HTML; charset=utf-8\r\n";
    let form = form_of(answer("200 OK", html, "Sign in here")).await;
    assert_eq!(form, AnswerForm::WebPage);
    // The contents count, not the name.
    assert!(ask(answer("200 OK", html, small_batch())).await.is_ok());
}

#[tokio::test]
async fn text_that_is_no_json() {
    let long = "x".repeat(5_000);
    let deep = "[".repeat(100_000);
    let whole = small_batch();
    let half = &whole[..whole.len() / 2];
    let odd = ["OK", "{\"data\":NaN}", "{'data':{}}", "\0\0\0"];
    for body in odd.into_iter().chain([half, &long, &deep]) {
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
async fn one_documented_field_makes_a_batch() {
    for data in [
        r#"{"created_at":"1968-09-19T05:40:39.0Z","failed_certificates":81744620}"#,
        r#"{"processed_certificates":-96186005,"progress":27.77,"template_id":"23c7ff33"}"#,
        r#"{"requires_signatures":true,"template_id":"38731da7"}"#,
        r#"{"status":null}"#,
    ] {
        let body = format!(r#"{{"data":{data}}}"#);
        assert!(ask(json(&body)).await.is_ok(), "{data}");
    }
}

#[tokio::test]
async fn json_of_another_shape() {
    let deep = format!("{}1{}", r#"{"data":"#.repeat(5_000), "}".repeat(5_000));
    for (body, path) in [
        (deep.as_str(), "data"),
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
    for announced in [100_001, i64::MAX.unsigned_abs()] {
        let length = head(&format!("Content-Length: {announced}\r\n"));
        let problem = ask_with(limits, vec![length, Act::Hang]).await.unwrap_err();
        assert_eq!(problem.kind, too_large);
        assert_eq!(problem.evidence.bytes, Some(0), "not read at all");
        assert_eq!(problem.evidence.announced, Some(announced));
    }
    let endless = vec![head(""), Act::Endless(b"{\"data\":".repeat(1_000))];
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
    // In the head of the packing, in what is packed, and in its check sum.
    for at in [1..3, 12..30, packed.len() - 8..packed.len() - 4] {
        let mut damaged = packed.clone();
        damaged[at].fill(0xa5);
        let form = form_of(answer("200 OK", headers, damaged)).await;
        assert_eq!(form, AnswerForm::NotJson);
    }
    let half = ask(answer("200 OK", headers, &packed[..packed.len() / 2])).await;
    assert_eq!(half.unwrap_err().kind, ProblemKind::CutShort);
    // Never asked for, so left as it is.
    let brotli = "Content-Encoding: br\r\n";
    assert_eq!(
        form_of(answer("200 OK", brotli, [0x8b, 3, 0x80])).await,
        AnswerForm::NotJson
    );
}
