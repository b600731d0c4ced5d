//! The parameters of a list: page, status, search, order.

use std::fmt;

use super::batch_id::BatchId;
use super::certificate::CertificateStatus;
use super::listed;
use super::page::{Cursor, PageNumber};
use super::status::Status;

/// Longest text that is searched for, in characters: an address of the web has its limits.
pub const MAX_SOUGHT: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchQuery {
    pub page: PageNumber,
    pub cursor: Option<Cursor>,
    pub per_page: u8,
    /// Those in this state only.
    pub status: Option<Status>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateQuery {
    pub batch: BatchId,
    pub page: PageNumber,
    /// Start of the page, for a service that does not count its pages.
    pub cursor: Option<Cursor>,
    pub per_page: u8,
    /// Those in this state only.
    pub status: Option<CertificateStatus>,
    /// Those with this in their name, address or reference only.
    pub search: Option<Sought>,
    /// In which order; `None` for the service's own.
    pub sort: Option<Sort>,
}

/// Text to search for, never blank or too long. Mostly somebody's name, so it does not print.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sought(String);

impl Sought {
    /// Trims the typed text; `None` where nothing is left.
    pub fn new(typed: &str) -> Option<Self> {
        let sought: String = typed.trim().chars().take(MAX_SOUGHT).collect();
        (!sought.is_empty()).then_some(Self(sought))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Sought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sought(…)")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    pub field: SortField,
    pub order: SortOrder,
}

listed! {
    pub enum SortField {
        Name,
        Email,
        Status,
        IssueDate,
        GeneratedAt,
        /// First time that the service knew of it.
        CreatedAt,
        UpdatedAt,
    }
}

impl SortField {
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Status => "status",
            Self::IssueDate => "issue_date",
            Self::GeneratedAt => "generated_at",
            Self::CreatedAt => "created_at",
            Self::UpdatedAt => "updated_at",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortOrder {
    Ascending,
    Descending,
}

impl SortOrder {
    pub fn word(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_not_searched_for_and_nothing_endless() {
        assert_eq!(Sought::new(" \t"), None);
        assert_eq!(Sought::new(" Asha ").unwrap().as_str(), "Asha");
        let long = Sought::new(&"é".repeat(9_000)).unwrap();
        assert_eq!(long.as_str().chars().count(), MAX_SOUGHT);
        assert_eq!(format!("{:?}", Sought::new("Asha")), "Some(Sought(…))");
    }
}
