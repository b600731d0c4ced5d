//! What has to be known before anything is started.

use std::io::{self, Write};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use super::arguments::Arguments;
use crate::domain::policy::ProxyAddress;
use crate::domain::remembered::StorageError;
use crate::domain::settings::{Settings, Switch};
use crate::domain::start::{ArgumentProblem, StartProblem};
use crate::domain::{ApiOrigin, ApiToken};
use crate::l10n::Localizer;
use crate::logging;
use crate::records::{Records, policy, policy_folders};
use crate::worker;

/// How long the settings of the last run are waited for.
const READING: Duration = Duration::from_secs(1);

/// What is asked, and how.
pub(super) struct Service {
    pub(super) origin: ApiOrigin,
    /// The token of the environment.
    pub(super) environment_token: Option<ApiToken>,
    /// The proxy of the network, where the system names none.
    pub(super) proxy: Option<ProxyAddress>,
    /// Whether batches are followed where the person did not choose.
    pub(super) follow: Switch,
}

/// Why nothing is started.
#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    /// It was asked for wrongly.
    Argument(ArgumentProblem),
    /// The computer stands in the way.
    Start(StartProblem),
}

impl From<ArgumentProblem> for Refusal {
    fn from(problem: ArgumentProblem) -> Self {
        Self::Argument(problem)
    }
}

impl From<StartProblem> for Refusal {
    fn from(problem: StartProblem) -> Self {
        Self::Start(problem)
    }
}

/// What has to be right before anything else starts. The log comes first.
pub(super) fn before_the_window(asked: &Arguments, words: &Localizer) -> Result<Service, Refusal> {
    match &asked.log {
        Some(file) => {
            logging::init_file(file).map_err(|why| ArgumentProblem::Log(why.to_string()))?;
        }
        None => logging::init(),
    }
    let (policy, unknown) = policy(&policy_folders()).map_err(StartProblem::Settings)?;
    for setting in &unknown {
        let sentence = words.unknown_setting(setting);
        tracing::warn!("{sentence}");
        // stderr may be closed or full; the log has it too.
        let _ = writeln!(io::stderr(), "{sentence}");
    }
    if let Some(variable) = worker::unusable_proxy() {
        return Err(StartProblem::Proxy { variable }.into());
    }
    Ok(Service {
        origin: asked.origin_or(policy.origin)?,
        environment_token: environment_token()?,
        proxy: policy.proxy,
        follow: match policy.follow {
            Some(false) => Switch::Off,
            Some(true) | None => Switch::On,
        },
    })
}

/// The token of the environment, used for this run and never kept.
fn environment_token() -> Result<Option<ApiToken>, ArgumentProblem> {
    match std::env::var("VEC_API_TOKEN") {
        Ok(text) if text.trim().is_empty() => Ok(None),
        Ok(text) => {
            let text = zeroize::Zeroizing::new(text);
            let token = ApiToken::clean(&text).map_err(|_| ArgumentProblem::Token)?;
            Ok(Some(token))
        }
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(ArgumentProblem::Token),
    }
}

/// The settings of the last run. A home on a server that does not answer is
/// not waited for.
pub(super) fn remembered(records: &Arc<Records>) -> (Settings, Vec<StorageError>) {
    let (read, settings) = mpsc::channel();
    let reader = Arc::clone(records);
    let reading = std::thread::Builder::new().spawn(move || {
        // Nobody waits any more where this took too long.
        let _ = read.send(reader.settings());
    });
    if let Err(error) = reading {
        tracing::warn!(%error, "the settings were not read");
    }
    settings
        .recv_timeout(READING)
        .unwrap_or_else(|_| unread(records))
}

/// What counts where the settings did not come. They may be there all the same, so
/// nothing is written over them.
fn unread(records: &Records) -> (Settings, Vec<StorageError>) {
    (Settings::default(), vec![records.leave_settings()])
}
