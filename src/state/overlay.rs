//! What is open above the rest of the window.

use super::effect::Effect;
use super::request::RequestKind;
use super::window::{Search, shown_picture};
use super::{AppState, UpdateCx, connection_test, picture};

/// What is open above the rest of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// The picture, enlarged.
    Picture,
    /// About this program.
    About,
    /// The list of keys.
    Shortcuts,
    /// The test of the connection.
    ConnectionTest,
    /// Whether the token shall be forgotten.
    ForgetToken,
    /// Whether everything that is remembered shall be forgotten.
    ForgetEverything,
    /// The recent batches, where there is no room for them beside the page.
    Recents,
    /// The answer as the service sent it.
    TechnicalDetails,
}

pub(super) fn open(state: &mut AppState, overlay: Overlay, cx: &mut UpdateCx) {
    let there = match overlay {
        Overlay::Picture => shown_picture(state).is_some(),
        Overlay::TechnicalDetails => state.lookup.shown.is_some(),
        Overlay::ForgetToken => state.session.can_be_forgotten(),
        Overlay::ConnectionTest => return connection_test::start(state, cx),
        Overlay::About | Overlay::Shortcuts | Overlay::ForgetEverything | Overlay::Recents => true,
    };
    if there {
        state.window.search = Search::default();
        state.window.overlay = Some(overlay);
        picture::enlarge(state, cx);
    }
}

pub(super) fn close(state: &mut AppState, cx: &mut UpdateCx) {
    if state.window.overlay.take() == Some(Overlay::ConnectionTest) {
        let unfinished = state.window.test.as_ref().is_some_and(|t| !t.is_over());
        if unfinished {
            state.window.test = None;
            cx.push(Effect::Cancel(RequestKind::TestConnection));
        }
    }
    state.window.error_dialog = None;
}
