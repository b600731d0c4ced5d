//! The list of the institution's batches.

use std::ops::Range;
use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{By, Queryable as _};
use serde_json::json;
use vec_batch_viewer::domain::page::{MAX_ROWS, Page};
use vec_batch_viewer::domain::query::BatchQuery;
use vec_batch_viewer::domain::{Batch, Problem, ProblemKind, ServerText};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{Request, RequestKind, Response};

use crate::support::batch::batch;
use crate::support::window::{PLAIN, SLIM, Shape, Window, say};

/// Batches of the list that the tests make up.
const ALL: usize = 120;

const STATES: [&str; 6] = [
    "completed",
    "processing",
    "waiting_for_approval",
    "failed",
    "pending",
    "partially_completed",
];

fn row(number: usize) -> Batch {
    let mut row = batch(STATES[number % STATES.len()]);
    row["id"] = json!(format!("00000000-0000-4000-8000-{number:012}"));
    row["name"] = json!(format!("Class {number}"));
    crate::support::batch::answer(&row).batch
}

/// The answer to a question, of a list of this many batches.
fn page(query: &BatchQuery, all: usize) -> Page<Batch> {
    super::page((query.page, query.per_page), all, row)
}

fn asked(window: &Window) -> BatchQuery {
    window.requests(|request| match request {
        Request::ListBatches { query, .. } => Some(query.clone()),
        _ => None,
    })
}

fn asked_again(window: &Window) -> BatchQuery {
    window.requests(|request| match request {
        Request::WatchBatches { query, .. } => Some(query.clone()),
        _ => None,
    })
}

pub fn answer(window: &mut Window, result: Result<Page<Batch>, Problem>) {
    window.effects();
    window.reply(Response::ListBatches(result.map(Box::new)));
}

/// Answers the newest question from a list of this many batches.
fn answer_of(window: &mut Window, all: usize) {
    let page = page(&asked(window), all);
    answer(window, Ok(page));
}

/// A window that lists batches.
pub fn listing(shape: Shape, all: usize) -> Window {
    let mut window = Window::with_token(shape);
    answer_of(&mut window, all);
    window
}

pub fn refuse(window: &mut Window) {
    let permission = ServerText::new("batches:list");
    let kind = ProblemKind::PermissionNeeded { permission };
    answer(window, Err(kind.into()));
}

#[test]
fn the_first_page_lists_the_batches_of_the_institution() {
    for shape in [PLAIN, SLIM] {
        let window = listing(shape, 3);
        let is_wide = shape.size == PLAIN.size;
        for row in [
            "Class 0, Completed · 120 of 120 made · 14 March 2025",
            "Class 1, Under way · 74 of 120 made, 2 failed · 14 March 2025",
        ] {
            let room = window.control(Role::Button, row).rect();
            assert_eq!(room.width() > 1_000.0, is_wide, "{room:?}");
        }
        let table = window.control(Role::Table, "Batches");
        let rows = table.query_all(By::new().role(Role::Row)).count();
        assert_eq!(rows, 3 + usize::from(is_wide));
        for heading in ["Name", "Progress", "Status", "Created"] {
            assert_eq!(window.has(Role::ColumnHeader, heading), is_wide);
        }
        for cell in ["Class 1", "74 of 120, 2 failed", "Under way", "14 Mar 2025"] {
            assert_eq!(window.has(Role::Cell, cell), is_wide, "{cell}");
        }
        assert!(window.says("3 batches, as of"));
        assert_eq!(window.state().id_field.text, "", "pasting works above it");
    }
}

#[test]
fn a_list_that_the_app_loads_no_further_says_so() {
    let mut window = Window::with_token(PLAIN);
    let row = |number: usize| Batch {
        id: Some(ServerText::new(&number.to_string())),
        ..Batch::default()
    };
    let rows = (0..=MAX_ROWS).map(row).collect();
    let page = Page {
        rows,
        ..Page::default()
    };
    answer(&mut window, Ok(page));
    window.must_say("This list is incomplete: this app loads at most 100,000 rows.");
    assert!(!window.can_press(&say(TextId::ListLoadAgain)));
}

#[test]
fn how_many_need_attention_stands_above_them() {
    for (batches, said) in [
        (3, Some("1 needs attention")),
        (6, Some("3 need attention")),
        (ALL, Some("24 need attention among those loaded")),
        (2, None),
    ] {
        let mut window = listing(PLAIN, batches);
        let label = |window: &Window, said| window.has(Role::Label, said);
        assert!(said.is_none_or(|said| label(&window, said)), "{said:?}");
        window.fill(TextId::BrowseNarrow, "class 1");
        assert!(
            batches == ALL || !window.says("attention"),
            "of those found"
        );
    }
}

