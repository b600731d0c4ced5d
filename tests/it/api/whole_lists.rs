//! Whole means whole: lists of services that change, repeat, leave out and cut, in every shape of
//! pagination, read by the real client.

use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::Builder;

use super::lists::{certificates_of, first_certificates};
use crate::support::wire_server::{Act, ID, Server, answer, id, json as ok};
use vec_batch_viewer::domain::page::{Cause, Listing, Shortfall};
use vec_batch_viewer::domain::{Certificate, ProblemKind};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Resource,
    Raw,
    MetaPagination,
    Pagination,
    Simple,
    Cursor,
    Silent,
}

const SHAPES: [Shape; 7] = [
    Shape::Resource,
    Shape::Raw,
    Shape::MetaPagination,
    Shape::Pagination,
    Shape::Simple,
    Shape::Cursor,
    Shape::Silent,
];

impl Shape {
    fn counts(self) -> bool {
        !matches!(self, Self::Simple | Self::Cursor | Self::Silent)
    }
}

/// Something wrong with one page.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    None,
    Empty,
    LeavesOut,
    Repeats,
    Unreadable,
}

/// A row that comes or goes before a page is asked for, at a place in the list.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Change {
    None,
    Comes(usize),
    Goes(usize),
}

#[derive(Debug, Clone)]
struct Service {
    shape: Shape,
    rows: Vec<u32>,
    /// Most rows that it gives on a page.
    cap: usize,
    faults: Vec<Fault>,
    changes: Vec<Change>,
    /// A page behind the last is 404 rather than empty.
    ends_with_404: bool,
}

impl Service {
    fn honest(shape: Shape, rows: u32, cap: usize) -> Self {
        Self {
            shape,
            rows: (0..rows).map(|row| row * 100).collect(),
            cap,
            faults: Vec::new(),
            changes: Vec::new(),
            ends_with_404: false,
        }
    }

    fn change(&mut self, page: usize) {
        let len = self.rows.len();
        match self.changes.get(page) {
            Some(Change::Comes(at)) => {
                let at = at % (len + 1);
                let new = at.checked_sub(1).map_or(0, |before| self.rows[before] + 1);
                if self.rows.get(at) != Some(&new) {
                    self.rows.insert(at, new);
                }
            }
            Some(Change::Goes(at)) if len > 0 => drop(self.rows.remove(at % len)),
            Some(Change::Goes(_) | Change::None) | None => {}
        }
    }

    /// The answer to the request for a page, counted from 0.
    fn answer(&mut self, page: usize, cursor: Option<u32>) -> Vec<Act> {
        self.change(page);
        let start = match (self.shape, cursor) {
            (Shape::Cursor, None) => 0,
            (Shape::Cursor, Some(after)) => self.rows.partition_point(|row| *row <= after),
            _ => page * self.cap,
        };
        let len = self.rows.len();
        let end = len.min(start + self.cap);
        let ids = self.rows.get(start..end).unwrap_or_default();
        if ids.is_empty() && page > 0 && self.ends_with_404 {
            return answer("404 Not Found", "", "");
        }
        let mut rows: Vec<Value> = ids.iter().map(|row| Self::row(*row)).collect();
        match self.faults.get(page).copied().unwrap_or(Fault::None) {
            Fault::None => {}
            Fault::Empty => rows.clear(),
            Fault::LeavesOut => drop(rows.pop()),
            Fault::Repeats => {
                let other = self.rows.first().copied().unwrap_or_default();
                if let Some(last) = rows.last_mut() {
                    *last = Self::row(other);
                }
            }
            Fault::Unreadable => {
                if rows.len() > 1 {
                    rows[0] = [json!(null), json!(7), json!("text")][page % 3].clone();
                }
            }
        }
        let next = (end < len).then(|| format!("http://other.test/?page={}", page + 2));
        let last_page = len.div_ceil(self.cap).max(1);
        ok(self
            .body(&rows, next.as_ref(), last_page, ids.last())
            .to_string())
    }

    fn row(id: u32) -> Value {
        json!({ "id": format!("00000000-0000-4000-8000-{id:012}"), "batch_id": ID })
    }

    fn body(
        &self,
        rows: &[Value],
        next: Option<&String>,
        last_page: usize,
        last: Option<&u32>,
    ) -> Value {
        let total = self.rows.len();
        match self.shape {
            Shape::Resource => json!({ "data": rows, "links": { "next": next },
                "meta": { "total": total, "last_page": last_page, "per_page": self.cap,
                    "links": [{ "url": next, "label": "Next" }] } }),
            Shape::Raw => json!({ "data": rows, "total": total.to_string(), "last_page": last_page,
                "per_page": self.cap, "next_page_url": next, "links": [{ "url": next }] }),
            Shape::MetaPagination => json!({ "data": rows, "meta": { "pagination": {
                "total": total, "count": rows.len(), "per_page": self.cap,
                "total_pages": last_page, "links": { "next": next } } } }),
            Shape::Pagination => json!({ "data": rows,
                "pagination": { "total_items": total, "page_count": last_page } }),
            Shape::Simple => json!({ "data": rows, "meta": { "per_page": self.cap },
                "links": { "next": next } }),
            Shape::Cursor => json!({ "data": rows,
                "meta": { "next_cursor": next.and(last).map(|row| format!("a/{row}")) } }),
            Shape::Silent => json!({ "data": rows }),
        }
    }
}

