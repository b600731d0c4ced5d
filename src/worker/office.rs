//! Turns each wish into a task, and what comes of it into events.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;

use super::inbox::Inbox;
use super::memory::{Job, Memory};
use super::places::Places;
use super::sample::SampleRoom;
use super::service::{Asking, Question};
use super::settings::SettingsKeeper;
use super::slots::{Slot, Slots};
use super::token::TokenCall;
use super::warmth::Warmth;
use super::{Outside, dropped, enlarge, file, motion, notify, request_of};
use crate::api::{Api, Limits, Route};
use crate::crash;
use crate::domain::machine::ProxyAddress;
use crate::domain::{ApiOrigin, BatchId, FileName, Problem};
use crate::instance::Meeting;
use crate::records::Records;
use crate::state::{Effect, Event, RequestId, Store};
use crate::token_store::Keeper;

/// Everything the tasks work with. Lives on the worker's thread.
pub(super) struct Office {
    inbox: Arc<Inbox>,
    keeper: Keeper,
    places: Arc<dyn Places>,
    records: Arc<Records>,
    settings: SettingsKeeper,
    memory: Memory,
    sample: SampleRoom,
    proxy: Option<ProxyAddress>,
    api: Option<Arc<Api>>,
    warmth: Warmth,
    slots: Slots,
}

impl Office {
    pub(super) fn new(inbox: Arc<Inbox>, keeper: Keeper, outside: Outside) -> Self {
        let Outside {
            places,
            records,
            proxy,
            ..
        } = outside;
        let memory = Memory::new(
            Arc::clone(&records),
            Arc::clone(&places),
            Arc::clone(&inbox),
        );
        Self {
            inbox,
            keeper,
            places,
            settings: SettingsKeeper::new(Arc::clone(&records)),
            records,
            memory,
            sample: SampleRoom::default(),
            proxy,
            api: None,
            warmth: Warmth::default(),
            slots: Slots::default(),
        }
    }

    /// Takes batches from later starts of the program.
    pub(super) fn keep_meeting(&mut self, meeting: Meeting) {
        let inbox = Arc::clone(&self.inbox);
        let take = move |id| inbox.push(Event::BatchHandedOver(id));
        self.spawn(Slot::Meeting, None, meeting.keep(take));
    }

    /// Begins what was wished for. A fault in here does not end the thread.
    pub(super) fn take_on(&mut self, effect: Effect) {
        let request = request_of(&effect);
        if catch_unwind(AssertUnwindSafe(|| self.begin(effect))).is_err() {
            self.inbox.push(failed(request, "begin"));
        }
    }

    fn begin(&mut self, effect: Effect) {
        match effect {
            Effect::LoadToken {
                request,
                store,
                origin,
            } => self.ask_store(request, store, TokenCall::Load(origin)),
            Effect::SaveToken {
                request,
                store,
                origin,
                token,
            } => self.ask_store(request, store, TokenCall::Save(origin, token)),
            Effect::ForgetToken {
                request,
                store,
                origin,
            } => self.ask_store(request, store, TokenCall::Forget(origin)),
            Effect::FetchBatch {
                request,
                origin,
                token,
                id,
            } => self.ask_service(request, origin, Question::Batch(token, id)),
            Effect::FetchPicture {
                request,
                origin,
                address,
                max_side,
            } => self.ask_service(request, origin, Question::Picture(address, max_side)),
            Effect::TestConnection {
                request,
                origin,
                token,
            } => self.ask_service(request, origin, Question::Test(token)),
            Effect::StartSample { request } => self.start_sample(request),
            Effect::WarmUp { origin } => self.warm_up(origin),
            Effect::CancelBatch => self.slots.end(Slot::Batch),
            Effect::CancelPicture => self.slots.end(Slot::Picture),
            Effect::CancelRecall => self.slots.end(Slot::Recall),
            Effect::CancelTest => self.slots.end(Slot::Test),
            other => self.begin_here(other),
        }
    }

    /// Begins what this computer does by itself.
    fn begin_here(&mut self, effect: Effect) {
        match effect {
            Effect::SaveFile {
                request,
                name,
                bytes,
            } => self.save_file(request, name, bytes),
            Effect::OpenFile {
                request,
                name,
                bytes,
            } => self.open_file(request, name, bytes),
            Effect::SearchFile { request, path } => self.search_file(request, path),
            Effect::EnlargePicture {
                request,
                file,
                max_side,
            } => self.enlarge(request, file, max_side),
            Effect::AskAboutMotion => self.ask_about_motion(),
            Effect::SaveSettings(settings) => self.settings.keep(settings),
            Effect::LoadRecents { origin } => self.memory.take_on(Job::Load(origin)),
            Effect::SaveRecents { origin, recents } => {
                self.memory.take_on(Job::Save(origin, recents));
            }
            Effect::KeepAnswer(answer) => self.memory.take_on(Job::Keep(answer)),
            Effect::ForgetAnswer { origin, id } => self.memory.take_on(Job::Forget(origin, id)),
            Effect::ForgetEverything { request } => {
                self.memory.take_on(Job::ForgetEverything(request));
            }
            Effect::RecallAnswer {
                request,
                origin,
                id,
                after,
            } => self.recall(request, (origin, id), after),
            Effect::Notify { title, text } => {
                tokio::task::spawn_blocking(move || notify::show(&title, &text));
            }
            _ => tracing::debug!("a wish that is not the worker's"),
        }
    }

