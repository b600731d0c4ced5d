//! Parses the arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::Arg;

use crate::domain::origin;
use crate::domain::sample::Data;
use crate::domain::start::ArgumentProblem;
use crate::domain::{ApiOrigin, BatchId};

/// Beginning of a link to a batch: `vec-batch:` and the ID.
const LINK: &str = "vec-batch:";

#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    Open(Arguments),
    Help,
    Version,
}

#[derive(Debug, Clone, PartialEq)]
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
    ///
    /// # Errors
    /// None, as long as the last one is an address.
    pub fn origin_or(&self, of_machine: Option<ApiOrigin>) -> Result<ApiOrigin, ArgumentProblem> {
        match self.origin.clone().or(of_machine) {
            Some(origin) => Ok(origin),
            None => origin::DEFAULT.parse().map_err(ArgumentProblem::Url),
        }
    }
}

/// Reads the arguments without the app's own name.
///
/// # Errors
/// [`ArgumentProblem`] for the first that cannot be understood.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, ArgumentProblem> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut asked = Arguments {
        origin: None,
        account: None,
        batch: None,
        unclear: None,
        data: Data::Service,
        log: None,
    };
    while let Some(argument) = parser.next().map_err(|why| unknown(&why))? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Request::Help),
            Arg::Long("version") | Arg::Short('V') => return Ok(Request::Version),
            Arg::Long("demo") => asked.data = Data::Sample,
            Arg::Long("api-url") => {
                let origin = value(&mut parser, "--api-url")?.parse();
                asked.origin = Some(origin.map_err(ArgumentProblem::Url)?);
            }
            Arg::Long("account") => asked.account = Some(value(&mut parser, "--account")?),
            Arg::Long("batch") => match value(&mut parser, "--batch")?.parse::<BatchId>() {
                Ok(id) => asked.batch = Some(id),
                Err(problem) => {
                    asked.unclear = Some(problem.excerpt().ok_or(ArgumentProblem::Batch)?);
                }
            },
            Arg::Long("log") => {
                let file = parser.value();
                asked.log = Some(file.map_err(|_| no_value("--log"))?.into());
            }
            Arg::Value(ref text) if is_link(&text.to_string_lossy()) => {
                let id = linked(&text.to_string_lossy());
                asked.batch = Some(id.ok_or(ArgumentProblem::Link)?);
            }
            other => return Err(unknown(&other.unexpected())),
        }
    }
    Ok(Request::Open(asked))
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

fn value(parser: &mut lexopt::Parser, option: &str) -> Result<String, ArgumentProblem> {
    parser
        .value()
        .map(|value| value.to_string_lossy().into_owned())
        .map_err(|_| no_value(option))
}

fn no_value(option: &str) -> ArgumentProblem {
    ArgumentProblem::NoValue(option.to_owned())
}

