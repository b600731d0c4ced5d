//! State of the program, and its changes.

mod account_form;
mod accounts;
mod app;
mod awaited;
pub mod backoff;
mod browse;
mod certificates;
mod choreography;
mod connection_test;
mod cx;
mod displayed;
mod document;
pub mod effect;
mod export;
mod gate;
mod id_field;
pub mod intent;
mod lookup;
pub mod message;
mod outcome;
mod overlay;
mod paged_list;
mod picture;
pub mod polling;
mod recents;
pub mod remote;
mod removal;
mod request;
mod routing;
mod sample;
mod sampling;
mod service;
mod session;
mod start;
mod switching;
mod token;
mod token_answers;
mod token_form;
mod window;

pub use account_form::{AccountForm, FormProblem, Purpose};
pub use accounts::{AccountTask, Accounts, Intent as AccountsIntent};
pub use app::{AppState, Message, Screen};
pub use awaited::{Awaited, AwaitedPhase};
pub use backoff::Jitter;
pub use browse::{Browse, Intent as BrowseIntent};
pub use certificates::{Certificates, Intent as CertificatesIntent, OpenCertificate, Saving};
pub use connection_test::ConnectionTest;
pub use displayed::{Announcement, Change, DisplayedBatch, History, Source};
pub use document::{Action, Document, FileKind, RemoteFile};
pub use effect::{Effect, Focus, Job, ToKeep, WindowEffect};
pub use export::{Export, Exports, FilePhase, Intent as ExportIntent};
pub use id_field::{IdField, Intent as IdFieldIntent};
pub use intent::Intent;
pub use lookup::{Intent as LookupIntent, Lookup, Phase};
pub use message::{Event, Motion, Now, WindowFocus};
pub use overlay::Overlay;
pub use paged_list::PagedList;
pub use picture::{PREVIEW_SIDE, PictureSlot};
pub use polling::{Pause, PollState, Polling, PollingPhase};
pub use recents::{Intent as RecentsIntent, Recents};
pub use remote::RemotePhase;
pub use removal::{AccountRemoval, RecordsState, Removal, Removals, TokenState};
pub use request::{
    Caller, FetchedFile, FileForm, Request, RequestId, RequestKind, Response, Store,
};
pub use routing::update;
pub use sample::{Intent as SampleIntent, SamplePhase};
pub use service::Service;
pub use session::{Session, TokenSource};
pub use start::Start;
pub use token::Intent as TokenIntent;
pub use token_form::{Draft, EntryReason, FormPhase, TokenForm};
pub use window::{
    Copied, Intent as WindowIntent, Notice, Search, SearchStep, Setting, TextSizeStep, Window,
};

pub use crate::domain::sample::Data;
pub use crate::domain::settings::{Settings, Switch, TEXT_SIZES, ThemeChoice};

#[cfg(test)]
mod tests;
