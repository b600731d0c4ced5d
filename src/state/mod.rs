//! State of the program, and its changes.

mod accounts;
mod app;
mod browse;
mod certificates;
mod checking;
mod cx;
mod export;
mod id_field;
mod listing;
mod lookup;
mod message;
mod paged_list;
mod picture;
mod polling;
mod recents;
mod remote;
mod request;
mod service;
mod session;
mod switching;
mod tokens;
mod update;
mod window;

pub use accounts::{
    AccountForm, AccountRemoval, AccountTask, Accounts, Awaited, AwaitedPhase, FormProblem,
    Intent as AccountsIntent, Purpose, RecordsState,
};
pub use app::{AppState, Intent, Message, Screen, Start};
pub use browse::{Browse, Intent as BrowseIntent};
pub use certificates::{Certificates, Intent as CertificatesIntent, OpenCertificate, Saving};
pub use cx::Jitter;
pub use export::{Exports, FilePhase, Intent as ExportIntent};
pub use id_field::{IdField, Intent as IdFieldIntent};
pub use lookup::{Announcement, Change, DisplayedBatch, Intent as LookupIntent, Lookup};
pub use message::{Effect, Event, Focus, Job, Motion, Now, ToKeep, WindowEffect, WindowFocus};
pub use paged_list::PagedList;
pub use picture::{PREVIEW_SIDE, PictureSlot, ShownPicture};
pub use polling::{Pause, Polling, PollingPhase};
pub use recents::{Intent as RecentsIntent, Recents};
pub use remote::RemotePhase;
pub use request::{
    Action, Contents, Document, FetchedFile, FileForm, FileKind, RemoteFile, Request, RequestId,
    RequestKind, Response, Store,
};
pub use service::{Intent as SampleIntent, SamplePhase, Service};
pub use session::{
    Draft, EntryReason, Intent as TokenIntent, Removal, Removals, Session, TokenForm, TokenSource,
};
pub use update::update;
pub use window::{
    ConnectionTest, Intent as WindowIntent, Notice, Overlay, Search, Setting, TextSizeStep, Window,
};

pub use crate::domain::sample::Data;
pub use crate::domain::settings::{Settings, Switch, TEXT_SIZES, ThemeChoice};

#[cfg(test)]
mod tests;
