//! A list that the service sends in pages, and its pages joined.

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::time::Duration;

use super::batch::Batch;
use super::certificate::Certificate;
use super::text::ServerText;

/// Most rows of a list that are kept, ten times the largest that makes sense: a list without
/// an end must not fill the memory.
pub const MAX_ROWS: usize = 100_000;

/// The number of a page, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageNumber(NonZeroU32);

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The number.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0.get()
    }

    /// The page after it; `None` after the last one that can be counted.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1).map(Self)
    }
}

/// Rows on a page, as many as the service allows: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerPage(u8);

impl PerPage {
    /// As many as the service gives at once.
    pub const MOST: Self = Self(100);

    /// The nearest number that the service allows.
    #[must_use]
    pub fn nearest(rows: u8) -> Self {
        Self(rows.clamp(1, Self::MOST.0))
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// What is on it, in the order it came; an ID that came twice is there once.
    pub rows: Vec<T>,
    /// Which page was asked for.
    pub at: PageNumber,
    /// The page to ask for next; `None` where nothing speaks for another one.
    pub next: Option<PageNumber>,
    /// How many rows there are on all pages, as far as the service says so and is not
    /// contradicted by the page itself.
    pub total: Option<u64>,
    /// How long the service asks not to be asked again, where it does.
    pub rest: Option<Duration>,
}

/// What a service says about the pages of a list. Any of it may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// How many rows there are on all pages.
    pub total: Option<u64>,
    /// The number of the last page.
    pub last_page: Option<u64>,
    /// How many rows a page has at most.
    pub per_page: Option<u64>,
    /// Whether it has an address for the page after this one, where it says anything of it.
    pub has_next: Option<bool>,
}

/// How a page was asked for, and how many rows came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    /// Which page.
    pub at: PageNumber,
    /// Rows asked for.
    pub per_page: PerPage,
    /// Rows that came, those that cannot be read among them.
    pub rows: usize,
}

impl Said {
    /// How many rows there are, where the page that came does not contradict it.
    #[must_use]
    pub fn total(&self, came: &Came) -> Option<u64> {
        self.total.filter(|total| *total >= self.so_far(came))
    }

    /// The page after the one that came. An empty page is the end, whatever is said; where
    /// what is said does not add up, a full page speaks for another one.
    #[must_use]
    pub fn next(&self, came: &Came) -> Option<PageNumber> {
        let at = u64::from(came.at.get());
        let is_full = came.rows as u64 >= self.size(came);
        let is_more = match (self.last_page, self.total) {
            _ if came.rows == 0 => false,
            (Some(last), _) if last > at => true,
            (Some(_), Some(total)) if total == self.so_far(came) => false,
            (Some(_), None) => false,
            (Some(_), Some(_)) => is_full,
            (None, Some(total)) => {
                total > self.so_far(came) || is_full && total < self.so_far(came)
            }
            (None, None) => self.has_next.unwrap_or(is_full),
        };
        came.at.next().filter(|_| is_more)
    }

    /// Rows on this page and all before it, where those were full.
    fn so_far(&self, came: &Came) -> u64 {
        let before = u64::from(came.at.get() - 1).saturating_mul(self.size(came));
        match came.rows {
            // A page behind the last one says nothing about those before.
            0 => 0,
            rows => before.saturating_add(rows as u64),
        }
    }

    /// Rows of a full page: a service may give fewer than it is asked for.
    fn size(&self, came: &Came) -> u64 {
        let asked = u64::from(came.per_page.get());
        self.per_page
            .filter(|own| (1..asked).contains(own))
            .unwrap_or(asked)
    }
}

/// A row of a list.
pub trait Row {
    /// What identifies it, as sent.
    fn id(&self) -> Option<&ServerText>;
}

impl Row for Batch {
    fn id(&self) -> Option<&ServerText> {
        self.id.as_ref()
    }
}

impl Row for Certificate {
    fn id(&self) -> Option<&ServerText> {
        self.id.as_ref()
    }
}

/// IDs that were met.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Met(HashSet<Box<str>>);

impl Met {
    /// Whether a row is met for the first time. One without an ID always is.
    pub fn is_new(&mut self, row: &impl Row) -> bool {
        let id = row.id().filter(|id| !id.is_blank());
        id.is_none_or(|id| {
            self.0
                .insert(id.as_str().trim().to_ascii_lowercase().into())
        })
    }
}

/// The pages of a list joined. Rows that a later page repeats, as when a new batch moves the
/// pages, are there once.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing<T> {
    rows: Vec<T>,
    met: Met,
    further: Further,
    total: Option<u64>,
}

/// What follows the rows so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Further {
    Page(PageNumber),
    /// Nothing: that is all.
    End,
    /// The service goes on, but nothing is to be had of it: it repeats itself, or has no end.
    Cut,
}

impl<T: Row> Listing<T> {
    /// A list of which nothing is loaded.
    #[must_use]
    pub fn new() -> Self {
        Self {
            rows: Vec::new(),
            met: Met::default(),
            further: Further::Page(PageNumber::FIRST),
            total: None,
        }
    }