fn unknown(why: &lexopt::Error) -> ArgumentProblem {
    let option = match why {
        lexopt::Error::UnexpectedArgument(argument) => argument.to_string_lossy().into_owned(),
        lexopt::Error::UnexpectedOption(option) | lexopt::Error::UnexpectedValue { option, .. } => {
            option.clone()
        }
        lexopt::Error::MissingValue { option } => option.clone().unwrap_or_default(),
        other => other.to_string(),
    };
    ArgumentProblem::Unknown(crate::domain::ServerText::new(&option).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::origin::OriginProblem;

    const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";

    fn asked(line: &str) -> Result<Request, ArgumentProblem> {
        read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn every_option_is_understood() {
        let open = |origin: Option<&str>, batch: Option<&str>, data| {
            Ok(Request::Open(Arguments {
                origin: origin.map(|origin| origin.parse().unwrap()),
                account: None,
                batch: batch.map(|id| id.parse().unwrap()),
                unclear: None,
                data,
                log: None,
            }))
        };
        assert_eq!(asked(""), open(None, None, Data::Service));
        assert_eq!(asked("--demo"), open(None, None, Data::Sample));
        assert_eq!(
            asked(&format!("--api-url=http://127.0.0.1:8080 --batch {ID}")),
            open(Some("http://127.0.0.1:8080"), Some(ID), Data::Service)
        );
        let log = |line: &str| match asked(line) {
            Ok(Request::Open(Arguments { log, .. })) => log,
            other => panic!("{line}: {other:?}"),
        };
        assert_eq!(log("--log a.log"), Some(PathBuf::from("a.log")));
        let named = read(["--account".into(), "Dubai Academy".into()]);
        assert!(matches!(
            named,
            Ok(Request::Open(Arguments { account: Some(name), .. })) if name == "Dubai Academy"
        ));
        assert_eq!(asked("--help --nonsense"), Ok(Request::Help));
        assert_eq!(asked("--version"), Ok(Request::Version));
    }

    #[test]
    fn the_service_that_was_named_counts_most() {
        let origin = |line: &str, of_machine: Option<&str>| {
            let Ok(Request::Open(asked)) = asked(line) else {
                panic!("{line}");
            };
            let of_machine = of_machine.map(|origin| origin.parse().unwrap());
            asked.origin_or(of_machine).unwrap().host()
        };
        let (named, machine) = ("--api-url https://a.example", Some("https://b.example"));
        assert_eq!(origin(named, machine), "a.example");
        assert_eq!(origin("", machine), "b.example");
        assert_eq!(origin("", None), "api.vec.digital");
    }

    #[test]
    fn what_is_unclear_is_for_the_person_to_choose_from() {
        let other = "11111111-2222-4333-8444-555555555555";
        for (text, excerpt) in [
            (format!("{ID} or {other}"), format!("{ID} or · or {other}")),
            (ID.replacen('0', "O", 1), ID.replacen('0', "O", 1)),
        ] {
            let Ok(Request::Open(asked)) = read(["--batch".into(), text.into()]) else {
                panic!("not understood");
            };
            assert_eq!((asked.batch, asked.unclear), (None, Some(excerpt)));
        }
    }

    #[test]
    fn a_link_opens_its_batch() {
        let batch = |line: &str| match asked(line) {
            Ok(Request::Open(Arguments { batch, .. })) => batch.map(|id| id.to_string()),
            other => panic!("{line}: {other:?}"),
        };
        for line in [
            format!("vec-batch:{ID}"),
            format!("VEC-Batch:{ID}"),
            format!("vec-batch://{ID}/"),
            format!("--demo vec-batch:{ID}"),
            format!("--batch vec-batch:{ID}"),
        ] {
            assert_eq!(batch(&line).as_deref(), Some(ID), "{line}");
        }
    }

    #[test]
    fn a_link_can_do_nothing_else() {
        for rest in [
            String::new(),
            "--api-url=https://example.org".to_owned(),
            format!("{ID}?token=1"),
            format!("https://vec.digital/batches/{ID}"),
            ID.replace('-', "%2D"),
            ID.replace('0', "O"),
        ] {
            let link = format!("vec-batch:{rest}");
            assert_eq!(asked(&link), Err(ArgumentProblem::Link), "{link}");
        }
        assert_eq!(
            asked(&format!("https://vec.digital/batches/{ID}")),
            Err(ArgumentProblem::Unknown(format!(
                "https://vec.digital/batches/{ID}"
            )))
        );
    }

    #[test]
    fn anything_else_is_named() {
        let unknown = |text: &str| Err(ArgumentProblem::Unknown(text.to_owned()));
        assert_eq!(asked("--frob"), unknown("--frob"));
        assert_eq!(asked("stray"), unknown("stray"));
        assert_eq!(asked("--demo=1"), unknown("--demo"));
        assert_eq!(
            asked("--batch"),
            Err(ArgumentProblem::NoValue("--batch".to_owned()))
        );
        assert_eq!(
            asked("--log"),
            Err(ArgumentProblem::NoValue("--log".to_owned()))
        );
        assert_eq!(asked("--batch 12"), Err(ArgumentProblem::Batch));
        assert_eq!(
            asked("--api-url http://api.vec.digital"),
            Err(ArgumentProblem::Url(OriginProblem::NotSecure))
        );
    }
}
