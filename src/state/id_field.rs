//! Batch ID field: typed, pasted, or filled from a dropped file.

use std::path::{Path, PathBuf};

use super::cx::UpdateCx;
use super::message::Focus;
use super::outcome::Outcome;
use super::request::{Request, RequestId};
use crate::domain::BatchId;
use crate::domain::batch_id::BatchIdProblem;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdField {
    pub text: String,
    /// Shown until the text changes.
    pub problem: Option<BatchIdProblem>,
    /// Search of a dropped file.
    searching: Option<RequestId>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Edit(String),
    Check,
    /// Pasted outside any field; checked where it holds an ID.
    Paste(String),
    /// Dropped on the window; checked where it holds an ID.
    DropFile(PathBuf),
    Focus,
}

impl IdField {
    /// Field with a text and its problem, if any.
    pub(super) fn unclear(text: String) -> Self {
        let problem = text.parse::<BatchId>().err();
        Self {
            problem,
            ..Self::holding(text)
        }
    }

    /// Field with a text and no problem.
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

    /// Fills in the ID and checks it.
    pub(super) fn choose(&mut self, id: BatchId, cx: &mut UpdateCx) {
        *self = Self::holding(id.to_string());
        cx.report(Outcome::BatchChosen(id));
    }

    /// Shows a problem; a token is removed from sight.
    fn show_problem(&mut self, problem: BatchIdProblem, text: String, cx: &mut UpdateCx) {
        let is_token = problem == BatchIdProblem::LooksLikeToken;
        *self = Self::holding(if is_token { String::new() } else { text });
        self.problem = Some(problem);
        cx.focus(Focus::BatchId);
    }

    /// Takes a paste from outside any field, if it holds an ID.
    fn paste(&mut self, text: String, cx: &mut UpdateCx) {
        match text.parse::<BatchId>() {
            Ok(id) => self.choose(id, cx),
            Err(BatchIdProblem::Empty | BatchIdProblem::NotFound | BatchIdProblem::NotInFile) => {}
            Err(problem) => self.show_problem(problem, text, cx),
        }
    }

    /// Reads the contents only where the name holds no ID.
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
