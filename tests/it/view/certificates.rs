//! The certificates of the batch on screen.

use std::time::Duration;

use egui::Key;
use egui::accesskit::{Live, Role};
use egui_kittest::kittest::{By, NodeT, Queryable};
use serde_json::{Value, json};
use vec_batch_viewer::domain::certificate::CertificateStatus;
use vec_batch_viewer::domain::moment::Moment;
use vec_batch_viewer::domain::page::Page;
use vec_batch_viewer::domain::picture::{FileAddress, FileLink};
use vec_batch_viewer::domain::query::{CertificateQuery, Sought};
use vec_batch_viewer::domain::remedy::Remedy;
use vec_batch_viewer::domain::{Certificate, Problem, ProblemKind, ServerText};
use vec_batch_viewer::l10n::TextId;
use vec_batch_viewer::state::{FetchedFile, FileForm, Request, RequestKind, Response};

use super::kinds::every_kind;
use crate::support::batch::{batch, drawing};
use crate::support::window::{PLAIN, Shape, Window, l10n, say};

fn row(number: usize, status: CertificateStatus) -> Certificate {
    let text = |text: &str| Some(ServerText::new(text));
    let origin = "https://api.vec.digital".parse().expect("an origin");
    let file = |path| FileLink::At(FileAddress::resolve(path, &origin).expect("an address"));
    Certificate {
        id: text(&format!("00000000-0000-4000-8000-{number:012}")),
        reference_id: text(&format!("VEC-{number:05}")),
        batch_id: text(crate::support::window::ID),
        name: text(&format!("Person {number}")),
        email: text(&format!("person{number}@example.com")),
        pdf: match status {
            CertificateStatus::Failed => FileLink::None,
            _ => file("/files/a.pdf"),
        },
        status,
        picture: file("/files/a.png"),
        issue_date: Some(Moment::of_day("2025-03-14T00:00:00.000000Z")),
        generated_at: Some(Moment::new("2025-03-14T13:04:03.000000Z")),
        ..Certificate::default()
    }
}

/// High enough for everything above the list and the list.
pub const HIGH: Shape = Shape {
    size: [1_000.0, 1_500.0],
    ..PLAIN
};

/// The answer to a question, of a list of this many certificates.
pub fn page(query: &CertificateQuery, all: usize) -> Page<Certificate> {
    let status = query.status.clone();
    let status = status.unwrap_or(CertificateStatus::Generated);
    let row = |number| row(number, status.clone());
    super::page((query.page, query.per_page), all, row)
}

pub fn asked(window: &Window) -> CertificateQuery {
    window.requests(|request| match request {
        Request::ListCertificates { query, .. } => Some(query.clone()),
        _ => None,
    })
}

pub fn answer(window: &mut Window, result: Result<Page<Certificate>, Problem>) {
    window.effects();
    window.reply(Response::ListCertificates(result.map(Box::new)));
}

/// Answers the newest question from a list of this many certificates.
pub fn answer_of(window: &mut Window, all: usize) {
    let page = page(&asked(window), all);
    answer(window, Ok(page));
}

fn showing(shape: Shape, batch: &Value) -> Window {
    let mut window = Window::after(shape, Ok(batch));
    window.draws(Ok(drawing([600, 400])));
    window
}

/// A window with a batch in this state, its certificates in sight and asked for.
pub fn shown(shape: Shape, status: &str) -> Window {
    showing(shape, &batch(status))
}

/// The same with its certificates listed.
pub fn listed(shape: Shape, status: &str, all: usize) -> Window {
    let mut batch = batch(status);
    if status == "completed" && all < 120 {
        batch["total_certificates"] = json!(all);
        batch["processed_certificates"] = json!(all);
    }
    let mut window = showing(shape, &batch);
    answer_of(&mut window, all);
    window
}

fn no_file() -> Response {
    Response::FetchFile(Err(ProblemKind::FileNotAvailable.into()))
}

