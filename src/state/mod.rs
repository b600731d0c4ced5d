//! State of the program, and its changes.

mod accounts;
mod app;
mod browse;
mod certificates;
mod choreography;
mod connection_test;
mod cx;
mod displayed;
mod export;
mod id_field;
mod lookup;
pub mod message;
mod outcome;
mod paged_list;
mod picture;
pub mod polling;
mod recents;
pub mod remote;
mod removal;
mod request;
mod routing;
mod service;
mod session;
mod start;
mod switching;
mod token_form;
mod window;

pub use accounts::{
    AccountForm, AccountTask, Accounts, Awaited, AwaitedPhase, FormProblem,
    Intent as AccountsIntent, Purpose,
};
pub use app::{AppState, Intent, Message, Screen};
pub use browse::{Browse, Intent as BrowseIntent};
pub use certificates::{Certificates, Intent as CertificatesIntent, OpenCertificate, Saving};
pub use connection_test::ConnectionTest;
pub use cx::Jitter;
pub use displayed::{Announcement, Change, DisplayedBatch, History, Source};
pub use export::{Export, Exports, FilePhase, Intent as ExportIntent};
pub use id_field::{IdField, Intent as IdFieldIntent};
pub use lookup::{Intent as LookupIntent, Lookup, Phase};
pub use message::{Effect, Event, Focus, Job, Motion, Now, ToKeep, WindowEffect, WindowFocus};
pub use outcome::Overlay;
pub use paged_list::PagedList;
pub use picture::{PREVIEW_SIDE, PictureSlot};
pub use polling::{Pause, PollState, Polling, PollingPhase};
pub use recents::{Intent as RecentsIntent, Recents};
pub use remote::RemotePhase;
pub use removal::{AccountRemoval, RecordsState, Removal, Removals, TokenState};
pub use request::{
    Action, Caller, Document, FetchedFile, FileForm, FileKind, RemoteFile, Request, RequestId,
    RequestKind, Response, Store,
};
pub use routing::update;
pub use service::{Intent as SampleIntent, SamplePhase, Service};
pub use session::{Intent as TokenIntent, Session, TokenSource};
pub use start::Start;
pub use token_form::{Draft, EntryReason, FormPhase, TokenForm};
pub use window::{
    Copied, Intent as WindowIntent, Notice, Search, SearchStep, Setting, TextSizeStep, Window,
};

pub use crate::domain::sample::Data;
pub use crate::domain::settings::{Settings, Switch, TEXT_SIZES, ThemeChoice};

#[cfg(test)]
mod tests;
