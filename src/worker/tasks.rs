//! Starts a task for each effect.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use futures_util::FutureExt;

use super::client::Clients;
use super::inbox::Inbox;
use super::memory::{self, Memory};
use super::running::{Running, TaskKind};
use super::sample::SampleRoom;
use super::save_targets::SaveTargets;
use super::settings::SettingsWriter;
use super::token::{self, TokenCall};
use super::warmth::Warmth;
use super::{
    Services, Waiting, blocking, dropped, enlarge, failed, file, motion, notify, place_of, service,
};
use crate::domain::ApiOrigin;
use crate::domain::checkup::Target;
use crate::instance::{Call, SingleInstance};
use crate::records::Records;
use crate::state::{Effect, Event, Job, Request, RequestId, RequestKind, Response, Store};
use crate::token_store::StoreThread;

/// Tools of all tasks. Lives on the worker's thread.
pub(super) struct Tasks {
    inbox: Arc<Inbox>,
    store_thread: StoreThread,
    save_targets: Arc<dyn SaveTargets>,
    records: Arc<Records>,
    settings: SettingsWriter,
    memory: Memory,
    sample: SampleRoom,
    clients: Clients,
    warmth: Warmth,
    running: Running,
}

impl Tasks {
    pub(super) fn new(inbox: Arc<Inbox>, store_thread: StoreThread, services: Services) -> Self {
        let Services {
            save_targets,
            records,
            proxy,
            ..
        } = services;
        let memory = Memory::new(
            Arc::clone(&records),
            Arc::clone(&save_targets),
            Arc::clone(&inbox),
        );
        let settings = SettingsWriter::new(Arc::clone(&records), Arc::clone(&inbox));
        Self {
            inbox,
            store_thread,
            save_targets,
            settings,
            records,
            memory,
            sample: SampleRoom::default(),
            clients: Clients::new(proxy),
            warmth: Warmth::default(),
            running: Running::default(),
        }
    }

    pub(super) fn listen_for_starts(&mut self, instance: SingleInstance) {
        let inbox = Arc::clone(&self.inbox);
        let take = move |call| {
            inbox.push(match call {
                Call::Show => Event::StartedAgain,
                Call::Batch(id) => Event::BatchHandedOver(id),
            });
        };
        self.spawn(TaskKind::SingleInstance, None, instance.listen(take));
    }

    /// Survives a panic in here.
    pub(super) fn start(&mut self, effect: Effect) {
        match effect {
            Effect::Request { id, request } => {
                let waits = Waiting::new(id, &request);
                self.guard(Some(waits), |tasks| tasks.start_request(id, request));
            }
            Effect::Cancel(kind) => self.running.end(TaskKind::Request(kind)),
            Effect::Run(job) => self.guard(None, |tasks| tasks.start_job(job)),
            Effect::Window(_) => tracing::debug!("an effect that is not the worker's"),
        }
    }

