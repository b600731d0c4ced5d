//! Parses the arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::Arg;

use crate::domain::origin;
use crate::domain::sample::Data;
use crate::domain::start::ArgumentProblem;
use crate::domain::{ApiOrigin, BatchId, ServerText};

/// Beginning of a link to a batch: `vec-batch:` and the ID.
const LINK: &str = "vec-batch:";

#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Open(Arguments),
    Help,
    Version,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arguments {
    pub origin: Option<ApiOrigin>,
    pub account: Option<String>,
    /// A batch to check at once.
    pub batch: Option<BatchId>,
    /// Text with several IDs, or with what only looks like one, for the person to choose from.
    pub unclear: Option<String>,
    pub data: Data,
    pub log: Option<PathBuf>,
}

impl Arguments {
    /// The service to ask: the one that was named, or that of this computer, or
    /// the one that everybody uses.
    pub fn origin_or(&self, of_machine: Option<ApiOrigin>) -> Result<ApiOrigin, ArgumentProblem> {
        match self.origin.clone().or(of_machine) {
            Some(origin) => Ok(origin),
            None => origin::DEFAULT.parse().map_err(ArgumentProblem::Url),
        }
    }
}

/// Reads the arguments without the app's own name. The problem is of the first that cannot be
/// understood.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, ArgumentProblem> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut asked = Arguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Command::Version),
            Arg::Long("demo") => asked.data = Data::Sample,
            Arg::Long("log") => asked.log = Some(parser.value()?.into()),
            Arg::Long("account") => asked.account = Some(text(&mut parser)?),
            Arg::Long("api-url") => {
                let origin = text(&mut parser)?.parse();
                asked.origin = Some(origin.map_err(ArgumentProblem::Url)?);
            }
            Arg::Long("batch") => match text(&mut parser)?.parse::<BatchId>() {
                Ok(id) => asked.batch = Some(id),
                Err(problem) => {
                    asked.unclear = Some(problem.excerpt().ok_or(ArgumentProblem::Batch)?);
                }
            },
            Arg::Value(ref text) if is_link(&text.to_string_lossy()) => {
                let id = linked(&text.to_string_lossy());
                asked.batch = Some(id.ok_or(ArgumentProblem::Link)?);
                // Marks that a caller leaves in a link can make arguments of its end.
                if !matches!(parser.next(), Ok(None)) {
                    return Err(ArgumentProblem::Link);
                }
            }
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Open(asked))
}

/// Capitals mean the same in front of the colon of a link.
fn is_link(text: &str) -> bool {
    text.get(..LINK.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(LINK))
}

/// Anybody may write a link: what follows the colon is one plain ID, or nothing is done.
fn linked(link: &str) -> Option<BatchId> {
    let id = link.get(LINK.len()..)?;
    let id = id.strip_prefix("//").unwrap_or(id);
    BatchId::plain(id.strip_suffix('/').unwrap_or(id))
}

fn text(parser: &mut lexopt::Parser) -> Result<String, ArgumentProblem> {
    Ok(parser.value()?.to_string_lossy().into_owned())
}

impl From<lexopt::Error> for ArgumentProblem {
    fn from(why: lexopt::Error) -> Self {
        let unknown = match why {
            lexopt::Error::MissingValue { option } => {
                return Self::NoValue(option.unwrap_or_default());
            }
            lexopt::Error::UnexpectedArgument(argument) => argument.to_string_lossy().into_owned(),
            lexopt::Error::UnexpectedOption(option)
            | lexopt::Error::UnexpectedValue { option, .. } => option,
            other => other.to_string(),
        };
        Self::Unknown(ServerText::new(&unknown).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::origin::OriginProblem;

    const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";

    fn asked(line: &str) -> Result<Command, ArgumentProblem> {
        read(line.split_whitespace().map(OsString::from))
    }

    fn open(line: &str) -> Arguments {
        match asked(line) {
            Ok(Command::Open(arguments)) => arguments,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn every_option_is_understood() {
        assert_eq!(open(""), Arguments::default());
        let all = Arguments {
            origin: Some("http://127.0.0.1:8080".parse().unwrap()),
            account: Some("Academy".to_owned()),
            batch: Some(ID.parse().unwrap()),
            unclear: None,
            data: Data::Sample,
            log: Some(PathBuf::from("a.log")),
        };
        let line = "--demo --api-url=http://127.0.0.1:8080 --account Academy --log a.log --batch";
        assert_eq!(open(&format!("{line} {ID}")), all);
        assert_eq!(asked("--help --nonsense"), Ok(Command::Help));
        assert_eq!(asked("--version"), Ok(Command::Version));
    }

    #[test]
    fn the_service_that_was_named_counts_most() {
        let (named, machine) = ("--api-url https://a.example", Some("https://b.example"));
        for (line, machine, expected) in [
            (named, machine, "a.example"),
            ("", machine, "b.example"),
            ("", None, "api.vec.digital"),
        ] {
            let machine = machine.map(|origin| origin.parse().unwrap());
            assert_eq!(open(line).origin_or(machine).unwrap().host(), expected);
        }
    }

    #[test]
    fn what_is_unclear_is_for_the_person_to_choose_from() {
        let other = "11111111-2222-4333-8444-555555555555";
        for (text, excerpt) in [
            (format!("{ID} or {other}"), format!("{ID} or · or {other}")),
            (ID.replacen('0', "O", 1), ID.replacen('0', "O", 1)),
        ] {
            let Ok(Command::Open(asked)) = read(["--batch".into(), text.into()]) else {
                panic!("not understood");
            };
            assert_eq!((asked.batch, asked.unclear), (None, Some(excerpt)));
        }
    }

    #[test]
    fn a_link_opens_its_batch_and_can_do_nothing_else() {
        for link in [
            format!("vec-batch:{ID}"),
            format!("VEC-Batch:{ID}"),
            format!("vec-batch://{ID}/"),
            format!("--demo vec-batch:{ID}"),
            format!("--batch vec-batch:{ID}"),
        ] {
            let batch = open(&link).batch.map(|id| id.to_string());
            assert_eq!(batch.as_deref(), Some(ID), "{link}");
        }
        for rest in [
            String::new(),
            "--api-url=https://example.org".to_owned(),
            format!("{ID}?token=1"),
            format!("{ID} --log a.log"),
            format!("{ID} stray"),
            format!("https://vec.digital/batches/{ID}"),
            ID.replace('-', "%2D"),
            ID.replace('0', "O"),
        ] {
            let link = format!("vec-batch:{rest}");
            assert_eq!(asked(&link), Err(ArgumentProblem::Link), "{link}");
        }
    }

    #[test]
    fn anything_else_is_named() {
        use ArgumentProblem::{Batch, NoValue, Unknown, Url};
        let insecure = "--api-url http://api.vec.digital";
        let page = "https://vec.digital/batches/9e7860e3-7c0a-401f-98f6-b98e316934f4";
        for (line, problem) in [
            (page, Unknown(page.to_owned())),
            ("--frob", Unknown("--frob".to_owned())),
            ("stray", Unknown("stray".to_owned())),
            ("--demo=1", Unknown("--demo".to_owned())),
            ("--batch", NoValue("--batch".to_owned())),
            ("--log", NoValue("--log".to_owned())),
            ("--batch 12", Batch),
            (insecure, Url(OriginProblem::NotSecure)),
        ] {
            assert_eq!(asked(line), Err(problem), "{line}");
        }
    }
}
