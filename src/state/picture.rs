//! Picture of the batch: requested, shown, enlarged, dropped.

use std::time::Duration;

use super::cx::UpdateCx;
use super::message::{Effect, WindowEffect};
use super::remote::Asker;
use super::request::{Request, RequestId, RequestKind};
use crate::domain::picture::{Picture, PictureAddress, PictureInfo, Pixels, Screenshot};
use crate::domain::problem::PictureProblem;
use crate::domain::{Answer, ApiOrigin, Problem, ProblemKind};

/// Longest side on the page, in pixels: about twice its place there. Scaled down more by the
/// graphics card, fine lines would vanish.
pub const PREVIEW_SIDE: u32 = 1_024;

/// Longest side when enlarged, in pixels: fits every graphics card, fills a large screen, and
/// uploads within a frame. Saved files keep every pixel.
pub const ENLARGED_SIDE: u32 = 2_560;

#[derive(Debug, Clone, PartialEq)]
pub enum PictureSlot {
    None,
    Loading {
        request: RequestId,
        address: PictureAddress,
        /// Time from the start of the program.
        since: Duration,
        asker: Asker,
    },
    Shown {
        /// Request that brought it.
        request: RequestId,
        address: PictureAddress,
        info: PictureInfo,
    },
    Failed {
        /// Unset where the address must not be opened.
        address: Option<PictureAddress>,
        problem: Problem,
        /// Time of the automatic repeat, from the start of the program.
        repeats_at: Option<Duration>,
    },
}

impl PictureSlot {
    /// Keeps the picture where the address is unchanged (a changed design gets a new one), or
    /// requests it.
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
                since: cx.now.elapsed,
                asker,
            },
            Err(wait) => Self::Failed {
                address: Some(address),
                problem: wait.problem_at(cx.now.elapsed),
                repeats_at: Some(wait.until),
            },
        }
    }

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

    pub(super) fn try_again(&mut self, origin: &ApiOrigin, asker: Asker, cx: &mut UpdateCx) {
        if let Self::Failed {
            address: Some(address),
            ..
        } = self
        {
            *self = Self::fetch(address.clone(), origin, asker, cx);
        }
    }

    /// True where the address may have expired.
    pub(super) fn has_expired(&self) -> bool {
        matches!(self, Self::Failed { problem, .. } if problem.may_have_run_out())
    }

    /// Time of the one automatic repeat after a wait, from the start of the program.
    pub(super) fn repeats_at(&self) -> Option<Duration> {
        match self {
            Self::Failed { repeats_at, .. } => *repeats_at,
            Self::None | Self::Loading { .. } | Self::Shown { .. } => None,
        }
    }

    /// Settles `request`; false for any other one.
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
                repeats_at: asker.repeats_at(&problem, cx.now.elapsed),
                problem,
            },
        };
        true
    }

    /// Decodes a larger version: the one on the page is too small.
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

    /// Shows the larger version, unless the picture has changed.
    pub(super) fn enlarged(&self, of: RequestId, pixels: Pixels, cx: &mut UpdateCx) {
        if let Self::Shown { request, .. } = self
            && *request == of
        {
            let request = *request;
            cx.window(WindowEffect::ShowEnlarged { request, pixels });
        }
    }

    pub fn address(&self) -> Option<&PictureAddress> {
        match self {
            Self::None => None,
            Self::Loading { address, .. } | Self::Shown { address, .. } => Some(address),
            Self::Failed { address, .. } => address.as_ref(),
        }
    }
}

pub(super) fn screenshot(answer: &Answer) -> Option<&Screenshot> {
    let template = answer.batch.template.as_ref();
    template.map(|template| &template.screenshot)
}
