//! Picture of the batch: requested, shown, enlarged, dropped.

use super::cx::Cx;
use super::message::{Effect, Elapsed, WindowEffect};
use super::remote::{Remote, RemotePhase};
use super::request::{BoxReply, Request, RequestId};
use crate::domain::picture::{FileAddress, FileLink, Picture, PictureInfo};
use crate::domain::problem::PictureProblem;
use crate::domain::{Answer, ApiOrigin, Problem, ProblemKind};

/// Longest side on the page, in pixels: about twice its place there. Scaled down more by the
/// graphics card, fine lines would vanish.
pub const PREVIEW_SIDE: u32 = 1_024;

/// Longest side when enlarged, in pixels: fits every graphics card, fills a large screen, and
/// uploads within a frame. Saved files keep every pixel.
pub const ENLARGED_SIDE: u32 = 2_560;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct PictureSlot {
    /// Unset where there is none, or it must not be opened.
    pub address: Option<FileAddress>,
    pub remote: Remote,
    pub shown: Option<ShownPicture>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ShownPicture {
    /// Request that brought it.
    pub request: RequestId,
    pub info: PictureInfo,
}

impl PictureSlot {
    /// Keeps the picture where the address is unchanged (a changed design gets a new one), and so
    /// the problem of one, unless the network or an address that has expired may be to blame; else
    /// requests it.
    pub(super) fn next(
        mut self,
        screenshot: Option<&FileLink>,
        origin: &ApiOrigin,
        cx: &mut Cx,
    ) -> Self {
        let request = |address: &FileAddress| Request::FetchPicture {
            origin: origin.clone(),
            address: address.clone(),
            max_side: PREVIEW_SIDE,
        };
        if let (Some(FileLink::At(wanted)), Some(old)) = (screenshot, &self.address)
            && old.is_same_file(wanted)
        {
            let asks = self.remote.problem().is_some_and(|of| {
                of.kind.is_of_the_network() || of.may_have_run_out() && old != wanted
            });
            if !asks {
                self.remote.repeat_as(request(wanted));
                self.address = Some(wanted.clone());
                return self;
            }
        }
        self.drop(cx);
        let mut next = Self::default();
        match screenshot {
            Some(FileLink::At(address)) => {
                next.address = Some(address.clone());
                next.remote.ask(request(address), cx);
            }
            Some(FileLink::Refused { sent, why }) => {
                let kind = ProblemKind::Picture(PictureProblem::Address(*why));
                let mut problem = Problem::from(kind);
                problem.evidence.excerpt = Some(sent.clone());
                next.remote.phase = RemotePhase::Failed(problem);
            }
            Some(FileLink::None) | None => {}
        }
        next
    }

    /// Remembered pictures are small, and give way to those of an address.
    pub(super) fn remembered(request: RequestId, picture: Option<Picture>, cx: &mut Cx) -> Self {
        let mut slot = Self::default();
        if let Some(picture) = picture {
            slot.remote.phase = RemotePhase::Done;
            slot.show(request, picture, cx);
        }
        slot
    }

    fn show(&mut self, request: RequestId, Picture { info, pixels }: Picture, cx: &mut Cx) {
        cx.window(WindowEffect::ShowPicture(request, pixels));
        self.shown = Some(ShownPicture { request, info });
    }

    pub(super) fn drop(mut self, cx: &mut Cx) {
        self.remote.cancel(cx);
        if self.shown.is_some() {
            cx.window(WindowEffect::DropPicture);
        }
    }

    /// Lets the next answer ask anew for a picture that could not be had, after its host's wait.
    pub(super) fn forget_problem(&mut self, now: Elapsed) {
        let may_ask = self.remote.not_before.is_none_or(|at| at <= now);
        if may_ask && self.remote.problem().is_some() {
            *self = Self::default();
        }
    }

    /// True where the address may have expired.
    pub(super) fn has_expired(&self) -> bool {
        let problem = self.remote.problem();
        problem.is_some_and(Problem::may_have_run_out)
    }

    /// Settles the request that is awaited; false for any other one.
    pub(super) fn fetched(&mut self, id: RequestId, reply: BoxReply<Picture>, cx: &mut Cx) -> bool {
        let is_awaited = self.remote.awaits(id);
        if is_awaited {
            let shown = reply.map(|picture| self.show(id, *picture, cx));
            self.remote.settle(shown, cx);
        }
        is_awaited
    }
}

impl ShownPicture {
    /// Decodes a larger version: the one on the page is too small.
    pub(super) fn enlarge(&self, cx: &mut Cx) {
        if self.info.size.iter().any(|side| *side > PREVIEW_SIDE) {
            let file = self.info.file.clone();
            let max_side = ENLARGED_SIDE;
            cx.push(Effect::Request {
                id: self.request,
                request: Request::EnlargePicture { file, max_side },
            });
        }
    }
}

pub(super) fn screenshot(answer: &Answer) -> Option<&FileLink> {
    let template = answer.batch.template.as_ref();
    template.map(|template| &template.screenshot)
}