pub fn name(number: usize, status: &str) -> String {
    format!(
        "Person {number}, person{number}@example.com, VEC-{number:05}, {status}, \
         Date of issue: 14 Mar 2025"
    )
}

#[test]
fn which_ones_failed_stands_there_first() {
    let mut window = listed(HIGH, "partially_completed", 3);
    assert!(window.has(Role::ComboBox, "Status: Failed (3)"));
    assert!(window.has(Role::Button, &name(0, "Failed")));
    window.must_say("3 certificates, as of");
    // One without a file says so by what cannot be pressed.
    window.press("More about Person 0");
    assert!(!window.can_press(&say(TextId::CertificateSavePdf)));
    assert!(window.can_press(&say(TextId::SavePicture)));
    let none = listed(HIGH, "completed", 0);
    none.must_say(&say(TextId::CertificatesNone));
}

#[test]
fn nothing_is_asked_before_it_is_in_sight_and_the_picture_is_there() {
    let is_asked = |window: &Window| window.asks(RequestKind::ListCertificates);
    let high = Window::after(HIGH, Ok(&batch("completed")));
    assert!(!is_asked(&high), "the picture is on its way");
    let size = [800.0, 470.0];
    let mut low = shown(Shape { size, ..PLAIN }, "completed");
    assert!(!is_asked(&low), "it is below the window");
    low.wheel(egui::pos2(780.0, 300.0), -700.0);
    assert!(is_asked(&low));
}

#[test]
fn it_is_a_table_for_assistive_technology() {
    let window = listed(HIGH, "completed", 3);
    assert!(window.has(Role::Table, "Certificates"));
    for heading in [
        "Name",
        "E-mail address",
        "Reference",
        "Status",
        "Date of issue",
    ] {
        assert!(window.has(Role::ColumnHeader, heading), "{heading}");
    }
    assert!(window.has(Role::Cell, "VEC-00002"));
    assert_eq!(window.count(Role::Row), 4, "the headings and three");
    let table = window.control(Role::Table, "Certificates");
    let headings = table.query_all(By::new().role(Role::ColumnHeader)).count();
    assert_eq!(headings, 5, "in the table");
    let said = window
        .harness
        .query_all(By::new().label_contains("3 certificates, as of"))
        .filter(|node| node.accesskit_node().live() == Live::Polite)
        .count();
    assert_eq!(said, 1, "it is said once");
}

#[test]
fn an_address_has_the_most_room_and_a_cell_that_is_cut_is_read_on_hover() {
    let mut window = listed(HIGH, "completed", 3);
    let width = |window: &Window, name| window.control(Role::ColumnHeader, name).rect().width();
    let address = width(&window, "E-mail address");
    for other in ["Name", "Reference", "Status", "Date of issue"] {
        assert!(address > 1.4 * width(&window, other), "{other}");
    }
    window.press(&say(TextId::CertificatesRefresh));
    let mut page = page(&asked(&window), 1);
    let cut = format!("{}@example.com", "ruprecht-karls".repeat(9));
    page.rows[0].email = Some(ServerText::new(&cut));
    answer(&mut window, Ok(page));
    let cell = window.control(Role::Cell, &cut).rect();
    assert!(window.tells_on_hover(cell.center(), &cut));
}

#[test]
fn the_keyboard_goes_through_the_rows_to_the_end_and_to_every_field() {
    let mut window = listed(HIGH, "completed", 250);
    window.focus(Role::Button, &name(0, "Made"));
    window.key(Key::ArrowDown);
    window.assert_focus(Role::Button, &name(1, "Made"));
    window.key(Key::PageDown);
    window.assert_focus(Role::Button, &name(11, "Made"));
    while window.state().certificates.pages.list.next().is_some() {
        window.key(Key::End);
        answer_of(&mut window, 250);
    }
    window.key(Key::End);
    window.assert_focus(Role::Button, &name(249, "Made"));
    window.key(Key::Enter);
    assert!(window.has(Role::Dialog, &say(TextId::CertificateTitle)));
    assert!(window.says("00000000-0000-4000-8000-000000000249"));
    window.key(Key::Escape);
    assert!(!window.has(Role::Dialog, &say(TextId::CertificateTitle)));
    window.key(Key::Home);
    window.assert_focus(Role::Button, &name(0, "Made"));
    // Past the rows and the menu of the one: Tab is not kept in the list.
    window.key(Key::Tab);
    window.assert_focus(Role::Button, "More about Person 0");
    for format in ["Excel", "CSV"] {
        window.key(Key::Tab);
        window.assert_focus(Role::Button, &format!("Save all 250 as {format}…"));
    }
}

