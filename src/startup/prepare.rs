use std::sync::{Arc, mpsc};
use std::time::Duration;

use uuid::Uuid;

use super::{arguments::Arguments, complain};
use crate::domain::ApiToken;
use crate::domain::account::{Environment, KeptAccounts};
use crate::domain::remembered::StorageError;
use crate::domain::roster::Wanted;
use crate::domain::settings::{Settings, Switch};
use crate::domain::start::{ArgumentProblem, ProxyAddress, StartProblem};
use crate::l10n::Localizer;
use crate::logging;
use crate::records::{Records, policy, policy_folders};
use crate::worker;

/// Longest wait for the settings of the last run.
const READING: Duration = Duration::from_secs(1);

/// Longest wait for the accounts after that; the window waits for them longer.
const READING_ACCOUNTS: Duration = Duration::from_millis(300);

pub(super) struct LaunchSettings {
    pub(super) wanted: Wanted,
    pub(super) environment_token: Option<ApiToken>,
    /// The proxy of the network, where the system names none.
    pub(super) proxy: Option<ProxyAddress>,
    /// Default for following batches.
    pub(super) follow: Switch,
}

#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    Argument(ArgumentProblem),
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

/// Opens the log first.
pub(super) fn settings_of(asked: &Arguments, l10n: &Localizer) -> Result<LaunchSettings, Refusal> {
    match &asked.log {
        Some(file) => {
            logging::init_file(file).map_err(|why| ArgumentProblem::Log(why.to_string()))?;
        }
        None => logging::init(),
    }
    let (policy, unknown) = policy(&policy_folders()).map_err(StartProblem::Settings)?;
    for setting in &unknown {
        let sentence = l10n.machine_unknown(&setting.file, &setting.name);
        tracing::warn!("{sentence}");
        complain(&sentence);
    }
    if let Some(variable) = worker::unusable_proxy() {
        return Err(StartProblem::Proxy(variable).into());
    }
    let usual = asked.origin_or(policy.origin)?;
    let environment_token = environment_token()?;
    let token = environment_token.as_ref();
    Ok(LaunchSettings {
        wanted: Wanted {
            of_machine: policy.accounts,
            asked: asked.origin.clone(),
            usual,
            name: asked.account.clone(),
            environment: token.map(|token| Environment::first(token, Uuid::new_v4())),
        },
        environment_token,
        proxy: policy.proxy,
        follow: policy.follow.unwrap_or(true).into(),
    })
}

/// The token of the environment, used for this run and never kept.
fn environment_token() -> Result<Option<ApiToken>, ArgumentProblem> {
    match std::env::var("VEC_API_TOKEN") {
        Ok(text) if text.trim().is_empty() => Ok(None),
        Ok(text) => {
            let token = ApiToken::clean(&zeroize::Zeroizing::new(text));
            token.map(Some).map_err(|_| ArgumentProblem::Token)
        }
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(ArgumentProblem::Token),
    }
}

#[derive(Default)]
pub(super) struct LastRun {
    pub(super) settings: Settings,
    /// `None` where they came too late or could not be read.
    pub(super) accounts: Option<KeptAccounts>,
    pub(super) storage_errors: Vec<StorageError>,
}

/// The last run. A home on a server that does not answer is not waited for.
pub(super) fn remembered(records: &Arc<Records>, wanted: &Wanted) -> LastRun {
    let (settings, read_settings) = mpsc::channel();
    let (accounts, read_accounts) = mpsc::channel();
    let reader = Arc::clone(records);
    let environment = wanted.environment;
    let thread = std::thread::Builder::new().name("last-run".to_owned());
    let reading = thread.spawn(move || {
        // Nobody waits any more where this took too long.
        let _ = settings.send(reader.settings());
        let _ = accounts.send(reader.accounts_for(environment));
    });
    if let Err(error) = reading {
        tracing::warn!(%error, "the settings were not read");
    }
    let mut last_run = LastRun::default();
    let Ok((settings, error)) = read_settings.recv_timeout(READING) else {
        // They may be there all the same, so nothing is written over them.
        last_run.storage_errors.push(records.leave_settings());
        return last_run;
    };
    last_run.settings = settings;
    last_run.storage_errors.extend(error);
    if let Ok((kept, error)) = read_accounts.recv_timeout(READING_ACCOUNTS)
        && !error.as_ref().is_some_and(StorageError::is_unread)
    {
        last_run.accounts = Some(kept);
        last_run.storage_errors.extend(error);
    }
    last_run
}
