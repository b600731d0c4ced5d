//! The accounts: all of them in a dialog, and a switcher where there are several.

pub mod awaited;
pub mod dialog;
mod form;
mod removal;
pub mod row;
pub mod switcher;