#[test]
fn tab_comes_to_a_row_in_sight_wherever_the_list_was_scrolled() {
    let mut window = listed(HIGH, "completed", 100);
    let row = window.control(Role::Button, &name(3, "Made")).rect();
    let tab = |window: &mut Window| {
        window.focus(Role::ColumnHeader, "Date of issue");
        window.key(Key::Tab);
        window.focused().expect("a row").1
    };
    window.wheel(row.center(), -800.0);
    let at = tab(&mut window);
    assert!(at.starts_with("Person ") && at != name(0, "Made"), "{at}");
    window.key(Key::End);
    window.assert_focus(Role::Button, &name(99, "Made"));
    window.check(crate::support::window::OTHER_ID);
    window.answers(Ok(&batch("completed")));
    answer_of(&mut window, 100);
    assert_eq!(tab(&mut window), name(0, "Made"));
}

#[test]
fn another_order_begins_at_its_top() {
    let mut window = listed(HIGH, "completed", 100);
    let row = window.control(Role::Button, &name(3, "Made")).rect();
    window.wheel(row.center(), -1_500.0);
    assert!(!window.can_press(&name(0, "Made")));
    window.press_a(Role::ColumnHeader, "Name");
    answer_of(&mut window, 100);
    window.assert_focus(Role::ColumnHeader, "Name");
    assert!(window.can_press(&name(0, "Made")));
}

#[test]
fn a_row_copies_and_saves_what_it_is_about() {
    let mut window = listed(HIGH, "completed", 3);
    window.press("More about Person 0");
    window.press(&say(TextId::CertificateCopyReference));
    assert_eq!(window.copied().as_deref(), Some("VEC-00000"));
    assert!(window.ear.heard().contains(&say(TextId::Copied)));
    window.press("More about Person 0");
    window.press(&say(TextId::CertificateSavePdf));
    let (address, form) = window.requests(|request| match request {
        Request::FetchFile { address, form, .. } => Some((address.url().to_string(), *form)),
        _ => None,
    });
    assert_eq!(address, "https://api.vec.digital/files/a.pdf");
    assert_eq!(form, FileForm::Document);
    window.effects();
    window.reply(Response::FetchFile(Ok(FetchedFile {
        bytes: b"%PDF-1.7".as_slice().into(),
        extension: "pdf",
    })));
    assert_eq!(window.saving().0, "Person 0.pdf");
    window.reply(Response::SaveFile(Ok(None)));
    // One that the service does not give is told of below the list.
    window.press("More about Person 0");
    window.press(&say(TextId::CertificateOpenPdf));
    assert!(window.says_label(TextId::FileFetching));
    window.reply(no_file());
    assert!(!window.says_label(TextId::FileFetching));
    let told = "Open the certificate on VEC.digital.";
    window.must_say(told);
    // A dialog above the list tells of it in the place of the list.
    window.press(&name(0, "Made"));
    window.press(&say(TextId::CertificateOpenPdf));
    window.ear.heard();
    window.reply(no_file());
    window.key(Key::Escape);
    let heard = window.ear.heard();
    let times = heard.iter().filter(|said| said.contains(told)).count();
    assert_eq!(times, 1, "{heard:?}");
    window.must_say(told);
}

