//! VEC Batch Viewer: is the batch ready, does the certificate look right, who
//! must sign?
//!
//! # The rooms
//!
//! | room | its one job | what it uses |
//! |---|---|---|
//! | `main` | hands over to `startup` at once | `startup` |
//! | [`startup`] | reads arguments, starts the worker, opens the window; says what is missing where it cannot | `crash` `domain` `instance` `l10n` `logging` `records` `shell` `state` `worker` |
//! | [`shell`] | the one application: events in, state changed, window drawn, effects out | `l10n` `domain` `bidi` `state` `theme` `view` `worker` |
//! | [`view`] | what is on screen; draws and reports intents, changes nothing | `l10n` `domain` `report` `bidi` `state` `theme` |
//! | [`state`] | everything the program knows, and the one pure function that changes it | `domain` |
//! | [`report`] | what is exported: summary, tables, report, the answer as it came; no I/O | `l10n` `domain` |
//! | [`l10n`] | every sentence but those of `crash` and `logging` on stderr: typed messages to Fluent, problems to words | `domain` |
//! | [`theme`] | every colour and size, by role | `domain` `bidi` |
//! | [`bidi`] | text of every script drawn and read right; goes when egui does it itself | `crash` |
//! | [`worker`] | the one background thread with the one runtime; decides nothing | `api` `crash` `demo` `domain` `files` `instance` `picture` `portal` `records` `report` `state` `token_store` |
//! | [`api`] | HTTP: requests with limits, answers as sent, answers as meant | `crash` `domain` `picture` `portal` |
//! | [`portal`] | questions to the portal of a Linux desktop | |
//! | [`picture`] | picture files decoded, turned and shrunk, whatever they hold | `domain` |
//! | [`records`] | settings, accounts, recent batches and last answers on disk, whole at any moment | `crash` `domain` `files` |
//! | [`token_store`] | tokens at rest, in the operating system's password store | `crash` `domain` |
//! | [`instance`] | a second start hands its batch to the window that is open | `domain` `files` |
//! | [`demo`] | the sample service, a real HTTP server on this computer | `domain` |
//! | [`domain`] | the types everything else speaks in, right once built; no I/O, no clock | |
//! | [`logging`] | log lines to stderr or a file, with nothing secret in them | `files` |
//! | [`files`] | private folders and files, atomic writes | `domain` |
//! | [`crash`] | panics: one sentence on stderr, with nothing secret in it; locks that outlive them | |
//!
//! Nothing points up. `tests/repository/boundaries` reads the sources: it fails where a room
//! uses another one without an arrow here, where an arrow here is not real, and where a room
//! is missing.
//!
//! # What only some may use
//!
//! | name | who alone uses it |
//! |---|---|
//! | `egui` | `startup` `bidi` `shell` `theme` `view` |
//! | `eframe` | `startup` `shell` |
//! | `reqwest` | `api` |
//! | `rustls` | `api` |
//! | `axum` | `demo` |
//! | `tokio` | `api` `demo` `instance` `portal` `token_store` `worker` |
//! | `keyring` | `token_store` |
//! | `zbus` | `portal` `token_store` `worker` |
//! | `image` | `picture` |
//! | `rust_xlsxwriter` | `report` |
//! | `fluent_bundle` | `l10n` |
//! | `sys_locale` | `startup` |
//! | `std::fs` | `files` `instance` `logging` `records` `worker` |
//! | `directories` | `files` `worker` |
//! | `std::net` | `api` `demo` `domain` |
//! | `std::thread` | `instance` `startup` `records` `bidi` `shell` `token_store` `worker` |
//! | `Instant::now` | `api` `records` `bidi` `shell` `worker` |
//! | `SystemTime::now` | `worker` |
//! | `Timestamp::now` | `api` `demo` `records` `shell` `worker` |
//! | `ApiToken` | `api` `demo` `domain` `startup` `state` `token_store` `view` |
//!
//! # How an intent travels
//!
//! The person presses a button; the view reports an [`state::Intent`];
//! [`state::update`] changes the parts of the state that it is about, by methods of
//! [`state::AppState`] where there are several, and returns [`state::Effect`]s; the shell
//! hands them to the worker; a task runs; an [`state::Event`] comes back and the
//! window is woken; `update` takes it in; the next frame shows it. When nothing
//! happens no frame is drawn, but for one or two a minute where ages are on screen.
//!
//! # What always holds
//!
//! * Every [`state::Request`] is answered by one [`state::Response`] with its
//!   [`state::RequestId`], also where its task ends suddenly; the test of the connection by one
//!   for each step, a cancelled one by none, and a call of the password store that is answered
//!   after its time by a second one. One to an older request is dropped.
//! * A picture lives inside the answer it belongs to, so it never stands beside
//!   another batch.
//! * The token is an [`domain::ApiToken`]: it does not print, it is wiped when the
//!   last copy goes, it is sent to the service's own origin only, and it rests in
//!   the password store only.
//! * Of several accounts one is in use: nothing of another is on screen, asked or written.
//! * Text of the service is a [`domain::ServerText`], neutralised where it comes in.
//! * Every question to a service passes the one gate in `state`: during a wait that the
//!   service asked for, nothing is asked of it, on no page and in no account.
//! * Every wait has a limit, every body and picture has one, and the window's own
//!   thread waits for nothing while the window is open (before, 1.3 s for files,
//!   1 s for another window and 1 s for a dead Wayland; after, 5 s for what is being written), but for the pastes named in the manual.

pub mod api;
pub mod bidi;
pub mod crash;
pub mod demo;
pub mod domain;
pub mod files;
pub mod instance;
pub mod l10n;
pub mod logging;
pub mod picture;
#[cfg(target_os = "linux")]
pub mod portal;
pub mod records;
pub mod report;
pub mod shell;
pub mod startup;
pub mod state;
pub mod theme;
pub mod token_store;
pub mod view;
pub mod worker;
