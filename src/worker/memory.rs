//! Reads and writes remembered data: one job after the other, on a thread of its own.

use std::io;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use super::file;
use super::running::{Inbox, Waiting, blocking, guard};
use crate::api;
use crate::crash::lock;
use crate::domain::remembered::{Remembered, StorageError};
use crate::domain::{AccountId, BatchId, Problem};
use crate::picture;
use crate::records::{Records, StoredAnswer};
use crate::state::{Event, Settings, ToKeep};

/// Longest side of a picture that is kept, in pixels.
const KEPT_SIDE: u32 = 1_000;

type Job = (Option<Waiting>, Box<dyn FnOnce(&Records, &Inbox) + Send>);

/// Does the jobs, in the order they came.
pub(super) struct Memory {
    jobs: mpsc::Sender<Job>,
    /// Settings that no job has taken yet.
    settings: Arc<Mutex<Option<Settings>>>,
}

impl Memory {
    /// Starts the thread. The end of the program waits until it has done what was queued.
    pub(super) fn start(records: Arc<Records>, inbox: Arc<Inbox>) -> io::Result<Self> {
        let (jobs, queued) = mpsc::channel::<Job>();
        let under_way = Arc::clone(&file::WRITES);
        let run_jobs = move || {
            for (waits, job) in queued {
                guard(&inbox, waits, || job(&records, &inbox));
            }
            drop(under_way);
        };
        let thread = std::thread::Builder::new().name("worker-disk".to_owned());
        thread.spawn(run_jobs)?;
        Ok(Self {
            jobs,
            settings: Arc::default(),
        })
    }

    pub(super) fn queue(
        &self,
        waits: Option<Waiting>,
        job: impl FnOnce(&Records, &Inbox) + Send + 'static,
    ) {
        // The thread takes jobs for as long as this lives.
        let _ = self.jobs.send((waits, Box::new(job)));
    }

    /// Queues a change, and tells where it could not be kept.
    pub(super) fn change(
        &self,
        change: impl FnOnce(&Records) -> Result<(), StorageError> + Send + 'static,
    ) {
        self.queue(None, |records, inbox| match change(records) {
            // Said when the settings, the accounts and the list were read.
            Ok(()) | Err(StorageError::NoFolder) => {}
            Err(error) => inbox.push(Event::NotRemembered(error)),
        });
    }

    /// Keeps the newest settings only of those that came while the disk was busy.
    pub(super) fn save_settings(&self, settings: Settings) {
        if lock(&self.settings).replace(settings).is_some() {
            return;
        }
        let waiting = Arc::clone(&self.settings);
        self.change(move |records| {
            let settings = lock(&waiting).take();
            settings.map_or(Ok(()), |settings| records.save_settings(&settings))
        });
    }
}

/// Reads the last answer about a batch. It waits for no other job: the person is waiting for it.
pub(super) async fn cached(
    records: Arc<Records>,
    account: AccountId,
    id: BatchId,
    after: Duration,
) -> Result<Option<Box<Remembered>>, Problem> {
    tokio::time::sleep(after).await;
    let query = move || {
        let kept = records.answer(&account.storage_key(), id)?;
        let answer = api::parse_batch(kept.raw.as_bytes(), &account.origin).ok()?;
        let file = kept.picture.as_deref();
        let picture = file.and_then(|file| picture::decode(file.into(), KEPT_SIDE).ok());
        Some(Box::new(Remembered {
            answer,
            at: kept.at,
            picture,
        }))
    };
    Ok(blocking(query).await)
}

/// Keeps an answer with its picture, or without where that cannot be made small.
pub(super) fn keep(records: &Records, answer: &ToKeep) -> Result<(), StorageError> {
    let small = answer.picture.as_ref().map(|file| {
        let _turn = api::DECODING.blocking_lock();
        picture::thumbnail(file, KEPT_SIDE)
    });
    let picture = small.transpose().unwrap_or_else(|problem| {
        tracing::debug!(?problem, "a picture was not kept");
        None
    });
    let stored = StoredAnswer {
        raw: answer.raw.to_string(),
        at: answer.at,
        picture,
    };
    records.save_answer(&answer.account.storage_key(), answer.id, &stored)
}