    fn guard(&mut self, waits: Option<Waiting>, begin: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| begin(self))).is_err() {
            self.inbox.push(failed(waits, &place_of("begin")));
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each request")]
    fn start_request(&mut self, id: RequestId, request: Request) {
        let kind = request.kind();
        match request {
            Request::LoadToken { store, account } => {
                self.ask_store(id, store, TokenCall::Load(account));
            }
            Request::SaveToken {
                store,
                account,
                token,
            } => self.ask_store(id, store, TokenCall::Save(account, token)),
            Request::ForgetToken { store, account } => {
                self.ask_store(id, store, TokenCall::Forget(account));
            }
            Request::FetchBatch { caller, id: batch } => {
                let answer = service::batch(self.clients.client(), caller, batch);
                self.answer(id, kind, answer);
            }
            Request::ListBatches { caller, query } => {
                let answer = service::batches(self.clients.client(), caller, query);
                self.answer(id, kind, answer);
            }
            Request::ListCertificates { caller, query } => {
                let answer = service::certificates(self.clients.client(), caller, query);
                self.answer(id, kind, answer);
            }
            Request::FetchCertificate { caller, id: which } => {
                let answer = service::certificate(self.clients.client(), caller, which);
                self.answer(id, kind, answer);
            }
            Request::FetchFile {
                origin,
                address,
                form,
            } => {
                let answer = service::file(self.clients.client(), origin, address, form);
                self.answer(id, kind, answer);
            }
            Request::FetchPicture {
                origin,
                address,
                max_side,
            } => {
                let answer = service::picture(self.clients.client(), origin, address, max_side);
                self.answer(id, kind, answer);
            }
            Request::EnlargePicture { file, max_side } => {
                self.answer(id, kind, enlarge::decode(file, max_side));
            }
            Request::StartSample => {
                let answer = self.sample.start();
                self.answer(id, kind, answer);
            }
            Request::TestConnection { target } => self.test_connection(id, target),
            Request::SaveFile { name, bytes } => {
                let save_targets = Arc::clone(&self.save_targets);
                let save = file::save(save_targets, name, bytes);
                self.answer(id, kind, save.map(Response::SaveFile));
            }
            Request::OpenFile { name, bytes } => {
                let save_targets = Arc::clone(&self.save_targets);
                let prepare = file::prepare(save_targets, name, bytes);
                self.answer(id, kind, prepare.map(Response::OpenFile));
            }
            Request::SearchFile { path } => {
                self.answer(id, kind, dropped::search(path).map(Response::SearchFile));
            }
            Request::LoadCached {
                account,
                id: batch,
                after,
            } => {
                let found = memory::cached(&self.records, account, batch, after);
                self.answer(id, kind, found);
            }
            Request::LoadAccounts { environment } => {
                let records = Arc::clone(&self.records);
                let read = async move { blocking(move || records.accounts_for(environment)).await };
                self.answer(id, kind, read.map(|read| Response::LoadAccounts(Ok(read))));
            }
            Request::ForgetAccount { account } => self.memory.forget_account(id, account),
            Request::ForgetEverything => self.memory.forget_everything(id),
        }
    }

    fn start_job(&mut self, job: Job) {
        match job {
            Job::WarmUp { origin } => self.warm_up(origin),
            Job::QueryReducedMotion => self.query_reduced_motion(),
            Job::SaveSettings(settings) => self.settings.keep(settings),
            Job::Notify { title, text } => {
                tokio::task::spawn_blocking(move || notify::show(&title, &text));
            }
            Job::LoadRecents { account } => self.memory.load_recents(account),
            Job::SaveRecents { account, recents } => self.memory.save_recents(account, recents),
            Job::CacheAnswer(answer) => self.memory.cache_answer(answer),
            Job::ForgetAnswer { account, id } => self.memory.forget_answer(account, id),
            Job::ChangeAccounts(changes) => self.memory.change_accounts(changes),
            Job::RenameToken(account) => {
                tokio::spawn(token::rename(&self.store_thread, account));
            }
        }
    }

    fn ask_store(&mut self, id: RequestId, store: Store, call: TokenCall) {
        let kind = call.kind();
        match store {
            Store::System => {
                let task = TaskKind::Request(kind);
                if kind == RequestKind::LoadToken && self.running.is_busy(task) {
                    self.store_thread.give_up_reading();
                }
                let asked = call.ask(&self.store_thread, id, Arc::clone(&self.inbox));
                self.spawn(task, Some(Waiting { id, kind }), asked);
            }
            Store::Sample(fault) => {
                let response = self.sample.ask_store(call, fault);
                self.inbox.push(Event::Response { id, response });
            }
        }
    }

    fn test_connection(&mut self, id: RequestId, target: Target) {
        let inbox = Arc::clone(&self.inbox);
        let report = move |report| {
            let response = Response::TestConnection(Ok(report));
            inbox.push(Event::Response { id, response });
        };
        let kind = RequestKind::TestConnection;
        let test = service::test(self.clients.client(), target, report);
        self.spawn(TaskKind::Request(kind), Some(Waiting { id, kind }), test);
    }

    fn warm_up(&mut self, origin: ApiOrigin) {
        // Without a client the request itself shows why.
        if self.warmth.is_due(&origin)
            && let Ok(api) = self.clients.api()
        {
            self.warmth.note(&origin);
            let task = async move { api.warm_up(&origin).await };
            self.spawn(TaskKind::WarmUp, None, task);
        }
    }

    fn query_reduced_motion(&mut self) {
        let inbox = Arc::clone(&self.inbox);
        self.spawn(TaskKind::ReducedMotion, None, async move {
            inbox.push(Event::ReducedMotion(motion::query().await));
        });
    }

    fn answer(
        &mut self,
        id: RequestId,
        kind: RequestKind,
        task: impl Future<Output = Response> + Send + 'static,
    ) {
        let inbox = Arc::clone(&self.inbox);
        let waits = Waiting { id, kind };
        self.spawn(TaskKind::Request(kind), Some(waits), async move {
            let response = task.await;
            inbox.push(Event::Response { id, response });
        });
    }

    /// Ends an older task of the same kind. A panic in it answers the waiting request.
    fn spawn(
        &mut self,
        kind: TaskKind,
        waits: Option<Waiting>,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        let inbox = Arc::clone(&self.inbox);
        let task = tokio::spawn(async move {
            if AssertUnwindSafe(task).catch_unwind().await.is_err() {
                inbox.push(failed(waits, &place_of(&kind.name())));
            }
        });
        self.running.put(kind, task.abort_handle());
    }

    /// Reports opened in an earlier run hold names and addresses.
    pub(super) fn remove_old_reports(&self) {
        let save_targets = Arc::clone(&self.save_targets);
        tokio::task::spawn_blocking(move || {
            if let Some(folder) = save_targets.private_folder() {
                super::file::remove_old(&folder);
            }
        });
    }

    /// Builds the client ahead, so that the first request need not wait for it; any failure the
    /// request will show.
    pub(super) fn on_idle(&mut self) {
        let _ = catch_unwind(AssertUnwindSafe(|| self.clients.api().is_ok()));
    }
}
