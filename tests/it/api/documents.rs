//! The PDF of a certificate, over a real socket.

use crate::support::wire_server::{Act, Server, TOKEN, answer, api};
use vec_batch_viewer::api::Limits;
use vec_batch_viewer::domain::picture::PictureAddress;
use vec_batch_viewer::domain::problem::AnswerForm;
use vec_batch_viewer::domain::{Problem, ProblemKind};

const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";

async fn fetched_from(server: &Server) -> Result<Vec<u8>, Problem> {
    let origin = server.origin();
    let address = PictureAddress::resolve("/storage/certificates/a.pdf", &origin).unwrap();
    let file = api(Limits::default()).document(&origin, &address).await?;
    Ok(file.to_vec())
}

async fn fetched(acts: Vec<Act>) -> Result<Vec<u8>, Problem> {
    fetched_from(&Server::plain(move |_, _| acts.clone()).await).await
}

fn pdf() -> Vec<Act> {
    answer("200 OK", "Content-Type: application/pdf\r\n", PDF)
}

#[tokio::test]
async fn it_comes_as_it_is_and_without_the_token() {
    let server = Server::plain(|_, _| pdf()).await;
    assert_eq!(fetched_from(&server).await.unwrap(), PDF);
    let [request] = &server.seen.requests()[..] else {
        panic!("one request")
    };
    assert!(request.starts_with("GET /storage/certificates/a.pdf HTTP"));
    let lower = request.to_lowercase();
    assert!(lower.contains("accept: application/pdf\r\n"));
    assert!(!lower.contains("authorization") && !request.contains(TOKEN));
}

#[tokio::test]
async fn a_storage_service_may_hold_it() {
    let storage = Server::plain(|_, _| pdf()).await;
    let there = format!("Location: {}\r\n", storage.url("/x.pdf?signature=1"));
    let server = Server::plain(move |_, _| answer("302 Found", &there, "")).await;
    assert_eq!(fetched_from(&server).await.unwrap(), PDF);
    let leads_to = |place: &str| answer("302 Found", &format!("Location: {place}\r\n"), "");
    for place in ["file:///etc/passwd", "http://service.example/a.pdf"] {
        let kind = fetched(leads_to(place)).await.unwrap_err().kind;
        assert_eq!(kind, ProblemKind::FileNotAvailable, "{place}");
    }
}

#[tokio::test]
async fn where_it_is_not_given_away_it_is_said_so() {
    for status in ["401 X", "403 X", "404 X", "410 X"] {
        let kind = fetched(answer(status, "", "<html>"))
            .await
            .unwrap_err()
            .kind;
        assert_eq!(kind, ProblemKind::FileNotAvailable, "{status}");
    }
    for (body, form) in [
        ("<!DOCTYPE html>", AnswerForm::WebPage),
        ("MZ\u{90}", AnswerForm::NotJson),
        (" ", AnswerForm::Empty),
    ] {
        let kind = fetched(answer("200 OK", "", body)).await.unwrap_err().kind;
        assert_eq!(kind, ProblemKind::UnexpectedAnswer(form), "{body}");
    }
    let limit = Limits::default().picture_bytes;
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", limit + 1);
    let kind = fetched(vec![Act::Send(head.into())])
        .await
        .unwrap_err()
        .kind;
    assert_eq!(kind, ProblemKind::TooLarge { limit });
}
