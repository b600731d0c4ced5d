//! The dialogs and other things above the page.

use crate::domain::settings::Switch;

/// What is open above the rest of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    Picture,
    /// Whether the window shall close although certificates are being loaded to be saved.
    CloseWhileSaving,
    /// Every field of a certificate.
    Certificate,
    About,
    Shortcuts,
    /// The test of the connection.
    ConnectionTest,
    /// The question whether the token shall be forgotten, and what is remembered with it.
    ForgetToken(Switch),
    /// Whether everything that is remembered shall be forgotten.
    ForgetEverything,
    Accounts,
    /// The recent batches, where there is no room for them beside the page.
    Recents,
    /// The answer as the service sent it.
    TechnicalDetails,
}
