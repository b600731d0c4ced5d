//! Exports: files saved, a report opened in the browser.

use super::cx::UpdateCx;
use super::displayed::DisplayedBatch;
use super::document::{Action, Document, FileKind, RemoteFile};
use super::effect::WindowEffect;
use super::lookup::Lookup;
use super::picture::PictureSlot;
use super::request::{FetchedFile, Request, RequestId, RequestKind};
use crate::domain::{FileName, Problem};

/// A file that was last exported.
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
    /// It is being fetched from the service.
    Fetching(RequestId),
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
            Self::Fetching(request) | Self::Choosing(request) | Self::Opening(request) => {
                Some(*request)
            }
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
    /// Fetch a file of a certificate, then save or open it.
    Fetch(RemoteFile),
}

/// The file that was last exported, if any.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exports {
    /// What became of it.
    pub last: Option<Export>,
    /// The file that is being fetched.
    wanted: Option<RemoteFile>,
}

impl Exports {
    /// Exports something of what is on screen.
    pub(super) fn update(&mut self, intent: Intent, lookup: &Lookup, cx: &mut UpdateCx) {
        match intent {
            Intent::SavePicture => {
                if let Some(picture) = lookup.shown.as_ref().and_then(picture_file) {
                    self.save(picture, cx);
                }
            }
            Intent::Save(document) => self.save(document, cx),
            Intent::Open(document) => self.open(document, cx),
            Intent::Fetch(file) => self.fetch(file, lookup, cx),
        }
    }

    /// One file at a time: a dialog that is open is answered first.
    fn is_busy(&self) -> bool {
        let last = self.last.as_ref();
        last.is_some_and(|export| export.phase.under_way().is_some())
    }

    pub(super) fn save(&mut self, document: Document, cx: &mut UpdateCx) {
        if self.is_busy() {
            return;
        }
        let request = cx.request(Request::SaveFile {
            name: document.name,
            bytes: document.bytes,
        });
        self.last = Some(Export {
            kind: document.kind,
            phase: FilePhase::Choosing(request),
        });
    }

    fn open(&mut self, document: Document, cx: &mut UpdateCx) {
        if self.is_busy() {
            return;
        }
        let request = cx.request(Request::OpenFile {
            name: document.name,
            bytes: document.bytes,
        });
        self.last = Some(Export {
            kind: document.kind,
            phase: FilePhase::Opening(request),
        });
    }

    fn fetch(&mut self, file: RemoteFile, lookup: &Lookup, cx: &mut UpdateCx) {
        if self.is_busy() {
            return;
        }
        let now = cx.now.since_start;
        let source = lookup.picture_source(&file.origin, now);
        let phase = match source.held_back(&file.address) {
            Some(hold) => FilePhase::Failed(hold.problem_at(now)),
            None => FilePhase::Fetching(cx.request(Request::FetchFile {
                origin: file.origin.clone(),
                address: file.address.clone(),
                form: file.form,
            })),
        };
        self.wanted = Some(file);
        self.last = Some(Export {
            kind: FileKind::Certificate,
            phase,
        });
    }

    pub(super) fn fetched(
        &mut self,
        request: RequestId,
        result: Result<FetchedFile, Problem>,
        cx: &mut UpdateCx,
    ) {
        if self.at(&FilePhase::Fetching(request)).is_none() {
            return;
        }
        let Some(wanted) = self.wanted.take() else {
            return;
        };
        match result {
            Ok(file) => {
                self.last = None;
                let document = Document {
                    kind: FileKind::Certificate,
                    name: FileName::new(&wanted.words, file.extension),
                    bytes: file.bytes,
                };
                match wanted.action {
                    Action::Save => self.save(document, cx),
                    Action::Open => self.open(document, cx),
                }
            }
            Err(mut problem) => {
                cx.file_failed(&mut problem, &wanted.origin);
                self.last = Some(Export {
                    kind: FileKind::Certificate,
                    phase: FilePhase::Failed(problem),
                });
            }
        }
    }

    pub(super) fn saved(&mut self, request: RequestId, result: Result<Option<String>, Problem>) {
        if let Some(export) = self.at(&FilePhase::Choosing(request)) {
            match result {
                Ok(Some(path)) => export.phase = FilePhase::Saved(path),
                Ok(None) => self.last = None,
                Err(problem) => export.phase = FilePhase::Failed(problem),
            }
        }
    }

    pub(super) fn ready(
        &mut self,
        request: RequestId,
        result: Result<String, Problem>,
        cx: &mut UpdateCx,
    ) {
        if let Some(export) = self.at(&FilePhase::Opening(request)) {
            export.phase = match result {
                Ok(address) => {
                    cx.window(WindowEffect::Open(address));
                    FilePhase::Opened
                }
                Err(problem) => FilePhase::Failed(problem),
            };
        }
    }

    /// What was exported of a batch is reported beside that batch only.
    pub(super) fn forget(&mut self, cx: &mut UpdateCx) {
        let phase = self.last.as_ref().map(|export| &export.phase);
        if let Some(FilePhase::Fetching(_)) = phase {
            cx.cancel(RequestKind::FetchFile);
            self.last = None;
        }
        if !self.is_busy() {
            self.last = None;
        }
    }

    /// Nothing of it is told in another account: a file that is being saved is, but not said, and
    /// one that was to be opened is not.
    pub(super) fn leave(&mut self, cx: &mut UpdateCx) {
        self.forget(cx);
        *self = Self::default();
    }

    fn at(&mut self, phase: &FilePhase) -> Option<&mut Export> {
        self.last.as_mut().filter(|export| export.phase == *phase)
    }
}

fn picture_file(shown: &DisplayedBatch) -> Option<Document> {
    let PictureSlot::Shown { info, .. } = &shown.picture else {
        return None;
    };
    let template = shown.answer.batch.template.as_ref();
    let name = template.and_then(|template| template.name.as_ref());
    let name = name.filter(|name| !name.is_blank());
    let words = name.map_or("template", |name| name.as_str());
    Some(Document {
        kind: FileKind::Picture,
        name: FileName::new(words, info.format.extension()),
        bytes: info.file.clone(),
    })
}
