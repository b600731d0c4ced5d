//! Pictures kept as files, reports written for the browser, and files dropped on the window.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vec_batch_viewer::domain::batch_id::{BatchIdProblem, MAX_SEARCHED};
use vec_batch_viewer::domain::table::{Table, TableFormat};
use vec_batch_viewer::domain::{AccountId, BatchId, FileName, Problem, ProblemKind};
use vec_batch_viewer::state::{Contents, Event, Request, RequestId, Response};
use vec_batch_viewer::worker::{Choice, SystemSaveTargets, tidy_up};

use super::desk::{Desk, answer_to, answered, batch_id, origin, outside, places};
use crate::support::alone::this_test;
use crate::support::desktop::{Desktop, in_session};
use crate::support::portal;

fn home() -> PathBuf {
    PathBuf::from(std::env::var_os("HOME").expect("a home"))
}

/// Names a folder for files of one kind, as the person's desktop does.
fn name_folder(kind: &str, name: &str) {
    let settings = format!("XDG_{kind}_DIR=\"$HOME/{name}\"\n");
    fs::write(home().join("config/user-dirs.dirs"), settings).expect("settings");
}

fn kept(request: u64, path: Option<&Path>) -> Event {
    let path = path.map(|path| path.display().to_string());
    answered(request, Response::SaveFile(Ok(path)))
}

#[test]
fn a_picture_is_kept_in_the_folder_for_pictures_where_there_is_no_dialog() {
    in_session!(Desktop::Bus);
    let folder = home().join("Bilder");
    fs::create_dir(&folder).expect("a folder");
    name_folder("PICTURES", "Bilder");
    let mut desk = Desk::new(outside());
    for (request, name) in [(1, "Class 10.png"), (2, "Class 10 (2).png")] {
        desk.save_picture(request, "Class 10");
        let path = folder.join(name);
        assert_eq!(desk.next(), kept(request, Some(&path)));
        assert_eq!(fs::read(path).expect("a file"), b"a picture");
    }
    let all = fs::read_dir(folder).expect("a folder");
    assert_eq!(all.count(), 2, "no part of a file is left");
}

#[test]
fn the_dialog_of_the_desktop_is_used_where_there_is_one() {
    in_session!(Desktop::Bus);
    let chosen = home().join("chosen here.png");
    fs::write(&chosen, "the former file").expect("a file");
    let portal = portal::Portal::start(&chosen);
    let mut desk = Desk::new(outside());
    desk.save_picture(1, "../Class 10");
    assert_eq!(desk.next(), kept(1, Some(&chosen)));
    assert_eq!(fs::read(&chosen).expect("a file"), b"a picture");
    assert_eq!(portal.proposed(), [["Class 10.png"; 2]]);
    portal.cancel_from_now_on();
    desk.save_picture(2, "a");
    assert_eq!(desk.next(), kept(2, None));
}

#[test]
fn a_file_that_cannot_be_written_is_a_problem_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let nowhere = folder.path().join("none").join("a.png");
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).expect("a folder");
    let pipe = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    let files = [nowhere, taken, pipe.clone()].map(Choice::File);
    let choices = Mutex::new([&[Choice::NoDialog], &files[..]].concat());
    let mut desk = Desk::new(places(move || {
        let choice = choices.lock().expect("no panic").pop();
        Box::pin(async { choice.expect("a choice") })
    }));
    for request in 1..=4 {
        desk.save_picture(request, "a");
        let problem = answer_to!(desk, request, SaveFile).expect_err("a problem");
        assert_eq!(problem.kind, ProblemKind::NotSaved);
        assert!(!problem.evidence.chain.is_empty());
    }
    let left = fs::read_dir(folder.path()).expect("a folder");
    assert_eq!(left.count(), 2, "nothing but what was there");
    assert!(!pipe.is_file());
}

#[test]
fn a_table_is_saved_in_its_format_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("chosen");
    let chosen = path.clone();
    let mut desk = Desk::new(places(move || {
        let choice = Choice::File(chosen.clone());
        Box::pin(async { choice })
    }));
    let mut save = |request, format, rows| {
        let contents = Contents::Table(Arc::new(table_of(rows)), format);
        let name = FileName::new("a", "xlsx");
        desk.ask(request, Request::SaveFile { name, contents });
        answer_to!(desk, request, SaveFile)
    };
    for (request, format, begin) in [
        (1, TableFormat::Workbook, "PK".as_bytes()),
        (2, TableFormat::Csv, "\u{feff}\"Name\"\r\n".as_bytes()),
    ] {
        assert!(save(request, format, 1).is_ok());
        assert!(fs::read(&path).expect("a file").starts_with(begin));
    }
    fs::remove_file(&path).expect("a file");
    let problem = save(3, TableFormat::Workbook, 1 << 20).expect_err("too many rows");
    assert_eq!(problem.kind, ProblemKind::NotSaved);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

fn table_of(rows: usize) -> Table {
    Table {
        headings: vec!["Name".to_owned()],
        rows: vec![Vec::new(); rows],
    }
}

/// Result of opening a report.
fn open_report(desk: &mut Desk, request: u64, name: &str) -> Result<String, Problem> {
    desk.open_report(request, name);
    answer_to!(desk, request, OpenFile)
}

