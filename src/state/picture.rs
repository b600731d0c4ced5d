//! The picture that belongs to an answer: asked for, shown, kept, dropped.

use std::time::Duration;

use super::cx::UpdateCx;
use super::effect::{Effect, WindowEffect};
use super::remote::Asker;
use super::request::{Request, RequestId, RequestKind};
use crate::domain::picture::{Picture, PictureAddress, PictureInfo, Pixels, Screenshot};
use crate::domain::problem::PictureProblem;
use crate::domain::{Answer, ApiOrigin, Problem, ProblemKind};

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
    None,
    Loading {
        request: RequestId,
        address: PictureAddress,
        /// Since when, from the start of the program.
        since: Duration,
        asker: Asker,
    },
    Shown {
        /// The request that brought it.
        request: RequestId,
        address: PictureAddress,
        info: PictureInfo,
    },
    /// It cannot be shown.
    Failed {
        /// From where, unless the address must not be opened.
        address: Option<PictureAddress>,
        problem: Problem,
        /// When it is fetched once more by itself, from the start of the program.
        repeats_at: Option<Duration>,
    },
}

impl PictureSlot {
    /// The picture for an answer: the one already there where the address is the
    /// same (a changed design gets a new address), or a new request.
    pub(super) fn next(
        self,
        screenshot: Option<&Screenshot>,
        origin: &ApiOrigin,
        cx: &mut UpdateCx,
    ) -> Self {
        match (screenshot, self) {
            (Some(Screenshot::At(wanted)), old @ (Self::Shown { .. } | Self::Loading { .. }))
                if old.address().is_some_and(|old| old.is_same_file(wanted)) =>
            {
                old
            }
            (screenshot, old) => {
                old.drop(cx);
                match screenshot {
                    Some(Screenshot::At(address)) => {
                        Self::fetch(address.clone(), origin, Asker::Person, cx)
                    }
                    Some(Screenshot::Refused { sent, why }) => {
                        let kind = ProblemKind::Picture(PictureProblem::Address(*why));
                        let mut problem = Problem::from(kind);
                        problem.evidence.excerpt = Some(sent.clone());
                        Self::Failed {
                            address: None,
                            problem,
                            repeats_at: None,
                        }
                    }
                    Some(Screenshot::None) | None => Self::None,
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
    ) -> Self {
        match (screenshot(answer), picture) {
            (Some(Screenshot::At(address)), Some(picture)) => {
                Self::show(request, address.clone(), picture, cx)
            }
            _ => Self::None,
        }
    }

    fn fetch(address: PictureAddress, origin: &ApiOrigin, asker: Asker, cx: &mut UpdateCx) -> Self {
        let request = Request::FetchPicture {
            origin: origin.clone(),
            address: address.clone(),
            max_side: PREVIEW_SIDE,
        };
        match cx.ask(request) {
            Ok(request) => Self::Loading {
                request,
                address,
                since: cx.now.since_start,
                asker,
            },
            Err(wait) => Self::Failed {
                address: Some(address),
                problem: wait.problem_at(cx.now.since_start),
                repeats_at: Some(wait.until),
            },
        }
    }

    /// Hands the picture to the window.
    fn show(
        request: RequestId,
        address: PictureAddress,
        Picture { info, pixels }: Picture,
        cx: &mut UpdateCx,
    ) -> Self {
        cx.window(WindowEffect::ShowPicture { request, pixels });
        Self::Shown {
            request,
            address,
            info,
        }
    }

    pub(super) fn drop(&self, cx: &mut UpdateCx) {
        match self {
            Self::Loading { .. } => cx.cancel(RequestKind::FetchPicture),
            Self::Shown { .. } => cx.window(WindowEffect::DropPicture),
            Self::None | Self::Failed { .. } => {}
        }
    }

    /// Fetches one again that failed.
    pub(super) fn try_again(&mut self, origin: &ApiOrigin, asker: Asker, cx: &mut UpdateCx) {
        if let Self::Failed {
            address: Some(address),
            ..
        } = self
        {
            *self = Self::fetch(address.clone(), origin, asker, cx);
        }
    }

    /// True where the address may have run out.
    pub(super) fn has_expired(&self) -> bool {
        matches!(self, Self::Failed { problem, .. } if problem.may_have_run_out())
    }

    /// When it is fetched once more by itself, from the start of the program: after a wait that
    /// the service asked for, once.
    pub(super) fn repeats_at(&self) -> Option<Duration> {
        match self {
            Self::Failed { repeats_at, .. } => *repeats_at,
            Self::None | Self::Loading { .. } | Self::Shown { .. } => None,
        }
    }

    /// Whether `request` was waited for, and is settled by this.
    pub(super) fn fetched(
        &mut self,
        request: RequestId,
        result: Result<Picture, Problem>,
        cx: &mut UpdateCx,
    ) -> bool {
        let (address, asker) = match self {
            Self::Loading {
                request: at,
                address,
                asker,
                ..
            } if *at == request => (address.clone(), *asker),
            _ => return false,
        };
        *self = match result {
            Ok(picture) => Self::show(request, address, picture, cx),
            Err(problem) => Self::Failed {
                address: Some(address),
                repeats_at: asker.repeats_at(&problem, cx.now.since_start),
                problem,
            },
        };
        true
    }

    /// It is looked at closely: the one on the page is too small for that.
    pub(super) fn enlarge(&self, cx: &mut UpdateCx) {
        if let Self::Shown { request, info, .. } = self
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

    /// Hands the larger one to the window, where it is still the same picture.
    pub(super) fn enlarged(&self, of: RequestId, pixels: Pixels, cx: &mut UpdateCx) {
        if let Self::Shown { request, .. } = self
            && *request == of
        {
            let request = *request;
            cx.window(WindowEffect::ShowEnlarged { request, pixels });
        }
    }

    /// From where it is or was fetched.
    pub fn address(&self) -> Option<&PictureAddress> {
        match self {
            Self::None => None,
            Self::Loading { address, .. } | Self::Shown { address, .. } => Some(address),
            Self::Failed { address, .. } => address.as_ref(),
        }
    }
}

/// The template's screenshot, as far as there is one.
pub(super) fn screenshot(answer: &Answer) -> Option<&Screenshot> {
    let template = answer.batch.template.as_ref();
    template.map(|template| &template.screenshot)
}
