//! Dialogs and other overlays above the page.

use crate::domain::settings::Switch;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    Picture,
    /// Confirms closing while certificates are loaded to be saved.
    CloseWhileSaving,
    Certificate,
    About,
    Shortcuts,
    ConnectionTest,
    /// Confirms; the switch is whether the records go too.
    ForgetToken(Switch),
    ForgetEverything,
    Accounts,
    /// Recent batches, where no side list fits.
    Recents,
    TechnicalDetails,
}