    fn ask_store(&mut self, request: RequestId, store: Store, call: TokenCall) {
        match store {
            Store::System => {
                let slot = call.slot();
                if slot == Slot::LoadToken && self.slots.is_busy(slot) {
                    self.keeper.give_up_reading();
                }
                let task = call.ask(&self.keeper, request, Arc::clone(&self.inbox));
                self.spawn(slot, Some(request), task);
            }
            Store::Sample(fault) => {
                let answer = self.sample.ask_store(request, call, fault);
                self.inbox.push(answer);
            }
        }
    }

    fn ask_service(&mut self, request: RequestId, origin: ApiOrigin, question: Question) {
        let slot = question.slot();
        let asking = Asking {
            api: self.api(),
            origin,
            request,
            inbox: Arc::clone(&self.inbox),
        };
        self.spawn(slot, Some(request), asking.run(question));
    }

    fn start_sample(&mut self, request: RequestId) {
        let task = self.sample.start(request, Arc::clone(&self.inbox));
        self.spawn(Slot::Sample, Some(request), task);
    }

    fn save_file(&mut self, request: RequestId, name: FileName, bytes: Arc<[u8]>) {
        let places = Arc::clone(&self.places);
        self.answer(Slot::SaveFile, Some(request), async move {
            let result = file::save(places, name, bytes).await;
            Event::FileSaved { request, result }
        });
    }

    fn open_file(&mut self, request: RequestId, name: FileName, bytes: Arc<[u8]>) {
        let places = Arc::clone(&self.places);
        self.answer(Slot::OpenFile, Some(request), async move {
            let result = file::prepare(places, name, bytes).await;
            Event::FileReady { request, result }
        });
    }

    fn search_file(&mut self, request: RequestId, path: PathBuf) {
        self.answer(Slot::SearchFile, Some(request), async move {
            let found = dropped::search(path).await;
            Event::FileSearched { request, found }
        });
    }

    fn recall(&mut self, request: RequestId, which: (ApiOrigin, BatchId), after: Duration) {
        let records = Arc::clone(&self.records);
        self.answer(Slot::Recall, None, async move {
            tokio::time::sleep(after).await;
            let found = Memory::recall(records, which).await;
            Event::AnswerRecalled { request, found }
        });
    }

    fn enlarge(&mut self, request: RequestId, file: Arc<[u8]>, max_side: u32) {
        let inbox = Arc::clone(&self.inbox);
        self.spawn(Slot::Enlarge, None, async move {
            if let Some(pixels) = enlarge::decode(file, max_side).await {
                inbox.push(Event::PictureEnlarged { request, pixels });
            }
        });
    }

    fn warm_up(&mut self, origin: ApiOrigin) {
        // Without a client the question itself shows why.
        if self.warmth.is_due(&origin)
            && let Ok(api) = self.api()
        {
            self.warmth.note(&origin);
            let task = async move { api.warm_up(&origin).await };
            self.spawn(Slot::WarmUp, None, task);
        }
    }

    fn ask_about_motion(&mut self) {
        let asked = async { Event::MotionWish(motion::wished().await) };
        self.answer(Slot::Motion, None, asked);
    }

    /// Runs a task that ends in one event.
    fn answer(
        &mut self,
        slot: Slot,
        request: Option<RequestId>,
        task: impl Future<Output = Event> + Send + 'static,
    ) {
        let inbox = Arc::clone(&self.inbox);
        self.spawn(slot, request, async move { inbox.push(task.await) });
    }

    /// Runs a task in its slot. A fault in it becomes an event, and the worker
    /// lives on.
    fn spawn(
        &mut self,
        slot: Slot,
        request: Option<RequestId>,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        let inbox = Arc::clone(&self.inbox);
        let task = tokio::spawn(async move {
            if AssertUnwindSafe(task).catch_unwind().await.is_err() {
                inbox.push(failed(request, slot.name()));
            }
        });
        self.slots.put(slot, task.abort_handle());
    }

    /// Builds the client while nothing else is to be done, so that the first
    /// question need not wait for it. What goes wrong the question will show.
    pub(super) fn use_the_pause(&mut self) {
        let _ = catch_unwind(AssertUnwindSafe(|| self.api().is_ok()));
    }

    /// The client, built when first needed: it reads the system's certificates,
    /// which would hold up the first wishes.
    fn api(&mut self) -> Result<Arc<Api>, Problem> {
        if let Some(api) = &self.api {
            return Ok(Arc::clone(api));
        }
        let route = Route::system_or(self.proxy.as_ref());
        let api = Arc::new(Api::through(route, Limits::default(), Vec::new())?);
        self.api = Some(Arc::clone(&api));
        Ok(api)
    }
}

/// Names the task and the place; what the fault had to say may hold anything.
fn failed(request: Option<RequestId>, task: &str) -> Event {
    Event::TaskFailed {
        request,
        details: format!("{task}: {}", crash::place()),
    }
}
