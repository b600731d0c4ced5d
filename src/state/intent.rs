//! Everything a person can wish for.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::window::Switch;
use crate::domain::{BatchId, FileName};

/// A wish of the person, as the views report it.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// The text in the batch ID field changed.
    EditId(String),
    /// Check what is in the field.
    Check,
    /// Text was pasted outside any field; where it holds an ID it is checked.
    PasteAnywhere(String),
    /// A file was dropped on the window; where it holds an ID it is checked.
    DropFile(PathBuf),
    /// Check this very batch.
    CheckBatch(BatchId),
    /// Ask again about the batch that is shown.
    Refresh,
    /// Repeat what did not work.
    TryAgain,
    /// End the request under way.
    Cancel,
    /// Go to the batch ID field.
    ChangeId,

    /// The text in the token field changed.
    EditToken(Draft),
    /// Save what is in the token field.
    SaveToken,
    /// Use the token without keeping it.
    UseUntilClose,
    /// Enter another token.
    ReplaceToken,
    /// Leave the token form without a change.
    CloseTokenForm,
    /// Ask whether to forget the token.
    AskToForget,
    /// Forget the token.
    ForgetToken,
    /// Ask the password store again.
    TryStoreAgain,

    /// Fetch the picture again.
    TryPictureAgain,
    /// Save the picture as a file.
    SavePicture,
    /// Save a document as a file.
    SaveDocument(Document),
    /// Open a document in the browser.
    OpenDocument(Document),
    /// Look for this in the technical details.
    SearchDetails(String),
    /// Go to another place of what is looked for.
    StepSearch(SearchStep),

    /// Explore with sample data.
    ExploreSample,
    /// Go back from the sample data.
    LeaveSample,
    /// Choose a line of the sample list, counted from 0.
    ChooseSample(usize),

    /// Open something above the rest.
    Open(Overlay),
    /// Close what is above the rest.
    CloseOverlay,
    /// Test the connection step by step.
    TestConnection,

    /// Put text on the clipboard.
    Copy(String),
    /// Open the web page for signing in.
    OpenSignIn,
    /// Write to a signatory.
    OpenMail(String),
    /// Look for this in the list of recent batches.
    SearchRecents(String),
    /// Keep a recent batch at the top, or no longer.
    Pin(BatchId),
    /// Take a batch off the list, and forget what is kept of it.
    RemoveRecent(BatchId),
    /// Ask whether to forget everything that is remembered.
    AskToForgetEverything,
    /// Forget everything that is remembered.
    ForgetEverything,
    /// What was said about remembering has been read.
    CloseTroubles,
    /// Show the list of recent batches beside the page, or fold it away.
    SideList(Switch),
    /// Show only signatories with this text.
    FilterSignatories(String),
    /// Use this look.
    ChooseTheme(ThemeChoice),
    /// Make the text larger or smaller.
    ChangeTextSize(TextSizeStep),
    /// Look again by itself at batches that are not finished, or not.
    Follow(Switch),
    /// Tell news of a followed batch on the desktop, or not.
    Notify(Switch),
    /// Close the window.
    Close,
}

/// Something made of what is shown, to be taken along.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: FileKind,
    /// The proposed name.
    pub name: FileName,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.bytes.len();
        write!(f, "Document({:?} {}, {bytes} bytes)", self.kind, self.name)
    }
}

/// What a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The template's picture.
    Picture,
    /// The signatories as a table.
    Signatories,
    /// The report about a batch.
    Report,
}

/// Which way to go among the places of what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchStep {
    /// To the one below.
    Next,
    /// To the one above.
    Previous,
}

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

/// Which look the window has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// What the system has.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black and white, with strong lines.
    HighContrast,
}

/// A step of the text size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSizeStep {
    /// Larger.
    Larger,
    /// Smaller.
    Smaller,
    /// Back to 100 %.
    Reset,
}

/// What has been typed into the token field: wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Draft(Zeroizing<String>);

impl Draft {
    /// Takes over what was typed.
    #[must_use]
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    /// What was typed, for the field it was typed into.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft(…)")
    }
}
