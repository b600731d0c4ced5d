//! Everything a person can ask for.

use super::{
    accounts, browse, certificates, export, id_field, lookup, recents, sample, token, window,
};

/// What the person asks for, as the views report it: each part of the state has its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// Of the batch ID field.
    IdField(id_field::Intent),
    /// Of the batch on screen.
    Lookup(lookup::Intent),
    Browse(browse::Intent),
    /// Of the certificates of the batch on screen.
    Certificates(certificates::Intent),
    Token(token::Intent),
    Accounts(accounts::Intent),
    /// Of files made of what is shown.
    Export(export::Intent),
    Recents(recents::Intent),
    Sample(sample::Intent),
    Window(window::Intent),
}

macro_rules! from_each {
    ($($part:ident: $module:ident,)*) => {$(
        impl From<$module::Intent> for Intent {
            fn from(intent: $module::Intent) -> Self {
                Self::$part(intent)
            }
        }
    )*};
}

from_each! {
    IdField: id_field,
    Lookup: lookup,
    Browse: browse,
    Certificates: certificates,
    Token: token,
    Accounts: accounts,
    Export: export,
    Recents: recents,
    Sample: sample,
    Window: window,
}
