//! The batch ID field: typed, pasted, or filled from what was dropped.

use std::path::{Path, PathBuf};

use super::cx::UpdateCx;
use super::effect::Focus;
use super::outcome::Outcome;
use super::request::{Request, RequestId};
use crate::domain::BatchId;
use crate::domain::batch_id::BatchIdProblem;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdField {
    pub text: String,
    /// Why it could not be checked, until the text changes.
    pub problem: Option<BatchIdProblem>,
    /// The file that is searched for an ID.
    searching: Option<RequestId>,
}

/// Acts of a person on it.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// The text in it changed.
    Edit(String),
    /// Check what is in it.
    Check,
    /// Text was pasted outside any field; where it holds an ID it is checked.
    Paste(String),
    /// A file was dropped on the window; where it holds an ID it is checked.
    DropFile(PathBuf),
    Focus,
}

impl IdField {
    /// Holds a text with what is wrong with it, where something is.
    pub(super) fn unclear(text: String) -> Self {
        let problem = text.parse::<BatchId>().err();
        Self {
            problem,
            ..Self::holding(text)
        }
    }

    /// Holds a text with nothing said about it.
    pub(super) fn holding(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    pub(super) fn update(&mut self, intent: Intent, cx: &mut UpdateCx) {
        match intent {
            Intent::Edit(text) => match text.parse::<BatchId>() {
                Err(problem @ BatchIdProblem::LooksLikeToken) => {
                    self.show_problem(problem, text, cx);
                }
                Err(_) => *self = Self::holding(text),
                Ok(_) => {
                    *self = Self::holding(text);
                    cx.report(Outcome::IdTyped);
                }
            },
            Intent::Check => match self.text.parse() {
                Ok(id) => cx.report(Outcome::BatchChosen(id)),
                Err(problem) => {
                    self.problem = Some(problem);
                    cx.focus(Focus::BatchId);
                }
            },
            Intent::Paste(text) => self.paste(text, cx),
            Intent::DropFile(path) => self.search_file(path, cx),
            Intent::Focus => cx.focus(Focus::BatchId),
        }
    }

    /// Holds the ID of a batch that is to be checked.
    pub(super) fn choose(&mut self, id: BatchId, cx: &mut UpdateCx) {
        *self = Self::holding(id.to_string());
        cx.report(Outcome::BatchChosen(id));
    }

    /// Says what is wrong with a text; a token is not left in sight.
    fn show_problem(&mut self, problem: BatchIdProblem, text: String, cx: &mut UpdateCx) {
        let is_token = problem == BatchIdProblem::LooksLikeToken;
        *self = Self::holding(if is_token { String::new() } else { text });
        self.problem = Some(problem);
        cx.focus(Focus::BatchId);
    }

    /// A paste outside any field is for the ID, as far as it holds one.
    fn paste(&mut self, text: String, cx: &mut UpdateCx) {
        match text.parse::<BatchId>() {
            Ok(id) => self.choose(id, cx),
            Err(BatchIdProblem::Empty | BatchIdProblem::NotFound | BatchIdProblem::NotInFile) => {}
            Err(problem) => self.show_problem(problem, text, cx),
        }
    }

    /// Most files carry the ID in their name; of the others the contents are read.
    fn search_file(&mut self, path: PathBuf, cx: &mut UpdateCx) {
        let name = name_of(&path);
        if let Ok(id) = name.parse() {
            return self.choose(id, cx);
        }
        *self = Self {
            searching: Some(cx.request(Request::SearchFile { path })),
            ..Self::holding(name)
        };
    }

    /// Takes the result of searching a dropped file.
    pub(super) fn searched(
        &mut self,
        request: RequestId,
        found: Result<BatchId, BatchIdProblem>,
        cx: &mut UpdateCx,
    ) {
        if self.searching != Some(request) {
            return;
        }
        match found {
            Ok(id) => self.choose(id, cx),
            Err(
                BatchIdProblem::Empty | BatchIdProblem::NotFound | BatchIdProblem::LooksLikeToken,
            ) => self.searched(request, Err(BatchIdProblem::NotInFile), cx),
            Err(problem) => {
                let name = std::mem::take(&mut self.text);
                self.show_problem(problem.clone(), problem.excerpt().unwrap_or(name), cx);
            }
        }
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
