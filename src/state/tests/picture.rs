//! Enlarged pictures.

use super::*;
use crate::domain::picture::Pixels;
use crate::state::picture::{ENLARGED_SIDE, PREVIEW_SIDE};

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
