//! The picture that belongs to an answer: asked for, shown, kept, dropped.

use std::time::Duration;

use super::cx::UpdateCx;
use super::effect::{Effect, WindowEffect};
use super::hold::Hold;
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
        /// Whether it had failed before.
        is_repeated: bool,
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
        /// Whether it had failed before.
        is_repeated: bool,
    },
}

/// The service that names a picture, and the wait that it asked for, while that lasts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub origin: &'a ApiOrigin,
    pub hold: Option<&'a Hold>,
}

impl<'a> Source<'a> {
    /// Why a file at this address may not be asked for, if so. Other hosts asked for no wait.
    pub(super) fn held_back(self, address: &PictureAddress) -> Option<&'a Hold> {
        self.hold
            .filter(|_| self.origin.is_origin_of(address.url()))
    }
}

impl PictureSlot {
    /// The picture for an answer: the one already there where the address is the
    /// same (a changed design gets a new address), or a new request.
    pub(super) fn next(
        self,
        screenshot: Option<&Screenshot>,
        source: Source,
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
                    Some(Screenshot::At(address)) => Self::fetch(address.clone(), source, cx),
                    Some(Screenshot::Refused { sent, why }) => {
                        let kind = ProblemKind::Picture(PictureProblem::Address(*why));
                        let mut problem = Problem::from(kind);
                        problem.evidence.excerpt = Some(sent.clone());
                        Self::Failed {
                            address: None,
                            problem,
                            is_repeated: false,
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

    fn fetch(address: PictureAddress, source: Source, cx: &mut UpdateCx) -> Self {
        if let Some(hold) = source.held_back(&address) {
            return Self::Failed {
                address: Some(address),
                problem: hold.problem_at(cx.now.since_start),
                is_repeated: false,
            };
        }
        let request = cx.request(Request::FetchPicture {
            origin: source.origin.clone(),
            address: address.clone(),
            max_side: PREVIEW_SIDE,
        });
        Self::Loading {
            request,
            address,
            since: cx.now.since_start,
            is_repeated: false,
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
    pub(super) fn try_again(&mut self, source: Source, cx: &mut UpdateCx) {
        if let Self::Failed {
            address: Some(address),
            ..
        } = self
        {
            *self = Self::fetch(address.clone(), source, cx);
            if let Self::Loading { is_repeated, .. } = self {
                *is_repeated = true;
            }
        }
    }

    /// True where the address may have run out.
    pub(super) fn has_expired(&self) -> bool {
        matches!(self, Self::Failed { problem, .. } if problem.may_have_run_out())
    }

    /// When it is fetched once more by itself, from the start of the program: after a wait that
    /// the service asked for, once.
    pub(super) fn repeats_at(&self, source: Source) -> Option<Duration> {
        match self {
            Self::Failed {
                problem,
                is_repeated: false,
                ..
            } if problem.kind.retry_after().is_some() && problem.is_from(source.origin) => {
                Some(Hold::end(source.hold))
            }
            Self::None | Self::Loading { .. } | Self::Shown { .. } | Self::Failed { .. } => None,
        }
    }

    /// Whether `request` was waited for, and is settled by this.
    pub(super) fn fetched(
        &mut self,
        request: RequestId,
        result: Result<Picture, Problem>,
        origin: &ApiOrigin,
        cx: &mut UpdateCx,
    ) -> bool {
        let (address, is_repeated) = match self {
            Self::Loading {
                request: at,
                address,
                is_repeated,
                ..
            } if *at == request => (address.clone(), *is_repeated),
            _ => return false,
        };
        *self = match result {
            Ok(picture) => Self::show(request, address, picture, cx),
            Err(mut problem) => {
                cx.file_failed(&mut problem, origin);
                Self::Failed {
                    address: Some(address),
                    problem,
                    is_repeated,
                }
            }
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
