//! Meanings of the words. Values are right once built; nothing here does I/O or reads a clock.

pub mod account;
pub mod api_token;
pub mod batch;
pub mod batch_id;
pub mod certificate;
pub mod checkup;
pub mod difference;
pub mod file_name;
pub mod moment;
pub mod origin;
pub mod page;
pub mod picture;
pub mod problem;
pub mod progress;
pub mod query;
pub mod remedy;
pub mod remembered;
pub mod roster;
pub mod sample;
pub mod settings;
pub mod signatory;
pub mod start;
pub mod status;
pub mod table;
pub mod template;
pub mod text;
pub mod verdict;

pub use account::Caller;
pub use account::{Account, AccountId};
pub use api_token::ApiToken;
pub use batch::{Answer, Batch};
pub use batch_id::BatchId;
pub use certificate::{Certificate, CertificateId};
pub use file_name::FileName;
pub use origin::ApiOrigin;
pub use problem::{Problem, ProblemKind};
pub use text::ServerText;

/// The name of the program for the system: in its folders, in the password store, on the
/// desktop and at the service. Changing it would lose what is stored under it.
pub const APP_ID: &str = "vec-batch-viewer";

/// Declares an enum whose variants are listed in `ALL`.
macro_rules! listed {
    ($(#[$about:meta])* pub enum $name:ident {
        $($(#[$of:meta])* $variant:ident,)+
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            pub const ALL: [Self; [$(Self::$variant),+].len()] = [$(Self::$variant),+];
        }
    };
}
pub(crate) use listed;
