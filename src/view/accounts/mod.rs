//! The accounts: all of them in a dialog, and a switcher where there are several.

pub mod dialog;
mod farewell;
mod form;
pub mod row;
pub mod switcher;
