//! State before a test: intents and events go in, effects come out, and requests are answered.

use std::mem;
use std::time::Duration;

use super::*;
use crate::domain::account::AccountName;
use crate::domain::origin;
use crate::domain::page::{Page, PageMeta, PageNumber};
use crate::domain::picture::{FileAddress, FileLink, Picture, PictureFormat, PictureInfo, Pixels};
use crate::domain::problem::{PictureProblem, StoreProblem};
use crate::domain::progress::Counts;
use crate::domain::remembered::{Left, Recent, Remembered, StorageError};
use crate::domain::roster::Roster;
use crate::domain::sample::Sample;
use crate::domain::status::Status;
use crate::domain::table::TableFormat;
use crate::domain::template::Template;
use crate::domain::{
    Account, AccountId, Answer, ApiOrigin, ApiToken, Batch, BatchId, Caller, Certificate,
    CertificateId, FileName, Problem, ProblemKind, ServerText,
};

mod accounts;
mod any_order;
mod checking;
mod happenings;
mod lists;
mod pace;
mod recents;
mod session;
mod watching;

const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";
const OTHER: &str = "11111111-2222-4333-8444-555555555555";
const TOKEN: &str = "12|AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCd";
const OTHER_TOKEN: &str = "34|ZyXwVuTsRqPoNmLkJiHgFeDcBa9876543210ZyXw";

struct Desk {
    state: AppState,
    /// Time of the next message, in seconds from the start of the program.
    now: u64,
    /// Of the last message.
    effects: Vec<Effect>,
    asked: Vec<(RequestId, Request)>,
}

impl Desk {
    fn open(start: Start) -> Self {
        let (state, effects) = AppState::new(start, at(0));
        let mut desk = Self {
            state,
            now: 10,
            effects: Vec::new(),
            asked: Vec::new(),
        };
        desk.came(effects);
        desk
    }

    /// Desk with a token from the password store.
    fn ready() -> Self {
        let mut desk = Self::open(start());
        desk.finds(TOKEN);
        desk
    }

    /// Desk with a batch, whose picture is on its way.
    fn showing() -> Self {
        let mut desk = Self::ready();
        desk.check(ID).answer(ID);
        desk
    }

    /// Desk with a batch in the first of two accounts.
    fn in_two() -> Self {
        let mut start = start();
        start.accounts.list = two();
        let mut desk = Self::open(start);
        desk.finds(TOKEN).check(ID).answer(ID);
        desk
    }

    fn came(&mut self, effects: Vec<Effect>) -> &mut Self {
        for effect in &effects {
            if let Effect::Request { id, request } = effect {
                self.asked.push((*id, request.clone()));
            }
        }
        self.effects = effects;
        self
    }

    fn take(&mut self, message: Message) -> &mut Self {
        let effects = update(&mut self.state, message, at(self.now));
        self.came(effects)
    }

    fn at(&mut self, second: u64) -> &mut Self {
        self.now = second;
        self
    }

    fn send(&mut self, intent: impl Into<Intent>) -> &mut Self {
        self.take(Message::Intent(intent.into()))
    }

    fn tell(&mut self, event: Event) -> &mut Self {
        self.take(Message::Event(event))
    }

    fn frame(&mut self, focus: WindowFocus) -> &mut Self {
        self.take(Message::Frame(focus))
    }

    /// Draws a frame in front at this second.
    fn frame_at(&mut self, second: u64) -> &mut Self {
        self.at(second).frame(WindowFocus::InFront)
    }

    fn respond(&mut self, id: RequestId, response: Response) -> &mut Self {
        self.tell(Event::Response { id, response })
    }

    /// Answers the newest request of the response's kind.
    #[track_caller]
    fn reply(&mut self, response: Response) -> &mut Self {
        let answers = |kind: RequestKind| {
            let failed = kind.failed(ProblemKind::AppFault.into());
            mem::discriminant(&failed) == mem::discriminant(&response)
        };
        let mut asked = self.asked.iter();
        let newest = asked.rfind(|(_, request)| answers(request.kind()));
        let (id, _) = newest.unwrap_or_else(|| panic!("not asked for: {response:?}"));
        self.respond(*id, response)
    }

    #[track_caller]
    fn fail(&mut self, kind: RequestKind, problem: impl Into<Problem>) -> &mut Self {
        self.reply(kind.failed(problem.into()))
    }

    fn check(&mut self, batch: &str) -> &mut Self {
        self.send(LookupIntent::Check(id(batch)))
    }

