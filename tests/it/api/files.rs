//! Fetching a picture or the PDF of a certificate: what is sent, where it may lead, and what may
//! come back.

use std::time::Duration;

use crate::support::pictures::small_png;
use crate::support::wire_server::{
    Act, Identity, Server, TOKEN, answer, answer_timeout, api, head, service_test, short_limits,
    small_batch, through, tunnel_to,
};
use vec_batch_viewer::api::{DECODING, Limits};
use vec_batch_viewer::domain::picture::{AddressProblem, FileAddress, Picture, PictureFormat};
use vec_batch_viewer::domain::problem::{AnswerForm, PictureProblem};
use vec_batch_viewer::domain::{Problem, ProblemKind};

fn address(server: &Server, path: &str) -> FileAddress {
    FileAddress::resolve(path, &server.origin()).unwrap()
}

async fn fetch(server: &Server, path: &str) -> Result<Picture, Problem> {
    fetch_with(Limits::default(), server, path).await
}

async fn fetch_with(limits: Limits, server: &Server, path: &str) -> Result<Picture, Problem> {
    let address = address(server, path);
    api(limits).picture(&server.origin(), &address, 100).await
}

async fn kind_from(acts: Vec<Act>) -> ProblemKind {
    let server = Server::saying(acts).await;
    fetch(&server, "/a.png").await.unwrap_err().kind
}

fn picture_answer() -> Vec<Act> {
    answer("200 OK", "Content-Type: image/png\r\n", small_png())
}

fn redirect(to: &str) -> Vec<Act> {
    let headers = format!("Location: {to}\r\nSet-Cookie: a=b; Path=/\r\n");
    answer("302 Found", &headers, "")
}

#[tokio::test]
async fn what_fetching_a_picture_sends() {
    let server = Server::plain(|_, request| {
        if request.starts_with("GET /business") {
            let cookie = "Set-Cookie: session=x; Path=/\r\n";
            answer("200 OK", cookie, small_batch())
        } else if request.starts_with("GET /a.png?signature=1 ") {
            redirect("/b.png")
        } else {
            picture_answer()
        }
    })
    .await;
    let api = api(Limits::default());
    server.asked(&api).await.unwrap();
    let at = address(&server, "/a.png?signature=1#part");
    let picture = api.picture(&server.origin(), &at, 100).await.unwrap();
    assert_eq!(picture.info.size, [40, 20]);
    let requests = server.seen.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests[1..] {
        let lower = request.to_lowercase();
        for header in ["authorization", "cookie", "referer", "s3cret", "#part"] {
            assert!(!lower.contains(header), "{header} in {request}");
        }
        assert!(lower.contains("accept: image/png"));
        assert!(lower.contains("user-agent: vec-batch-viewer/"));
    }
    assert!(requests[2].starts_with("GET /b.png "));
}

#[tokio::test]
async fn three_hops_and_no_more() {
    for (hops, comes) in [(1, true), (3, true), (4, false)] {
        let server = Server::plain(move |number, _| {
            if number < hops {
                redirect(&format!("hop{number}.png"))
            } else {
                picture_answer()
            }
        })
        .await;
        let outcome = fetch(&server, "/deep/a.png").await;
        assert_eq!(outcome.is_ok(), comes, "{hops}");
        if let Err(problem) = outcome {
            assert_eq!(problem.kind, ProblemKind::SentElsewhere);
        }
        assert_eq!(server.seen.count(), 4.min(hops + 1));
    }
    let circle = Server::saying(redirect("/a.png")).await;
    let problem = fetch(&circle, "/a.png").await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::SentElsewhere);
    let nowhere = kind_from(answer("302 Found", "", "")).await;
    assert_eq!(nowhere, ProblemKind::SentElsewhere);
}

#[tokio::test]
async fn an_answer_may_be_bent_and_lead_on_by_letters_of_any_script() {
    let server = Server::plain(|_, request| {
        if request.starts_with("GET /a.png ") {
            redirect("/%20\r\n bilder/große Prüfung.png\r\nX-Blank : 1\r\nno colon")
        } else {
            let headers = "no colon\r\nContent-Type : image/png\r\n";
            answer("200 OK", headers, small_png())
        }
    })
    .await;
    assert!(fetch(&server, "/a.png").await.is_ok());
    let led = &server.seen.requests()[1];
    let path = "/%20%20bilder/gro%C3%9Fe%20Pr%C3%BCfung.png";
    assert!(led.starts_with(&format!("GET {path} ")), "{led}");
}

#[tokio::test]
async fn a_redirection_is_checked_like_the_address_itself() {
    let identity = Identity::good();
    let plain = Server::saying(picture_answer()).await;
    let secure = Server::secure(&identity).await;
    for (to, why) in [
        ("file:///etc/passwd", AddressProblem::NotWeb),
        ("http://picture.example/a.png", AddressProblem::NotSecure),
        ("https://me@picture.example/a", AddressProblem::UserName),
        (&plain.url("/a.png"), AddressProblem::NotSecure),
        (&secure.url("/a.png"), AddressProblem::NotSecure),
    ] {
        let there = to.to_owned();
        let away = Server::tls(&identity, move |_, _| redirect(&there)).await;
        let proxy = Server::saying(tunnel_to(&away)).await.url("");
        let api = through(&proxy, Limits::default(), &[&identity]);
        let at = FileAddress::resolve("/a.png", &service_test()).unwrap();
        let problem = api.picture(&service_test(), &at, 100).await.unwrap_err();
        let refused = ProblemKind::Picture(PictureProblem::Address(why));
        assert_eq!(problem.kind, refused, "{to}");
    }
    assert_eq!(plain.seen.count() + secure.seen.count(), 0);
}

