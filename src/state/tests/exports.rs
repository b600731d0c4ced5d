//! Files, reported on their page only and fetched again where an address expired; enlarged
//! pictures.

use super::accounts::{at_a, switch};
use super::waits::certificate_file;
use super::*;
use crate::domain::picture::{FileLink, PictureAddress, Pixels};
use crate::domain::problem::{Evidence, PictureProblem};
use crate::domain::{Certificate, FileName};
use crate::state::picture::ENLARGED_SIDE;

fn report() -> ExportIntent {
    ExportIntent::Save(Document {
        kind: FileKind::Report,
        name: FileName::new("a", "html"),
        bytes: vec![1].into(),
    })
}

fn saved(effects: &[Effect], result: Result<Option<String>, Problem>) -> Event {
    Event::Response {
        id: request(effects),
        response: Response::SaveFile(result),
    }
}

fn other_batch(state: &mut AppState) {
    let asks = send(state, LookupIntent::Check(id(OTHER)));
    let _ = event(state, fetched(request(&asks), Ok(answer(OTHER, "/b.png"))));
}

fn no_batch(state: &mut AppState) {
    let _ = send(state, LookupIntent::Back);
}

fn other_account(state: &mut AppState) {
    let _ = switch(state, 1);
}

#[test]
fn a_line_about_a_file_goes_with_what_it_is_about() {
    for go_on in [other_batch, no_batch, other_account] {
        let mut state = at_a();
        let choosing = send(&mut state, report());
        go_on(&mut state);
        assert_eq!(state.exports.last, None, "the dialog is still open");
        assert_eq!(send(&mut state, report()), [], "one dialog at a time");
        let _ = event(&mut state, saved(&choosing, Ok(Some("/a.html".to_owned()))));
        assert_eq!(state.exports, Exports::default());

        let mut state = at_a();
        let choosing = send(&mut state, report());
        go_on(&mut state);
        let failed = Err(ProblemKind::NotSaved.into());
        let _ = event(&mut state, saved(&choosing, failed));
        assert_eq!(state.exports, Exports::default());
        let told = state.window.error_dialog.map(|problem| problem.kind);
        assert_eq!(told, Some(ProblemKind::NotSaved), "it would be missed");
    }
}

const OLD: &str = "https://files.example/a.pdf?signature=old";
const NEW: &str = "https://files.example/a.pdf?signature=new";

fn with_status(kind: ProblemKind, status: u16) -> Problem {
    let evidence = Evidence {
        status: Some(status),
        ..Evidence::default()
    };
    Problem::new(kind, evidence)
}

fn refused(effects: &[Effect], status: u16) -> Event {
    let problem = with_status(ProblemKind::FileNotAvailable, status);
    Event::Response {
        id: request(effects),
        response: Response::FetchFile(Err(problem)),
    }
}

fn renewed(id: RequestId, pdf: FileLink) -> Event {
    let found = Certificate {
        pdf,
        ..Certificate::default()
    };
    Event::Response {
        id,
        response: Response::FetchCertificate(Box::new(Ok(found))),
    }
}

fn link(address: &str) -> FileLink {
    FileLink::At(PictureAddress::resolve(address, &origin::DEFAULT.parse().unwrap()).unwrap())
}

/// Address of a fetched file.
fn file_of(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request {
            request: Request::FetchFile { address, .. } | Request::FetchPicture { address, .. },
            ..
        } => Some(address.url().as_str()),
        _ => None,
    })
}

fn kind_of(effects: &[Effect]) -> Option<RequestKind> {
    effects.iter().find_map(|effect| match effect {
        Effect::Request { request, .. } => Some(request.kind()),
        _ => None,
    })
}

fn has_failed(state: &AppState) -> bool {
    let last = state.exports.last.as_ref();
    let failed = last.is_some_and(|last| matches!(last.phase, FilePhase::Failed(_)));
    failed && !state.exports.is_busy()
}

#[test]
fn an_address_that_ran_out_is_asked_for_once_more_and_only_once() {
    for (status, asks) in [(403, true), (400, true), (404, false), (500, false)] {
        let mut state = at_a();
        let fetches = send(&mut state, certificate_file(OLD));
        let asked = event(&mut state, refused(&fetches, status));
        let renews = kind_of(&asked) == Some(RequestKind::FetchCertificate);
        assert_eq!(renews, asks, "{status}");
        if asks {
            let again = event(&mut state, renewed(request(&asked), link(NEW)));
            assert_eq!(file_of(&again), Some(NEW));
            assert_eq!(event(&mut state, refused(&again, status)), []);
        }
        assert!(has_failed(&state));
    }
}

