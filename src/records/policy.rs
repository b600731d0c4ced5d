//! The settings that an administrator made for everybody who uses the computer. Read and never
//! written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::SETTINGS;
use super::document::text_of;
use super::store_dir::{Found, StoreDir};
use crate::domain::account::{Account, AccountId, AccountName};
use crate::domain::origin::OriginProblem;
use crate::domain::start::{Policy, PolicyFault, PolicyProblem, UnknownSetting};
use crate::domain::{APP_ID, ApiOrigin, ServerText};

/// Bytes.
const MOST: u64 = 64 << 10;

/// The settings as they are written, each still unread.
type Written<'a> = BTreeMap<String, &'a RawValue>;

/// Folders of the system for settings of everybody, the first one first.
pub fn policy_folders() -> Vec<PathBuf> {
    if cfg!(windows) {
        Vec::from_iter(std::env::var_os("PROGRAMDATA").map(PathBuf::from))
    } else if cfg!(target_os = "macos") {
        vec![PathBuf::from("/Library/Application Support")]
    } else {
        let listed = std::env::var_os("XDG_CONFIG_DIRS").filter(|listed| !listed.is_empty());
        let listed = listed.unwrap_or_else(|| "/etc/xdg".into());
        std::env::split_paths(&listed)
            .filter(|folder| folder.is_absolute())
            .collect()
    }
}

/// The settings of the first folder that has any, and the unknown ones beside them.
///
/// # Errors
/// [`PolicyProblem`] where the file is there and cannot be used as it is.
pub fn policy(folders: &[PathBuf]) -> Result<(Policy, Vec<UnknownSetting>), PolicyProblem> {
    let mut found = folders
        .iter()
        .filter_map(|folder| settings_in(&folder.join(APP_ID)).transpose());
    found.next().unwrap_or_else(|| Ok(Default::default()))
}

/// `None` where there is no file.
fn settings_in(folder: &Path) -> Result<Option<(Policy, Vec<UnknownSetting>)>, PolicyProblem> {
    let file = folder.join(SETTINGS).display().to_string();
    let understood = match StoreDir(folder.to_owned()).read(SETTINGS, MOST) {
        Ok(Found::Nothing) => return Ok(None),
        Ok(Found::File(bytes)) => understand(&bytes),
        Ok(Found::Invalid) => Err(not_understood("not a file, or too large")),
        Err(error) => Err(PolicyFault::NotRead(error.to_string())),
    };
    let (policy, unknown) = match understood {
        Ok(understood) => understood,
        Err(fault) => return Err(PolicyProblem { file, fault }),
    };
    let named = |name| UnknownSetting {
        file: file.clone(),
        name,
    };
    Ok(Some((policy, unknown.into_iter().map(named).collect())))
}

fn understand(bytes: &[u8]) -> Result<(Policy, Vec<String>), PolicyFault> {
    let text = text_of(bytes).map_err(|error| not_understood(&error.to_string()))?;
    let written: Written<'_> =
        serde_json::from_str(text).map_err(|error| not_understood(&error.to_string()))?;
    let (mut policy, mut unknown) = (Policy::default(), Vec::new());
    for (name, value) in written {
        let line = line_of(text, value);
        match name.as_str() {
            "api_url" => {
                policy.origin = read(value).map_err(|why| PolicyFault::Address(line, why))?;
            }
            "proxy" => {
                policy.proxy = read(value).map_err(|_| PolicyFault::Proxy(line))?;
            }
            "accounts" => {
                policy.accounts = read_accounts(value).ok_or(PolicyFault::Accounts(line))?;
            }
            "follow" => {
                policy.follow =
                    serde_json::from_str(value.get()).map_err(|_| PolicyFault::Follow(line))?;
            }
            other => unknown.push(ServerText::new(other).to_string()),
        }
    }
    Ok((policy, unknown))
}

fn line_of(text: &str, value: &RawValue) -> usize {
    let value = value.get().as_ptr().addr();
    let before = value.saturating_sub(text.as_ptr().addr());
    let before = text.get(..before).unwrap_or_default();
    1 + before.matches('\n').count()
}

/// `None` for `null`.
fn read<T: FromStr<Err = OriginProblem>>(value: &RawValue) -> Result<Option<T>, OriginProblem> {
    let text = serde_json::from_str::<Option<String>>(value.get());
    text.map_err(|_| OriginProblem::NotAnAddress)?
        .map(|text| text.parse())
        .transpose()
}

/// An account as it is written for everybody. It never holds a token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAccount {
    name: AccountName,
    api_url: ApiOrigin,
}

/// `None` where they cannot be used, or two of them have one name or one service.
fn read_accounts(value: &RawValue) -> Option<Vec<Account>> {
    let written: Vec<WrittenAccount> = serde_json::from_str(value.get()).ok()?;
    let mut accounts: Vec<Account> = Vec::new();
    for WrittenAccount { name, api_url } in written {
        let id = AccountId::first(api_url);
        let account = Account { name, id };
        let is_other = |one: &Account| {
            one.id.origin != account.id.origin && !one.name.is_meant_by(account.name.as_str())
        };
        if !accounts.iter().all(is_other) {
            return None;
        }
        accounts.push(account);
    }
    Some(accounts)
}

fn not_understood(why: &str) -> PolicyFault {
    PolicyFault::NotUnderstood(ServerText::new(why).to_string())
}
