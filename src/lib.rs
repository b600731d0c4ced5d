//! VEC Batch Viewer.

pub mod api;
pub mod arguments;
pub mod copy;
pub mod crash;
pub mod demo;
pub mod domain;
pub mod icon;
pub mod logging;
pub mod records;
pub mod screen;
pub mod script;
pub mod shell;
pub mod state;
pub mod theme;
pub mod token_store;
pub mod view;
pub mod worker;
