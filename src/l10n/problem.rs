//! Words for problems.

use std::time::Duration;

use fluent_bundle::FluentValue;

use super::{Localizer, TextId, count};
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemPlace {
    /// In the middle of the window. `wait` is what is left of a wait that the
    /// service asked for.
    Panel {
        wait: Option<Duration>,
    },
    /// In the middle of the window, while the program waits to ask once more by itself.
    Repeating {
        wait: Duration,
    },
    /// In the place of a list, or below what is loaded of it.
    List {
        wait: Option<Duration>,
    },
    /// As `List`, while the program waits to ask once more by itself.
    RepeatingList {
        wait: Duration,
    },
    Picture,
}

impl Localizer {
    pub fn problem(&self, problem: &Problem, place: ProblemPlace) -> ProblemCopy {
        match place {
            ProblemPlace::Picture => self.picture_problem(problem),
            ProblemPlace::Repeating { wait } => ProblemCopy {
                next: Some(self.repeats("check-repeats", wait)),
                ..self.problem(problem, ProblemPlace::Panel { wait: Some(wait) })
            },
            ProblemPlace::RepeatingList { wait } => ProblemCopy {
                next: Some(self.repeats("list-repeats", wait)),
                ..self.problem(problem, ProblemPlace::List { wait: Some(wait) })
            },
            ProblemPlace::List { wait } => {
                let values = self.values(problem, wait);
                let id = self.problem_id(&problem.kind);
                let panel = self.problem(problem, ProblemPlace::Panel { wait });
                let own = |part: &str| self.try_fill(&format!("{id}.{part}"), &values);
                ProblemCopy {
                    why: own("list").or(panel.why),
                    next: own("list-next").or(panel.next),
                    ..panel
                }
            }
            ProblemPlace::Panel { wait } => {
                let values = self.values(problem, wait);
                let id = self.problem_id(&problem.kind);
                ProblemCopy {
                    title: self.format(id, &values),
                    why: self.try_fill(&format!("{id}.why"), &values),
                    next: self
                        .clock_hint(problem)
                        .or_else(|| self.try_fill(&format!("{id}.next"), &values)),
                    remedies: problem.kind.handling().remedies,
                }
            }
        }
    }

