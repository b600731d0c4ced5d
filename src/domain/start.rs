//! Reasons for which the program does not start as asked.

use super::origin::OriginProblem;
use super::policy::PolicyProblem;

/// Why the program was not started as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentProblem {
    /// An option this program does not have.
    Unknown(String),
    NoValue(String),
    /// An address that cannot be used.
    Url(OriginProblem),
    /// A batch ID that is none.
    Batch,
    /// A link that does not name one batch.
    Link,
    /// A log file that cannot be written to, says the system.
    Log(String),
    /// There is no account of this name.
    Account {
        name: String,
        there: Vec<String>,
    },
    Token,
}

/// Why the program cannot start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartProblem {
    NoScreen,
    /// A library of the system is missing.
    NoLibrary {
        missing: String,
        /// The Debian packages that hold what is needed.
        packages: &'static str,
    },
    NoOpenGl,
    /// Neither Direct3D nor Metal can be drawn with.
    NoGraphics,
    NoThread,
    /// The settings for this computer cannot be used.
    Settings(PolicyProblem),
    /// The environment names a proxy that can be none.
    Proxy {
        /// The variable; what it holds may be secret.
        variable: &'static str,
    },
}
