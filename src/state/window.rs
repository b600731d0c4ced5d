//! What belongs to the window: what is open above the rest, what was copied,
//! how it looks.

use std::time::Duration;

use super::intent::{Intent, Overlay, TextSizeStep, ThemeChoice};
use super::message::{Effect, Motion, RequestId, WindowEffect};
use super::picture::PictureSlot;
use super::{AppState, Phase, Turn};
use crate::domain::Problem;
use crate::domain::checkup::{Finding, Report, Step};

/// Where people sign in to the service in a browser.
pub const SIGN_IN: &str = "https://vec.digital/login";

/// The text sizes that can be chosen, in percent.
pub const TEXT_SIZES: [u16; 9] = [80, 90, 100, 110, 125, 150, 175, 190, 200];

/// What belongs to the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// What is open above the rest.
    pub overlay: Option<Overlay>,
    /// What was copied last.
    pub copied: Option<Copied>,
    /// The test of the connection.
    pub test: Option<ConnectionTest>,
    /// What became of the last "Save picture".
    pub saved_picture: SavedPicture,
    /// Something that went wrong apart from any batch.
    pub fault: Option<Problem>,
    /// How the window looks.
    pub settings: Settings,
    /// How much may move, as the system says.
    pub motion: Motion,
}

/// What the person chose, worth remembering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The look.
    pub theme: ThemeChoice,
    /// The text size in percent; one of [`TEXT_SIZES`].
    pub text_percent: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_percent: 100,
        }
    }
}

/// Text that was put on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The text.
    pub text: String,
    /// When, from the start of the program.
    pub at: Duration,
}

/// What became of the last "Save picture".
#[derive(Debug, Clone, PartialEq, Default)]
pub enum SavedPicture {
    /// Nothing was saved yet.
    #[default]
    None,
    /// The person is choosing a place.
    Choosing(RequestId),
    /// It was saved under this name.
    Saved(String),
    /// It could not be saved.
    Failed(Problem),
}

/// A test of the connection, as far as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ConnectionTest {
    /// The request.
    pub request: RequestId,
    /// The host that is tested.
    pub host: String,
    /// What the steps found so far, in order.
    pub reports: Vec<Report>,
}

impl ConnectionTest {
    /// Whether no further step comes.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.reports.last().is_some_and(|last| {
            last.step == Step::Token || matches!(last.finding, Finding::Failed(_))
        })
    }
}

impl Window {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            overlay: None,
            copied: None,
            test: None,
            saved_picture: SavedPicture::None,
            fault: None,
            settings,
            motion: Motion::default(),
        }
    }
}

pub(super) fn wish(state: &mut AppState, intent: Intent, turn: &mut Turn) {
    match intent {
        Intent::Open(Overlay::ConnectionTest) | Intent::TestConnection => test(state, turn),
        Intent::Open(overlay) => open(state, overlay),
        Intent::CloseOverlay => close(state, turn),
        Intent::SavePicture => save_picture(state, turn),
        Intent::Copy(text) => {
            state.window.copied = Some(Copied {
                text: text.clone(),
                at: turn.now.since_start,
            });
            turn.push(Effect::Window(WindowEffect::Copy(text)));
        }
        Intent::OpenSignIn => {
            turn.push(Effect::Window(WindowEffect::Open(SIGN_IN.to_owned())));
        }
        Intent::OpenMail(address) => turn.push(Effect::Window(WindowEffect::Open(address))),
        Intent::ChooseTheme(theme) => {
            let before = state.window.settings;
            change_settings(state, Settings { theme, ..before }, turn);
        }
        Intent::ChangeTextSize(step) => {
            let before = state.window.settings;
            let text_percent = text_size(before.text_percent, step);
            change_settings(
                state,
                Settings {
                    text_percent,
                    ..before
                },
                turn,
            );
        }
        Intent::Close => turn.push(Effect::Window(WindowEffect::Close)),
        _ => {}
    }
}

fn open(state: &mut AppState, overlay: Overlay) {
    let there = overlay != Overlay::Picture || shown_picture(state).is_some();
    if there {
        state.window.overlay = Some(overlay);
    }
}

fn close(state: &mut AppState, turn: &mut Turn) {
    if state.window.overlay.take() == Some(Overlay::ConnectionTest) {
        let unfinished = state.window.test.as_ref().is_some_and(|t| !t.is_over());
        if unfinished {
            state.window.test = None;
            turn.push(Effect::CancelTest);
        }
    }
    state.window.fault = None;
}