    fn problem_id(&self, kind: &ProblemKind) -> &'static str {
        match kind {
            ProblemKind::PermissionNeeded { permission }
                if self.permission(permission.as_str()).is_none() =>
            {
                "permission-needed-unknown"
            }
            _ => kind.handling().id,
        }
    }

    fn repeats(&self, id: &str, wait: Duration) -> String {
        self.format(id, &[("seconds", count(whole_seconds(wait)))])
    }

    /// A problem of the picture: the decoder's own, or anything on the way to it.
    fn picture_problem(&self, problem: &Problem) -> ProblemCopy {
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

    fn values(
        &self,
        problem: &Problem,
        wait: Option<Duration>,
    ) -> Vec<(&'static str, FluentValue<'static>)> {
        let mut values = Vec::new();
        let host = problem.evidence.host.clone();
        let host = host.unwrap_or_else(|| "none".to_owned());
        values.push(("host", host.into()));
        match &problem.kind {
            ProblemKind::PermissionNeeded { permission } => {
                let name = self
                    .permission(permission.as_str())
                    .unwrap_or_else(|| permission.to_string());
                values.push(("permission", name.into()));
            }
            ProblemKind::BatchNotFound { id } | ProblemKind::BatchIdNotAccepted { id } => {
                values.push(("id", id.to_string().into()));
            }
            ProblemKind::ServiceProblem { code, .. } => {
                let code = code.as_ref().map(ToString::to_string).unwrap_or_default();
                values.push(("code", code.into()));
                values.push(("seconds", count(wait.map_or(0, whole_seconds))));
            }
            ProblemKind::TooManyRequests { .. } => {
                values.push(("seconds", count(wait.map_or(0, whole_seconds))));
            }
            ProblemKind::ConnectTimeout { limit }
            | ProblemKind::AnswerTimeout { limit }
            | ProblemKind::Store(StoreProblem::NotAnswering { waited: limit }) => {
                values.push(("seconds", count(whole_seconds(*limit))));
            }
            ProblemKind::NotSecure(reason) => values.push(("reason", tls(*reason).into())),
            ProblemKind::TooLarge { limit } => {
                values.push(("megabytes", count(limit / (1024 * 1024))));
            }
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
        (about_time && days > 0).then(|| self.format("not-secure.clock", &[("days", count(days))]))
    }

    /// A permission in plain words, where it is a known one.
    pub(super) fn permission(&self, name: &str) -> Option<String> {
        let id = match name {
            "batches:view" => "permission-batches-view",
            "batches:list" => "permission-batches-list",
            "batches:create" => "permission-batches-create",
            "certificates:view" => "permission-certificates-view",
            "certificate-templates:view" => "permission-templates-view",
            _ => return None,
        };
        Some(self.format(id, &[]))
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
            R::UseUntilClose => TextId::ActionUseUntilClose,
            R::TestConnection => TextId::ActionTestConnection,
            R::Close => TextId::ActionClose,
        })
    }

    pub fn wait_button(&self, wait: Duration) -> String {
        let seconds = count(whole_seconds(wait));
        self.format("action-wait-seconds", &[("seconds", seconds)])
    }

    pub fn token_problem(&self, problem: TokenProblem) -> String {
        let id = match problem {
            TokenProblem::Empty => "field-token-empty",
            TokenProblem::TooLong => "field-token-too-long",
            TokenProblem::Character => "field-token-character",
            TokenProblem::LooksLikeBatchId => "field-token-batch-id",
        };
        self.format(id, &[("max", count(api_token::MAX_LENGTH as u64))])
    }

    pub fn id_problem(&self, problem: &BatchIdProblem) -> String {
        let digits = ("digits", count(batch_id::DIGITS as u64));
        match problem {
            BatchIdProblem::Empty => self.format("field-id-empty", &[]),
            BatchIdProblem::NotFound => self.format("field-id-not-found", &[]),
            BatchIdProblem::NotInLink => self.format("field-id-not-in-link", &[]),
            BatchIdProblem::NotInFile => self.format("field-id-not-in-file", &[]),
            BatchIdProblem::MoreThanOne(_) => self.format("field-id-more-than-one", &[]),
            BatchIdProblem::LooksLike(found) => self.looks_like(&found.flaw),
            BatchIdProblem::WrongLength { found } => {
                let found = ("found", count(*found as u64));
                self.format("field-id-wrong-length", &[digits, found])
            }
            BatchIdProblem::LooksLikeToken => self.format("field-id-token", &[]),
        }
    }

    fn looks_like(&self, flaw: &Flaw) -> String {
        match flaw {
            Flaw::Hyphens => self.format("field-id-hyphens", &[]),
            Flaw::Glued => self.format("field-id-glued", &[]),
            Flaw::Letters(letters) => {
                let letters: Vec<String> = letters.iter().map(|of| self.look_alike(*of)).collect();
                let letters = letters.join(", ");
                self.format("field-id-letters", &[("letters", letters.into())])
            }
        }
    }

    /// A letter of another script is named by its number: it looks the same.
    fn look_alike(&self, LookAlike { written, digit }: LookAlike) -> String {
        let letter = ("written", written.to_string().into());
        let digit = ("digit", digit.to_string().into());
        if written.is_ascii() {
            return self.format("look-alike", &[letter, digit]);
        }
        let code = ("code", format!("U+{:04X}", u32::from(written)).into());
        self.format("look-alike-of-other-script", &[letter, code, digit])
    }

    /// The words around one of several IDs, where there are any.
    pub fn around(&self, Around { before, after }: &Around) -> Option<String> {
        let values = [
            ("before", before.as_str().into()),
            ("after", after.as_str().into()),
        ];
        match (before.is_empty(), after.is_empty()) {
            (true, true) => None,
            (false, true) => Some(before.clone()),
            (true, false) => Some(after.clone()),
            (false, false) => Some(self.format("around-id", &values)),
        }
    }

    pub fn request_for_administrator(&self, permission: &str, id: &str) -> String {
        let values = [("permission", permission.into()), ("id", id.into())];
        self.format("request-for-administrator", &values)
    }
}

/// Started seconds: a wait of 0.4 s is still a second for a person.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
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
