//! The state of the program, and how it changes.

pub mod message;

pub use message::{Effect, Event, Focus, Now, RequestId, Store, WindowEffect};
