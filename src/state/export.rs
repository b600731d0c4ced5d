//! What the person takes along: files saved, a report opened in the browser.

use std::fmt;
use std::sync::Arc;

use super::effect::{Effect, WindowEffect};
use super::picture::PictureSlot;
use super::request::{Request, RequestId};
use super::{AppState, UpdateCx, window};
use crate::domain::{FileName, Problem};

/// A file that was last taken along.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// What it is about.
    pub kind: FileKind,
    /// How far it is.
    pub phase: FilePhase,
}

/// How far a file is.
#[derive(Debug, Clone, PartialEq)]
pub enum FilePhase {
    /// The person is choosing a place.
    Choosing(RequestId),
    /// It was saved under this path.
    Saved(String),
    /// It is being written for the browser.
    Opening(RequestId),
    /// It was handed to the browser.
    Opened,
    /// It could not be written.
    Failed(Problem),
}

impl FilePhase {
    /// The request that is still to be answered.
    #[must_use]
    pub fn under_way(&self) -> Option<RequestId> {
        match self {
            Self::Choosing(request) | Self::Opening(request) => Some(*request),
            Self::Saved(_) | Self::Opened | Self::Failed(_) => None,
        }
    }
}

/// What a person does with them.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Save the picture as a file.
    SavePicture,
    /// Save a document as a file.
    Save(Document),
    /// Open a document in the browser.
    Open(Document),
}

/// Something made of what is shown, to be taken along.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: FileKind,
    /// The proposed name.
    pub name: FileName,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.bytes.len();
        write!(f, "Document({:?} {}, {bytes} bytes)", self.kind, self.name)
    }
}

/// What a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The template's picture.
    Picture,
    /// The signatories as a table.
    Signatories,
    /// The report about a batch.
    Report,
}

pub(super) fn update(state: &mut AppState, intent: Intent, cx: &mut UpdateCx) {
    match intent {
        Intent::SavePicture => {
            if let Some(picture) = picture_file(state) {
                save(state, picture, cx);
            }
        }
        Intent::Save(document) => save(state, document, cx),
        Intent::Open(document) => open(state, document, cx),
    }
}

fn picture_file(state: &AppState) -> Option<Document> {
    let PictureSlot::Shown { info, .. } = window::shown_picture(state)? else {
        return None;
    };
    let template = state.lookup.shown.as_ref()?.answer.batch.template.as_ref();
    let name = template.and_then(|template| template.name.as_ref());
    let name = name.filter(|name| !name.is_blank());
    let words = name.map_or("template", |name| name.as_str());
    Some(Document {
        kind: FileKind::Picture,
        name: FileName::new(words, info.format.extension()),
        bytes: info.file.clone(),
    })
}

/// One file at a time: a dialog that is open is answered first.
fn is_busy(state: &AppState) -> bool {
    let export = state.window.export.as_ref();
    export.is_some_and(|export| export.phase.under_way().is_some())
}

fn save(state: &mut AppState, document: Document, cx: &mut UpdateCx) {
    if is_busy(state) {
        return;
    }
    let request = state.next_request();
    state.window.export = Some(Export {
        kind: document.kind,
        phase: FilePhase::Choosing(request),
    });
    cx.push(Effect::Request {
        id: request,
        request: Request::SaveFile {
            name: document.name,
            bytes: document.bytes,
        },
    });
}

fn open(state: &mut AppState, document: Document, cx: &mut UpdateCx) {
    if is_busy(state) {
        return;
    }
    let request = state.next_request();
    state.window.export = Some(Export {
        kind: document.kind,
        phase: FilePhase::Opening(request),
    });
    cx.push(Effect::Request {
        id: request,
        request: Request::OpenFile {
            name: document.name,
            bytes: document.bytes,
        },
    });
}

pub(super) fn saved(
    state: &mut AppState,
    request: RequestId,
    result: Result<Option<String>, Problem>,
) {
    if !is_at(state, &FilePhase::Choosing(request)) {
        return;
    }
    match result {
        Ok(Some(path)) => go_on(state, FilePhase::Saved(path)),
        Ok(None) => state.window.export = None,
        Err(problem) => go_on(state, FilePhase::Failed(problem)),
    }
}

pub(super) fn ready(
    state: &mut AppState,
    request: RequestId,
    result: Result<String, Problem>,
    cx: &mut UpdateCx,
) {
    if !is_at(state, &FilePhase::Opening(request)) {
        return;
    }
    match result {
        Ok(address) => {
            go_on(state, FilePhase::Opened);
            cx.push(Effect::Window(WindowEffect::Open(address)));
        }
        Err(problem) => go_on(state, FilePhase::Failed(problem)),
    }
}

/// What was taken along of a batch is told beside that batch only.
pub(super) fn forget(state: &mut AppState) {
    if !is_busy(state) {
        state.window.export = None;
    }
}

fn is_at(state: &AppState, phase: &FilePhase) -> bool {
    let export = state.window.export.as_ref();
    export.is_some_and(|export| export.phase == *phase)
}

fn go_on(state: &mut AppState, phase: FilePhase) {
    if let Some(export) = &mut state.window.export {
        export.phase = phase;
    }
}
