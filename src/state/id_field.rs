//! Batch ID field: typed, pasted, or filled from a dropped file.

use std::path::PathBuf;

use super::cx::Cx;
use super::message::Focus;
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

    /// Takes in typed text; true for a valid ID.
    pub(super) fn edit(&mut self, text: String, cx: &mut Cx) -> bool {
        let found = text.parse::<BatchId>();
        if let Err(problem @ BatchIdProblem::LooksLikeToken) = found {
            self.show_problem(problem, text, cx);
            return false;
        }
        *self = Self::holding(text);
        found.is_ok()
    }

    /// Returns the ID in the field, or shows the problem.
    pub(super) fn check(&mut self, cx: &mut Cx) -> Option<BatchId> {
        match self.text.parse() {
            Ok(id) => Some(id),
            Err(problem) => {
                self.problem = Some(problem);
                cx.focus(Focus::BatchId);
                None
            }
        }
    }

    /// Returns the ID in a text pasted outside any field; a text without one is not meant for it.
    pub(super) fn paste(&mut self, text: String, cx: &mut Cx) -> Option<BatchId> {
        match text.parse() {
            Ok(id) => return Some(id),
            Err(BatchIdProblem::Empty | BatchIdProblem::NotFound | BatchIdProblem::NotInFile) => {}
            Err(problem) => self.show_problem(problem, text, cx),
        }
        None
    }

    /// Returns the ID in a file's name; without one its contents are read.
    pub(super) fn search_file(&mut self, path: PathBuf, cx: &mut Cx) -> Option<BatchId> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        let found = name.parse().ok();
        if found.is_none() {
            *self = Self {
                searching: Some(cx.request(Request::SearchFile { path })),
                ..Self::holding(name)
            };
        }
        found
    }

    /// Returns the ID in a file's contents, or shows the problem.
    pub(super) fn searched(
        &mut self,
        request: RequestId,
        found: Result<BatchId, BatchIdProblem>,
        cx: &mut Cx,
    ) -> Option<BatchId> {
        self.searching.take_if(|at| *at == request)?;
        let problem = match found {
            Ok(id) => return Some(id),
            Err(
                BatchIdProblem::Empty | BatchIdProblem::NotFound | BatchIdProblem::LooksLikeToken,
            ) => BatchIdProblem::NotInFile,
            Err(problem) => problem,
        };
        let name = std::mem::take(&mut self.text);
        let text = problem.excerpt().unwrap_or(name);
        self.show_problem(problem, text, cx);
        None
    }

    /// Shows a problem; a token is removed from sight.
    fn show_problem(&mut self, problem: BatchIdProblem, text: String, cx: &mut Cx) {
        let is_token = problem == BatchIdProblem::LooksLikeToken;
        *self = Self::holding(if is_token { String::new() } else { text });
        self.problem = Some(problem);
        cx.focus(Focus::BatchId);
    }
}
