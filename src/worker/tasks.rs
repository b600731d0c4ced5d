//! Starts a task for each effect.

use std::sync::Arc;

use super::memory::{self, Memory};
use super::running::{Inbox, Running, Waiting, blocking, guard, spawn};
use super::save_targets::SaveTargets;
use super::service::{Clients, SampleService, fetch};
use super::{Services, desktop, file};
use crate::api::{self, Api};
use crate::domain::checkup::{Finding, Report, Step, Target};
use crate::domain::remembered::{Left, StorageError};
use crate::domain::{Account, ApiOrigin, Problem, ProblemKind};
use crate::instance::Call;
use crate::records::Records;
use crate::state::{Effect, Event, Job, Request, RequestKind, Response, Store};
use crate::token_store::{Access, StoreCalls, TokenStore};

/// Tools of all tasks. Lives on the worker's thread.
pub(super) struct Tasks {
    inbox: Arc<Inbox>,
    store: StoreCalls,
    save_targets: Arc<dyn SaveTargets>,
    records: Arc<Records>,
    memory: Memory,
    sample: SampleService,
    clients: Clients,
    running: Running,
}

impl Tasks {
    /// Must be called on the runtime.
    pub(super) fn start(inbox: Arc<Inbox>, outside: Services, memory: Memory) -> Self {
        if let Some(instance) = outside.instance {
            let for_calls = Arc::clone(&inbox);
            let take = move |call| {
                for_calls.push(match call {
                    Call::Show => Event::StartedAgain,
                    Call::Batch(id) => Event::BatchHandedOver(id),
                });
            };
            spawn(&inbox, None, instance.listen(take));
        }
        // Reports opened in an earlier run hold names and addresses.
        let save_targets = Arc::clone(&outside.save_targets);
        tokio::task::spawn_blocking(move || {
            if let Some(folder) = save_targets.private_folder() {
                file::remove_old(&folder);
            }
        });
        Self {
            store: StoreCalls::new(outside.system_store, outside.store_limit),
            save_targets: outside.save_targets,
            memory,
            records: outside.records,
            sample: SampleService::default(),
            clients: Clients::new(outside.proxy),
            running: Running::default(),
            inbox,
        }
    }

