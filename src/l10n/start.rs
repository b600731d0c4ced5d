//! Words for a start in a terminal, and for why the token form is open.

use fluent_bundle::FluentValue;

use super::{Localizer, TextId, VERSION};
use crate::domain::origin::OriginProblem;
use crate::domain::start::{
    ArgumentProblem, PolicyFault, PolicyProblem, StartProblem, UnknownSetting,
};

impl Localizer {
    pub fn usage(&self) -> String {
        self.format("usage", &[("version", VERSION.into())])
    }

    pub fn version_line(&self) -> String {
        self.format("version-line", &[("version", VERSION.into())])
    }

    /// In one line.
    pub fn argument_problem(&self, problem: &ArgumentProblem) -> String {
        match problem {
            ArgumentProblem::Unknown(option) => {
                self.format("argument-unknown", &[("option", option.as_str().into())])
            }
            ArgumentProblem::NoValue(option) => {
                self.format("argument-value", &[("option", option.as_str().into())])
            }
            ArgumentProblem::Url(why) => {
                self.format("argument-url", &[("why", address(*why).into())])
            }
            ArgumentProblem::Log(why) => {
                self.format("argument-log", &[("why", why.as_str().into())])
            }
            ArgumentProblem::Account { name, there } => {
                let values = [
                    ("name", name.as_str().into()),
                    ("there", there.join(", ").into()),
                ];
                self.format("argument-account", &values)
            }
            ArgumentProblem::Batch => self.text(TextId::ArgumentBatch).to_owned(),
            ArgumentProblem::Link => self.text(TextId::ArgumentLink).to_owned(),
            ArgumentProblem::Token => self.text(TextId::ArgumentToken).to_owned(),
        }
    }

    /// In one line.
    pub fn unknown_setting(&self, unknown: &UnknownSetting) -> String {
        let values = [
            ("file", unknown.file.as_str().into()),
            ("setting", unknown.name.as_str().into()),
        ];
        self.format("machine-unknown", &values)
    }

    pub fn sudden_end(&self, place: &str) -> String {
        self.format("sudden-end", &[("place", place.into())])
    }

    /// In one line.
    pub fn start_problem(&self, problem: &StartProblem) -> String {
        let (message, values) = why_no_start(problem);
        self.format(message, &values)
    }

    /// The same for a dialog, in whole sentences.
    pub fn start_problem_dialog(&self, problem: &StartProblem) -> String {
        let (message, values) = why_no_start(problem);
        self.format(&format!("{message}.dialog"), &values)
    }
}

/// The message that says it, and its values.
fn why_no_start(problem: &StartProblem) -> (&'static str, Vec<(&str, FluentValue<'_>)>) {
    match problem {
        StartProblem::NoScreen => ("start-no-screen", vec![]),
        StartProblem::NoLibrary { missing, packages } => {
            let values = vec![
                ("missing", missing.as_str().into()),
                ("packages", (*packages).into()),
            ];
            ("start-no-library", values)
        }
        StartProblem::NoOpenGl => ("start-no-opengl", vec![]),
        StartProblem::NoGraphics => ("start-no-graphics", vec![]),
        StartProblem::NoThread => ("start-no-thread", vec![]),
        StartProblem::Settings(problem) => unusable(problem),
        StartProblem::Proxy { variable } => ("start-proxy", vec![("variable", (*variable).into())]),
    }
}

fn unusable(problem: &PolicyProblem) -> (&'static str, Vec<(&str, FluentValue<'_>)>) {
    let (message, name, value) = match &problem.fault {
        PolicyFault::NotRead(why) => ("machine-not-read", "why", why.as_str().into()),
        PolicyFault::NotUnderstood(why) => ("machine-not-understood", "why", why.as_str().into()),
        PolicyFault::Proxy { line } => ("machine-proxy", "line", line.to_string().into()),
        PolicyFault::Follow { line } => ("machine-follow", "line", line.to_string().into()),
        PolicyFault::Accounts { line } => ("machine-accounts", "line", line.to_string().into()),
        PolicyFault::Address { line, why } => {
            let values = vec![
                ("file", problem.file.as_str().into()),
                ("line", line.to_string().into()),
                ("why", address(*why).into()),
            ];
            return ("machine-address", values);
        }
    };
    let file = ("file", problem.file.as_str().into());
    (message, vec![file, (name, value)])
}

/// The messages' word for the reason.
pub(super) fn address(why: OriginProblem) -> &'static str {
    match why {
        OriginProblem::NotAnAddress => "not-an-address",
        OriginProblem::NotSecure => "not-secure",
        OriginProblem::MoreThanHost => "more-than-host",
    }
}