/// Reads the whole list, as far as it is to be had.
fn read(service: Service, counted: Option<u64>) -> (Listing<Certificate>, Service) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let shared = Arc::new(Mutex::new(service));
    let list = runtime.block_on(async {
        let service = shared.clone();
        let server = Server::plain(move |number, head| {
            let number_after = |name| {
                let rest = head.split_once(name)?.1;
                rest.split([' ', '&']).next()?.parse::<u32>().ok()
            };
            let page = number_after("&page=").map_or(number, |page| page as usize - 1);
            service
                .lock()
                .unwrap()
                .answer(page, number_after("cursor=a%2F"))
        })
        .await;
        let mut list = Listing::new(counted);
        let mut query = first_certificates(id(), 10);
        while let Some(page) = list.next() {
            query.page = page;
            query.cursor = list.cursor().cloned();
            match certificates_of(&server, &query).await {
                Ok(page) => list.add(page),
                Err(problem) => {
                    assert_eq!(problem.kind, ProblemKind::ListNotAvailable);
                    list.stop();
                }
            }
        }
        list
    });
    let service = shared.lock().unwrap().clone();
    (list, service)
}

fn ids(list: &Listing<Certificate>) -> Vec<u32> {
    let number = |row: &Certificate| row.id.as_ref().unwrap().as_str()[24..].parse().unwrap();
    let mut ids: Vec<u32> = list.rows().iter().map(number).collect();
    ids.sort_unstable();
    ids
}

prop_compose! {
    fn any_service()(
        shape in prop::sample::select(SHAPES.to_vec()),
        rows in 0..40u32,
        cap in 1..=10usize,
        faults in prop::collection::vec(prop_oneof![
            6 => Just(Fault::None), 1 => Just(Fault::Empty), 1 => Just(Fault::LeavesOut),
            1 => Just(Fault::Repeats), 1 => Just(Fault::Unreadable),
        ], 0..6),
        changes in prop::collection::vec(prop_oneof![
            6 => Just(Change::None),
            1 => (0..40usize).prop_map(Change::Comes),
            1 => (0..40usize).prop_map(Change::Goes),
        ], 0..6),
        ends_with_404 in any::<bool>(),
    ) -> Service {
        let mut service = Service::honest(shape, rows, cap);
        service.changes = changes.into_iter().map(|change| match change {
            // Without a total the two together would be seen by nobody.
            Change::Goes(at) if !shape.counts() => Change::Comes(at),
            change => change,
        }).collect();
        service.faults = faults.into_iter().map(|fault| match fault {
            // Nor would a row that is silently left out.
            Fault::LeavesOut | Fault::Empty if !shape.counts() => Fault::None,
            fault => fault,
        }).collect();
        service.ends_with_404 = ends_with_404;
        service
    }
}

proptest! {
    #[test]
    fn a_list_is_whole_or_says_what_is_missing(
        service in any_service(),
        is_counted in any::<bool>(),
    ) {
        let before = service.rows.clone();
        let is_honest = service.faults.iter().all(|fault| *fault == Fault::None);
        let is_still = service.changes.iter().all(|change| *change == Change::None);
        let counted = is_counted.then_some(before.len() as u64);
        let shape = service.shape;
        let (list, service) = read(service, counted);
        let loaded = ids(&list);
        if list.is_whole() {
            prop_assert!(loaded == before || loaded == service.rows);
            prop_assert_eq!(list.total(), Some(loaded.len() as u64));
            prop_assert_eq!(list.shortfall(), None);
        } else {
            let short = list.shortfall();
            prop_assert!(short.is_some());
            let missing = before.len() - loaded.len().min(before.len());
            if is_still && (shape.counts() || is_counted) {
                let missing = Some(missing as u64).filter(|missing| *missing > 0);
                prop_assert_eq!(short.unwrap().missing, missing);
            }
        }
        if is_honest && is_still {
            prop_assert_eq!(&loaded, &before, "every row is asked for");
            prop_assert!(list.is_whole() || !shape.counts() && !is_counted);
        }
    }
}

/// The cases that were seen: a service of 250 rows, what the batch counts, how many are loaded,
/// and what is missing.
#[test]
fn what_is_missing_is_known_by_number_and_cause() {
    use Shape::{Cursor, MetaPagination, Raw, Resource, Silent, Simple};
    let of = |shape, cap| Service::honest(shape, 250, cap);
    let page_2 = |fault| Service {
        faults: vec![Fault::None, fault],
        ..of(Resource, 10)
    };
    let gone = Service {
        rows: of(Silent, 10).rows[..10].to_vec(),
        ends_with_404: true,
        ..of(Silent, 10)
    };
    let moved = Service {
        changes: vec![Change::None, Change::Goes(0)],
        ..of(Resource, 10)
    };
    let lacks = |missing, cause| Some(Shortfall { missing, cause });
    let stopped = lacks(Some(240), Cause::Stopped);
    let one = |cause| lacks(Some(1), cause);
    let uncounted = lacks(None, Cause::Uncounted);
    let changed = lacks(None, Cause::Changed);
    for (name, service, counted, loaded, short) in [
        ("a raw paginator", of(Raw, 9), None, 250, None),
        ("other names", of(MetaPagination, 9), None, 250, None),
        ("a cursor", of(Cursor, 10), Some(250), 250, None),
        ("no total", of(Simple, 10), None, 250, uncounted),
        (
            "equal keys",
            page_2(Fault::Repeats),
            None,
            249,
            one(Cause::Repeated),
        ),
        ("an empty page", page_2(Fault::Empty), None, 10, stopped),
        ("a row left", moved, None, 249, changed),
        (
            "no row",
            page_2(Fault::Unreadable),
            None,
            249,
            one(Cause::Unreadable),
        ),
        ("404 on page 2", gone, Some(250), 10, stopped),
        (
            "more in the batch",
            of(Resource, 10),
            Some(251),
            250,
            one(Cause::Stopped),
        ),
    ] {
        let (list, _) = read(service, counted);
        assert_eq!(list.rows().len(), loaded, "{name}");
        assert_eq!(list.shortfall(), short, "{name}");
    }
}