#[test]
fn a_file_that_has_to_wait_tells_how_long_and_offers_its_details() {
    let mut window = listed(HIGH, "completed", 3);
    window.press("More about Person 0");
    window.press(&say(TextId::CertificateOpenPdf));
    let (wait, code) = (Some(Duration::from_secs(30)), None);
    let mut problem = Problem::from(ProblemKind::ServiceProblem { wait, code });
    problem.evidence.host = Some("api.vec.digital".to_owned());
    window.reply(Response::FetchFile(Err(problem)));
    window.must_say("Try again in 30 seconds.");
    assert!(window.can_press("Copy details"));
    window.ear.heard();
    window.wait(Duration::from_secs(10));
    window.must_say("Try again in 20 seconds.");
    assert_eq!(window.ear.heard(), Vec::<String>::new());
}

#[test]
fn what_is_filtered_sorted_and_searched_is_asked_of_the_service() {
    let mut window = listed(HIGH, "completed", 3);
    window.press_a(Role::ComboBox, "Status: All states (3)");
    window.press(&say(TextId::CertificateRevoked));
    assert_eq!(asked(&window).status, Some(CertificateStatus::Revoked));
    assert!(!window.says("Person 0"), "of another question");
    answer_of(&mut window, 0);
    assert!(window.says_label(TextId::CertificatesNoneFound));
    window.fill(TextId::CertificatesSearch, "Person 1");
    window.wait(Duration::from_millis(301));
    let query = asked(&window);
    assert_eq!(query.search.as_ref().map(Sought::as_str), Some("Person 1"));
    let found = page(&query, 1);
    answer(&mut window, Ok(found));
    window.press_a(Role::ComboBox, "Order: The service’s order");
    window.press(&say(TextId::FieldUpdatedAt));
    let sort = |window: &Window| {
        asked(window)
            .sort
            .map(|sort| (sort.field.word(), sort.order.word()))
    };
    assert_eq!(sort(&window), Some(("updated_at", "asc")));
    window.press(&say(TextId::CertificatesReverse));
    assert_eq!(sort(&window), Some(("updated_at", "desc")));
    answer_of(&mut window, 1);
    window.press_a(Role::ColumnHeader, "Name");
    assert_eq!(sort(&window), Some(("name", "asc")));
}

#[test]
fn every_kind_of_problem_is_told_below_the_answer() {
    for kind in every_kind() {
        let mut window = shown(HIGH, "completed");
        let mut problem = Problem::from(kind);
        problem.evidence.host = Some("api.vec.digital".to_owned());
        let wait = problem.kind.retry_after();
        let copy = l10n().list_problem(&problem, wait);
        let next = wait.map_or(copy.next, |wait| Some(l10n().list_repeats(wait)));
        let title = copy.title;
        answer(&mut window, Err(problem));
        window.must_say(&title);
        window.must_say("Details");
        let asks = copy.remedies.contains(&Remedy::CopyRequest);
        let can_ask = window.can_press("Copy request for administrator");
        assert_eq!(can_ask, asks, "{title}");
        for said in [copy.why, next].into_iter().flatten() {
            window.must_say(&said);
        }
        assert!(window.has(Role::ProgressIndicator, "Progress"), "{title}");
        if wait.is_none() {
            window.press("Try again");
        }
        window.wait(wait.unwrap_or_default());
        assert_eq!(asked(&window).page.get(), 1, "{title}");
    }
}

#[test]
fn a_batch_that_goes_on_says_that_the_list_is_of_before() {
    // Of a number that was not known nobody can say that it grew.
    for (before, said) in [
        (json!(2), "3 more failed since this list was loaded."),
        (
            Value::Null,
            "The batch has changed since this list was loaded.",
        ),
    ] {
        let mut data = batch("processing");
        data["failed_certificates"] = before;
        let mut window = showing(HIGH, &data);
        answer_of(&mut window, 2);
        data["failed_certificates"] = json!(5);
        window.key(Key::F5);
        window.answers(Ok(&data));
        window.must_say(said);
        window.press(&say(TextId::ListLoadAgain));
        assert_eq!(asked(&window).page.get(), 1);
    }
}

