//! Words for problems.

use std::time::Duration;

use super::messages::{Arg, Values};
use super::{Localizer, TextId};
use crate::domain::api_token::{self, TokenProblem};
use crate::domain::batch_id::{self, Around, BatchIdProblem, Flaw, LookAlike};
use crate::domain::problem::{PictureProblem, Problem, ProblemKind, StoreProblem, TlsReason};
use crate::domain::remedy::Remedy::{self, self as R};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemCopy {
    pub title: String,
    pub why: Option<String>,
    /// Advice to the person.
    pub next: Option<String>,
    /// Buttons, the likeliest help first.
    pub remedies: &'static [Remedy],
}

impl Localizer {
    /// In the middle of the window. `wait` is what is left of a wait that the service asked for.
    pub fn problem(&self, problem: &Problem, wait: Option<Duration>) -> ProblemCopy {
        let part = |part| self.part_of(problem, part, wait);
        ProblemCopy {
            title: part("").unwrap_or_default(),
            why: part(".why"),
            next: self.clock_hint(problem).or_else(|| part(".next")),
            remedies: problem.kind.handling().remedies,
        }
    }

    /// Of a list, a file, or the connection: no batch is checked.
    pub fn list_problem(&self, problem: &Problem, wait: Option<Duration>) -> ProblemCopy {
        let panel = self.problem(problem, wait);
        let own = |part| self.part_of(problem, part, wait);
        ProblemCopy {
            why: own(".list").or(panel.why),
            next: own(".list-next").or(panel.next),
            ..panel
        }
    }

    /// The title, or an attribute; `None` where the message has none.
    fn part_of(&self, problem: &Problem, part: &str, wait: Option<Duration>) -> Option<String> {
        let id = problem.kind.handling().id;
        self.try_fill(&format!("{id}{part}"), &self.values(problem, wait))
    }

    /// A problem of the picture: the decoder's own, or anything on the way to it.
    pub fn picture_problem(&self, problem: &Problem) -> ProblemCopy {
        let (id, values) = match picture_reason(&problem.kind) {
            Some(reason) => ("picture-not-shown", vec![("reason", reason.into())]),
            None => ("picture-not-available", Vec::new()),
        };
        ProblemCopy {
            title: self.format(id, &[]),
            why: self.try_fill(&format!("{id}.why"), &values),
            next: None,
            remedies: problem.kind.picture_remedies(),
        }
    }

