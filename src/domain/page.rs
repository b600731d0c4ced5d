//! A list that the service sends in pages, and its pages joined.

use std::collections::HashSet;
use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

use super::BatchId;
use super::batch::Batch;
use super::certificate::Certificate;
use super::text::ServerText;

/// Most rows of a list, ten times what makes sense: one without an end must not fill the memory.
pub const MAX_ROWS: usize = 100_000;

/// Most rows on a page that the service allows.
pub const MAX_PER_PAGE: u8 = 100;

/// The number of a page, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageNumber(NonZeroU32);

impl Default for PageNumber {
    fn default() -> Self {
        Self::FIRST
    }
}

impl PageNumber {
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    pub fn get(self) -> u32 {
        self.0.get()
    }

    /// The page after it; `None` after the last one that can be counted.
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1).map(Self)
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page<T> {
    /// Rows that can be read, in the order they came.
    pub rows: Vec<T>,
    /// Rows that cannot be read.
    pub unreadable: u64,
    /// The page that was asked for.
    pub at: PageNumber,
    /// Said about the list as a whole. Any of it may be wrong.
    pub meta: PageMeta,
    /// Wait that the service asks for before the next request.
    pub rest: Option<Duration>,
}

/// A service's words about the pages of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageMeta {
    pub total: Option<u64>,
    pub last_page: Option<u64>,
    pub has_next: Option<bool>,
    /// The place where the next page begins, for a service that does not count its pages.
    pub cursor: Option<Cursor>,
}

/// A place in a list, in a service's own terms. It may hold a value of a row: it does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Cursor(Box<str>);

impl Cursor {
    /// `None` for one that is empty, or too long for an address.
    pub fn new(sent: &str) -> Option<Self> {
        (1..=2_000).contains(&sent.len()).then(|| Self(sent.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursor(…)")
    }
}

pub trait Row {
    /// Its ID, as sent, or what else no other row has.
    fn id(&self) -> Option<&ServerText>;
}

impl Row for Batch {
    fn id(&self) -> Option<&ServerText> {
        self.id.as_ref()
    }
}

impl Row for Certificate {
    fn id(&self) -> Option<&ServerText> {
        self.id.as_ref().or(self.reference_id.as_ref())
    }
}

/// One of the usual form in small letters, another one as sent; `None` for a blank one.
fn id_of(row: &impl Row) -> Option<Box<str>> {
    let id = row.id()?.as_str().trim();
    let usual = BatchId::plain(id).map(|id| id.to_string().into());
    (!id.is_empty()).then(|| usual.unwrap_or_else(|| id.into()))
}

/// The pages of a list joined. Rows that a later page repeats are there once.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing<T> {
    rows: Vec<T>,
    seen: HashSet<Box<str>>,
    /// Some rows have no ID: one that came twice cannot be told.
    is_nameless: bool,
    /// The page to ask for, with the place where it begins.
    next: Option<(PageNumber, Option<Cursor>)>,
    /// The first row of each page, with the place where the page begins.
    pages: Vec<(usize, PageNumber, Option<Cursor>)>,
    /// The first page said that it is the last.
    is_single: bool,
    /// Rows that came, the repeated and the unreadable among them.
    received: u64,
    unreadable: u64,
    /// Rows on all pages, as said last.
    total: Option<u64>,
    /// Rows that there are at least by another count than the list's own.
    counted: Option<u64>,
    has_changed: bool,
}

/// Rows that a list lacks although no more of them are to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// `None` for an unknown number.
    pub missing: Option<u64>,
    pub cause: Cause,
}

/// Why a list is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It has [`MAX_ROWS`], and this app loads no more.
    Limit,
    /// Its total changed between two pages.
    Changed,
    /// Some rows came that cannot be read.
    Unreadable,
    /// Some rows came twice, in the place of others.
    Repeated,
    /// The service stopped before its own number.
    Stopped,
    /// Rows of several pages have no ID, so that one may have come in the place of another.
    Nameless,
    /// The service gives no number of rows, or one that is too low.
    Uncounted,
}