/// Path of a report that was opened.
fn opened_report(desk: &mut Desk, request: u64, name: &str) -> PathBuf {
    let address = open_report(desk, request, name).expect("an address");
    let address = url::Url::parse(&address).expect("an address");
    address.to_file_path().expect("a file")
}

#[test]
fn a_report_for_the_browser_is_for_this_person_alone() {
    in_session!(Desktop::Bare);
    let mut desk = Desk::new(outside());
    let paths = [1, 2].map(|request| opened_report(&mut desk, request, "Class 10th / فیضان"));
    assert_ne!(paths[0], paths[1], "two people may have one name");
    for path in paths {
        assert!(path.ends_with("Class 10th فیضان.html"));
        assert_eq!(fs::read(&path).expect("a file"), b"a report");
        let own = path.parent().expect("a folder");
        let folder = own.parent().expect("a folder");
        assert!(folder.ends_with("vec-batch-viewer/reports"));
        assert_private(&path, folder);
    }
}

fn assert_private(file: &Path, folder: &Path) {
    for (path, mode) in [(file, 0o600), (folder, 0o700)] {
        let about = fs::metadata(path).expect("something");
        assert_eq!(about.permissions().mode() & 0o777, mode);
    }
}

#[test]
fn a_browser_that_may_not_read_hidden_folders_reads_a_report() {
    in_session!(Desktop::Bare);
    let home = home();
    name_folder("DOWNLOAD", "Eingang");
    for (folder, place) in [
        ("snap", "cache/vec-batch-viewer/reports"),
        ("Eingang", "Eingang/vec-batch-viewer-temporary"),
    ] {
        fs::create_dir(home.join(folder)).expect("a folder");
        let mut desk = Desk::new(outside());
        let path = opened_report(&mut desk, 1, "Class 10th");
        let place = home.join(place);
        assert!(path.starts_with(&place), "{path:?}");
        assert_private(&path, &place);
        drop(desk);
        tidy_up(&SystemSaveTargets);
        assert!(!place.exists());
    }
}

#[test]
fn a_window_that_closes_takes_only_its_own_files_along() {
    in_session!(Desktop::Bare);
    let mut desk = Desk::new(outside());
    let path = opened_report(&mut desk, 1, "Class 10th");
    let is_other = std::env::var_os("OTHER_WINDOW").is_some();
    if !is_other {
        let mut other = Command::new(std::env::current_exe().expect("this program"));
        other
            .args(["--exact", this_test!()])
            .env("OTHER_WINDOW", "1");
        assert!(other.status().expect("it runs").success());
    }
    assert!(path.exists());
    drop(desk);
    tidy_up(&SystemSaveTargets);
    assert!(!path.exists());
    let folder = path.parent().and_then(Path::parent).expect("a folder");
    assert_eq!(folder.exists(), is_other, "what is empty goes");
}

#[test]
fn what_was_opened_goes_with_what_is_forgotten() {
    in_session!(Desktop::Bare);
    let account = AccountId::first(origin());
    for forget in [
        Request::ForgetEverything,
        Request::ForgetAccount { account },
    ] {
        let mut desk = Desk::new(outside());
        let path = opened_report(&mut desk, 1, "Class 10th");
        assert!(path.exists());
        let kind = forget.kind();
        desk.ask(2, forget);
        let _ = desk.next();
        assert!(!path.exists(), "{kind:?}");
    }
}

#[test]
fn a_report_that_cannot_be_written_is_told() {
    let mut desk = Desk::new(places(|| panic!("no dialog for a report")));
    let result = open_report(&mut desk, 1, "a");
    assert_eq!(result.expect_err("a problem").kind, ProblemKind::NotSaved);
}

fn search(path: &Path) -> Result<BatchId, BatchIdProblem> {
    let mut desk = Desk::new(outside());
    let path = path.to_owned();
    desk.ask(7, Request::SearchFile { path });
    answer_to!(desk, 7, SearchFile).expect("no crash")
}

#[test]
fn the_id_in_a_file_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mail.eml");
    let trailing = "lorem ipsum ".repeat(80_000);
    let plain = format!("{trailing}\nBatch: {}\n", batch_id());
    let header = "Subject: Batch\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    let mail = format!("{header}{}\r\n", STANDARD.encode(&plain));
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = format!("\u{feff}Batch\t{}\r\n", batch_id());
        text.encode_utf16().flat_map(bytes).collect()
    };
    let odd = [b"\xff\x00\xe9 ", batch_id().to_string().as_bytes()].concat();
    let wide = [wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
    for text in [plain.into(), mail.into(), odd].into_iter().chain(wide) {
        fs::write(&path, text).expect("a file");
        assert_eq!(search(&path), Ok(batch_id()));
    }
}

#[test]
fn what_has_no_end_or_no_contents_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    for path in [
        pipe.as_path(),
        folder.path(),
        Path::new("/dev/zero"),
        Path::new("/nowhere"),
    ] {
        assert_eq!(search(path), Err(BatchIdProblem::NotInFile), "{path:?}");
    }
    let huge = folder.path().join("huge");
    fs::write(&huge, vec![b'-'; 4 * MAX_SEARCHED]).expect("a file");
    assert_eq!(search(&huge), Err(BatchIdProblem::NotFound));
}
