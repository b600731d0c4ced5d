//! VEC Batch Viewer.

pub mod copy;
pub mod domain;
pub mod script;
pub mod state;