fn shown_picture(state: &AppState) -> Option<&PictureSlot> {
    let picture = &state.lookup.shown.as_ref()?.picture;
    matches!(picture, PictureSlot::Shown { .. }).then_some(picture)
}

fn test(state: &mut AppState, turn: &mut Turn) {
    let request = state.next_request();
    // The batch that failed may be answered by another address than the rest
    // of the sample data.
    let origin = match &state.lookup.phase {
        Phase::Failed { id, .. } => state.origin_for(*id).clone(),
        Phase::Idle | Phase::Waiting { .. } | Phase::Loading { .. } => state.origin().clone(),
    };
    state.window.overlay = Some(Overlay::ConnectionTest);
    state.window.test = Some(ConnectionTest {
        request,
        host: origin.host(),
        reports: Vec::new(),
    });
    turn.push(Effect::TestConnection {
        request,
        origin,
        token: state.token.usable().cloned(),
    });
}

pub(super) fn tested(state: &mut AppState, request: RequestId, report: Report) {
    if let Some(test) = &mut state.window.test
        && test.request == request
        && !test.is_over()
    {
        test.reports.push(report);
    }
}

/// The test came to a sudden end: the step it was at says so.
pub(super) fn test_failed(state: &mut AppState, request: RequestId, problem: Problem) {
    let done = match &state.window.test {
        Some(test) => test.reports.len(),
        None => return,
    };
    let step = Step::ALL.get(done).copied().unwrap_or(Step::Token);
    let finding = Finding::Failed(problem);
    tested(state, request, Report { step, finding });
}

/// The text size after a step, in percent.
fn text_size(size: u16, step: TextSizeStep) -> u16 {
    let next = match step {
        TextSizeStep::Reset => Some(100),
        TextSizeStep::Larger => TEXT_SIZES.into_iter().find(|next| *next > size),
        TextSizeStep::Smaller => TEXT_SIZES.into_iter().rev().find(|next| *next < size),
    };
    next.unwrap_or(size)
}

fn change_settings(state: &mut AppState, settings: Settings, turn: &mut Turn) {
    if state.window.settings != settings {
        state.window.settings = settings;
        turn.push(Effect::SaveSettings(settings));
    }
}

fn save_picture(state: &mut AppState, turn: &mut Turn) {
    if matches!(state.window.saved_picture, SavedPicture::Choosing(_)) {
        return;
    }
    let Some(PictureSlot::Shown { info, .. }) = shown_picture(state) else {
        return;
    };
    let picture = info.clone();
    let template = state.lookup.shown.as_ref().and_then(|shown| {
        let name = shown.answer.batch.template.as_ref()?.name.as_ref()?;
        Some(file_name(name.as_str()))
    });
    let stem = template
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "template".to_owned());
    let request = state.next_request();
    state.window.saved_picture = SavedPicture::Choosing(request);
    turn.push(Effect::SavePicture {
        request,
        name: format!("{stem}.{}", picture.format.extension()),
        picture,
    });
}

/// A name that every system takes as a file name: no separators, no reserved
/// characters, no leading or trailing dot, at most 80 characters.
fn file_name(text: &str) -> String {
    let safe: String = text
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let joined = safe.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = joined.chars().take(80).collect();
    let short = short.trim_matches(['.', ' ']).to_owned();
    let device = short.split('.').next().unwrap_or_default().to_uppercase();
    let reserved = ["CON", "PRN", "AUX", "NUL"].contains(&device.as_str())
        || ((device.starts_with("COM") || device.starts_with("LPT")) && device.len() == 4);
    if reserved { format!("_{short}") } else { short }
}

pub(super) fn picture_saved(
    state: &mut AppState,
    request: RequestId,
    result: Result<Option<String>, Problem>,
) {
    if state.window.saved_picture != SavedPicture::Choosing(request) {
        return;
    }
    state.window.saved_picture = match result {
        Ok(Some(name)) => SavedPicture::Saved(name),
        Ok(None) => SavedPicture::None,
        Err(problem) => SavedPicture::Failed(problem),
    };
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_name_is_safe_on_every_system() {
        assert_eq!(file_name("Class 10th, 2024"), "Class 10th, 2024");
        assert_eq!(file_name("../../etc/passwd"), "etc passwd");
        assert_eq!(file_name("a:b*c?\"<>|"), "a b c");
        assert_eq!(file_name("nul.txt"), "_nul.txt");
        assert_eq!(file_name("COM1"), "_COM1");
        assert_eq!(file_name("فیضان علی"), "فیضان علی");
        assert_eq!(file_name(&"x".repeat(500)).len(), 80);
        assert_eq!(file_name("..."), "");
    }
}