#[tokio::test]
async fn one_picture_is_decoded_at_a_time() {
    let server = Server::saying(picture_answer()).await;
    let turn = DECODING.lock().await;
    let in_time = tokio::time::timeout(Duration::from_secs(1), fetch(&server, "/a.png"));
    assert!(in_time.await.is_err(), "it did not wait");
    assert_eq!(server.seen.count(), 1, "though the file has come");
    drop(turn);
    assert!(fetch(&server, "/a.png").await.is_ok());
}

#[tokio::test]
async fn no_picture_comes() {
    use ProblemKind as Kind;
    let gone = Kind::Picture(PictureProblem::Gone);
    let not = Kind::Picture(PictureProblem::NotAPicture);
    let (code, wait) = (None, Some(Duration::from_secs(5)));
    let broken = Kind::ServiceProblem { code, wait: None };
    for (status, headers, body, kind) in [
        ("401 No", "", "<html>no", &gone),
        ("403 No", "", "<html>no", &gone),
        ("404 No", "", "<html>no", &gone),
        ("410 No", "", "<html>no", &gone),
        ("200 OK", "Content-Type: image/png\r\n", "<html>", &not),
        ("200 OK", "", "{\"data\":{}}", &not),
        ("204 No Content", "", "", &not),
        ("500 Oops", "", "", &broken),
        (
            "429 Busy",
            "Retry-After: 5\r\n",
            "",
            &Kind::TooManyRequests { wait },
        ),
        ("418 Teapot", "", "", &Kind::UnexpectedStatus),
    ] {
        let found = kind_from(answer(status, headers, body)).await;
        assert_eq!(found, *kind, "{status} {body}");
    }
    let half = small_png();
    let length = format!("Content-Length: {}\r\n", half.len());
    let half = Act::Send(half[..half.len() - 9].to_vec());
    let half = vec![head(&length), half, Act::Close];
    assert_eq!(kind_from(half).await, Kind::CutShort);
    let endless = vec![head(""), Act::Endless(vec![0; 100_000])];
    let server = Server::saying(endless).await;
    let limits = Limits {
        picture_bytes: 1_000_000,
        ..Limits::default()
    };
    let problem = fetch_with(limits, &server, "/a.png").await.unwrap_err();
    assert_eq!(problem.kind, Kind::TooLarge { limit: 1_000_000 });
}

#[tokio::test]
async fn what_a_picture_is_called_does_not_matter() {
    for name in ["image/jpeg", "text/html", "application/octet-stream"] {
        let headers = format!("Content-Type: {name}\r\n");
        let server = Server::saying(answer("200 OK", &headers, small_png())).await;
        let picture = fetch(&server, "/a.jpg").await.unwrap();
        assert_eq!(picture.info.format, PictureFormat::Png);
    }
}

#[tokio::test]
async fn all_hops_together_have_one_limit() {
    // Each hop alone is in time.
    let pause = short_limits().total * 2 / 3;
    let server = Server::plain(move |number, _| {
        let mut acts = vec![Act::Pause(pause)];
        acts.extend(if number == 0 {
            redirect("/b.png")
        } else {
            picture_answer()
        });
        acts
    })
    .await;
    let problem = fetch_with(short_limits(), &server, "/a.png").await;
    assert_eq!(problem.unwrap_err().kind, answer_timeout());
}

const PDF: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";

async fn fetched_from(server: &Server) -> Result<Vec<u8>, Problem> {
    let origin = server.origin();
    let address = FileAddress::resolve("/storage/certificates/a.pdf", &origin).unwrap();
    let file = api(Limits::default()).document(&origin, &address).await?;
    Ok(file.to_vec())
}

async fn fetched(acts: Vec<Act>) -> Result<Vec<u8>, Problem> {
    fetched_from(&Server::saying(acts).await).await
}

fn pdf() -> Vec<Act> {
    answer("200 OK", "Content-Type: application/pdf\r\n", PDF)
}

#[tokio::test]
async fn it_comes_as_it_is_and_without_the_token() {
    let server = Server::saying(pdf()).await;
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
    let storage = Server::saying(pdf()).await;
    let there = redirect(&storage.url("/x.pdf?signature=1"));
    assert_eq!(fetched(there).await.unwrap(), PDF);
    for place in ["file:///etc/passwd", "http://service.example/a.pdf"] {
        let kind = fetched(redirect(place)).await.unwrap_err().kind;
        assert_eq!(kind, ProblemKind::FileNotAvailable, "{place}");
    }
}

#[tokio::test]
async fn where_it_is_not_given_away_it_is_said_so() {
    let form = ProblemKind::UnexpectedAnswer;
    for (status, body, kind) in [
        ("401 X", "<html>", ProblemKind::FileNotAvailable),
        ("403 X", "<html>", ProblemKind::FileNotAvailable),
        ("404 X", "<html>", ProblemKind::FileNotAvailable),
        ("410 X", "<html>", ProblemKind::FileNotAvailable),
        ("200 OK", "<!DOCTYPE html>", form(AnswerForm::WebPage)),
        ("200 OK", "MZ\u{90}", form(AnswerForm::NotJson)),
        ("200 OK", " ", form(AnswerForm::Empty)),
    ] {
        let found = fetched(answer(status, "", body)).await.unwrap_err().kind;
        assert_eq!(found, kind, "{status} {body}");
    }
}
