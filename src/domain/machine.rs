//! What is set for everybody who uses this computer, and what can be wrong with
//! it.

use super::ApiOrigin;
use super::origin::OriginProblem;

/// What is set for everybody. The arguments, and what a person chose, count more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MachineSettings {
    /// The service to ask.
    pub origin: Option<ApiOrigin>,
    /// Whether batches that are not finished are looked at by themselves.
    pub follow: Option<bool>,
}

/// Something about the settings for this computer that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineProblem {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub fault: MachineFault,
}

/// Why a part of the settings for this computer, or all of them, do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MachineFault {
    /// The file cannot be read, says the system.
    NotRead(String),
    /// The file is not written as it should be; where and why.
    NotUnderstood(String),
    /// The address cannot be used.
    Address(OriginProblem),
    /// There is no setting of this name. The rest counts.
    Unknown(String),
}
