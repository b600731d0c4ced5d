//! What the people who look after a computer set for everybody who uses it. Read
//! and never written.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::settings::NAME;
use super::store_dir::{Found, StoreDir};
use crate::domain::ServerText;
use crate::domain::policy::{Policy, PolicyFault, PolicyProblem};

/// The folder of this program in those of the system.
const PROGRAM: &str = "vec-batch-viewer";

/// The largest file that is read, in bytes.
const MOST: u64 = 64 << 10;

/// The file as it is written.
#[derive(Deserialize)]
struct Written {
    api_url: Option<String>,
    proxy: Option<String>,
    follow: Option<bool>,
    #[serde(flatten)]
    unknown: serde_json::Map<String, serde_json::Value>,
}

/// The folders that the system has for what counts for everybody, the first one
/// first.
#[must_use]
pub fn policy_folders() -> Vec<PathBuf> {
    if cfg!(windows) {
        std::env::var_os("PROGRAMDATA")
            .map(PathBuf::from)
            .into_iter()
            .collect()
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

/// The settings of the first folder that has any, and what of them does not
/// count.
#[must_use]
pub fn policy(folders: &[PathBuf]) -> (Policy, Vec<PolicyProblem>) {
    folders
        .iter()
        .find_map(|folder| settings_in(&folder.join(PROGRAM)))
        .unwrap_or_default()
}

/// `None` where there is no file.
fn settings_in(folder: &Path) -> Option<(Policy, Vec<PolicyProblem>)> {
    let file = folder.join(NAME).display().to_string();
    let store_dir = StoreDir {
        folder: folder.to_owned(),
    };
    let (settings, faults) = match store_dir.read(NAME, MOST) {
        Ok(Found::Nothing) => return None,
        Ok(Found::File(bytes)) => understand(&bytes),
        Ok(Found::Invalid) => not_understood("not a file, or too large"),
        Err(error) => nothing(PolicyFault::NotRead(error.to_string())),
    };
    let problem = |fault| PolicyProblem {
        file: file.clone(),
        fault,
    };
    Some((settings, faults.into_iter().map(problem).collect()))
}

fn understand(bytes: &[u8]) -> (Policy, Vec<PolicyFault>) {
    // Some editors leave this mark in front.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let written: Written = match serde_json::from_slice(bytes) {
        Ok(written) => written,
        Err(error) => return not_understood(&error.to_string()),
    };
    let unknown = written.unknown.keys();
    let mut faults: Vec<PolicyFault> = unknown.map(|name| unknown_name(name)).collect();
    let origin = written.api_url.and_then(|address| {
        let origin = address.parse();
        origin
            .map_err(|why| faults.push(PolicyFault::Address(why)))
            .ok()
    });
    let proxy = written.proxy.and_then(|address| {
        let proxy = address.parse();
        proxy.map_err(|_| faults.push(PolicyFault::Proxy)).ok()
    });
    let settings = Policy {
        origin,
        proxy,
        follow: written.follow,
    };
    (settings, faults)
}

fn unknown_name(name: &str) -> PolicyFault {
    PolicyFault::Unknown(ServerText::new(name).to_string())
}

fn not_understood(why: &str) -> (Policy, Vec<PolicyFault>) {
    let why = ServerText::new(why).to_string();
    nothing(PolicyFault::NotUnderstood(why))
}

fn nothing(fault: PolicyFault) -> (Policy, Vec<PolicyFault>) {
    (Policy::default(), vec![fault])
}
