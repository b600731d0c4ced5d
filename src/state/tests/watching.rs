//! List of batches that moves by itself.

use super::pace::{news, next_check};
use super::*;
use crate::domain::verdict::Verdict;

const WATCH: RequestKind = RequestKind::WatchBatches;

fn row(number: usize, status: &str) -> Batch {
    let mut row = answer(&format!("00000000-0000-4000-8000-{number:012}"), "/a.png").batch;
    row.status = Status::from_word(status);
    row.requires_my_signature = Some(true);
    row.counts.total = Some(9);
    row.counts.made = Some(if status == "completed" { 9 } else { 0 });
    row
}

fn rows(states: &[&str]) -> Page<Batch> {
    let rows = states.iter().enumerate();
    let rows = rows.map(|(number, status)| row(number, status));
    page(rows.collect(), states.len() as u64)
}

fn listed(page: Page<Batch>) -> Response {
    Response::ListBatches(Ok(Box::new(page)))
}

fn watched(page: Page<Batch>) -> Response {
    Response::WatchBatches(Ok(Box::new(page)))
}

/// List that is in sight since second 20.
fn listing(states: &[&str]) -> Desk {
    let mut desk = Desk::ready();
    desk.frame_at(20).reply(listed(rows(states)));
    desk.send(BrowseIntent::InSight((0..states.len()).collect()));
    desk
}

/// Page, filter and number of rows of the newest check.
fn query(desk: &Desk) -> (u32, Option<&Status>, u8) {
    match desk.newest(WATCH).1 {
        Request::WatchBatches { query, .. } => {
            (query.page.get(), query.status.as_ref(), query.per_page)
        }
        other => panic!("{other:?}"),
    }
}

fn states(desk: &Desk) -> Vec<&str> {
    let rows = desk.state.browse.pages.list.rows().iter();
    rows.map(|row| row.status.word()).collect()
}

#[test]
fn one_question_for_all_comes_less_often_until_something_changes() {
    const THREE: [&str; 3] = ["processing", "pending", "waiting_for_approval"];
    let mut desk = listing(&THREE);
    let mut changed = rows(&THREE);
    changed.rows[1].counts.made = Some(5);
    for (base, page) in [
        (10, rows(&THREE)),
        (20, rows(&THREE)),
        (40, changed.clone()),
        (10, changed),
    ] {
        let waited = next_check(&mut desk, WATCH);
        assert!((base..=base * 6 / 5).contains(&waited), "{waited} s");
        desk.reply(watched(page));
    }
    let done = listing(&["completed", "failed"]);
    assert_eq!(done.next(), None, "nothing moves");
}

type Rest = fn(&mut Desk) -> &mut Desk;

#[test]
fn it_rests_where_nobody_would_see_it_or_nothing_may_be_asked() {
    let rests: [(&str, Rest); 6] = [
        ("switched off", |desk| {
            desk.send(WindowIntent::Set(Setting::Follow(Switch::Off)))
        }),
        ("out of sight", |desk| {
            desk.send(BrowseIntent::InSight(vec![0]))
        }),
        ("another page", |desk| desk.check(OTHER).answer(OTHER)),
        ("the person asks", |desk| desk.send(BrowseIntent::Refresh)),
        ("refused", |desk| {
            next_check(desk, WATCH);
            desk.fail(WATCH, ProblemKind::TokenNotAccepted)
        }),
        ("to be replaced", |desk| desk.send(TokenIntent::Replace)),
    ];
    for (why, rest) in rests {
        let mut desk = listing(&["completed", "processing"]);
        rest(&mut desk);
        assert!(!desk.frame_at(900).asks(WATCH), "{why}");
    }
    let mut desk = listing(&["processing"]);
    desk.at(21).frame(WindowFocus::Hidden);
    desk.at(40).frame(WindowFocus::Hidden);
    assert!(desk.asks(WATCH), "hidden for a short while");
    desk.fail(WATCH, ProblemKind::NotReachable);
    assert_eq!((desk.in_dialog(), news(&desk)), (None, vec![]), "silent");
    assert!(desk.next() >= Some(60), "slower");
    desk.at(4_000).frame(WindowFocus::Hidden);
    assert_eq!((desk.asks(WATCH), desk.next()), (false, None));
    assert!(desk.frame_at(4_001).asks(WATCH), "it came back");
}

