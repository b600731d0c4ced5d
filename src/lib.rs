//! VEC Batch Viewer.
pub mod api;
pub mod demo;
pub mod domain;
pub mod icon;
pub mod script;
pub mod state;
pub mod token_store;
pub mod worker;
