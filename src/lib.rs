//! VEC Batch Viewer: is the batch ready, does the certificate look right, who
//! must sign?
//!
//! # The rooms
//!
//! | room | its one job |
//! |---|---|
//! | [`arguments`] | what the command line asks for |
//! | [`shell`] | the one application: events in, state changed, window drawn, wishes out |
//! | [`state`] | everything the program knows, and the one pure function that changes it |
//! | [`view`] | what is on screen; draws and reports wishes, changes nothing |
//! | [`report`] | what is taken along: summary, table, report, the answer as it came; text in, text out |
//! | [`copy`] | every sentence: typed messages to Fluent, problems to words |
//! | [`theme`] | every colour and size, by role |
//! | [`script`] | text of every script drawn and read right; goes when egui does it itself |
//! | [`worker`] | the one background thread with the one runtime; decides nothing |
//! | [`api`] | HTTP: requests with limits, answers as sent, answers as meant |
//! | [`picture`] | picture files decoded, turned and shrunk, whatever they hold |
//! | [`records`] | settings, recent batches and last answers on disk, whole at any moment |
//! | [`token_store`] | the token at rest, in the operating system's password store |
//! | [`instance`] | a second start hands its batch to the window that is open |
//! | [`demo`] | the sample service, a real HTTP server on this computer |
//! | [`domain`] | what the words mean; right once built; no I/O, no clock |
//! | [`logging`], [`crash`] | what is said on stderr, and that nothing secret is |
//! | [`screen`] | whether a window can be opened, and what is missing where not, in a dialog too |
//! | [`icon`] | the program's icon |
//!
//! # Who may use whom
//!
//! ```text
//! main -> shell -> view -> copy -> domain          worker -> state::{Effect, Event}
//!           |        |---> report -> copy, domain    |--> api, token_store, records, instance -> domain
//!           |        |---> theme -> script           '--> demo -> api::wire, domain
//!           |        '---> script
//!           |--> state -> domain
//!           '--> worker
//! ```
//!
//! Nothing points up. `tests/repository/boundaries` reads the sources and fails when a room
//! mentions what it must not.
//!
//! # How a wish travels
//!
//! The person presses a button; the view reports an [`state::Intent`];
//! [`state::update`] changes the state and returns [`state::Effect`]s; the shell
//! hands them to the worker; a task runs; an [`state::Event`] comes back and the
//! window is woken; `update` takes it in; the next frame shows it. When nothing
//! happens no frame is drawn.
//!
//! # What always holds
//!
//! * Every request has a [`state::RequestId`]; an answer to an older one is dropped.
//! * A picture lives inside the answer it belongs to, so it never stands beside
//!   another batch.
//! * The token is an [`domain::ApiToken`]: it does not print, it is wiped when the
//!   last copy goes, it is sent to the service's own origin only, and it rests in
//!   the password store only.
//! * Text of the service is a [`domain::ServerText`], neutralised where it comes in.
//! * Every wait has a limit, every body and picture has one, and the window's own
//!   thread waits for nothing.

pub mod api;
pub mod arguments;
pub mod copy;
pub mod crash;
pub mod demo;
pub mod domain;
pub mod icon;
pub mod instance;
pub mod logging;
pub mod picture;
pub mod records;
pub mod report;
pub mod screen;
pub mod script;
pub mod shell;
pub mod state;
pub mod theme;
pub mod token_store;
pub mod view;
pub mod worker;
