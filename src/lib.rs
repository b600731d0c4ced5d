//! VEC Batch Viewer.

pub mod copy;
pub mod domain;
pub mod state;
