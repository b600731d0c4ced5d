//! Intents: everything a person can ask for.

use super::{
    accounts, browse, certificates, export, id_field, lookup, recents, sample, token, window,
};

/// Each part of the state has its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    IdField(id_field::Intent),
    Lookup(lookup::Intent),
    Browse(browse::Intent),
    Certificates(certificates::Intent),
    Token(token::Intent),
    Accounts(accounts::Intent),
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