#[test]
fn an_address_that_does_not_come_leaves_the_first_answer() {
    let nothing = |id| renewed(id, FileLink::None);
    let other = |RequestId(id)| renewed(RequestId(id + 1), link(NEW));
    let refused_too = |id| died(id, RequestKind::FetchCertificate);
    let answers: [&dyn Fn(RequestId) -> Event; 3] = [&nothing, &other, &refused_too];
    for answer in answers {
        let mut state = at_a();
        let fetches = send(&mut state, certificate_file(OLD));
        let asked = event(&mut state, refused(&fetches, 403));
        let after = event(&mut state, answer(request(&asked)));
        assert_eq!(kind_of(&after), None);
        assert!(has_failed(&state));
    }
}

#[test]
fn a_picture_whose_address_ran_out_comes_with_the_batch() {
    for (status, kind) in [
        (403, RequestKind::FetchBatch),
        (400, RequestKind::FetchBatch),
        (404, RequestKind::FetchPicture),
    ] {
        let mut state = ready();
        let asks = send(&mut state, LookupIntent::Check(id(ID)));
        let picture = event(&mut state, fetched(request(&asks), Ok(answer(ID, OLD))));
        let gone = with_status(ProblemKind::Picture(PictureProblem::Gone), status);
        let failed = Event::Response {
            id: request(&picture),
            response: Response::FetchPicture(Box::new(Err(gone))),
        };
        let _ = event(&mut state, failed);
        let again = send(&mut state, LookupIntent::RetryPicture);
        assert_eq!(kind_of(&again), Some(kind), "{status}");
        if kind == RequestKind::FetchBatch {
            let picture = event(&mut state, fetched(request(&again), Ok(answer(ID, NEW))));
            assert_eq!(file_of(&picture), Some(NEW));
        }
    }
}

/// State with a picture of this width.
fn showing(width: u32) -> (AppState, RequestId) {
    let mut state = ready();
    let asked = send(&mut state, LookupIntent::Check(id(ID)));
    let asked = event(
        &mut state,
        fetched(request(&asked), Ok(answer(ID, "/a.png"))),
    );
    let of = request(&asked);
    let mut picture = picture();
    picture.info.size = [width, 100];
    let arrived = Event::Response {
        id: of,
        response: Response::FetchPicture(Box::new(Ok(picture))),
    };
    let _ = event(&mut state, arrived);
    (state, of)
}

fn larger(request: RequestId) -> Event {
    let pixels = Pixels::new([1, 1], std::iter::once([0; 4]));
    Event::Response {
        id: request,
        response: Response::EnlargePicture(Ok(pixels)),
    }
}

#[test]
fn a_large_picture_is_decoded_again_to_be_looked_at() {
    let (mut state, of) = showing(PREVIEW_SIDE + 1);
    let effects = send(&mut state, WindowIntent::Open(Overlay::Picture));
    let [
        Effect::Request {
            id: request,
            request: Request::EnlargePicture { max_side, .. },
        },
    ] = effects[..]
    else {
        panic!("{effects:?}");
    };
    assert_eq!((request, max_side), (of, ENLARGED_SIDE));
    let shown = event(&mut state, larger(of));
    assert!(matches!(
        shown[..],
        [Effect::Window(WindowEffect::ShowEnlarged { request, .. })] if request == of
    ));
}

#[test]
fn a_small_picture_is_large_enough() {
    let (mut state, _) = showing(PREVIEW_SIDE);
    assert_eq!(send(&mut state, WindowIntent::Open(Overlay::Picture)), []);
}

#[test]
fn what_comes_when_nobody_looks_closely_any_more_is_dropped() {
    let (mut state, of) = showing(PREVIEW_SIDE + 1);
    let _ = send(&mut state, WindowIntent::Open(Overlay::Picture));
    assert_eq!(event(&mut state, larger(RequestId(of.0 + 1))), []);
    let _ = send(&mut state, WindowIntent::CloseOverlay);
    assert_eq!(event(&mut state, larger(of)), []);
}

#[test]
fn what_is_refused_goes_off_the_screen() {
    for (kind, stays) in [
        (ProblemKind::AccessNotAllowed, false),
        (ProblemKind::BatchNotFound { id: id(ID) }, false),
        (ProblemKind::NotReachable, true),
    ] {
        let (mut state, _) = showing(100);
        let again = send(&mut state, LookupIntent::Refresh);
        let failed = Err(Problem::from(kind.clone()));
        let _ = event(&mut state, fetched(request(&again), failed));
        assert_eq!(state.lookup.shown.is_some(), stays, "{kind:?}");
    }
}