#[test]
fn a_name_that_is_cut_can_be_read_on_hover() {
    for size in [[720.0, 600.0], [480.0, 600.0]] {
        let mut window = Window::with_token(Shape { size, ..PLAIN });
        let name = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(2);
        let mut page = page(&asked(&window), 1);
        page.rows[0].name = Some(ServerText::new(&name));
        answer(&mut window, Ok(page));
        let row = format!("{name}, Completed · 120 of 120 made · 14 March 2025");
        let row = window.control(Role::Button, &row).rect();
        let at = row.left_center() + egui::vec2(60.0, 0.0);
        assert!(window.tells_on_hover(at, &name), "{size:?}");
    }
}

#[test]
fn more_is_loaded_near_the_end_and_the_end_is_the_end() {
    let mut window = listing(PLAIN, ALL);
    assert!(window.says("50 of 120 loaded"));
    let mut pages = 1;
    while window.state().browse.pages.list.next().is_some() {
        window.wheel(egui::pos2(300.0, 300.0), -4_000.0);
        answer_of(&mut window, ALL);
        pages += 1;
        assert!(pages <= 3, "more pages than there are");
    }
    assert!(window.says("120 batches, as of"));
    window.wheel(egui::pos2(300.0, 300.0), -9_000.0);
    assert!(window.has(
        Role::Button,
        "Class 119, Partially completed · 117 of 120 made, 3 failed · 14 March 2025"
    ));
    assert!(!window.says("Class 0,"), "only rows in sight are drawn");
    assert!(window.count(Role::Row) < 30);
    window.key(Key::F5);
    answer_of(&mut window, ALL);
    assert!(window.says("50 of 120 loaded") && window.says("Class 49,"));
}

#[test]
fn a_rest_that_the_service_asks_for_is_kept_and_then_over() {
    let mut window = Window::with_token(PLAIN);
    let mut first = page(&asked(&window), 60);
    first.rest = Some(Duration::from_secs(20));
    answer(&mut window, Ok(first));
    window.wheel(egui::pos2(300.0, 300.0), -9_000.0);
    assert_eq!(window.effects(), []); // the window came to rest, and asked for nothing
    window.wait(Duration::from_secs(21));
    assert_eq!(asked(&window).page.get(), 2);
}

/// Tells of rows of three that they are completed now.
fn complete(window: &mut Window, rows: Range<usize>) {
    let mut newer = page(&asked_again(window), 3);
    for at in rows {
        let Batch { id, name, .. } = row(at);
        newer.rows[at] = Batch { id, name, ..row(0) };
    }
    window.reply(Response::WatchBatches(Ok(Box::new(newer))));
}

#[test]
fn a_row_changes_by_itself_in_its_place() {
    let mut window = listing(PLAIN, 3);
    let now =
        |made: &str, failed: &str| format!("Class 1, {made} of 120 made{failed} · 14 March 2025");
    let before = window
        .control(Role::Button, &now("Under way · 74", ", 2 failed"))
        .rect();
    window.harness.hover_at(before.center());
    window.wait(Duration::from_secs(13));
    let _ = window.ear.heard();
    complete(&mut window, 1..2);
    let after = now("Completed · 120", "");
    assert_eq!(window.control(Role::Button, &after).rect(), before);
    let row = window.state().browse.pages.list.rows()[1].clone();
    let is_marked = |window: &Window| {
        let since = window.state().browse.watch.changed_at(&row);
        let left = window.harness.output().viewport_output.values();
        let left = left.map(|view| view.repaint_delay).min();
        since.is_some() && left <= Some(Duration::from_secs(6))
    };
    assert!(is_marked(&window), "for a moment");
    assert_eq!(window.ear.heard(), [after], "once");
    window.wait(Duration::from_secs(7));
    assert!(!is_marked(&window) && window.ear.heard().is_empty());
    window.wait(Duration::from_mins(5));
    complete(&mut window, 1..3);
    window.must_not_say("attention");
    let told = "Class 2, Completed · 120 of 120 made · 14 March 2025";
    assert_eq!(
        window.ear.heard(),
        [told],
        "and not the count below what went"
    );
}