    fn values<'a>(&self, problem: &'a Problem, wait: Option<Duration>) -> Values<'a> {
        let mut values = vec![("host", problem.evidence.host.as_ref().arg(self))];
        let mut add = |name, value| values.push((name, value));
        match &problem.kind {
            ProblemKind::PermissionNeeded { permission } => {
                let words = match permission_words(permission.as_str()) {
                    Some(words) => words.arg(self),
                    None => self.permission_unknown(permission).into(),
                };
                add("permission", words);
            }
            ProblemKind::BatchNotFound { id } | ProblemKind::BatchIdNotAccepted { id } => {
                add("id", id.to_string().into());
            }
            ProblemKind::ServiceProblem { code, wait: asked } => {
                let wait = asked.map(|_| wait.unwrap_or_default());
                add("code", code.as_ref().arg(self));
                add("seconds", wait.arg(self));
            }
            ProblemKind::TooManyRequests { .. } => {
                add("seconds", wait.unwrap_or_default().arg(self));
            }
            ProblemKind::ConnectTimeout { limit }
            | ProblemKind::AnswerTimeout { limit }
            | ProblemKind::Store(StoreProblem::NotAnswering { waited: limit }) => {
                add("seconds", limit.arg(self));
            }
            ProblemKind::NotSecure(reason) => add("reason", tls(*reason).into()),
            ProblemKind::TooLarge { limit } => add("megabytes", (limit >> 20).into()),
            _ => {}
        }
        values
    }

    /// A clock that is days off explains a certificate that is out of date.
    fn clock_hint(&self, problem: &Problem) -> Option<String> {
        let days = problem.evidence.clock_difference?.unsigned_abs() / 86_400;
        let about_time = matches!(
            problem.kind,
            ProblemKind::NotSecure(TlsReason::Expired | TlsReason::NotYetValid)
        );
        (about_time && days > 0).then(|| self.format("not-secure.clock", &[("days", days.into())]))
    }

    pub fn remedy(&self, remedy: Remedy) -> &str {
        self.text(match remedy {
            R::TryAgain | R::RetryStore | R::RemoveAgain | R::RetryPicture => {
                TextId::ActionTryAgain
            }
            R::ReplaceToken => TextId::ActionReplaceToken,
            R::WhereToFindToken => TextId::ActionWhereToken,
            R::CopyDetails => TextId::ActionCopyDetails,
            R::CopyDetailsForIt => TextId::ActionCopyDetailsIt,
            R::CopyRequest => TextId::ActionCopyRequest,
            R::ChangeId => TextId::ActionChangeId,
            R::UseUntilClose => TextId::UseUntilClose,
            R::TestConnection => TextId::MenuTestConnection,
            R::Close => TextId::CloseWhileSavingConfirm,
        })
    }

    pub fn token_problem(&self, problem: TokenProblem) -> String {
        let label = match problem {
            TokenProblem::Empty => TextId::FieldTokenEmpty,
            TokenProblem::TooLong => return self.field_token_too_long(api_token::MAX_LENGTH),
            TokenProblem::Character => TextId::FieldTokenCharacter,
            TokenProblem::LooksLikeBatchId => TextId::FieldTokenBatchId,
        };
        self.text(label).to_owned()
    }

    pub fn id_problem(&self, problem: &BatchIdProblem) -> String {
        let label = match problem {
            BatchIdProblem::Empty => TextId::FieldIdEmpty,
            BatchIdProblem::NotFound => TextId::FieldIdNotFound,
            BatchIdProblem::NotInLink => TextId::FieldIdNotInLink,
            BatchIdProblem::NotInFile => TextId::FieldIdNotInFile,
            BatchIdProblem::MoreThanOne(_) => TextId::FieldIdMoreThanOne,
            BatchIdProblem::LooksLikeToken => TextId::FieldIdToken,
            BatchIdProblem::WrongLength { found } => {
                return self.field_id_wrong_length(batch_id::DIGITS, *found);
            }
            BatchIdProblem::LooksLike(found) => match &found.flaw {
                Flaw::Hyphens => TextId::FieldIdHyphens,
                Flaw::Glued => TextId::FieldIdGlued,
                Flaw::Letters(letters) => {
                    let letters = letters.iter().map(|of| self.confusable(*of));
                    return self.field_id_letters(letters.collect::<Vec<_>>().join(", "));
                }
            },
        };
        self.text(label).to_owned()
    }

    /// A letter of another script is named by its number: it looks the same.
    fn confusable(&self, LookAlike { written, digit }: LookAlike) -> String {
        let (letter, digit) = (written.to_string(), digit.to_string());
        if written.is_ascii() {
            return self.look_alike(digit, letter);
        }
        let code = format!("U+{:04X}", u32::from(written));
        self.look_alike_of_other_script(code, digit, letter)
    }

    /// The words around one of several IDs, where there are any.
    pub fn around(&self, Around { before, after }: &Around) -> Option<String> {
        match (before.is_empty(), after.is_empty()) {
            (true, true) => None,
            (false, true) => Some(before.clone()),
            (true, false) => Some(after.clone()),
            (false, false) => Some(self.around_id(after, before)),
        }
    }
}

/// A permission in plain words, where it is a known one.
fn permission_words(name: &str) -> Option<TextId> {
    Some(match name {
        "batches:view" => TextId::PermissionBatchesView,
        "batches:list" => TextId::PermissionBatchesList,
        "batches:create" => TextId::PermissionBatchesCreate,
        "certificates:view" => TextId::PermissionCertificatesView,
        "certificate-templates:view" => TextId::PermissionTemplatesView,
        _ => return None,
    })
}

fn tls(reason: TlsReason) -> &'static str {
    match reason {
        TlsReason::Expired => "expired",
        TlsReason::NotYetValid => "not-yet-valid",
        TlsReason::OtherName => "other-name",
        TlsReason::UnknownIssuer => "unknown-issuer",
        TlsReason::Revoked => "revoked",
        TlsReason::NotTls => "not-tls",
        TlsReason::Other => "other",
    }
}

/// Reason for a picture that cannot be shown, in the word of the message.
fn picture_reason(kind: &ProblemKind) -> Option<&'static str> {
    match kind {
        ProblemKind::Picture(PictureProblem::Address(_)) => Some("address"),
        ProblemKind::Picture(PictureProblem::NotAPicture) => Some("not-a-picture"),
        ProblemKind::Picture(PictureProblem::Damaged) => Some("damaged"),
        ProblemKind::Picture(PictureProblem::TooLarge) | ProblemKind::TooLarge { .. } => {
            Some("too-large")
        }
        _ => None,
    }
}
