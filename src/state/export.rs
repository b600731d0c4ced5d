//! Exports: saved files, and reports opened in the browser.

use super::cx::Cx;
use super::lookup::{DisplayedBatch, Lookup};
use super::message::WindowEffect;
use super::request::{
    Action, BoxReply, Contents, Document, FetchedFile, FileKind, RemoteFile, Reply, Request,
    RequestId, RequestKind,
};
use crate::domain::picture::FileLink;
use crate::domain::{ApiToken, Caller, Certificate, FileName, Problem};

#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    pub kind: FileKind,
    pub phase: FilePhase,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FilePhase {
    Fetching,
    Choosing,
    /// Path of the file.
    Saved(String),
    Opening,
    Opened,
    Failed(Problem),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    SavePicture,
    Save(Document),
    Open(Document),
    /// Fetches a file of a certificate, then saves or opens it.
    Fetch(RemoteFile),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exports {
    /// Shown while its subject is on screen.
    pub last: Option<Export>,
    under_way: Option<UnderWay>,
}

/// Unanswered request, even for a subject that left the screen.
#[derive(Debug, Clone, PartialEq)]
struct UnderWay {
    request: RequestId,
    step: Step,
}

#[derive(Debug, Clone, PartialEq)]
enum Step {
    Fetch(RemoteFile),
    /// The address may have expired, so the problem stands if the certificate names no other.
    Renew(RemoteFile, Problem),
    Write,
}

impl Exports {
    pub(super) fn update(&mut self, intent: Intent, lookup: &Lookup, cx: &mut Cx) {
        match intent {
            Intent::SavePicture => {
                if let Some(picture) = lookup.shown.as_ref().and_then(picture_file) {
                    self.put(picture, Action::Save, cx);
                }
            }
            Intent::Save(document) => self.put(document, Action::Save, cx),
            Intent::Open(document) => self.put(document, Action::Open, cx),
            Intent::Fetch(file) => self.fetch(file, cx),
        }
    }

    /// One file at a time: an open dialog is answered first.
    pub fn is_busy(&self) -> bool {
        self.under_way.is_some()
    }

    fn follow(&mut self, request: RequestId, step: Step, export: Export) {
        self.under_way = Some(UnderWay { request, step });
        self.last = Some(export);
    }

    /// Ends the step that this request answers.
    fn take(&mut self, request: RequestId) -> Option<Step> {
        let ended = self.under_way.take_if(|at| at.request == request);
        ended.map(|ended| ended.step)
    }

    pub(super) fn put(&mut self, document: Document, action: Action, cx: &mut Cx) {
        if self.is_busy() {
            return;
        }
        let Document {
            kind,
            name,
            contents,
        } = document;
        let (request, phase) = match action {
            Action::Save => (Request::SaveFile { name, contents }, FilePhase::Choosing),
            Action::Open => (Request::OpenFile { name, contents }, FilePhase::Opening),
        };
        self.follow(cx.request(request), Step::Write, Export { kind, phase });
    }

    fn fetch(&mut self, file: RemoteFile, cx: &mut Cx) {
        if self.is_busy() {
            return;
        }
        let request = Request::FetchFile {
            origin: file.origin.clone(),
            address: file.address.clone(),
            form: file.form,
        };
        let (kind, phase) = (FileKind::Certificate, FilePhase::Fetching);
        match cx.ask(request) {
            Ok(request) => self.follow(request, Step::Fetch(file), Export { kind, phase }),
            Err(wait) => self.not_fetched(wait.problem_at(cx.now.elapsed)),
        }
    }

    fn not_fetched(&mut self, problem: Problem) {
        self.last = Some(Export {
            kind: FileKind::Certificate,
            phase: FilePhase::Failed(problem),
        });
    }

    pub(super) fn fetched(
        &mut self,
        id: RequestId,
        result: Reply<FetchedFile>,
        token: Option<&ApiToken>,
        cx: &mut Cx,
    ) {
        let Some(Step::Fetch(wanted)) = self.take(id) else {
            return;
        };
        match result {
            Ok(file) => {
                let document = Document {
                    kind: FileKind::Certificate,
                    name: FileName::new(&wanted.words, file.extension),
                    contents: Contents::Bytes(file.bytes),
                };
                self.put(document, wanted.action, cx);
            }
            Err(problem) => self.expired(problem, wanted, token, cx),
        }
    }

    /// Asks for the certificate where its file's address may have expired, once.
    fn expired(
        &mut self,
        problem: Problem,
        mut wanted: RemoteFile,
        token: Option<&ApiToken>,
        cx: &mut Cx,
    ) {
        let certificate = wanted.certificate.take();
        let certificate = certificate.filter(|_| problem.may_have_run_out());
        let asked = token.cloned().zip(certificate).and_then(|(token, id)| {
            let origin = wanted.origin.clone();
            let caller = Caller { origin, token };
            cx.ask(Request::RenewCertificate { caller, id }).ok()
        });
        if let Some(request) = asked {
            let step = Step::Renew(wanted, problem);
            self.under_way = Some(UnderWay { request, step });
        } else {
            self.not_fetched(problem);
        }
    }

    /// Fetches a file from its renewed address.
    pub(super) fn renewed(&mut self, id: RequestId, reply: &BoxReply<Certificate>, cx: &mut Cx) {
        let Some(Step::Renew(wanted, expired)) = self.take(id) else {
            return;
        };
        match reply.as_ref().map(|found| wanted.form.link(found)) {
            Ok(FileLink::At(address)) => {
                let address = address.clone();
                self.fetch(RemoteFile { address, ..wanted }, cx);
            }
            Ok(_) | Err(_) => self.not_fetched(expired),
        }
    }

    /// Takes in the end of a saving. Returns a problem that nothing on screen tells any more.
    pub(super) fn saved(&mut self, id: RequestId, reply: Reply<Option<String>>) -> Option<Problem> {
        self.take(id)?;
        match (reply, &mut self.last) {
            (Ok(Some(path)), Some(export)) => export.phase = FilePhase::Saved(path),
            (Err(problem), Some(export)) => export.phase = FilePhase::Failed(problem),
            (Ok(_), last) => *last = None,
            (Err(problem), None) => return Some(problem),
        }
        None
    }

    pub(super) fn ready(&mut self, id: RequestId, result: Reply<String>, cx: &mut Cx) {
        if self.take(id).is_some()
            && let Some(export) = &mut self.last
        {
            export.phase = match result {
                Ok(address) => {
                    cx.window(WindowEffect::Open(address));
                    FilePhase::Opened
                }
                Err(problem) => FilePhase::Failed(problem),
            };
        }
    }

    /// Drops the report of the last export. Saving goes on silently; opening does not.
    pub(super) fn forget(&mut self, cx: &mut Cx) {
        let phase = self.last.take().map(|export| export.phase);
        match self.under_way.as_ref().map(|at| &at.step) {
            Some(Step::Fetch(_)) => cx.cancel(RequestKind::FetchFile),
            Some(Step::Renew(..)) => cx.cancel(RequestKind::RenewCertificate),
            Some(Step::Write) if phase == Some(FilePhase::Opening) => {}
            Some(Step::Write) | None => return,
        }
        self.under_way = None;
    }
}

fn picture_file(shown: &DisplayedBatch) -> Option<Document> {
    let info = &shown.picture.shown.as_ref()?.info;
    let template = shown.answer.batch.template.as_ref();
    let name = template.and_then(|template| template.name.as_ref());
    let name = name.filter(|name| !name.is_blank());
    let words = name.map_or("template", |name| name.as_str());
    Some(Document {
        kind: FileKind::Picture,
        name: FileName::new(words, info.format.extension()),
        contents: Contents::Bytes(info.file.clone()),
    })
}