#[test]
fn a_row_opens_its_batch_and_back_returns_to_it() {
    let mut window = listing(PLAIN, 3);
    let name = "Class 1, Under way · 74 of 120 made, 2 failed · 14 March 2025";
    let ways: [fn(&mut Window); 2] = [
        |window| window.press(&say(TextId::BrowseBack)),
        |window| window.alt(Key::ArrowLeft),
    ];
    for back in ways {
        window.press(name);
        let mut shown = batch("processing");
        shown["id"] = json!("00000000-0000-4000-8000-000000000001");
        window.answers(Ok(&shown));
        assert!(window.has(Role::ProgressIndicator, "Progress"));
        back(&mut window);
        assert!(!window.has(Role::ProgressIndicator, "Progress"));
        window.assert_focus(Role::Button, name);
        assert!(!window.asks(RequestKind::ListBatches), "it stays");
    }
}

#[test]
fn the_state_is_asked_of_the_service_and_the_rest_searched_here() {
    let mut window = listing(PLAIN, ALL);
    let wanted = vec_batch_viewer::domain::status::Status::Pending;
    window.focus(Role::ComboBox, "Status: All states");
    for key in [Key::Enter, Key::ArrowDown, Key::Space] {
        window.key(key);
    }
    window.assert_focus(Role::ComboBox, "Status: Not begun");
    assert!(
        !window.can_press(&say(TextId::StatusFailed)),
        "it is closed"
    );
    assert_eq!(asked(&window).status, Some(wanted));
    assert!(!window.says("Class 3,"), "of another question");
    answer_of(&mut window, 7);
    window.fill(TextId::BrowseNarrow, "class 5");
    assert!(window.says("1 of 7 loaded batches found"));
}

#[test]
fn a_search_goes_on_with_the_pages_to_come() {
    let mut window = listing(PLAIN, ALL);
    window.fill(TextId::BrowseNarrow, "class 110");
    for loaded in [50, 100] {
        assert!(window.says(&format!("0 of {loaded} loaded batches found")));
        answer_of(&mut window, ALL);
    }
    assert!(window.says("1 of 120 loaded batches found"));
}

#[test]
fn a_row_keeps_the_focus_when_the_page_is_scrolled() {
    let mut window = listing(PLAIN, ALL);
    let row = "Class 0, Completed · 120 of 120 made · 14 March 2025";
    window.focus(Role::Button, row);
    for _ in 0..4 {
        window.key(Key::PageDown);
    }
    window.assert_focus(Role::Button, row);
    window.key(Key::Tab);
    let (_, next) = window.focused().expect("a row in sight");
    assert!(next.starts_with("Class ") && !next.starts_with("Class 1,"));
}

#[test]
fn a_list_that_is_refused_is_a_calm_note_and_pasting_works() {
    let kinds = [
        ProblemKind::PermissionNeeded {
            permission: ServerText::new("batches:list"),
        },
        ProblemKind::ListNotAvailable,
    ];
    for kind in kinds {
        let mut window = Window::with_token(PLAIN);
        answer(&mut window, Err(kind.into()));
        assert!(window.says_label(TextId::EmptyTitle));
        assert!(window.can_press("Try again"));
        window.checks(Ok(&batch("completed")));
        assert!(window.has(Role::ProgressIndicator, "Progress"));
    }
}

#[test]
fn a_page_that_fails_leaves_those_before_it() {
    // A window so low that the problem below the rows fills it.
    let size = [480.0, 160.0];
    let mut window = listing(Shape { size, ..PLAIN }, ALL);
    window.wheel(egui::pos2(100.0, 100.0), -9_000.0);
    answer(&mut window, Err(ProblemKind::NotReachable.into()));
    window.wheel(egui::pos2(100.0, 100.0), -9_000.0);
    assert!(window.says("50 of 120 loaded"));
    assert_eq!(window.effects(), [], "only the person asks again");
    window.press("Try again");
    assert_eq!(asked(&window).page.get(), 2, "it goes on where it stopped");
    assert!(window.focused().is_some(), "though the button is gone");
    answer(&mut window, Err(ProblemKind::NotReachable.into()));
    window.key(Key::F5);
    assert_eq!(asked(&window).page.get(), 1);
    answer(&mut window, Err(ProblemKind::NotReachable.into()));
    window.assert_focus(Role::Heading, "No connection to the service");
    assert!(window.focus_rect().is_some_and(|at| at.bottom() < 160.0));
    assert!(window.says("50 of 120 loaded"));
}