#[test]
fn rows_stay_where_they_are() {
    let mut desk = listing(&["pending", "processing", "completed"]);
    next_check(&mut desk, WATCH);
    let newer = [(9, "pending"), (1, "failed"), (0, "processing")];
    let newer = newer.map(|(number, status)| row(number, status));
    desk.reply(watched(page(newer.to_vec(), 40)));
    assert_eq!(states(&desk), ["processing", "failed", "completed"]);
    let browse = &desk.state.browse;
    assert_eq!(browse.pages.list.total(), Some(3));
    let shown = browse.pages.list.rows().iter();
    let changed = shown.map(|row| browse.watch.changed_at(row));
    let now = Some(at(desk.now).elapsed);
    assert!(changed.eq([now, now, None]));

    // The page of the first one that moves, then the other.
    let mut desk = Desk::ready();
    let first = vec![row(0, "completed"), row(1, "pending")];
    desk.reply(listed(page(first, 4)));
    desk.send(BrowseIntent::More);
    let second = PageNumber::FIRST.next().unwrap();
    let more = page(vec![row(2, "pending"), row(3, "pending")], 4);
    desk.reply(listed(Page { at: second, ..more }));
    desk.send(BrowseIntent::InSight(vec![0, 1, 2]));
    for number in [1, 2, 1] {
        next_check(&mut desk, WATCH);
        assert_eq!(query(&desk).0, number);
        desk.reply(watched(Page::default()));
    }

    // One that left a filtered list is looked for among all.
    let mut desk = listing(&["completed"]);
    desk.send(BrowseIntent::Filter(Some(Status::Pending)));
    desk.reply(listed(rows(&["pending"])));
    next_check(&mut desk, WATCH);
    assert_eq!(query(&desk), (1, Some(&Status::Pending), 50));
    desk.reply(watched(Page::default()));
    next_check(&mut desk, WATCH);
    assert_eq!(query(&desk), (1, None, 100));
    desk.reply(watched(rows(&["completed"])));
    assert_eq!((states(&desk), desk.next()), (vec!["completed"], None));
}

#[test]
fn neither_ends_the_other_and_newer_rows_stand() {
    let mut desk = listing(&["processing"]);
    next_check(&mut desk, WATCH);
    let (older, _) = desk.newest(WATCH);
    desk.send(BrowseIntent::Refresh);
    assert!(desk.asks(RequestKind::ListBatches) && desk.cancels(WATCH));
    desk.reply(listed(rows(&["completed"])));
    desk.respond(older, watched(rows(&["failed"])));
    assert_eq!(states(&desk), ["completed"]);

    let mut desk = Desk::ready();
    desk.reply(listed(page(vec![row(0, "processing")], 2)));
    desk.send(BrowseIntent::InSight(vec![0]));
    next_check(&mut desk, WATCH);
    desk.send(BrowseIntent::More);
    assert!(desk.asks(RequestKind::ListBatches) && !desk.cancels(WATCH));
    desk.reply(watched(rows(&["completed"])));
    assert_eq!(states(&desk), ["completed"]);
}

#[test]
fn each_that_is_done_is_told_once_to_somebody_who_is_not_looking() {
    const MOVING: [&str; 4] = ["processing", "processing", "pending", "processing"];
    const DONE: [&str; 4] = ["completed", "failed", "waiting_for_approval", "processing"];
    let mut desk = listing(&MOVING);
    for expected in [
        vec![Verdict::Ready, Verdict::NoneMade, Verdict::WaitingForMe],
        vec![],
    ] {
        desk.at(desk.now + 40).frame(WindowFocus::Hidden);
        assert_eq!(news(desk.reply(watched(rows(&DONE)))), expected);
    }

    // The open one was told of already.
    let mut desk = listing(&["processing"]);
    let of_open = |status| {
        let mut answer = answer(ID, "/a.png");
        answer.batch = row(0, status);
        batch_is(answer)
    };
    let open = BrowseIntent::Open(id("00000000-0000-4000-8000-000000000000"));
    desk.send(open).reply(of_open("processing"));
    desk.at(60).frame(WindowFocus::Behind);
    assert_eq!(news(desk.reply(of_open("completed"))), [Verdict::Ready]);
    desk.send(LookupIntent::Back);
    desk.at(100).frame(WindowFocus::Behind);
    assert_eq!(states(&desk), ["completed"]);
    assert!(!desk.asks(WATCH));
}