impl<T: Row> Listing<T> {
    /// A list of which nothing is loaded, with at least `counted` rows where that is known.
    pub fn new(counted: Option<u64>) -> Self {
        Self {
            rows: Vec::new(),
            seen: HashSet::new(),
            is_nameless: false,
            next: Some((PageNumber::FIRST, None)),
            pages: Vec::new(),
            is_single: false,
            received: 0,
            unreadable: 0,
            total: None,
            counted,
            has_changed: false,
        }
    }

    /// Adds a page. One that is not the next is left out. A page without anything new ends the
    /// list: a service that does not turn its pages would never come to an end.
    pub fn add(&mut self, page: Page<T>) {
        let Some((at, cursor)) = self.next.take_if(|(at, _)| *at == page.at) else {
            return;
        };
        self.pages.push((self.rows.len(), at, cursor));
        let came = page.rows.len() as u64 + page.unreadable;
        self.received += came;
        self.unreadable += page.unreadable;
        let before = self.rows.len();
        self.is_nameless |= page.rows.iter().any(|row| id_of(row).is_none());
        let is_new = |row: &T| id_of(row).is_none_or(|id| self.seen.insert(id));
        let new = page.rows.into_iter().filter(is_new);
        self.rows.extend(new.take(MAX_ROWS - before));
        let has_new = self.rows.len() > before && self.rows.len() < MAX_ROWS;
        if let (Some(before), Some(now)) = (self.total, page.meta.total) {
            self.has_changed |= before != now;
        }
        self.total = page.meta.total.or(self.total);
        let goes_on = self.goes_on(&page.meta, page.at, came);
        self.is_single = page.at == PageNumber::FIRST && !goes_on;
        let next = page.at.next().filter(|_| goes_on && has_new);
        self.next = next.map(|next| (next, page.meta.cursor));
    }

    /// Replaces a row by a newer one with its ID; returns its place and the row of before.
    pub fn renew(&mut self, row: T) -> Option<(usize, T)> {
        let id = id_of(&row)?;
        let is_it = |one: &T| id_of(one).as_ref() == Some(&id);
        let at = self.rows.iter().position(is_it)?;
        Some((at, std::mem::replace(&mut self.rows[at], row)))
    }

    /// Ends the list where the service has no further page, whatever it said before.
    pub fn stop(&mut self) {
        self.next = None;
    }

    /// True as soon as anything speaks for another page. Two numbers that agree are believed; where
    /// nothing is said, pages are asked for until one is empty.
    fn goes_on(&self, meta: &PageMeta, at: PageNumber, came: u64) -> bool {
        let by_page = meta.last_page.map(|last| last > u64::from(at.get()));
        let by_total = meta.total.map(|total| total != self.received);
        match (by_page, by_total) {
            _ if meta.cursor.is_some() => true,
            (Some(true), _) | (_, Some(true)) => true,
            (Some(false), Some(false)) => false,
            (None, None) => meta.has_next.unwrap_or(came > 0),
            (Some(false), None) | (None, Some(false)) => meta.has_next == Some(true),
        }
    }

    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The page of a loaded row, and the place where it begins.
    pub fn page_of(&self, row: usize) -> Option<(PageNumber, Option<&Cursor>)> {
        let mut pages = self.pages.iter().rev();
        let (_, page, cursor) = pages.find(|(first, ..)| *first <= row)?;
        Some((*page, cursor.as_ref()))
    }

    /// The page to ask for next; `None` at the end.
    pub fn next(&self) -> Option<PageNumber> {
        self.next.as_ref().map(|(page, _)| *page)
    }

    /// The place where the next page begins, for a service that does not count its pages.
    pub fn cursor(&self) -> Option<&Cursor> {
        self.next.as_ref()?.1.as_ref()
    }

    /// Rows on all pages, where their number is known.
    pub fn total(&self) -> Option<u64> {
        let loaded = self.rows.len() as u64;
        if self.is_whole() {
            return Some(loaded);
        }
        self.total.max(self.counted).filter(|total| *total > loaded)
    }

    /// True where the service gave two totals on the way.
    pub fn has_changed(&self) -> bool {
        self.has_changed
    }

    /// True for a complete list: nothing follows, and the number of its rows is the one that the
    /// service gave on every page and no lower than any other count. Without any number only a
    /// single page that says it is the last is whole: rows may have moved between two.
    pub fn is_whole(&self) -> bool {
        let loaded = self.rows.len() as u64;
        let adds_up = match (self.total, self.counted) {
            (Some(total), counted) => total == loaded && counted.is_none_or(|n| n <= loaded),
            (None, Some(counted)) => counted == loaded && self.received == loaded,
            (None, None) => self.is_single && self.received == loaded,
        };
        let is_read = self.unreadable == 0 && (self.is_single || !self.is_nameless);
        self.next().is_none() && adds_up && is_read && !self.has_changed
    }

