//! The accounts as a file. No token is in it.

use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};

use super::document::{Document, VERSION};
use crate::domain::account::{Account, AccountId, AccountName, Environment, KeptAccounts, Slot};
use crate::domain::api_token::Fingerprint;

pub(super) const NAME: &str = "accounts.json";

pub(super) struct AccountsFile;

#[derive(Serialize, Deserialize)]
struct Written {
    version: u64,
    accounts: Vec<WrittenAccount>,
    last: Option<WrittenId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    environment: Option<WrittenEnvironment>,
}

#[derive(Serialize, Deserialize)]
struct WrittenEnvironment {
    salt: String,
    owner: Option<u64>,
}

#[derive(Serialize, Deserialize)]
struct WrittenAccount {
    name: String,
    #[serde(flatten)]
    id: WrittenId,
}

#[derive(Serialize, Deserialize)]
struct WrittenId {
    api_url: String,
    /// Not there for the first account of a host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<NonZeroU64>,
}

impl Document for AccountsFile {
    type Value = KeptAccounts;

    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn read(&self, text: &str) -> Option<KeptAccounts> {
        let written: Written = serde_json::from_str(text).ok()?;
        let accounts: Option<Vec<Account>> = written.accounts.iter().map(account).collect();
        Some(KeptAccounts {
            list: accounts?,
            last: written.last.as_ref().and_then(id),
            environment: match written.environment {
                Some(known) => Some(Environment {
                    salt: known.salt.parse().ok()?,
                    owner: known.owner.map(Fingerprint),
                }),
                None => None,
            },
        })
    }

    fn write(&self, kept: &KeptAccounts) -> serde_json::Result<String> {
        let accounts = kept.list.iter().map(|account| WrittenAccount {
            name: account.name.as_str().to_owned(),
            id: written(&account.id),
        });
        serde_json::to_string_pretty(&Written {
            version: VERSION,
            accounts: accounts.collect(),
            last: kept.last.as_ref().map(written),
            environment: kept.environment.map(|known| WrittenEnvironment {
                salt: known.salt.to_string(),
                owner: known.owner.map(|Fingerprint(print)| print),
            }),
        })
    }
}

fn account(written: &WrittenAccount) -> Option<Account> {
    let id = id(&written.id)?;
    // One that was named by its host may have a longer name than a person can give.
    let name = AccountName::new(&written.name).unwrap_or_else(|_| AccountName::of_host(&id.origin));
    Some(Account { name, id })
}

fn id(written: &WrittenId) -> Option<AccountId> {
    let origin = written.api_url.parse().ok()?;
    let slot = written.number.map_or(Slot::First, Slot::Further);
    Some(AccountId { origin, slot })
}

fn written(id: &AccountId) -> WrittenId {
    WrittenId {
        api_url: id.origin.to_string(),
        number: match id.slot {
            // An account of the environment is never written.
            Slot::First | Slot::Environment(_) => None,
            Slot::Further(number) => Some(number),
        },
    }
}
