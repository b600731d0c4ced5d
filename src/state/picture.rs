//! The picture that belongs to an answer: asked for, shown, kept, dropped.

use std::time::Duration;

use super::effect::{Effect, WindowEffect};
use super::overlay::Overlay;
use super::request::{Request, RequestId, RequestKind};
use super::shown::Shown;
use super::{AppState, UpdateCx, recents};
use crate::domain::picture::{Picture, PictureAddress, PictureInfo, Pixels, Screenshot};
use crate::domain::problem::PictureProblem;
use crate::domain::{Answer, Problem, ProblemKind};

/// Longest side of the picture on the page, in pixels: about twice its place
/// there. Made much smaller by the graphics card it would lose its fine lines.
pub const PREVIEW_SIDE: u32 = 1_024;

/// Longest side of the enlarged picture, in pixels: every graphics card takes
/// it, it fills a large screen, and handing it over holds the window up for no
/// more than a frame. The file that is saved keeps every pixel.
pub const ENLARGED_SIDE: u32 = 2_560;

/// The place of the picture.
#[derive(Debug, Clone, PartialEq)]
pub enum PictureSlot {
    /// The template has none.
    None,
    /// It is being fetched.
    Loading {
        /// The request.
        request: RequestId,
        /// From where.
        address: PictureAddress,
        /// Since when, from the start of the program.
        since: Duration,
    },
    /// It is shown.
    Shown {
        /// The request that brought it.
        request: RequestId,
        /// From where.
        address: PictureAddress,
        /// What it is.
        info: PictureInfo,
    },
    /// It cannot be shown.
    Failed {
        /// From where, unless the address must not be opened.
        address: Option<PictureAddress>,
        /// What happened.
        problem: Problem,
    },
}

pub(super) fn drop_picture(picture: &PictureSlot, cx: &mut UpdateCx) {
    match picture {
        PictureSlot::Loading { .. } => cx.push(Effect::Cancel(RequestKind::FetchPicture)),
        PictureSlot::Shown { .. } => cx.push(Effect::Window(WindowEffect::DropPicture)),
        PictureSlot::None | PictureSlot::Failed { .. } => {}
    }
}

/// The picture for an answer: the one already there where the address is the
/// same (a changed design gets a new address), or a new request.
pub(super) fn next_picture(
    state: &mut AppState,
    answer: &Answer,
    before: Option<Shown>,
    cx: &mut UpdateCx,
) -> PictureSlot {
    // One that was remembered is small: it gives way to the one of the service.
    let old = match before {
        Some(shown) if shown.is_fresh() => shown.picture,
        Some(shown) => {
            drop_picture(&shown.picture, cx);
            PictureSlot::None
        }
        None => PictureSlot::None,
    };
    let screenshot = answer.batch.template.as_ref().map(|t| &t.screenshot);
    match (screenshot, old) {
        (
            Some(Screenshot::At(wanted)),
            old @ (PictureSlot::Shown { .. } | PictureSlot::Loading { .. }),
        ) if old.address() == Some(wanted) => old,
        (screenshot, old) => {
            drop_picture(&old, cx);
            match screenshot {
                Some(Screenshot::At(address)) => ask_picture(state, address.clone(), cx),
                Some(Screenshot::Refused { sent, why }) => {
                    let kind = ProblemKind::Picture(PictureProblem::Address(*why));
                    let mut problem = Problem::from(kind);
                    problem.evidence.excerpt = Some(sent.clone());
                    PictureSlot::Failed {
                        address: None,
                        problem,
                    }
                }
                Some(Screenshot::None) | None => PictureSlot::None,
            }
        }
    }
}

/// The picture that was kept with an answer.
pub(super) fn remembered(
    answer: &Answer,
    request: RequestId,
    picture: Option<Picture>,
    cx: &mut UpdateCx,
) -> PictureSlot {
    let address = match answer.batch.template.as_ref().map(|t| &t.screenshot) {
        Some(Screenshot::At(address)) => address.clone(),
        _ => return PictureSlot::None,
    };
    match picture {
        Some(picture) => show(request, address, picture, cx),
        None => PictureSlot::None,
    }
}

/// Hands the picture to the window.
fn show(
    request: RequestId,
    address: PictureAddress,
    Picture { info, pixels }: Picture,
    cx: &mut UpdateCx,
) -> PictureSlot {
    cx.push(Effect::Window(WindowEffect::ShowPicture {
        request,
        pixels,
    }));
    PictureSlot::Shown {
        request,
        address,
        info,
    }
}

fn ask_picture(state: &mut AppState, address: PictureAddress, cx: &mut UpdateCx) -> PictureSlot {
    let request = state.next_request();
    cx.push(Effect::Request {
        id: request,
        request: Request::FetchPicture {
            origin: state.origin().clone(),
            address: address.clone(),
            max_side: PREVIEW_SIDE,
        },
    });
    PictureSlot::Loading {
        request,
        address,
        since: cx.now.since_start,
    }
}

/// The picture is looked at closely: the one on the page is too small for that.
pub(super) fn enlarge(state: &AppState, cx: &mut UpdateCx) {
    let picture = state.lookup.shown.as_ref().map(|shown| &shown.picture);
    if state.window.overlay == Some(Overlay::Picture)
        && let Some(PictureSlot::Shown { request, info, .. }) = picture
        && info.size.iter().any(|side| *side > PREVIEW_SIDE)
    {
        cx.push(Effect::Request {
            id: *request,
            request: Request::EnlargePicture {
                file: info.file.clone(),
                max_side: ENLARGED_SIDE,
            },
        });
    }
}

pub(super) fn enlarged(state: &AppState, of: RequestId, pixels: Pixels, cx: &mut UpdateCx) {
    let picture = state.lookup.shown.as_ref().map(|shown| &shown.picture);
    if state.window.overlay == Some(Overlay::Picture)
        && let Some(PictureSlot::Shown { request, .. }) = picture
        && *request == of
    {
        let request = *request;
        cx.push(Effect::Window(WindowEffect::ShowEnlarged {
            request,
            pixels,
        }));
    }
}

pub(super) fn try_picture_again(state: &mut AppState, cx: &mut UpdateCx) {
    let address = match state.lookup.shown.as_ref().map(|shown| &shown.picture) {
        Some(PictureSlot::Failed {
            address: Some(address),
            ..
        }) => address.clone(),
        _ => return,
    };
    let picture = ask_picture(state, address, cx);
    if let Some(shown) = &mut state.lookup.shown {
        shown.picture = picture;
    }
}

pub(super) fn picture_fetched(
    state: &mut AppState,
    request: RequestId,
    result: Result<Picture, Problem>,
    cx: &mut UpdateCx,
) {
    let Some(shown) = &mut state.lookup.shown else {
        return;
    };
    let address = match &shown.picture {
        PictureSlot::Loading {
            request: at,
            address,
            ..
        } if *at == request => address.clone(),
        _ => return,
    };
    shown.picture = match result {
        Ok(picture) => show(request, address, picture, cx),
        Err(mut problem) => {
            problem.evidence.at = Some(cx.now.wall);
            PictureSlot::Failed {
                address: Some(address),
                problem,
            }
        }
    };
    recents::cache_answer(state, cx);
    enlarge(state, cx);
}

impl PictureSlot {
    /// From where it is or was fetched.
    #[must_use]
    pub fn address(&self) -> Option<&PictureAddress> {
        match self {
            Self::None => None,
            Self::Loading { address, .. } | Self::Shown { address, .. } => Some(address),
            Self::Failed { address, .. } => address.as_ref(),
        }
    }
}