    /// Survives a panic in here.
    pub(super) fn take(&mut self, effect: Effect) {
        let inbox = Arc::clone(&self.inbox);
        match effect {
            Effect::Request { id, request } => {
                let waits = Waiting::new(id, &request);
                guard(&inbox, Some(waits), || self.start_request(waits, request));
            }
            Effect::Cancel(kind) => self.running.end(kind),
            Effect::Run(job) => guard(&inbox, None, || self.start_job(job)),
            Effect::Window(_) => tracing::debug!("an effect that is not the worker's"),
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each request")]
    fn start_request(&mut self, waits: Waiting, request: Request) {
        match request {
            Request::LoadToken { store, account } => {
                let load = move |store: &dyn TokenStore| store.load(&account);
                self.ask_store(waits, store, load, Response::LoadToken);
            }
            Request::SaveToken {
                store,
                account,
                token,
            } => {
                let save = move |store: &dyn TokenStore| store.save(&account, &token);
                self.ask_store(waits, store, save, Response::SaveToken);
            }
            Request::ForgetToken { store, account } => {
                let forget = move |store: &dyn TokenStore| store.forget(&account);
                self.ask_store(waits, store, forget, Response::ForgetToken);
            }
            Request::FetchBatch { caller, id } => {
                let ask = async move |api: Arc<Api>| api.batch(&caller, id).await;
                self.ask(waits, ask, Response::FetchBatch);
            }
            Request::ListBatches { caller, query } => {
                let ask = async move |api: Arc<Api>| api.list_batches(&caller, &query).await;
                self.ask(waits, ask, Response::ListBatches);
            }
            Request::WatchBatches { caller, query } => {
                let ask = async move |api: Arc<Api>| api.list_batches(&caller, &query).await;
                self.ask(waits, ask, Response::WatchBatches);
            }
            Request::ListCertificates { caller, query } => {
                let ask = async move |api: Arc<Api>| api.list_certificates(&caller, &query).await;
                self.ask(waits, ask, Response::ListCertificates);
            }
            Request::FetchCertificate { caller, id } => {
                let ask = async move |api: Arc<Api>| api.certificate(&caller, id).await;
                self.ask(waits, ask, Response::FetchCertificate);
            }
            Request::RenewCertificate { caller, id } => {
                let ask = async move |api: Arc<Api>| api.certificate(&caller, id).await;
                self.ask(waits, ask, Response::RenewCertificate);
            }
            Request::FetchFile {
                origin,
                address,
                form,
            } => {
                let ask = async move |api: Arc<Api>| fetch(&api, &origin, &address, form).await;
                self.ask(waits, ask, Response::FetchFile);
            }
            Request::FetchPicture {
                origin,
                address,
                max_side,
            } => {
                let ask = async move |api: Arc<Api>| api.picture(&origin, &address, max_side).await;
                self.ask(waits, ask, Response::FetchPicture);
            }
            Request::EnlargePicture { file, max_side } => {
                let enlarge = async move { Ok(api::decode(file, max_side).await?.pixels) };
                self.answer(waits, enlarge, Response::EnlargePicture);
            }
            Request::StartSample => {
                self.answer(waits, self.sample.start(), Response::StartSample);
            }
            Request::TestConnection { target } => self.test_connection(waits, target),
            Request::SaveFile { name, contents } => {
                let save = file::save(Arc::clone(&self.save_targets), name, contents);
                self.answer(waits, save, Response::SaveFile);
            }
            Request::OpenFile { name, contents } => {
                let prepare = file::prepare(Arc::clone(&self.save_targets), name, contents);
                self.answer(waits, prepare, Response::OpenFile);
            }
            Request::SearchFile { path } => {
                let search = async { Ok(file::search(path).await) };
                self.answer(waits, search, Response::SearchFile);
            }
            Request::LoadCached { account, id, after } => {
                let cached = memory::cached(Arc::clone(&self.records), account, id, after);
                self.answer(waits, cached, Response::LoadCached);
            }
            Request::LoadAccounts { environment } => {
                let records = Arc::clone(&self.records);
                let read = blocking(move || Ok(records.accounts_for(environment)));
                self.answer(waits, read, Response::LoadAccounts);
            }
            Request::ForgetAccount { account } => {
                let clear = move |records: &Records| records.clear_account(&account.storage_key());
                self.forget(waits, clear, Response::ForgetAccount);
            }
            Request::ForgetEverything => {
                self.forget(waits, Records::clear, Response::ForgetEverything);
            }
        }
    }

    fn start_job(&mut self, job: Job) {
        match job {
            Job::WarmUp(origin) => self.warm_up(origin),
            Job::QueryReducedMotion => {
                let inbox = Arc::clone(&self.inbox);
                spawn(&self.inbox, None, async move {
                    inbox.push(Event::ReducedMotion(desktop::motion().await));
                });
            }
            Job::SaveSettings(settings) => self.memory.save_settings(settings),
            Job::Notify { title, text } => {
                tokio::task::spawn_blocking(move || desktop::show(&title, &text));
            }
            Job::LoadRecents(account) => self.memory.queue(None, move |records, inbox| {
                let (recents, error) = records.recents(&account.storage_key());
                // Said once, when the settings were read.
                let error = error.filter(|error| *error != StorageError::NoFolder);
                inbox.push(Event::RecentsLoaded {
                    account,
                    recents,
                    error,
                });
            }),
            Job::SaveRecents { account, recents } => self
                .memory
                .change(move |records| records.save_recents(&account.storage_key(), &recents)),
            Job::CacheAnswer(answer) => self
                .memory
                .change(move |records| memory::keep(records, &answer)),
            Job::ForgetAnswer { account, id } => self
                .memory
                .change(move |records| records.forget_answer(&account.storage_key(), id)),
            Job::ChangeAccounts(changes) => self
                .memory
                .change(move |records| records.change_accounts(&changes)),
            Job::RenameToken(account) => self.rename_token(account),
        }
    }

    /// Asks the service; a new client is made where the network turns out to be at fault.
    fn ask<T, A, F>(
        &mut self,
        waits: Waiting,
        ask: impl FnOnce(Arc<Api>) -> F + Send + 'static,
        response: fn(Result<A, Problem>) -> Response,
    ) where
        A: From<T> + 'static,
        F: Future<Output = Result<T, Problem>> + Send + 'static,
    {
        let (api, note) = (self.clients.api(), self.clients.note());
        let answer = async move {
            let result = match api {
                Ok(api) => ask(api).await,
                Err(problem) => Err(problem),
            };
            result.map(A::from).inspect_err(note)
        };
        self.answer(waits, answer, response);
    }

    /// Hands the call over at once, so that calls are made in the order of their requests.
    fn ask_store<T: Send + 'static>(
        &mut self,
        waits: Waiting,
        store: Store,
        call: impl FnOnce(&dyn TokenStore) -> Result<T, Problem> + Send + 'static,
        response: fn(Result<T, Problem>) -> Response,
    ) {
        let inbox = Arc::clone(&self.inbox);
        let tell = move |result| inbox.push(waits.event(response(result)));
        match store {
            Store::System => {
                let mut access = Access::Changes;
                if waits.kind == RequestKind::LoadToken {
                    access = Access::Reads;
                    if self.running.is_busy(waits.kind) {
                        self.store.give_up_reading();
                    }
                }
                let call = self.store.ask(access, call);
                self.spawn(waits, call.tell(tell));
            }
            Store::Sample(None) => tell(call(&self.sample.store)),
            Store::Sample(Some(fault)) => tell(Err(ProblemKind::Store(fault).into())),
        }
    }

    fn rename_token(&self, account: Account) {
        let rename = move |store: &dyn TokenStore| store.rename(&account);
        let call = self.store.ask(Access::Changes, rename);
        tokio::spawn(call.tell(|result| {
            if let Err(problem) = result {
                tracing::debug!(?problem, "the list of passwords shows the name of before");
            }
        }));
    }

    /// Files opened in another app hold names and addresses, and go too.
    fn forget(
        &mut self,
        waits: Waiting,
        clear: impl FnOnce(&Records) -> Left + Send + 'static,
        response: fn(Result<Left, Problem>) -> Response,
    ) {
        let save_targets = Arc::clone(&self.save_targets);
        self.memory.queue(Some(waits), move |records, inbox| {
            let mut left = clear(records);
            if let Some(folder) = save_targets.private_folder() {
                file::remove(&folder, |_| true, &mut left);
            }
            inbox.push(waits.event(response(Ok(left))));
        });
    }

    fn test_connection(&mut self, waits: Waiting, target: Target) {
        let (api, note) = (self.clients.api(), self.clients.note());
        let inbox = Arc::clone(&self.inbox);
        let mut report = move |report: Report| {
            if let Finding::Failed(problem) = &report.finding {
                note(problem);
            }
            inbox.push(waits.event(Response::TestConnection(Ok(report))));
        };
        self.spawn(waits, async move {
            match api {
                Ok(api) => api.test_connection(&target, &mut report).await,
                Err(problem) => report(Report {
                    step: Step::Name,
                    finding: Finding::Failed(problem),
                }),
            }
        });
    }

    fn warm_up(&mut self, origin: ApiOrigin) {
        if let Some(api) = self.clients.client_to_warm(&origin) {
            spawn(&self.inbox, None, async move { api.warm_up(&origin).await });
        }
    }

    fn answer<A: 'static>(
        &mut self,
        waits: Waiting,
        answer: impl Future<Output = A> + Send + 'static,
        response: fn(A) -> Response,
    ) {
        let inbox = Arc::clone(&self.inbox);
        self.spawn(waits, async move {
            let response = response(answer.await);
            inbox.push(waits.event(response));
        });
    }

    fn spawn(&mut self, waits: Waiting, task: impl Future<Output = ()> + Send + 'static) {
        let task = spawn(&self.inbox, Some(waits), task);
        self.running.put(waits.kind, task);
    }

    /// Builds the client ahead, so that the first request need not wait for it; any failure the
    /// request will show.
    pub(super) fn on_idle(&mut self) {
        let inbox = Arc::clone(&self.inbox);
        guard(&inbox, None, || drop(self.clients.api()));
    }
}