#[test]
fn all_of_them_are_saved_as_a_table_page_by_page() {
    for (format, ending) in [("Excel", "xlsx"), ("CSV", "csv")] {
        let mut window = listed(HIGH, "completed", 250);
        window.press(&format!("Save all 250 as {format}…"));
        assert!(window.says("100 of 250 loaded"));
        assert!(window.can_press("Cancel"));
        for _ in 0..2 {
            answer_of(&mut window, 250);
        }
        let (name, table) = window.saving();
        assert_eq!(name, format!("Class 10th, 2024 – certificates.{ending}"));
        assert_eq!(table.lines().count(), 251);
        let last = "\"Person 249\",\"person249@example.com\",\"VEC-00249\",\"Made\"";
        assert!(table.contains(last));
        let path = format!("/home/asha/c.{ending}");
        window.reply(Response::SaveFile(Ok(Some(path.clone()))));
        assert!(window.says(&format!("Saved as {path}")));
    }
}

/// A list of 250 of which 7 came twice and 7 never, found out while all are loaded to be saved.
pub fn short(shape: Shape) -> Window {
    let mut window = listed(shape, "completed", 250);
    window.press("Save all 250 as CSV…");
    for _ in 0..2 {
        let mut page = page(&asked(&window), 250);
        if page.at.get() == 2 {
            page.rows.splice(
                ..7,
                (0..7).map(|number| row(number, CertificateStatus::Generated)),
            );
        }
        answer(&mut window, Ok(page));
    }
    window
}

#[test]
fn a_list_that_lacks_some_says_so_and_is_saved_under_a_name_that_says_so() {
    let mut window = short(HIGH);
    assert!(!window.asks(RequestKind::SaveFile), "all were wanted");
    assert!(window.says("243 of 250 loaded, as of"));
    assert!(window.says("7 are missing: the service sent some rows twice."));
    assert!(!window.says("Save all"));
    for (format, ending) in [("Excel", "xlsx"), ("CSV", "csv")] {
        window.press(&format!("Save these 243 as {format}…"));
        let (name, table) = window.saving();
        let stem = "Class 10th, 2024 – certificates – 243 of 250";
        assert_eq!(name, format!("{stem}.{ending}"));
        assert_eq!(table.lines().count(), 244);
        window.reply(Response::SaveFile(Ok(None)));
    }
    window.press(&say(TextId::ListLoadAgain));
    let again = asked(&window);
    let order = again.sort.map(|sort| sort.field.word());
    assert_eq!((again.page.get(), order), (1, Some("email")));
    let mut none = page(&again, 250);
    none.rows.clear();
    answer(&mut window, Ok(none));
    assert!(window.says("250 are missing."));
    assert!(!window.says_label(TextId::CertificatesNone));
}

#[test]
fn a_table_is_named_by_what_it_holds_and_waits_for_another_file() {
    let mut window = listed(HIGH, "partially_completed", 3);
    window.press("More about Person 0");
    window.press(&say(TextId::SavePicture));
    window.press("Save all 3 as CSV…");
    assert!(window.says("3 of 3 loaded"), "it says how far it is");
    assert!(window.can_press("Cancel"));
    window.effects();
    window.reply(no_file());
    let (name, _) = window.saving();
    assert_eq!(name, "Class 10th, 2024 – failed certificates.csv");
}

#[test]
fn saving_can_be_ended_and_what_fails_on_the_way_goes_on() {
    let mut window = listed(HIGH, "completed", 250);
    window.press("Save all 250 as CSV…");
    answer(&mut window, Err(ProblemKind::NotReachable.into()));
    assert!(window.says("100 of 250 loaded"), "it says how far it came");
    window.press("Try again");
    let second = page(&asked(&window), 250);
    assert_eq!(second.at.get(), 2);
    answer(&mut window, Ok(second));
    assert!(window.says("200 of 250 loaded"));
    window.press("Cancel");
    answer_of(&mut window, 250);
    assert!(!window.asks(RequestKind::SaveFile));
    assert!(window.can_press("Save all 250 as CSV…"));
}