    #[track_caller]
    fn answer(&mut self, batch: &str) -> &mut Self {
        self.reply(batch_is(answer(batch, "/a.png")))
    }

    #[track_caller]
    fn finds(&mut self, token: &str) -> &mut Self {
        self.reply(Response::LoadToken(Ok(ApiToken::clean(token).ok())))
    }

    fn type_token(&mut self, token: &str) -> &mut Self {
        self.send(TokenIntent::Edit(Draft::new(token.to_owned())))
    }

    /// Gives another token until the program closes.
    fn replace_token(&mut self) -> &mut Self {
        self.send(TokenIntent::Replace).type_token(OTHER_TOKEN);
        self.send(TokenIntent::UseUntilClose)
    }

    fn explore(&mut self) -> &mut Self {
        self.send(SampleIntent::Explore);
        self.reply(sample_is(token()))
    }

    /// Kinds of the last requests.
    fn sent(&self) -> Vec<RequestKind> {
        let request = |effect: &Effect| match effect {
            Effect::Request { request, .. } => Some(request.kind()),
            Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
        };
        self.effects.iter().filter_map(request).collect()
    }

    fn asks(&self, kind: RequestKind) -> bool {
        self.sent().contains(&kind)
    }

    fn has(&self, effect: &Effect) -> bool {
        self.effects.contains(effect)
    }

    fn cancels(&self, kind: RequestKind) -> bool {
        self.has(&Effect::Cancel(kind))
    }

    fn does(&self, effect: WindowEffect) -> bool {
        self.has(&Effect::Window(effect))
    }

    /// Newest request of a kind.
    #[track_caller]
    fn newest(&self, kind: RequestKind) -> (RequestId, &Request) {
        let mut asked = self.asked.iter();
        let newest = asked.rfind(|(_, request)| request.kind() == kind);
        let (id, request) = newest.unwrap_or_else(|| panic!("not asked for: {kind:?}"));
        (*id, request)
    }

    /// Batch and caller of the newest question about a batch.
    #[track_caller]
    fn asked_about(&self) -> (BatchId, &Caller) {
        match self.newest(RequestKind::FetchBatch).1 {
            Request::FetchBatch { caller, id } => (*id, caller),
            other => panic!("{other:?}"),
        }
    }

    fn shown(&self) -> Option<BatchId> {
        self.state.lookup.shown.as_ref().map(|shown| shown.asked)
    }

    /// Problem told in place of a batch.
    fn told(&self) -> Option<&ProblemKind> {
        let problem = self.state.lookup.remote.problem();
        problem.map(|problem| &problem.kind)
    }

    /// Problem told in a dialog.
    fn in_dialog(&self) -> Option<&ProblemKind> {
        let dialog = self.state.window.error_dialog.as_ref();
        dialog.map(|problem| &problem.kind)
    }

    fn recents_are(&mut self, recents: Vec<Recent>) -> &mut Self {
        self.tell(Event::RecentsLoaded {
            account: self.state.service.home.id.clone(),
            recents,
            error: None,
        })
    }

    fn recents(&self) -> Vec<BatchId> {
        let recents = self.state.recents.list.iter();
        recents.map(|recent| recent.id).collect()
    }

    /// Second of the next automatic question.
    fn next(&self) -> Option<u64> {
        let next = self.state.asks_next_at(at(self.now).elapsed)?;
        Some(next.as_secs())
    }
}

fn source(state: &AppState) -> Option<TokenSource> {
    match &state.session {
        Session::Ready { source, .. } => Some(*source),
        _ => None,
    }
}

fn at(seconds: u64) -> Now {
    let timestamp = jiff::Timestamp::from_second(1_700_000_000 + seconds.cast_signed());
    Now {
        elapsed: Duration::from_secs(seconds),
        timestamp: timestamp.unwrap(),
    }
}

fn start() -> Start {
    Start::new(Roster::only(service()))
}

fn account(name: &str, address: &str) -> Account {
    let name = AccountName::new(name).unwrap();
    let id = AccountId::first(address.parse().unwrap());
    Account { name, id }
}

/// Accounts A and B, of two services.
fn two() -> Vec<Account> {
    let b = account("B", "https://b.example");
    vec![account("A", origin::DEFAULT), b]
}

fn service() -> ApiOrigin {
    origin::DEFAULT.parse().unwrap()
}

fn token() -> ApiToken {
    ApiToken::clean(TOKEN).unwrap()
}

fn other_token() -> ApiToken {
    ApiToken::clean(OTHER_TOKEN).unwrap()
}

