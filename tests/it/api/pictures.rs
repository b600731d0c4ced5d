//! Fetching a picture: what is sent, where it may lead, and what may come back.

use crate::support::pictures::small_png;
use crate::support::wire_server::{
    self, Act, Server, answer, api, id, json, short_limits, small_batch, token,
};
use vec_batch_viewer::api::Limits;
use vec_batch_viewer::domain::picture::{AddressProblem, Picture, PictureAddress, PictureFormat};
use vec_batch_viewer::domain::problem::PictureProblem;
use vec_batch_viewer::domain::{ApiOrigin, Problem, ProblemKind};

fn address(server: &Server, path: &str) -> PictureAddress {
    PictureAddress::resolve(path, &server.origin()).unwrap()
}

async fn fetch(server: &Server, path: &str) -> Result<Picture, Problem> {
    fetch_with(Limits::default(), server, path).await
}

async fn fetch_with(limits: Limits, server: &Server, path: &str) -> Result<Picture, Problem> {
    let address = address(server, path);
    api(limits).picture(&server.origin(), &address, 100).await
}

async fn kind_from(acts: Vec<Act>) -> ProblemKind {
    let server = Server::plain(move |_, _| acts.clone()).await;
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
    api.batch(&server.origin(), &token(), id()).await.unwrap();
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
    let circle = Server::plain(|_, _| redirect("/a.png")).await;
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
async fn another_host_may_have_the_picture() {
    let store = Server::plain(|_, _| picture_answer()).await;
    let there = format!("{}/a.png", store.origin_as("localhost"));
    let server = Server::plain(move |_, _| redirect(&there)).await;
    assert!(fetch(&server, "/a.png").await.is_ok());
    let request = store.seen.requests().concat().to_lowercase();
    assert!(!request.contains("cookie") && !request.contains("referer"));
}

#[tokio::test]
async fn a_redirection_is_checked_like_the_address_itself() {
    for (to, why) in [
        ("file:///etc/passwd", AddressProblem::NotWeb),
        ("data:image/png;base64,AAAA", AddressProblem::NotWeb),
        ("javascript:alert(1)", AddressProblem::NotWeb),
        ("http://picture.example/a.png", AddressProblem::NotSecure),
        ("https://me@picture.example/a", AddressProblem::UserName),
        ("https://", AddressProblem::NotAnAddress),
    ] {
        let kind = kind_from(redirect(to)).await;
        let refused = ProblemKind::Picture(PictureProblem::Address(why));
        assert_eq!(kind, refused, "{to}");
    }
}

#[tokio::test]
async fn a_picture_elsewhere_may_not_lead_to_this_computer() {
    let here = Server::plain(|_, _| picture_answer()).await;
    let identity = wire_server::Identity::good();
    let there = here.url("/a.png");
    let away = Server::tls(&identity, move |_, _| redirect(&there)).await;
    let api = wire_server::trusting(&identity, Limits::default());
    let origin: ApiOrigin = "https://api.vec.digital".parse().unwrap();
    let at = PictureAddress::resolve(&away.url("/a.png"), &origin).unwrap();
    let problem = api.picture(&origin, &at, 100).await.unwrap_err();
    let refused = PictureProblem::Address(AddressProblem::NotSecure);
    assert_eq!(problem.kind, ProblemKind::Picture(refused));
    assert_eq!(here.seen.count(), 0);
}

#[tokio::test]
async fn no_picture_comes() {
    use ProblemKind as Kind;
    let gone = Kind::Picture(PictureProblem::Gone);
    for status in ["401 No", "403 No", "404 No", "410 No"] {
        let acts = answer(status, "", "<html>no");
        assert_eq!(kind_from(acts).await, gone, "{status}");
    }
    let not = Kind::Picture(PictureProblem::NotAPicture);
    let png = "Content-Type: image/png\r\n";
    assert_eq!(kind_from(answer("200 OK", png, "<html>")).await, not);
    assert_eq!(kind_from(json(small_batch())).await, not);
    assert_eq!(kind_from(answer("204 No Content", "", "")).await, not);
    assert!(matches!(
        kind_from(answer("500 Oops", "", "")).await,
        Kind::ServiceProblem { .. }
    ));
    let busy = answer("429 Busy", "Retry-After: 5\r\n", "");
    assert!(matches!(
        kind_from(busy).await,
        Kind::TooManyRequests { .. }
    ));
    assert_eq!(
        kind_from(answer("418 Teapot", "", "")).await,
        Kind::UnexpectedStatus
    );
    let half = answer("200 OK", "", small_png());
    let Act::Send(bytes) = &half[0] else {
        panic!("one piece")
    };
    let half = vec![Act::Send(bytes[..bytes.len() - 9].to_vec()), Act::Close];
    assert_eq!(kind_from(half).await, Kind::CutShort);
    let endless = vec![
        Act::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
        Act::Endless(vec![0; 100_000]),
    ];
    let server = Server::plain(move |_, _| endless.clone()).await;
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
        let acts = answer("200 OK", &headers, small_png());
        let server = Server::plain(move |_, _| acts.clone()).await;
        let picture = fetch(&server, "/a.jpg").await.unwrap();
        assert_eq!(picture.info.format, PictureFormat::Png);
    }
}

#[tokio::test]
async fn the_memory_for_decoding_is_the_limits() {
    let server = Server::plain(|_, _| picture_answer()).await;
    let limits = Limits {
        decode_bytes: 1_000,
        ..Limits::default()
    };
    let problem = fetch_with(limits, &server, "/a.png").await.unwrap_err();
    let too_large = ProblemKind::Picture(PictureProblem::TooLarge);
    assert_eq!(problem.kind, too_large);
    assert_eq!(problem.evidence.bytes, Some(small_png().len() as u64));
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
    let limit = short_limits().total;
    let timeout = ProblemKind::AnswerTimeout { limit };
    assert_eq!(problem.unwrap_err().kind, timeout);
}