    /// Missing rows at the end; `None` before it, and for a whole list. A row that left and another
    /// that came between the same two pages cannot be told from none.
    pub fn shortfall(&self) -> Option<Shortfall> {
        if self.next().is_some() || self.is_whole() {
            return None;
        }
        let loaded = self.rows.len() as u64;
        let missing = self.total().map_or(0, |total| total - loaded);
        let cause = if self.rows.len() == MAX_ROWS {
            Cause::Limit
        } else if self.has_changed {
            Cause::Changed
        } else if self.unreadable > 0 {
            Cause::Unreadable
        } else if self.received > loaded && missing > 0 {
            Cause::Repeated
        } else if missing > 0 {
            Cause::Stopped
        } else if self.is_nameless {
            Cause::Nameless
        } else {
            Cause::Uncounted
        };
        Some(Shortfall {
            missing: Some(missing.max(self.unreadable)).filter(|missing| *missing > 0),
            cause,
        })
    }
}

impl<T: Row> Default for Listing<T> {
    fn default() -> Self {
        Self::new(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(at: PageNumber, ids: &[&str]) -> Page<Batch> {
        let row = |id: &&str| Batch {
            id: Some(ServerText::new(id)),
            ..Batch::default()
        };
        Page {
            rows: ids.iter().map(row).collect(),
            at,
            meta: PageMeta {
                total: Some(9),
                ..PageMeta::default()
            },
            ..Page::default()
        }
    }

    #[test]
    fn pages_that_move_are_joined() {
        let [first, second] = [PageNumber::FIRST, PageNumber::FIRST.next().unwrap()];
        let mut list = Listing::default();
        list.add(page(first, &["a", "b"]));
        list.add(page(first, &["z"]));
        assert_eq!(list.rows().len(), 2, "not the next page");
        list.add(page(second, &["b", "c", ""]));
        assert_eq!((list.rows().len(), list.total()), (4, Some(9)));
        list.add(page(second.next().unwrap(), &["a", "c"]));
        assert_eq!(list.next(), None, "nothing new is to be had");
        let cause = Cause::Repeated;
        let missing = Some(5);
        assert_eq!(list.shortfall(), Some(Shortfall { missing, cause }));
    }

    #[test]
    fn rows_without_an_id_are_never_called_whole_over_several_pages() {
        let upper = "9E7860E3-7C0A-401F-98F6-B98E316934F4";
        let lower = upper.to_lowercase();
        for (ids, loaded, cause) in [
            (["", "", ""], 3, Some(Cause::Nameless)),
            (["a", "A", "b"], 3, None),
            ([upper, "b", &lower], 2, Some(Cause::Repeated)),
        ] {
            let mut list = Listing::new(Some(3));
            let of = |at, ids| {
                let mut page = page(at, ids);
                page.meta.total = Some(3);
                page
            };
            list.add(of(PageNumber::FIRST, &ids[..2]));
            list.add(of(PageNumber::FIRST.next().unwrap(), &ids[2..]));
            assert_eq!(list.rows().len(), loaded, "{ids:?}");
            assert_eq!(list.shortfall().map(|short| short.cause), cause, "{ids:?}");
        }
    }

    #[test]
    fn a_list_without_an_end_fills_no_memory() {
        let ids: Vec<String> = (0..=MAX_ROWS).map(|number| number.to_string()).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        for came in [MAX_ROWS, MAX_ROWS + 1] {
            let mut list = Listing::new(Some(200_000));
            list.add(page(PageNumber::FIRST, &ids[..came]));
            assert_eq!((list.rows().len(), list.next()), (MAX_ROWS, None));
            let (missing, cause) = (Some(100_000), Cause::Limit);
            assert_eq!(list.shortfall(), Some(Shortfall { missing, cause }));
        }
        assert_eq!(PageNumber(NonZeroU32::MAX).next(), None);
        assert_eq!(Cursor::new(&"x".repeat(2_001)), None);
    }
}
