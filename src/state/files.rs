//! What the person takes along: files saved, a report opened in the browser,
//! and the search through the technical details.

use super::effect::{Effect, WindowEffect};
use super::intent::{Document, FileKind, Intent, SearchStep};
use super::picture::PictureSlot;
use super::request::{Request, RequestId};
use super::{AppState, Turn, window};
use crate::domain::{FileName, Problem};

/// A file that was last taken along.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenAlong {
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

/// What is looked for in the technical details.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The text.
    pub text: String,
    /// Steps taken from the first place where it stands; negative for upwards.
    pub steps: i64,
}

pub(super) fn wish(state: &mut AppState, intent: Intent, turn: &mut Turn) {
    match intent {
        Intent::SavePicture => {
            if let Some(picture) = picture_file(state) {
                save(state, picture, turn);
            }
        }
        Intent::SaveDocument(document) => save(state, document, turn),
        Intent::OpenDocument(document) => open(state, document, turn),
        Intent::SearchDetails(text) => state.window.search = Search { text, steps: 0 },
        Intent::StepSearch(step) => {
            let by = match step {
                SearchStep::Next => 1,
                SearchStep::Previous => -1,
            };
            let steps = &mut state.window.search.steps;
            *steps = steps.saturating_add(by);
        }
        _ => {}
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
    let taken = state.window.taken.as_ref();
    taken.is_some_and(|taken| taken.phase.under_way().is_some())
}

fn save(state: &mut AppState, document: Document, turn: &mut Turn) {
    if is_busy(state) {
        return;
    }
    let request = state.next_request();
    state.window.taken = Some(TakenAlong {
        kind: document.kind,
        phase: FilePhase::Choosing(request),
    });
    turn.push(Effect::Request {
        id: request,
        request: Request::SaveFile {
            name: document.name,
            bytes: document.bytes,
        },
    });
}

fn open(state: &mut AppState, document: Document, turn: &mut Turn) {
    if is_busy(state) {
        return;
    }
    let request = state.next_request();
    state.window.taken = Some(TakenAlong {
        kind: document.kind,
        phase: FilePhase::Opening(request),
    });
    turn.push(Effect::Request {
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
        Ok(None) => state.window.taken = None,
        Err(problem) => go_on(state, FilePhase::Failed(problem)),
    }
}

pub(super) fn ready(
    state: &mut AppState,
    request: RequestId,
    result: Result<String, Problem>,
    turn: &mut Turn,
) {
    if !is_at(state, &FilePhase::Opening(request)) {
        return;
    }
    match result {
        Ok(address) => {
            go_on(state, FilePhase::Opened);
            turn.push(Effect::Window(WindowEffect::Open(address)));
        }
        Err(problem) => go_on(state, FilePhase::Failed(problem)),
    }
}

/// What was taken along of a batch is told beside that batch only.
pub(super) fn forget(state: &mut AppState) {
    if !is_busy(state) {
        state.window.taken = None;
    }
}

fn is_at(state: &AppState, phase: &FilePhase) -> bool {
    let taken = state.window.taken.as_ref();
    taken.is_some_and(|taken| taken.phase == *phase)
}

fn go_on(state: &mut AppState, phase: FilePhase) {
    if let Some(taken) = &mut state.window.taken {
        taken.phase = phase;
    }
}
