//! Prepares the start: what has to be known before anything runs.

use std::io::{self, Write};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use super::arguments::Arguments;
use crate::domain::account::KeptAccounts;
use crate::domain::policy::ProxyAddress;
use crate::domain::remembered::StorageError;
use crate::domain::roster::{Roster, Sources};
use crate::domain::settings::{Settings, Switch};
use crate::domain::start::{ArgumentProblem, StartProblem};
use crate::domain::{Account, ApiOrigin, ApiToken, ServerText};
use crate::l10n::Localizer;
use crate::logging;
use crate::records::{Records, policy, policy_folders};
use crate::worker;

/// How long the settings of the last run are waited for.
const READING: Duration = Duration::from_secs(1);

/// What is asked, and how.
pub(super) struct Service {
    pub(super) origin: ApiOrigin,
    /// The accounts that are named for everybody.
    pub(super) accounts: Vec<Account>,
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
pub(super) fn before_the_window(asked: &Arguments, l10n: &Localizer) -> Result<Service, Refusal> {
    match &asked.log {
        Some(file) => {
            logging::init_file(file).map_err(|why| ArgumentProblem::Log(why.to_string()))?;
        }
        None => logging::init(),
    }
    let (policy, unknown) = policy(&policy_folders()).map_err(StartProblem::Settings)?;
    for setting in &unknown {
        let sentence = l10n.unknown_setting(setting);
        tracing::warn!("{sentence}");
        // stderr may be closed or full; the log has it too.
        let _ = writeln!(io::stderr(), "{sentence}");
    }
    if let Some(variable) = worker::unusable_proxy() {
        return Err(StartProblem::Proxy { variable }.into());
    }
    Ok(Service {
        origin: asked.origin_or(policy.origin)?,
        accounts: policy.accounts,
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

/// What is remembered of the last run.
#[derive(Default)]
pub(super) struct LastRun {
    pub(super) settings: Settings,
    pub(super) accounts: KeptAccounts,
    /// What there is to tell about that.
    pub(super) storage_errors: Vec<StorageError>,
}

/// The last run. A home on a server that does not answer is not waited for.
pub(super) fn remembered(records: &Arc<Records>) -> LastRun {
    let (read, last_run) = mpsc::channel();
    let reader = Arc::clone(records);
    let reading = std::thread::Builder::new().spawn(move || {
        // Nobody waits any more where this took too long.
        let _ = read.send(last_run_in(&reader));
    });
    if let Err(error) = reading {
        tracing::warn!(%error, "the settings were not read");
    }
    last_run
        .recv_timeout(READING)
        .unwrap_or_else(|_| unread(records))
}

fn last_run_in(records: &Records) -> LastRun {
    let (settings, mut storage_errors) = records.settings();
    let (accounts, more) = records.accounts();
    storage_errors.extend(more);
    LastRun {
        settings,
        accounts,
        storage_errors,
    }
}

/// What counts where the settings did not come. They may be there all the same, so
/// nothing is written over them.
fn unread(records: &Records) -> LastRun {
    LastRun {
        storage_errors: vec![records.leave_settings()],
        ..LastRun::default()
    }
}

/// The accounts there are, beginning with the one that was asked for.
pub(super) fn roster(
    asked: &Arguments,
    service: &Service,
    kept: KeptAccounts,
) -> Result<Roster, ArgumentProblem> {
    let roster = Roster::gather(Sources {
        kept,
        of_machine: service.accounts.clone(),
        asked: asked.origin.clone(),
        usual: service.origin.clone(),
    });
    let Some(name) = &asked.account else {
        return Ok(roster);
    };
    let names = roster.known();
    let names = names.iter().map(|one| one.name.as_str().to_owned());
    let unknown = ArgumentProblem::Account {
        name: ServerText::new(name).to_string(),
        there: names.collect(),
    };
    roster
        .beginning_with(name, asked.origin.as_ref())
        .ok_or(unknown)
}
