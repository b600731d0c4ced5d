//! Words for the program itself: its start, its accounts, and what it remembers.

use super::messages::{Arg, Values};
use super::{Localizer, TextId};
use crate::domain::Account;
use crate::domain::account::NameProblem;
use crate::domain::remembered::{Fallback, Left, Recent, StorageError, StorageErrorKind};
use crate::domain::start::{ArgumentProblem, PolicyFault, PolicyProblem, StartProblem};

impl Localizer {
    /// In one line.
    pub fn argument_problem(&self, problem: &ArgumentProblem) -> String {
        match problem {
            ArgumentProblem::Unknown(option) => self.argument_unknown(option),
            ArgumentProblem::NoValue(option) => self.argument_value(option),
            ArgumentProblem::Url(why) => self.argument_url(*why),
            ArgumentProblem::Log(why) => self.argument_log(why),
            ArgumentProblem::Account { name, there } => {
                self.argument_account(name, there.join(", "))
            }
            ArgumentProblem::Batch => self.text(TextId::ArgumentBatch).to_owned(),
            ArgumentProblem::Link => self.text(TextId::ArgumentLink).to_owned(),
            ArgumentProblem::Token => self.text(TextId::ArgumentToken).to_owned(),
        }
    }

    /// In one line.
    pub fn start_problem(&self, problem: &StartProblem) -> String {
        let (message, values) = self.why_no_start(problem);
        self.format(message, &values)
    }

    /// The same for a dialog, in whole sentences.
    pub fn start_problem_dialog(&self, problem: &StartProblem) -> String {
        let (message, values) = self.why_no_start(problem);
        self.format(&format!("{message}.dialog"), &values)
    }

    /// The message that says it, and its values.
    fn why_no_start<'a>(&self, problem: &'a StartProblem) -> (&'static str, Values<'a>) {
        match problem {
            StartProblem::NoScreen => ("start-no-screen", vec![]),
            StartProblem::NoLibrary { missing, packages } => {
                let values = vec![
                    ("missing", missing.arg(self)),
                    ("packages", packages.arg(self)),
                ];
                ("start-no-library", values)
            }
            StartProblem::NoOpenGl => ("start-no-opengl", vec![]),
            StartProblem::NoGraphics => ("start-no-graphics", vec![]),
            StartProblem::NoThread => ("start-no-thread", vec![]),
            StartProblem::Settings(problem) => (
                "machine-unusable",
                vec![("why", self.unusable(problem).into())],
            ),
            StartProblem::Proxy(name) => ("start-proxy", vec![("variable", name.arg(self))]),
        }
    }

    fn unusable(&self, PolicyProblem { file, fault }: &PolicyProblem) -> String {
        match fault {
            PolicyFault::NotRead(why) => self.machine_not_read(file, why),
            PolicyFault::NotUnderstood(why) => self.machine_not_understood(file, why),
            PolicyFault::Address(line, why) => self.machine_address(file, line.to_string(), *why),
            PolicyFault::Proxy(line) => self.machine_proxy(file, line.to_string()),
            PolicyFault::Follow(line) => self.machine_follow(file, line.to_string()),
            PolicyFault::Accounts(line) => self.machine_accounts(file, line.to_string()),
        }
    }

    pub fn account_name(&self, account: &Account) -> String {
        if account.id.is_of_environment() {
            self.text(TextId::AccountEnvironment).to_owned()
        } else {
            account.name.as_str().to_owned()
        }
    }

    /// No account has the name that was asked for.
    pub fn account_unknown(&self, problem: &ArgumentProblem) -> String {
        match problem {
            ArgumentProblem::Account { name, there } => {
                self.accounts_unknown_why(name, there.join(", "))
            }
            _ => self.argument_problem(problem),
        }
    }

    pub fn account_name_problem(&self, problem: NameProblem) -> &str {
        self.text(match problem {
            NameProblem::Empty => TextId::AccountNameEmpty,
            NameProblem::TooLong => TextId::AccountNameTooLong,
            NameProblem::Taken => TextId::AccountNameTaken,
        })
    }

    pub fn recent_name(&self, recent: &Recent) -> String {
        match &recent.name {
            Some(name) if !name.is_blank() => name.to_string(),
            _ => self.recent_unnamed(recent.id.to_string()),
        }
    }

    pub fn storage_error(&self, error: &StorageError) -> String {
        match error {
            StorageError::SetAside { name, instead } => match instead {
                Fallback::Copy => self.storage_set_aside_copy(name),
                Fallback::Nothing => self.storage_set_aside(name),
            },
            StorageError::NotRead { name, .. } => self.storage_not_read(name),
            StorageError::Newer { name, .. } => self.storage_newer(name),
            StorageError::NotWritten { why, .. } => self.text(not_written(*why)).to_owned(),
            StorageError::NoFolder => self.text(TextId::StorageNoFolder).to_owned(),
        }
    }

    pub fn cleared(&self, left: &Left) -> String {
        if left.is_empty() {
            return self.text(TextId::Cleared).to_owned();
        }
        self.cleared_left(left.join(", "))
    }
}

fn not_written(why: StorageErrorKind) -> TextId {
    match why {
        StorageErrorKind::Full => TextId::StorageFull,
        StorageErrorKind::NotAllowed => TextId::StorageNotAllowed,
        StorageErrorKind::Busy => TextId::StorageBusy,
        StorageErrorKind::TooLarge => TextId::StorageTooLarge,
        StorageErrorKind::Other(_) => TextId::StorageNotWritten,
    }
}
