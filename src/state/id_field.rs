//! The batch ID field: typed, pasted, or filled from a file that was dropped.

use std::path::{Path, PathBuf};

use super::effect::{Effect, Focus, Job, WindowEffect};
use super::lookup::{self, Phase};
use super::request::{Request, RequestId};
use super::{AppState, SamplePhase, UpdateCx};
use crate::domain::BatchId;
use crate::domain::batch_id::BatchIdProblem;

/// The batch ID field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdField {
    /// The text in it.
    pub text: String,
    /// Why it could not be checked, until the text changes.
    pub problem: Option<BatchIdProblem>,
    /// The file that is searched for an ID.
    searching: Option<RequestId>,
}

/// What a person does with it.
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
    /// Go to it.
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

    fn holding(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

pub(super) fn update(state: &mut AppState, intent: Intent, cx: &mut UpdateCx) {
    match intent {
        Intent::Edit(text) => {
            state.id_field = IdField::holding(text);
            warm_up(state, cx);
        }
        Intent::Check => check_field(state, cx),
        Intent::Paste(text) => paste(state, text, cx),
        Intent::DropFile(path) => search_file(state, path, cx),
        Intent::Focus => cx.focus(Focus::BatchId),
    }
}

/// Puts an ID into the field and asks about it.
pub(super) fn check(state: &mut AppState, id: BatchId, cx: &mut UpdateCx) {
    state.id_field = IdField::holding(id.to_string());
    lookup::fetch(state, id, cx);
}

/// A field that holds an ID is about to be checked: connecting takes longer than
/// the way to Enter, and so may the letters of an answer. The sample is on this computer and needs none.
fn warm_up(state: &AppState, cx: &mut UpdateCx) {
    let is_next = matches!(state.sample, SamplePhase::None)
        && state.session.token().is_some()
        && !matches!(state.lookup.phase, Phase::Loading { .. });
    if is_next && state.id_field.text.parse::<BatchId>().is_ok() {
        let origin = state.origin().clone();
        cx.push(Effect::Run(Job::WarmUp { origin }));
        cx.push(Effect::Window(WindowEffect::DrawLetters));
    }
}

fn check_field(state: &mut AppState, cx: &mut UpdateCx) {
    match state.id_field.text.parse::<BatchId>() {
        // The service asked to wait with this one: its panel says how long.
        Ok(id) if lookup::is_held_back(state, id, cx) => cx.focus(Focus::Problem),
        Ok(id) => lookup::fetch(state, id, cx),
        Err(problem) => {
            state.id_field.problem = Some(problem);
            cx.focus(Focus::BatchId);
        }
    }
}

/// A paste outside any field is for the ID, as far as it holds one.
fn paste(state: &mut AppState, text: String, cx: &mut UpdateCx) {
    match text.parse::<BatchId>() {
        Ok(id) => check(state, id, cx),
        Err(
            problem @ (BatchIdProblem::MoreThanOne(_)
            | BatchIdProblem::LooksLike(_)
            | BatchIdProblem::WrongLength { .. }),
        ) => show_problem(state, text, problem, cx),
        Err(
            BatchIdProblem::Empty
            | BatchIdProblem::NotFound
            | BatchIdProblem::NotInFile
            | BatchIdProblem::LooksLikeToken,
        ) => {}
    }
}

fn show_problem(state: &mut AppState, text: String, problem: BatchIdProblem, cx: &mut UpdateCx) {
    state.id_field = IdField::holding(text);
    state.id_field.problem = Some(problem);
    cx.focus(Focus::BatchId);
}

/// Most files carry the ID in their name; of the others the contents are read.
fn search_file(state: &mut AppState, path: PathBuf, cx: &mut UpdateCx) {
    let name = name_of(&path);
    if let Ok(id) = name.parse::<BatchId>() {
        return check(state, id, cx);
    }
    let request = state.next_request();
    state.id_field = IdField {
        searching: Some(request),
        ..IdField::holding(name)
    };
    cx.push(Effect::Request {
        id: request,
        request: Request::SearchFile { path },
    });
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

pub(super) fn searched(
    state: &mut AppState,
    request: RequestId,
    found: Result<BatchId, BatchIdProblem>,
    cx: &mut UpdateCx,
) {
    if state.id_field.searching != Some(request) {
        return;
    }
    match found {
        Ok(id) => check(state, id, cx),
        Err(BatchIdProblem::Empty | BatchIdProblem::NotFound | BatchIdProblem::LooksLikeToken) => {
            searched(state, request, Err(BatchIdProblem::NotInFile), cx);
        }
        Err(problem) => {
            let name = std::mem::take(&mut state.id_field.text);
            show_problem(state, problem.excerpt().unwrap_or(name), problem, cx);
        }
    }
}