fn id(text: &str) -> BatchId {
    text.parse().unwrap()
}

fn text(text: &str) -> ServerText {
    ServerText::new(text)
}

fn with_status(kind: ProblemKind, status: u16) -> Problem {
    let mut problem = Problem::from(kind);
    problem.evidence.status = Some(status);
    problem
}

/// No answer of the password store so far.
fn silent() -> ProblemKind {
    let waited = Duration::from_secs(30);
    ProblemKind::Store(StoreProblem::NotAnswering { waited })
}

/// Answer of the service that asks to wait so many seconds.
fn wait(seconds: u64) -> Problem {
    let wait = Some(Duration::from_secs(seconds));
    let mut problem = Problem::from(ProblemKind::TooManyRequests { wait });
    problem.evidence.host = Some(service().host());
    problem
}

fn address(of: &str) -> FileAddress {
    FileAddress::resolve(of, &service()).unwrap()
}

/// Pending batch that nothing was made of.
fn answer(of: &str, screenshot: &str) -> Answer {
    let batch = Batch {
        id: Some(text(of)),
        status: Status::Pending,
        counts: Counts {
            made: Some(0),
            ..Counts::default()
        },
        template: Some(Template {
            screenshot: FileLink::At(address(screenshot)),
            ..Template::default()
        }),
        ..Batch::default()
    };
    Answer {
        batch,
        raw: "{}".into(),
        rest: None,
    }
}

fn batch_is(answer: Answer) -> Response {
    Response::FetchBatch(Ok(Box::new(answer)))
}

fn picture() -> Picture {
    Picture {
        info: PictureInfo {
            size: [1, 1],
            format: PictureFormat::Png,
            file: vec![1].into(),
        },
        pixels: Pixels {
            size: [1, 1],
            sheet: [1, 1],
            rgba: vec![0],
        },
    }
}

fn picture_is() -> Response {
    Response::FetchPicture(Ok(Box::new(picture())))
}

fn known(of: &str, seconds: u64) -> Recent {
    Recent {
        id: id(of),
        name: None,
        status: Status::Processing,
        counts: Counts::default(),
        progress: None,
        seen: at(seconds).timestamp,
        pinned: false,
    }
}

/// Only page of a list with so many rows in all.
fn page<T: Default>(rows: Vec<T>, total: u64) -> Page<T> {
    let total = Some(total);
    Page {
        rows,
        meta: PageMeta {
            total,
            ..PageMeta::default()
        },
        ..Page::default()
    }
}

/// Page of two rows of so many in all.
fn page_of(at: PageNumber, total: u64) -> Page<Certificate> {
    let first = u64::from(at.get() - 1) * 2;
    let rows = (first..total.min(first + 2)).map(|number| Certificate {
        id: Some(text(&format!("00000000-0000-4000-8000-{number:012}"))),
        ..Certificate::default()
    });
    let page = page(rows.collect(), total);
    Page { at, ..page }
}

fn certificates_are(page: Page<Certificate>) -> Response {
    Response::ListCertificates(Ok(Box::new(page)))
}

/// Service that is asked; `None` for this computer and other hosts.
fn whom(effect: &Effect) -> Option<ApiOrigin> {
    match effect {
        Effect::Request { request, .. } => request.service().cloned(),
        Effect::Run(Job::WarmUp(origin)) => Some(origin.clone()),
        Effect::Cancel(_) | Effect::Run(_) | Effect::Window(_) => None,
    }
}

fn sample_is(token: ApiToken) -> Response {
    Response::StartSample(Ok(Sample {
        origin: "http://127.0.0.1:9".parse().unwrap(),
        token,
        entries: Vec::new(),
    }))
}

fn document(kind: FileKind, name: &str) -> Document {
    Document {
        kind,
        name: FileName::new(name, "pdf"),
        contents: Contents::Bytes(vec![1].into()),
    }
}

fn file_is() -> Response {
    let (bytes, extension) = (vec![1].into(), "pdf");
    Response::FetchFile(Ok(FetchedFile { bytes, extension }))
}

/// File kept by the service itself.
const OWN: &str = "/a.png";
/// File kept by another host.
const ELSEWHERE: &str = "https://files.example/a.png";

fn certificate_file(of: &str) -> RemoteFile {
    RemoteFile {
        address: address(of),
        origin: service(),
        certificate: CertificateId::plain(ID),
        form: FileForm::Document,
        action: Action::Save,
        words: "A".to_owned(),
    }
}