    /// Adds a page, and says how many rows of it are new. One that is not the next is
    /// left out. A page without anything new cuts the list: a service that does not turn
    /// its pages would never come to an end.
    pub fn add(&mut self, page: Page<T>) -> usize {
        if self.next() != Some(page.at) {
            return 0;
        }
        let before = self.rows.len();
        let room = MAX_ROWS - before;
        let new = page.rows.into_iter().filter(|row| self.met.is_new(row));
        self.rows.extend(new.take(room));
        let added = self.rows.len() - before;
        self.further = match page.next {
            None => Further::End,
            Some(next) if added > 0 && added < room => Further::Page(next),
            Some(_) => Further::Cut,
        };
        let so_far = self.rows.len() as u64;
        self.total = page.total.filter(|total| *total >= so_far);
        added
    }

    /// The rows so far.
    #[must_use]
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The page to ask for next; `None` at the end.
    #[must_use]
    pub fn next(&self) -> Option<PageNumber> {
        match self.further {
            Further::Page(next) => Some(next),
            Further::End | Further::Cut => None,
        }
    }

    /// How many rows there are on all pages, where it is known.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        match self.further {
            Further::End => Some(self.rows.len() as u64),
            Further::Page(_) | Further::Cut => self.total,
        }
    }

    /// Whether no more is to be had of the list although the service has not come to its end.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.further == Further::Cut
    }
}

impl<T: Row> Default for Listing<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(at: u32, rows: usize) -> Came {
        Came {
            at: PageNumber(NonZeroU32::new(at).unwrap()),
            per_page: PerPage::nearest(10),
            rows,
        }
    }

    fn said(total: Option<u64>, last_page: Option<u64>) -> Said {
        Said {
            total,
            last_page,
            ..Said::default()
        }
    }

    #[test]
    fn what_adds_up_is_believed() {
        let honest = said(Some(25), Some(3));
        let next = |at, rows| honest.next(&came(at, rows)).map(PageNumber::get);
        assert_eq!(
            [next(1, 10), next(2, 10), next(3, 5)],
            [Some(2), Some(3), None]
        );
        assert_eq!(honest.total(&came(1, 10)), Some(25));
        let even = said(Some(20), Some(2));
        assert_eq!(even.next(&came(2, 10)), None, "no page too many");
    }

    #[test]
    fn a_total_that_lies_costs_no_row_and_no_end() {
        let low = said(Some(3), Some(1));
        assert_eq!(low.total(&came(1, 10)), None);
        assert!(low.next(&came(1, 10)).is_some(), "a full page");
        assert_eq!(low.next(&came(1, 9)), None);
        let high = said(Some(u64::MAX), Some(u64::MAX));
        assert!(high.next(&came(1, 4)).is_some());
        assert_eq!(high.next(&came(2, 0)), None, "an empty page is the end");
    }

    #[test]
    fn a_service_that_says_less_is_read_too() {
        let none = Said::default();
        assert!(none.next(&came(1, 10)).is_some());
        assert_eq!(none.next(&came(1, 9)), None);
        let simple = |has_next| Said {
            has_next: Some(has_next),
            ..none
        };
        assert!(simple(true).next(&came(1, 9)).is_some());
        assert_eq!(simple(false).next(&came(1, 10)), None);
        let fewer = Said {
            per_page: Some(5),
            ..none
        };
        assert!(fewer.next(&came(1, 5)).is_some(), "a full page of its own");
        let only_total = said(Some(20), None);
        assert!(only_total.next(&came(1, 10)).is_some());
        assert_eq!(only_total.next(&came(2, 10)), None);
    }

    #[test]
    fn counting_comes_to_an_end() {
        let last = Came {
            at: PageNumber(NonZeroU32::MAX),
            ..came(1, 10)
        };
        assert_eq!(Said::default().next(&last), None);
        assert_eq!(PerPage::nearest(0).get(), 1);
        assert_eq!(PerPage::nearest(255), PerPage::MOST);
    }

    fn page(at: u32, ids: &[&str]) -> Page<Batch> {
        let row = |id: &&str| Batch {
            id: Some(ServerText::new(id)),
            ..Batch::default()
        };
        let came = came(at, ids.len());
        Page {
            rows: ids.iter().map(row).collect(),
            at: came.at,
            next: came.at.next(),
            total: Some(9),
            rest: None,
        }
    }

    #[test]
    fn pages_that_move_are_joined() {
        let mut list = Listing::new();
        assert_eq!(list.add(page(1, &["a", "b"])), 2);
        assert_eq!(list.add(page(1, &["z"])), 0, "not the next page");
        assert_eq!(list.add(page(2, &["B", "c", ""])), 2);
        assert_eq!(list.rows().len(), 4);
        assert_eq!(list.total(), Some(9));
        assert_eq!(list.add(page(3, &["a", "c"])), 0);
        assert_eq!(list.next(), None, "nothing new is to be had");
        assert!(list.is_cut());
        assert_eq!(list.total(), Some(9), "as far as the service says");
    }

    #[test]
    fn a_list_without_an_end_fills_no_memory() {
        let mut list = Listing::new();
        let ids: Vec<String> = (0..=MAX_ROWS).map(|number| number.to_string()).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        assert_eq!(list.add(page(1, &ids)), MAX_ROWS);
        assert!(list.is_cut() && list.next().is_none());
        assert_eq!(list.total(), None, "not known");
    }

    #[test]
    fn what_has_come_whole_is_counted_by_what_came() {
        let mut list = Listing::new();
        list.add(page(1, &["a", "b"]));
        let rest = Page {
            next: None,
            ..page(2, &["c"])
        };
        assert_eq!(list.add(rest), 1);
        assert_eq!((list.total(), list.is_cut()), (Some(3), false));
    }
}
